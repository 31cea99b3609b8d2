"""Plans of many findings in one sheet: each good row is submitted as if on its page."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.sheets.importing import Importer, register

from ..operations.moving import what_happened
from ..operations.plans import FAULTS, submit_plan
from ..queries.plan_sheet import SOURCES, findings_by_reference, last_plans
from ..rules.plans import CORRECTIVE, faults, root_cause_of
from .plan_sheet import ANSWERED, PARTS, PLAN_SHEET, SLOTS, WHYS, said_by


@register
class PlanImporter(Importer):
    name = "audits.plans"
    title = _("Plans of your findings")
    intro = _(
        "One row for each finding: why it happened, what will be done, by whom and when. Download the sheet "
        "from your page “What is due”: what was found stands in it. A row without an answer stays as it is."
    )
    columns = PLAN_SHEET
    permission = "audits.log_action"

    def begin(self, *, by, at):
        super().begin(by=by, at=at)
        self.rows = {}

    def judge(self, rows):
        found = findings_by_reference({row.values["finding"] or "" for row in rows}, self.by)
        plans = last_plans({finding.pk for finding in found.values()})
        for row in rows:
            finding = found.get((row.values["finding"] or "").casefold())
            if finding is None:
                if row.values["finding"]:
                    row.refuse("finding", gettext("This finding is unknown, or not yours."))
            else:
                self._judge(row, finding, plans.get(finding.pk))

    def _judge(self, row, finding, last):
        said = {column.key: row.values[column.key] for column in ANSWERED if column.key in row.values}
        before = said_by(last)
        if not row.errors and all(said[key] == before[key] for key in said):
            row.outcome = "unchanged"
            return
        if self.rows.setdefault(finding.pk, row.number) != row.number:
            row.refuse("finding", gettext("Row %(row)d is about the same finding.") % {"row": self.rows[finding.pk]})
        self._check_moment(row, finding)
        actions, slots = self._actions(row)
        plan = {
            "root_cause": row.values["root_cause"] or "",
            "whys": [row.values[name] for name in WHYS if row.values[name]],
            "actions": actions,
            "no_action_because": row.values["no_action_because"] or "",
        }
        self._check_plan(row, finding, plan, slots)
        if not row.errors:
            row.outcome, row.plan = "created", (finding, plan)

    def _check_moment(self, row, finding):
        """What was moved since the sheet was made is told, never written over."""
        seen = row.values["seen"]
        if finding.state not in SOURCES or (seen is not None and seen != (finding.seen or 0)):
            row.refuse("finding", what_happened(finding))

    def _actions(self, row):
        """(the actions of the row, the slots they stand in); a slot with nothing but its kind is empty."""
        actions, slots = [], []
        for slot in SLOTS:
            action = {part: row.values[f"{part}_{slot}"] for part in PARTS}
            if not any(action.values()):
                continue
            kind = row.values[f"kind_{slot}"]
            if not kind and not row.errors:
                row.refuse(f"kind_{slot}", gettext("Choose what kind of action it is."))
            actions.append(action | {"kind": kind})
            slots.append(slot)
        return actions, slots

    def _check_plan(self, row, finding, plan, slots):
        root_cause = root_cause_of(plan["root_cause"], plan["whys"])
        rest = {name: plan[name] for name in ("actions", "no_action_because")}
        refused = {problem.cell for problem in row.errors}
        kinds_known = not refused & {_cell_of(row, f"kind_{slot}") for slot in SLOTS}
        for place, field, code in faults(
            rating=finding.rating, discovered_on=finding.discovered_on, root_cause=root_cause, **rest
        ):
            if place is not None:
                key = f"{field}_{slots[place]}"
            else:
                key = "text_2" if field == CORRECTIVE else field
            if _cell_of(row, key) not in refused and (kinds_known or field != CORRECTIVE):
                row.refuse(key, FAULTS[code]())

    def keep(self, rows):
        for row in rows:
            if row.plan is None:
                continue
            finding, plan = row.plan
            try:
                submit_plan(finding=finding, seen=row.values["seen"], by=self.by, at=self.at, **plan)
            except (NotNow, NotYours) as refusal:
                row.refuse("finding", str(refusal))
            except ValidationError as error:
                row.refuse("finding", " ".join(error.messages))


def _cell_of(row, key):
    """The address of a cell, to refuse it once only."""
    from sustainportal.sheets.cells import column_letter

    index = row.source.used.get(key)
    return None if index is None else f"{column_letter(index + 1)}{row.number}"
