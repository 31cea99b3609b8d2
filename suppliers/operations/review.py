"""Answer whether a name in a file is a supplier we know. The answer holds for every later import."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import PossibleMatch, Site, Supplier, Supply
from ..rules.intake import supplier_of
from ..rules.lifecycle import BY_DECISION
from ..signals import registry_changed
from .intake import Intake
from .intake_keep import brought, hold_registry, keep_rows
from .registry import add_alias, add_supplier

DECIMALS = (
    "female_percent", "migrant_percent", "latitude", "longitude", "share", "amount", "capacity_share",
)  # fmt: skip


class WaitingLine:
    """A waiting row as an `Intake` judges it."""

    def __init__(self, row):
        self.number, self.values, self.errors = row.number, dict(row.values), []
        self.source, self.outcome, self.plan = row.source, None, None
        self.news = ()
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
    if facts.get("status") in BY_DECISION:
        facts["status"] = Supplier.Status.CANDIDATE  # the rows that say more are refused below
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
    made, good = {}, [line for line in lines if not line.errors]
    for source in dict.fromkeys(line.source for line in good):
        some = [line for line in good if line.source == source]
        made |= keep_rows(intake, some, source=source, by=by, at=at)
    match.brought = brought(good, made)
    match.brought["spellings"] = list(dict.fromkeys([match.name, *match.brought["spellings"]]))
    match.save(update_fields=["brought"])
    match.rows.all().delete()
    refused = [sentence for line in lines for sentence in line.errors]
    if refused:
        record("suppliers.match.rows_refused", supplier, by=by, at=at, refused=refused)
    return refused


@transaction.atomic
def undo_automatic(*, match, by, at):
    """A name that only its score brought to a supplier is one of its own after all.

    It becomes a supplier, with the sites and purchases that came under this name; spelling and facts it
    gave the other are taken back where nobody has changed them since. Later files are told apart by it.
    """
    hold_registry()
    claimed = PossibleMatch.objects.filter(
        pk=match.pk, state=PossibleMatch.State.SAME, automatic=True
    )
    wrong = match.supplier
    fields = {"country_id": match.country_id} if match.country_id else {}
    supplier = add_supplier(name=match.name, by=by, at=at, **fields)
    if claimed.update(
        state=PossibleMatch.State.NEW, supplier=supplier, automatic=False, decided_by=by, decided_at=at
    ) != 1:  # fmt: skip
        raise NotNow(_("Somebody else has already decided whose name “%s” is.") % match.name)
    wrong.aliases.filter(spelling__in=match.brought.get("spellings", [])).delete()
    Site.objects.filter(pk__in=match.brought.get("sites", []), supplier=wrong).update(
        supplier=supplier
    )
    Supply.objects.filter(pk__in=match.brought.get("supplies", []), supplier=wrong).update(
        supplier=supplier
    )
    give_back(wrong, match.brought.get("facts", {}))
    registry_changed.send(Supplier, suppliers=[wrong.pk, supplier.pk], by=by, at=at)
    record("suppliers.match.undone", wrong, by=by, at=at, name=match.name, supplier=supplier.code)
    return supplier


def give_back(supplier, facts):
    """Restore facts ({field: [before, after]}) that still are as they were left."""
    for name, (before, after) in facts.items():
        if name != "name":
            field = "country_id" if name == "country" else name
            same = Supplier.objects.filter(pk=supplier.pk, **{field: after})
            blank = "" if Supplier._meta.get_field(name).empty_strings_allowed else None
            same.update(**{field: blank if before is None else before})
