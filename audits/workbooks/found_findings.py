"""The findings a file speaks of: known by their number here, their number in the list, or what they say."""

from django.utils import timezone
from django.utils.translation import gettext

from sustainportal.sheets.account import News

from ..models import State
from ..operations.imported import CHANGE, CREATE, WITHDRAW, noon
from ..queries import imported as known

#: Field of a finding → the column that says it.
SAME = {
    "provision_id": "provision",
    "rating": "rating",
    "zero_tolerance_id": "zero_tolerance",
    "matter": "matter",
    "description": "description",
    "discovered_on": "discovered_on",
    "sample_size": "sample_size",
    "sample_affected": "sample_affected",
}


class FoundFindings:
    def __init__(self):
        self._loaded = set()
        self._known, self._said, self._rows = {}, {}, {}
        self._worked_on = set()

    def gather(self, audits):
        """The findings of these audits (ids), once."""
        new = audits - self._loaded
        self._loaded |= new
        past = []
        for finding in known.findings_of(new):
            for key in _keys(finding):
                self._known.setdefault((finding.audit_id, *key), finding)
            if finding.is_history:
                past.append(finding.pk)
        for start in range(0, len(past), 1000):
            self._said |= known.told_of(past[start : start + 1000])
            self._worked_on |= known.worked_on(past[start : start + 1000])

    def find(self, row, audit, finding):
        """The finding a row means, or None; refused are a number that is not there, and the same twice."""
        number = row.values["number"] if row.values["audit"] else None
        key = ("number", number) if number else _keys(finding)[-1]
        before = self._known.get((audit.audit.pk, *key)) if audit.audit.pk else None
        if number and before is None:
            row.refuse("number", gettext("%(audit)s has no finding %(number)d.")
                       % {"audit": audit.audit.reference, "number": number})  # fmt: skip
            return None
        earlier = self._rows.setdefault((id(audit), *key), row.number)
        if earlier != row.number:
            row.refuse(None, gettext("Row %(row)d is about the same finding.") % {"row": earlier})
        return before

    def said(self, finding):
        """What its list said of it last."""
        return self._said.get(finding.pk, "")

    def lives_here(self, finding):
        """Whether people here have worked on it: then its list has no say any more."""
        return not finding.is_history or finding.pk in self._worked_on or bool(
            finding.first_submitted_at or finding.completed_at or finding.verified_at
        )


def _keys(finding):
    """What a finding can be known by within its audit, the surest last."""
    content = (finding.provision_id, finding.rating, finding.description, finding.discovered_on)
    keys = [("number", finding.number), ("content", *content)]
    return [*keys, ("there", finding.source_number)] if finding.source_number else keys


def differences(before, finding, values):
    """{field: new value} of what a row says otherwise than the finding it means; an empty cell says nothing."""
    found = {
        name: getattr(finding, name)
        for name, key in SAME.items()
        if values[key] not in (None, "") and getattr(before, name) != getattr(finding, name)
    }
    for name, key in (("approved_at", "approved_on"), ("closed_at", "closed_on")):
        day, kept = values[key], getattr(before, name)
        if day and (kept is None or timezone.localdate(kept) != day):
            found[name] = noon(day)
    if "closed_at" in found:
        found["state"] = State.CLOSED
    elif "approved_at" in found and before.state == State.NOT_STARTED:
        found["state"] = State.APPROVED
    return found


def column_of(field):
    """The key of the column that says a field of a finding."""
    return {"approved_at": "approved_on", "closed_at": "closed_on"}.get(field) or SAME.get(field, field)


def news_of(row, plan):
    """What a row brings, for people: new, changed or taken back, and from what to what."""
    kind = {CREATE: "new", CHANGE: "changed", WITHDRAW: "withdrawn"}[plan.what]
    number = plan.finding.source_number or plan.finding.number or ""
    subject = f"{plan.known.audit.site} {plan.known.audit.source_number} {number}".strip()
    changes = [
        [str(row.source.labels.get(column_of(name), name)), str(before), str(getattr(plan.finding, name))]
        for name, before in plan.before.items()
    ]
    return News(kind, row.number, f"{subject}: {plan.finding.provision}", changes, plan.said)
