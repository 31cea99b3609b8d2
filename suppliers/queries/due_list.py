"""Reads of the year's due list: what it is worked out from, its figures, its rows, one supplier's share."""

from collections import defaultdict

from django.db.models import Count, Max

from ..models import Classification, Done, DueCapacity, DueItem, DueKind, DueList, Supplier
from ..models.due import quarter_end
from ..rules.due import Candidate

#: Of whom anything can be due.
LIVE = (Supplier.Status.APPROVED, Supplier.Status.CONDITIONAL, Supplier.Status.ACTIVE)


def due_list_of(year):
    """The year's list, or None."""
    return (
        DueList.objects.select_related("approach", "proposed_by", "confirmed_by")
        .filter(pk=year)
        .first()
    )


def risk_year_for(year, *, at):
    """The newest year up to this one that had classes at that moment, or None."""
    judged = Classification.objects.filter(year__lte=year, judged_at__lte=at).order_by("-year_id")
    return judged.values_list("year", flat=True).first()


def done_days(on):
    """{supplier id: {(kind, remote): day of the last one}} as of a day; one query."""
    rows = (
        Done.objects.filter(on__lte=on)
        .order_by()
        .values_list("supplier", "kind", "remote")
        .annotate(last=Max("on"))
    )
    found = defaultdict(dict)
    for supplier, kind, remote, last in rows:
        found[supplier][kind, remote] = last
    return found


def candidates(risk_year, on):
    """([Candidate], {code: supplier id}): the live suppliers in that year's scope; two queries."""
    done, nothing = done_days(on), {}
    people, ids = [], {}
    rows = Classification.objects.filter(
        year=risk_year, in_scope=True, supplier__status__in=LIVE, supplier__merged_into=None
    ).order_by()
    for pk, code, tier, risk_class, score in rows.values_list(
        "supplier", "supplier__code", "supplier__tier", "risk_class", "overall"
    ):
        ids[code] = pk
        people.append(Candidate(code, risk_class, score, tier, done.get(pk, nothing)))
    return people, ids


def capacity_of(due_list):
    """{(kind, quarter): places}; what is not in it has no limit."""
    rows = DueCapacity.objects.filter(due_list=due_list)
    return {(row.kind, row.quarter): row.places for row in rows}


def kept_of(due_list):
    """[(code, kind, quarter or None)]: what people decided; dropped ones hold no place."""
    rows = DueItem.objects.filter(due_list=due_list, decided=True).select_related("supplier")
    return sorted(
        (row.supplier.code, row.kind, None if row.state == row.State.DROPPED else row.quarter or 0)
        for row in rows
    )


def year_figures(due_list):
    """[{kind, label, quarters: [{quarter, planned, done, places, full, over}], beyond, planned, done}] of
    the kinds in use; two queries. `planned` counts what is done too; dropped ones count nowhere."""
    counts = defaultdict(int)
    rows = DueItem.objects.filter(due_list=due_list).order_by()
    for kind, quarter, state, count in rows.values_list("kind", "quarter", "state").annotate(
        count=Count("pk")
    ):
        counts[kind, quarter or 0, state] += count
    capacity = capacity_of(due_list)
    used = {kind for kind, _quarter, _state in counts}
    return [_kind_figures(kind, counts, capacity) for kind in DueKind if kind in used]


def _kind_figures(kind, counts, capacity):
    quarters = [_quarter_figures(kind, quarter, counts, capacity) for quarter in (1, 2, 3, 4)]
    extra = counts.get((kind, 0, "done"), 0)  # done although beyond the capacity
    return {
        "kind": kind.value,
        "label": kind.label,
        "quarters": quarters,
        "planned": sum(cell["planned"] for cell in quarters) + extra,
        "done": sum(cell["done"] for cell in quarters) + extra,
        "beyond": counts.get((kind, 0, "beyond"), 0),
    }


def _quarter_figures(kind, quarter, counts, capacity):
    done = counts.get((kind, quarter, "done"), 0)
    planned = done + sum(counts.get((kind, quarter, state), 0) for state in DueItem.PLANNED)
    places = capacity.get((kind, quarter))
    return {
        "quarter": quarter,
        "planned": planned,
        "done": done,
        "places": places,
        "full": places is not None and planned == places,
        "over": places is not None and planned > places,
    }


def programme_due(supplier, on, *, person=None):
    """[(text, last day of the quarter, address or "")] of what is confirmed and not done yet, from last
    year's list on; one query. Only who reads due lists gets an address."""
    rows = DueItem.objects.coming().filter(
        supplier=supplier, due_list__state=DueList.State.CONFIRMED, due_list__gte=on.year - 1
    )
    leads = person is not None and person.has_perm("suppliers.read_due_list")
    return [
        (
            f"{row.get_kind_display()} ({row.when})",
            quarter_end(row.due_list_id, row.quarter),
            row.get_absolute_url() if leads else "",
        )
        for row in rows.order_by("due_list", "quarter", "position")
    ]
