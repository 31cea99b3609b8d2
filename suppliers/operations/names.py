"""Change what a supplier is called: the kind of a spelling, and the numbers others gave it."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import SupplierIdentifier
from ..rules.identifiers import normalised, problem_with
from ..wording import IDENTIFIER_PROBLEMS


@transaction.atomic
def change_alias(*, alias, kind, by, at):
    """Say what a spelling is: another spelling, the name in the local language, a former name."""
    still_there(alias)
    before = alias.kind
    if kind != before:
        alias.kind = kind
        alias.save(update_fields=["kind"])
        changes = {"kind": [before, str(kind)]}
        record(
            "suppliers.alias.changed", alias.supplier, by=by, at=at,
            spelling=alias.spelling, changes=changes,
        )  # fmt: skip
    return alias


@transaction.atomic
def remove_alias(*, alias, by, at):
    """Take a spelling away that was a mistake. Taking it away twice changes nothing."""
    if type(alias).objects.filter(pk=alias.pk).delete()[0]:
        record("suppliers.alias.removed", alias.supplier, by=by, at=at, spelling=alias.spelling)


@transaction.atomic
def add_identifier(*, supplier, kind, value, note="", by, at):
    """A number of the supplier, kept without separators. Refused where its digits cannot be right or
    another supplier bears it; one the supplier has already is left alone."""
    value = checked(kind, value)
    known = SupplierIdentifier.objects.filter(kind=kind, value=value).first()
    if known and known.supplier_id == supplier.pk:
        return known
    identifier = kept(SupplierIdentifier(supplier=supplier, kind=kind, value=value, note=note))
    record("suppliers.identifier.added", supplier, by=by, at=at, kind=str(kind), number=value)
    return identifier


@transaction.atomic
def change_identifier(*, identifier, kind, value, note="", by, at):
    """Correct a number, its kind or its note."""
    still_there(identifier)
    fields = {"kind": str(kind), "value": checked(kind, value), "note": note}
    changes = {
        name: [getattr(identifier, name), value]
        for name, value in fields.items()
        if getattr(identifier, name) != value
    }
    if changes:
        for name, value in fields.items():
            setattr(identifier, name, value)
        kept(identifier)
        record("suppliers.identifier.changed", identifier.supplier, by=by, at=at, changes=changes)
    return identifier


@transaction.atomic
def remove_identifier(*, identifier, by, at):
    """Take a number away. Taking it away twice changes nothing."""
    if SupplierIdentifier.objects.filter(pk=identifier.pk).delete()[0]:
        record(
            "suppliers.identifier.removed", identifier.supplier, by=by, at=at,
            kind=identifier.kind, number=identifier.value,
        )  # fmt: skip


def still_there(thing):
    """The thing as it stands now, held until the change is kept; NotNow when somebody took it away."""
    if type(thing).objects.select_for_update().filter(pk=thing.pk).first() is None:
        raise NotNow(_("Somebody took this away while the page was open: nothing was kept."))
    thing.refresh_from_db()
    return thing


def checked(kind, value):
    """The value as it is kept; a form error where it cannot be right."""
    value = normalised(kind, value)
    problem = problem_with(kind, value)
    if problem:
        raise ValidationError({"value": IDENTIFIER_PROBLEMS[problem] % {"value": value}})
    return value


def kept(identifier):
    """Save it, or a form error that names who bears the number. The constraint decides, not a look."""
    try:
        with transaction.atomic():
            identifier.save()
    except IntegrityError as error:
        same = SupplierIdentifier.objects.filter(kind=identifier.kind, value=identifier.value)
        bearer = same.exclude(pk=identifier.pk).select_related("supplier").first()
        words = {"number": identifier, "supplier": bearer.supplier if bearer else "–"}
        text = _("%(number)s is the number of %(supplier)s already.") % words
        raise ValidationError({"value": text}) from error
    return identifier
