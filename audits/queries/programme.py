"""Reads of the programme: its rows, its figures, whom a survey of the programme goes to."""

from django.db.models import Count, Q

from suppliers.models import DueKind, Supplier

from ..models import ProgrammeItem
from ..rules.programme import SURVEY

State = ProgrammeItem.State


def programme_rows(year, today):
    """A year's items with `is_late` and everything a list shows at hand."""
    return (
        ProgrammeItem.objects.of_year(year)
        .with_late(today)
        .select_related("due_item__supplier", "due_item__done", "audit", "survey")
        .defer("audit__score_parts", "audit__summary", "survey__score_parts")
    )


def programme_figures(year, today):
    """[{kind, label, items, open, planned, done, late}] of the kinds in use; dropped ones count nowhere;
    one query."""
    counts = {name: Count("pk", filter=Q(state=name)) for name in ("open", "planned", "done")}
    rows = (
        ProgrammeItem.objects.of_year(year)
        .exclude(state=State.DROPPED)
        .with_late(today)
        .order_by()
        .values("due_item__kind")
        .annotate(items=Count("pk"), late=Count("pk", filter=Q(is_late=True)), **counts)
    )
    found = {row.pop("due_item__kind"): row for row in rows}
    return [
        {"kind": kind.value, "label": kind.label, **found[kind.value]}
        for kind in DueKind
        if kind.value in found
    ]


def survey_suppliers(year, quarter=None):
    """The suppliers whose survey the programme of a year (up to a quarter) still has to send out."""
    rows = ProgrammeItem.objects.of_year(year).filter(state=State.OPEN, due_item__kind=SURVEY)
    if quarter:
        rows = rows.filter(due_item__quarter__lte=quarter)
    return Supplier.objects.filter(pk__in=rows.order_by().values("due_item__supplier"))
