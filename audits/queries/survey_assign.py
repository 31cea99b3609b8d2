"""To whom a survey goes by a rule, and who of them has it already."""

from django.db.models import Count, Exists, OuterRef, Q

from suppliers.models import Classification, Supplier, Supply

from ..models import Survey


def suppliers_by_rule(
    *, year, tier=None, risk_class="", commodity=None, group="", key_only=False, among=None
):
    """Approved and active suppliers that fit every given part of the rule, in the order of their codes."""
    rows = Supplier.objects.standing() if among is None else among
    rows = rows.filter(status__in=Supplier.QUALIFIED)
    if tier is not None:
        rows = rows.filter(tier=tier)
    if risk_class:
        judged = Classification.objects.filter(
            supplier=OuterRef("pk"), year=year, risk_class=risk_class
        )
        rows = rows.filter(Exists(judged))
    if commodity is not None:
        supplies = Supply.objects.filter(supplier=OuterRef("pk"), commodity=commodity)
        rows = rows.filter(Exists(supplies))
    if group:
        rows = rows.filter(Q(code=group) | Q(parent__code=group) | Q(parent__parent__code=group))
    if key_only:
        rows = rows.filter(is_key=True)
    return rows.order_by("code")


def with_it_already(suppliers, questionnaire, year):
    """The suppliers with `has_it`: whether they have this questionnaire for the year."""
    theirs = Survey.objects.filter(supplier=OuterRef("pk"), questionnaire=questionnaire, year=year)
    return suppliers.annotate(has_it=Exists(theirs))


def counted(suppliers):
    """{"all", "has_it", "new"} of suppliers with `has_it`; one query."""
    every, having = (
        suppliers.order_by()
        .aggregate(every=Count("pk"), having=Count("pk", filter=Q(has_it=True)))
        .values()
    )
    return {"all": every, "has_it": having, "new": every - having}
