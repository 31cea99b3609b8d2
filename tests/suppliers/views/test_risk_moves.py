"""Two years side by side: who moved, counted and listed, with the reason from both years' arithmetic."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from suppliers.models import Classification
from suppliers.operations import classify_span
from suppliers.views.risk_moves import bars
from tests.conftest import make_supplier
from tests.suppliers.risk_cast import DAY, bought, indicator


@pytest.fixture(autouse=True)
def judged(model, country, mill, other_mill, steel, now, monkeypatch):
    """The mill: high 2025, medium 2026; the other: not classified in both years."""
    indicator(country, "hdi", 0.4)
    bought(mill, steel, 80_000_000, quarter="2025Q4")
    bought(mill, steel, 50_000_000)
    for year in (2024, 2025, 2026):
        classify_span(year=year, first=mill.pk, last=other_mill.pk, by=None, at=now)
    for room in ("risk", "risk_years"):
        monkeypatch.setattr(f"suppliers.views.{room}.localdate", lambda: DAY)


ADDRESS = "/suppliers/risk/2026/movements/"


def codes(answer):
    return [row.supplier.code for row in answer.context["object_list"]]


def test_who_moved_with_the_factor_that_moved_them_most(as_user, buyer):
    answer = as_user(buyer).get(ADDRESS)
    [row] = answer.context["object_list"]
    assert (row.label_before, row.label, row.why) == (
        "High", "Medium", "Product liability › Purchases: 32 → 20 points.",
    )  # fmt: skip
    assert answer.context["matrix"]["rows"] == [
        ("high", "High", [("medium", 1), ("not_classified", 0)], 1),
        ("not_classified", "Not classified", [("medium", 0), ("not_classified", 1)], 1),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("moved=fell", ["M-001"]),
        ("moved=rose", []),
        ("moved=other", []),
        ("moved=everyone", ["M-001", "M-002"]),
        ("moved=everyone&old=not_classified&now=not_classified", ["M-002"]),
        ("before=2024", ["M-001"]),
        ("before=2024&moved=other", ["M-001"]),
        ("q=blue", []),
    ],
)
def test_it_can_be_narrowed_and_set_beside_any_judged_year(as_user, buyer, query, expected):
    assert sorted(codes(as_user(buyer).get(f"{ADDRESS}?{query}"))) == expected


def test_a_year_nobody_judged_is_not_found(as_user, buyer):
    assert as_user(buyer).get(f"{ADDRESS}?before=2019").status_code == 404


def test_the_rows_can_be_taken_away(as_user, buyer):
    answer = as_user(buyer).get(f"{ADDRESS}?export=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1] == "M-001,Red River Mill,High,Medium,68.0,56.0,12.0,2025 → 2026"


def test_the_same_number_of_queries_for_many(as_user, buyer, mill, country, now):
    client = as_user(buyer)
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as few:
        client.get(ADDRESS)
    for number in range(10):
        last = make_supplier(f"X-{number}", f"Mill {number}", country)
    for year in (2025, 2026):
        classify_span(year=year, first=mill.pk, last=last.pk, by=None, at=now)
    Classification.objects.filter(year=2025).update(risk_class="low")
    with CaptureQueriesContext(connection) as many:
        assert len(codes(client.get(ADDRESS))) == 12
    assert len(many) == len(few)


def test_the_years_are_drawn_and_written_in_a_table(as_user, buyer):
    answer = as_user(buyer).get(reverse("suppliers:risk_year", args=[2026]))
    assert [(year, total) for year, total, _parts, _top in answer.context["spread"]] == [
        (2024, 2), (2025, 2), (2026, 2),
    ]  # fmt: skip
    page = answer.content.decode()
    assert page.count('class="part-high"') == 1
    assert "style=" not in page.partition("<svg")[2].partition("</svg>")[0]


def test_bars_fill_their_width_whatever_the_counts():
    counts = {"high": 1, "medium": 1, "low": 1, "not_classified": 0, "out_of_scope": 0}
    [(year, total, parts, _top)] = bars([(2026, counts)], 100)
    assert (year, total, sum(part[-1] for part in parts)) == (2026, 3, 100)
    assert [part[3] for part in parts] == [33.3, 33.3, 33.3, 0.0, 0.0]
    assert bars([(2026, dict.fromkeys(counts, 0))], 100)[0][1] == 0
