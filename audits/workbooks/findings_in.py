"""Findings in, with their audits: history as another list has it, or findings of an audit in progress."""

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.accounts.roles import Role
from sustainportal.sheets.importing import Importer, register
from sustainportal.sheets.refusals import SheetRefused

from ..models import Finding, Rating, ZeroToleranceKind
from ..operations.deadlines import rules_of, set_dates
from ..operations.foreign_words import remember_words
from ..operations.imported import CHANGE, CREATE, WITHDRAW, Planned, keep_history, settle_days
from ..operations.imported_ours import keep_found
from ..operations.imported_settled import settle_history
from ..rules.imported import wrong_days
from .finding_sheet import OF_A_FINDING
from .foreign import SheetOfList, WithWords
from .found_audits import FoundAudits
from .found_findings import FoundFindings, differences, news_of
from .found_ours import OfOurs
from .found_words import SAYS, WordsOfRow

LONGEST_SOURCE = 100


@register
class FindingImporter(WithWords, OfOurs, Importer):
    name = "audits.findings"
    title = _("Audits and findings")
    intro = _(
        "One row for each finding. With the number of an audit in progress here (AU-00012) the rows become "
        "its findings. Rows of another list become final audits with their past: name the list, so that the "
        "next edition of it changes only what is new. An audit without findings is a row too."
    )
    columns = SheetOfList()
    permission = "audits.import_findings"
    asks = ("listing",)
    answers = {
        "severity": "audits:list_words",
        "provision": "audits:list_words",
        "dates": "audits:list_words",
        "missing": "audits:list_words",
    }
    kinds = {
        "new": _("new findings"),
        "changed": _("changed findings"),
        "withdrawn": _("findings taken back"),
    }
    words = {
        "audits_created": _("new audits"),
        "audits_changed": _("changed audits"),
        "audits_without_findings": _("audits without findings in the file"),
        "findings_created": _("new findings"),
        "findings_closed": _("of these closed there already"),
        "findings_withdrawn": _("rows of findings taken back there"),
    }

    def begin(self, *, by, at):
        super().begin(by=by, at=at)
        self.listing = self.listing.strip()
        if len(self.listing) > LONGEST_SOURCE:
            raise SheetRefused(gettext("The name of the list is too long: at most 100 characters."))
        self.today = timezone.localdate(at)
        self.may_history = by is None or by.role == Role.PROCUREMENT
        self.reading = WordsOfRow(self.words_of_list, self.listing)
        self.audits = FoundAudits(self)
        self.findings = FoundFindings()
        self.rules = {}
        self.tolerance = {row.code: row for row in ZeroToleranceKind.objects.all()}
        self.figures = dict.fromkeys(
            ("findings_created", "findings_closed", "findings_withdrawn"), 0
        )

    # --- judge ----------------------------------------------------------------------------------
    def judge(self, rows):
        self.audits.gather(rows)
        self.findings.gather(self.audits.saved())
        for row in rows:
            self._judge(row)

    def _judge(self, row):
        self.reading.note_cells(row)
        audit = self.audits.of(row)
        if not any(row.values[key] not in (None, "") for key in OF_A_FINDING):
            self._audit_alone(row, audit)
            return
        finding = self._finding(row, audit)
        if finding is None:
            return
        if audit.is_history and finding.zero_tolerance and not row.values["withdrawn"]:
            self.audits.tolerates(row, audit)
        if audit.is_history:
            self._of_history(row, audit, finding)
        else:
            self._of_ours(row, audit, finding)

    def _audit_alone(self, row, audit):
        for key in ("action", "approved_on"):
            if row.values[key]:
                row.refuse(key, gettext("An action without a finding: say what was found."))
        if audit is None or row.errors:
            return
        if not audit.is_history:
            row.outcome = "unchanged"
            self._count_audit(row, audit)
            return
        self._done(row, Planned(audit))

    def _finding(self, row, audit):
        """An unsaved finding of what the row says, or None; refuses what cannot be, of an audit that was
        refused (None) too."""
        values = row.values
        protocol = audit.audit.protocol if audit else self.audits.protocol
        provision, code = self.reading.provision(row, protocol, self.audits.provisions)
        rating, zero = self.reading.rating(row)
        zero_tolerance = self._zero_tolerance(row, rating, zero)
        description = self.reading.description(row, code)
        self._check_sample(row)
        if audit is None:
            return None
        discovered_on = values["discovered_on"] or audit.audit.started_on
        self._check_days(row, audit, discovered_on)
        if row.errors:
            return None
        finding = Finding(
            audit=audit.audit,
            provision=provision,
            rating=rating,
            zero_tolerance=zero_tolerance,
            matter=values["matter"] or "",
            description=description,
            discovered_on=discovered_on,
            sample_size=values["sample_size"],
            sample_affected=values["sample_affected"],
            source_number=self._their_number(row),
            is_history=audit.is_history,
        )
        if audit.is_history:
            settle_days(finding, approved_on=values["approved_on"], closed_on=values["closed_on"])
        return finding

    def _their_number(self, row):
        number = row.values["finding_number"] or ""
        if not number and row.values["number"] and not row.values["audit"]:
            number = str(row.values["number"])
        return number

    def _zero_tolerance(self, row, rating, zero):
        kind = self.tolerance.get(row.values["zero_tolerance"])
        if kind and rating and rating != "priority":
            row.refuse("zero_tolerance", gettext("Zero tolerance is always a priority finding."))
        if zero and kind is None and not row.errors:
            row.refuse(
                "zero_tolerance" if "zero_tolerance" in row.values else "rating",
                gettext("This severity is zero tolerance: say which matter it is."),
            )
        return kind

    def _check_days(self, row, audit, discovered_on):
        days = {name: row.values[name] for name in ("approved_on", "closed_on")}
        for name in ("started_on", "closing_on", "final_on"):
            days[name] = getattr(audit.audit, name)
        for key, code in wrong_days(days | {"discovered_on": discovered_on}, self.today):
            if key in ("discovered_on", "approved_on", "closed_on"):
                row.refuse(key, SAYS[code] % {"day": days["started_on"]})

    def _check_sample(self, row):
        size, affected = row.values["sample_size"], row.values["sample_affected"]
        if affected is not None and (size is None or affected > size):
            row.refuse("sample_affected", gettext("Not more than the sample looked at."))

    # --- findings of a list of the past -----------------------------------------------------------
    def _of_history(self, row, audit, finding):
        before = self.findings.find(row, audit, finding)
        if row.errors:
            return
        if row.values["withdrawn"]:
            self._withdrawn(row, audit, before)
            return
        said = self.reading.said_beside(row)
        if before is None:
            self._date(finding)
            self._done(row, Planned(audit, finding, CREATE, said))
            return
        changes = differences(before, finding, row.values)
        if not changes and said in ("", self.findings.said(before)):
            self._done(row, Planned(audit))
            return
        if self.findings.lives_here(before):
            row.refuse(None, gettext("%s is worked on here: its list no longer changes it.") % before.reference)
            return
        self._changed(row, audit, before, changes, said)

    def _changed(self, row, audit, before, changes, said):
        old = {name: getattr(before, name) for name in changes}
        before.audit = audit.audit
        for name, value in changes.items():
            setattr(before, name, value)
        self._date(before)
        self._done(row, Planned(audit, before, CHANGE, said, old))

    def _withdrawn(self, row, audit, before):
        self.figures["findings_withdrawn"] += 1
        if before is None:
            self._done(row, Planned(audit))
        elif self.findings.lives_here(before):
            row.refuse("withdrawn", gettext("%s is worked on here: its list no longer changes it.") % before.reference)
        else:
            self._done(row, Planned(audit, before, WITHDRAW))

    def _date(self, finding):
        protocol = finding.audit.protocol_id
        if protocol not in self.rules:
            self.rules[protocol] = rules_of(finding.audit)
        set_dates(finding, self.rules[protocol])

    # --- outcome ----------------------------------------------------------------------------------
    def _done(self, row, plan):
        row.plan = plan
        new_audit = plan.known.is_new and not plan.known.is_told
        changed_audit = bool(plan.known.changed) and not plan.known.is_told
        if plan.what == CREATE:
            row.outcome = "created"
            self.figures["findings_created"] += 1
            self.figures["findings_closed"] += plan.finding.closed_at is not None
        elif plan.what:
            row.outcome = "updated"
        else:
            row.outcome = "created" if new_audit else "updated" if changed_audit else "unchanged"
        self._count_audit(row, plan.known)
        if plan.what:
            row.news = (news_of(row, plan),)
            row.values |= {"rating": Rating(plan.finding.rating).label, "provision": plan.finding.provision.code}

    def _count_audit(self, row, audit):
        changes = bool(row.plan and row.plan.what)
        self.audits.told(audit, with_finding=bool(row.values["rating"]), changes=changes)

    # --- keep -------------------------------------------------------------------------------------
    def keep(self, rows):
        planned = [row for row in rows if row.plan]
        history = [row.plan for row in planned if row.plan.known.is_history]
        if history:
            keep_history(planned=history, source=self.listing, by=self.by, at=self.at)
        ours = {}
        for row in planned:
            if not row.plan.known.is_history:
                ours.setdefault(row.plan.known.audit.pk, []).append(row)
        for of_audit in ours.values():
            self._keep_ours(of_audit)

    def _keep_ours(self, rows):
        """Rows of one audit in progress; refused if it is not by now."""
        try:
            keep_found(planned=[row.plan for row in rows], by=self.by, at=self.at)
        except NotNow as refusal:
            rows[0].refuse("audit", str(refusal))

    def closing(self):
        if self.keeping:
            settle_history(known=self.audits.touched(), by=self.by, at=self.at)
            remember_words(source=self.listing, words=self.given, by=self.by, at=self.at)
        return ()

    def questions(self):
        """Nothing without the name of a list: the answers are kept by it."""
        return self.reading.questions() if self.listing else {}

    def counts(self):
        counts = self.audits.counts() | self.figures
        return {name: number for name, number in counts.items() if number}
