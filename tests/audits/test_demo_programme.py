"""The demo company's due lists and programmes."""

import pytest
from django.db.models import Count

from audits import catalogue, demo, demo_programme
from audits.models import ProgrammeItem
from suppliers import catalogue as supplier_catalogue
from suppliers import demo as supplier_demo
from suppliers import demo_risk
from suppliers.models import DueItem, DueList
from suppliers.queries.risk import class_counts


@pytest.fixture
def built(db, now):
    supplier_catalogue.load(at=now)
    catalogue.load(at=now)
    supplier_demo.build(at=now)
    demo.build(at=now)
    demo_risk.build(at=now)
    return demo_programme.build(at=now)


def shares():
    """{year: done of all in the programme, %}"""
    rows = ProgrammeItem.objects.exclude(state="dropped").values_list("due_item__due_list", "state")
    counts = {}
    for year, state, count in rows.annotate(n=Count("pk")).order_by():
        counts.setdefault(year, {})[state] = count
    return {year: 100 * of["done"] // sum(of.values()) for year, of in counts.items()}


def test_last_year_mostly_done_this_year_half_next_year_a_draft(built, now):
    lists = DueList.objects.values_list(
        "year", "state", "proposed_by__username", "confirmed_by__username"
    )
    assert list(lists) == [
        (2025, "confirmed", "buyer", "buyer2"),
        (2026, "confirmed", "buyer", "buyer2"),
        (2027, "draft", "buyer", None),
    ]
    done = shares()
    assert done[2025] > 75 and 25 < done[2026] < 75 and set(done) == {2025, 2026}
    for year in (2025, 2026):
        states = set(DueItem.objects.filter(due_list=year).values_list("state", flat=True))
        assert {"beyond", "done", "dropped", "taken_up"} <= states
    assert DueItem.objects.filter(due_list=2027, drawn=True).exists()
    assert not DueItem.objects.filter(done_on__gt=now.date()).exists()
    assert sum(class_counts(2026).values()) == 80
    assert demo_programme.build(at=now) == {}
