"""Change the registry: suppliers, their names, sites and people. One trail row per change."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Model
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.accounts.roles import Role
from sustainportal.trail.operations import record

from ..models import Assignment, CodeSeries, Membership, Site, Supplier, SupplierAlias
from ..rules.lifecycle import BY_DECISION, may_move
from ..signals import registry_changed

#: The fields that risk is worked out from, of a supplier and of a site.
OF_RISK = {"status", "is_key", "country", "sector", "sector_id"}
OF_RISK_AT_SITE = {"country", "workers", "migrant_percent"}
SERIES = "A"  # the portal's own codes: A00001, A00002, …


@transaction.atomic
def take_codes(count, *, prefix=SERIES):
    """`count` supplier codes nobody else has. The series' row is locked until the change is kept."""
    CodeSeries.objects.get_or_create(prefix=prefix)
    codes = []
    while len(codes) < count:
        wanted = count - len(codes)
        CodeSeries.objects.filter(prefix=prefix).update(last=F("last") + wanted)
        last = CodeSeries.objects.get(prefix=prefix).last
        fresh = [f"{prefix}{number:05d}" for number in range(last - wanted + 1, last + 1)]
        taken = set(Supplier.objects.filter(code__in=fresh).values_list("code", flat=True))
        codes += [code for code in fresh if code not in taken]
    return codes


@transaction.atomic
def add_supplier(*, name, code="", by, at, **fields):
    """A new supplier; without a code it gets the next of the portal's own. Nobody comes in approved,
    conditionally approved or rejected: two people decide that (operations.approvals)."""
    if fields.get("status") in BY_DECISION:
        raise ValidationError({"status": decided_only(fields["status"])})
    if code and Supplier.objects.filter(code=code).exists():
        raise ValidationError({"code": _("Another supplier has the code %s.") % code})
    supplier = Supplier.objects.create(
        code=code or take_codes(1)[0], name=name, created_at=at, changed_at=at, **fields
    )
    record("suppliers.supplier.added", supplier, by=by, at=at, **plain(fields))
    registry_changed.send(Supplier, suppliers=[supplier.pk], by=by, at=at)
    return supplier


def decided_only(status):
    """The sentence for a status that nothing but an approval gives."""
    return _(
        "“%(status)s” is given by an approval that two people decide in the portal. "
        "A supplier comes in as a candidate, or as active if it supplies already."
    ) % {"status": Supplier.Status(status).label}


@transaction.atomic
def change_supplier(*, supplier, seen_at, by, at, **fields):
    """Change a supplier as it was `seen_at` (its `changed_at` when the form was opened).

    A new name keeps the old one as an alias. NotNow when somebody else changed it meanwhile.
    """
    changes = differences(supplier, fields)
    if not changes:
        return supplier
    claim = Supplier.objects.filter(pk=supplier.pk, changed_at=seen_at).update(changed_at=at)
    if claim != 1:
        raise NotNow(
            _(
                "Somebody else changed %s while this page was open. "
                "Nothing of yours was kept: open it again, look, and change what still needs it."
            )
            % supplier.name
        )
    if "name" in changes:
        former = SupplierAlias.Kind.FORMER
        add_alias(supplier=supplier, spelling=supplier.name, kind=former, by=by, at=at)
    keep(supplier, fields, changed_at=at)
    record("suppliers.supplier.changed", supplier, by=by, at=at, changes=changes)
    if OF_RISK & changes.keys():
        registry_changed.send(Supplier, suppliers=[supplier.pk], by=by, at=at)
    return supplier


@transaction.atomic
def move_supplier(*, supplier, to, reason, by, at):
    """Give a supplier another status, with a reason, where its life allows it."""
    now = supplier.status
    if (
        not may_move(now, to)
        or Supplier.objects.filter(pk=supplier.pk, status=now).update(status=to, changed_at=at) != 1
    ):
        raise NotNow(
            _("%(name)s is “%(now)s” and cannot become “%(to)s” from there.")
            % {
                "name": supplier.name,
                "now": Supplier.Status(now).label,
                "to": Supplier.Status(to).label,
            }
        )
    supplier.status, supplier.changed_at = to, at
    record("suppliers.supplier.moved", supplier, by=by, at=at, now=now, to=to, reason=reason)
    registry_changed.send(Supplier, suppliers=[supplier.pk], by=by, at=at)
    return supplier


