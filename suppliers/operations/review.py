"""Answer whether a name in a file is a supplier we know. The answer holds for every later import."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import PossibleMatch
from ..rules.intake import supplier_of
from .intake import Intake
from .intake_keep import hold_registry, keep_rows
from .registry import add_alias, add_supplier

DECIMALS = ("female_percent", "migrant_percent", "share", "amount", "capacity_share")


class WaitingLine:
    """A waiting row as an `Intake` judges it."""

    def __init__(self, row):
        self.number, self.values, self.errors = row.number, dict(row.values), []
        self.source, self.outcome, self.plan = row.source, None, None
        for key in DECIMALS:
            if self.values.get(key) is not None:
                self.values[key] = Decimal(self.values[key])

    def refuse(self, key, reason):
        self.errors.append(
            _("Row %(number)d: %(reason)s") % {"number": self.number, "reason": reason}
        )


@transaction.atomic
def answer_same(*, match, supplier, by, at):
    """The name is another spelling of `supplier`. Keeps the spelling and takes the waiting rows in.

    Returns the sentences of rows that could not be taken in; they are in the trail too.
    """
    hold_registry()
    if not match.candidates.filter(pk=supplier.pk).exists():
        raise NotNow(_("%s was not among the candidates; open the page again.") % supplier)
    claim(match, PossibleMatch.State.SAME, supplier, by, at)
    add_alias(supplier=supplier, spelling=match.name, by=by, at=at)
    return take_in(match, supplier, by, at)


@transaction.atomic
def answer_new(*, match, by, at):
    """The name is a supplier of its own: make it and take the waiting rows in. Returns as `answer_same`."""
    hold_registry()
    first = match.rows.first()
    facts = supplier_of(first.values) if first else {}
    facts["country_id"] = facts.pop("country", match.country_id)
    facts["name"] = match.name
    supplier = add_supplier(by=by, at=at, **facts)
    claim(match, PossibleMatch.State.NEW, supplier, by, at)
    return take_in(match, supplier, by, at)


def claim(match, state, supplier, by, at):
    """Close the question, unless somebody else has."""
    asked = PossibleMatch.objects.filter(pk=match.pk, state=PossibleMatch.State.OPEN)
    if asked.update(state=state, supplier=supplier, decided_by=by, decided_at=at) != 1:
        raise NotNow(_("Somebody else has already decided whose name “%s” is.") % match.name)
    record("suppliers.match.answered", supplier, by=by, at=at, name=match.name, answer=str(state))


def take_in(match, supplier, by, at):
    lines = [WaitingLine(row) for row in match.rows.all()]
    intake = Intake()
    intake.judge(lines)
    for source in dict.fromkeys(line.source for line in lines):
        good = [line for line in lines if line.source == source and not line.errors]
        keep_rows(intake, good, source=source, by=by, at=at)
    match.rows.all().delete()
    refused = [sentence for line in lines for sentence in line.errors]
    if refused:
        record("suppliers.match.rows_refused", supplier, by=by, at=at, refused=refused)
    return refused
