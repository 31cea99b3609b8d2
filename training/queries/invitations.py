"""Whom a rule of invitation names. What a rule is: rules/invitation.py."""

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import ExtractYear, Now

from audits.queries import open_findings
from suppliers.models import Classification, Supplier, Supply

from ..models import Invitation, Supervision
from ..rules.invitation import narrows, where_found

#: Whom rules name unless they ask for another status.
QUALIFIED = Supplier.QUALIFIED
#: Whom nobody invites, not even by hand.
OF_FINDING = "audit__site__supplier"


def may_be_invited():
    """Suppliers that still are: not merged into another, rejected or ended."""
    return Supplier.objects.standing().exclude(status__in=Supplier.PARTED)


def of_standing(rows):
    """Rows of suppliers (at `supplier`) that still are."""
    return rows.filter(supplier__merged_into=None).exclude(supplier__status__in=Supplier.PARTED)


def suppliers_by(rule):
    """The suppliers a rule names, by their codes; nobody for a rule that asks nothing."""
    asked = Q(pk__in=[])
    if narrows(rule):
        asked |= fits(rule)
    if rule.get("codes"):
        asked |= Q(code__in=rule["codes"])
    return may_be_invited().filter(asked).order_by("code")


def fits(rule):
    """The condition of every part of the rule but those picked by hand."""
    condition = Q(status__in=rule.get("statuses") or QUALIFIED)
    if rule.get("key"):
        condition &= Q(is_key=True)
    if rule.get("tiers"):
        condition &= Q(tier__in=rule["tiers"])
    if rule.get("country"):
        condition &= Q(country=rule["country"])
    for rows, path in _rows(rule):
        condition &= Q(pk__in=rows.order_by().values(path))
    return condition


def _rows(rule):
    """(rows, path to the supplier) of what the supplier must have."""
    if rule.get("commodity"):
        yield Supply.objects.filter(commodity__code=rule["commodity"]), "supplier"
    if rule.get("classes"):
        yield classes_asked(rule), "supplier"
    if rule.get("findings") or rule.get("priority"):
        yield findings_asked(rule), OF_FINDING
    if rule.get("supervised"):
        yield Supervision.objects.running(), "supplier"


def findings_asked(rule):
    """The open, reported findings a rule means."""
    section, provision = where_found(rule.get("findings"))
    rows = open_findings()
    if section:
        rows = rows.filter(provision__section=section)
    if provision:
        rows = rows.filter(provision__code=provision)
    return rows.filter(rating="priority") if rule.get("priority") else rows


def classes_asked(rule):
    """The judgements a rule means; without a year those of the newest year that has begun."""
    year = rule.get("year") or risk_year()
    return Classification.objects.filter(year=year, in_scope=True, risk_class__in=rule["classes"])


def risk_year():
    """The newest year that has begun and has classes, or None."""
    begun = Classification.objects.filter(year_id__lte=ExtractYear(Now())).order_by("-year_id")
    return begun.values_list("year_id", flat=True).first()


def with_invited(suppliers, event):
    """The suppliers with `is_invited`: whether they are invited to the event already."""
    theirs = Invitation.objects.filter(event=event, supplier=OuterRef("pk"))
    return suppliers.annotate(is_invited=Exists(theirs))


def counted(suppliers, without):
    """{"all", "invited", "left_out", "new"} of suppliers with `is_invited`; at most two queries."""
    rows = suppliers.order_by()
    found = rows.aggregate(all=Count("pk"), invited=Count("pk", filter=Q(is_invited=True)))
    left_out = rows.filter(is_invited=False, pk__in=without).count() if without else 0
    new = found["all"] - found["invited"] - left_out
    return found | {"left_out": left_out, "new": new}


def unknown_codes(codes):
    """Of pasted codes: those nobody has, and {code: supplier} of those that are never invited."""
    rows = Supplier.objects.filter(code__in=codes).select_related("merged_into")
    known = {supplier.code: supplier for supplier in rows}
    over = {c: s for c, s in known.items() if s.merged_into_id or s.status in Supplier.PARTED}
    return [code for code in codes if code not in known], over