@transaction.atomic
def add_alias(*, supplier, spelling, kind=SupplierAlias.Kind.SPELLING, by, at):
    """Another spelling of the name, kept as it was read. One known already is left alone."""
    spelling = spelling.strip()
    known = supplier.aliases.filter(spelling=spelling).first()
    if known or not spelling:
        return known
    alias = SupplierAlias.objects.create(supplier=supplier, spelling=spelling, kind=kind)
    more = {} if kind == SupplierAlias.Kind.SPELLING else {"kind": str(kind)}
    record("suppliers.alias.added", supplier, by=by, at=at, spelling=spelling, **more)
    return alias


@transaction.atomic
def add_site(*, supplier, by, at, **fields):
    """A site of this supplier; the same name and address twice is refused."""
    refuse_second_site(supplier, fields)
    site = Site.objects.create(supplier=supplier, **fields)
    record("suppliers.site.added", site, by=by, at=at, supplier=supplier.code, **plain(fields))
    if OF_RISK_AT_SITE & plain(fields).keys():
        registry_changed.send(Site, suppliers=[supplier.pk], by=by, at=at)
    return site


@transaction.atomic
def change_site(*, site, by, at, **fields):
    """Change what is known of a site."""
    changes = differences(site, fields)
    if changes:
        refuse_second_site(site.supplier, fields, but=site)
        keep(site, fields)
        record("suppliers.site.changed", site, by=by, at=at, changes=changes)
        if OF_RISK_AT_SITE & changes.keys():
            registry_changed.send(Site, suppliers=[site.supplier_id], by=by, at=at)
    return site


@transaction.atomic
def add_member(*, supplier, user, by, at):
    """Make a person one of the supplier's own. A person belongs to one supplier only."""
    if user.role != Role.SUPPLIER:
        raise ValidationError(_("%s is not a supplier user.") % user)
    if Membership.objects.filter(user=user).exclude(supplier=supplier).exists():
        raise ValidationError(_("%s already belongs to another supplier.") % user)
    membership, made = Membership.objects.get_or_create(supplier=supplier, user=user)
    if made:
        record("suppliers.member.added", supplier, by=by, at=at, user=user.username)
    return membership


@transaction.atomic
def assign_auditor(*, supplier, user, by, at):
    """Let an auditor see this supplier. Asking twice changes nothing."""
    if user.role != Role.AUDITOR:
        raise ValidationError(_("%s is not an auditor.") % user)
    assignment, made = Assignment.objects.get_or_create(supplier=supplier, user=user)
    if made:
        record("suppliers.auditor.assigned", supplier, by=by, at=at, user=user.username)
    return assignment


@transaction.atomic
def release_auditor(*, supplier, user, by, at):
    """Take an auditor's sight of this supplier away. Asking twice changes nothing."""
    if Assignment.objects.filter(supplier=supplier, user=user).delete()[0]:
        record("suppliers.auditor.released", supplier, by=by, at=at, user=user.username)


def refuse_second_site(supplier, fields, but=None):
    """A form error where the supplier has a site of this name and address already."""
    rows = supplier.sites.filter(name=fields["name"], address=fields.get("address", ""))
    if rows.exclude(pk=but and but.pk).exists():
        raise ValidationError(
            _("%(supplier)s already has a site “%(site)s” at this address.")
            % {"supplier": supplier.name, "site": fields["name"]}
        )


def keep(thing, fields, **more):
    """Write these fields and no others."""
    for name, value in {**fields, **more}.items():
        setattr(thing, name, value)
    names = [*fields, *more]
    if "name" in fields and hasattr(thing, "name_key"):
        names.append("name_key")
    thing.save(update_fields=names)


def differences(thing, fields):
    """{field: [before, after]} for what really changes, as plain data for the trail."""
    before = {name: getattr(thing, name) for name in fields}
    return {
        name: [value_of(before[name]), value_of(value)]
        for name, value in fields.items()
        if before[name] != value
    }


def plain(fields):
    """The given fields that hold something, as plain data for the trail."""
    return {name: value_of(value) for name, value in fields.items() if value not in (None, "")}


def value_of(value):
    return value.pk if isinstance(value, Model) else value
