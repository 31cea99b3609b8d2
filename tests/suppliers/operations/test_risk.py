import datetime as dt
from functools import partial

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from suppliers.models import (
    Classification,
    Country,
    CountryIndicator,
    Factor,
    FactorReading,
    OverrideRule,
    RiskYear,
    Sector,
    Site,
    Supplier,
)
from suppliers.operations import activate_model, classify_span, close_year, copy_model, read_factor
from suppliers.operations.derived import refresh_derived
from suppliers.operations.risk import day_of, judge_anew
from suppliers.queries import classification_of, latest_classification
from suppliers.queries.registry import with_class
from suppliers.queries.risk import class_counts, heat_map
from suppliers.queries.risk_moves import moves
from suppliers.queries.risk_reasons import reasons_of
from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.models import Entry
from tests.conftest import make_supplier
from tests.suppliers.risk_cast import DAY, bought, indicator


@pytest.fixture
def classify(model, mill, other_mill, now):
    """Judges both mills."""
    return partial(classify_span, first=mill.pk, last=other_mill.pk, year=2026, by=None, at=now)


@pytest.fixture
def known(country, mill, steel):
    """mill: hdi 0.4 → 60 points, 50 million → 50 points; the other mill: hdi only."""
    indicator(country, "hdi", 0.4)
    bought(mill, steel, 50_000_000)


def test_a_supplier_is_judged_with_all_its_reasons(classify, known, mill, model, now):
    counts = classify()
    row = classification_of(mill, 2026)
    assert (row.risk_class, row.overall, row.labour, row.product) == ("medium", 56.0, 60.0, 50.0)
    assert (row.coverage, row.management_system, row.model) == (70.0, None, model)
    assert row.judged_at == now
    reasons = reasons_of(row)
    labour, product = reasons["categories"]
    hdi, findings = labour["factors"]
    reading = FactorReading.objects.get(factor="hdi", supplier=mill)
    assert hdi == {
        "factor": "hdi",
        "weight": 50.0,
        "how": "reading",
        "points": 60.0,
        "adds": 36.0,
        "value": 0.4,
        "read_on": "2022-01-01",
        "source": "VN 2022: index",
        "id": reading.pk,
    }
    assert findings == {
        "factor": "open_findings",
        "weight": 50.0,
        "how": "leave_out",
        "why": "none",
    }
    assert (product["score"], reasons["band"]) == (50.0, [35.0, 60.0])
    assert reasons["scope"] == {
        "reason": "amount",
        "amount": 50_000_000.0,
        "threshold": 2_500_000.0,
        "quarters": ["2026Q2"],
    }
    assert counts["judged"] == counts["changed"] == 2


def test_below_the_floor_a_supplier_is_not_classified_and_has_no_score(classify, known, other_mill):
    classify()
    row = classification_of(other_mill, 2026)
    assert (row.risk_class, row.overall, row.labour, row.coverage) == (
        "not_classified",
        None,
        None,
        30.0,
    )
    assert row.in_scope


def test_judging_again_changes_nothing(classify, known, now):
    classify()
    before = list(Classification.objects.order_by("pk").values())
    trail = Entry.objects.count()
    assert classify(at=now + dt.timedelta(hours=1))["changed"] == 0
    assert list(Classification.objects.order_by("pk").values()) == before
    assert Entry.objects.count() == trail


def test_a_changed_class_is_on_the_trail(classify, known, mill, now):
    classify()
    read_factor(
        supplier=mill,
        factor="zero_tolerance",
        value=1,
        read_on=DAY,
        source="Audit 7",
        by=None,
        at=now,
    )
    assert classify()["changed"] == 1
    row = classification_of(mill, 2026)
    assert (row.risk_class, row.overall) == ("high", 56.0)
    rule = reasons_of(row)["override"]
    assert (rule["reason"], rule["value"], rule["source"]) == ("zero tolerance", 1.0, "Audit 7")
    detail = Entry.objects.about(mill).filter(event="suppliers.supplier.classified").first().detail
    assert (detail["before"], detail["now"], detail["year"]) == ("medium", "high", 2026)


EDITS = {
    "country figures": lambda mill, steel: indicator(mill.country, "hdi", 0.3, year=2024),
    "a corrected figure": lambda mill, steel: CountryIndicator.objects.update(value=0.35),
    "its country": lambda mill, steel: Supplier.objects.filter(pk=mill.pk).update(
        country=Country.objects.create(code="TW", alpha3="TWN", name="Taiwan")
    ),
    "a site elsewhere": lambda mill, steel: Site.objects.filter(supplier=mill).update(
        country=Country.objects.create(code="TW", alpha3="TWN", name="Taiwan")
    ),
    "workforce": lambda mill, steel: Site.objects.filter(supplier=mill).update(migrant_percent=40),
    "purchases": lambda mill, steel: mill.supplies.update(amount=90_000_000),
    "currency": lambda mill, steel: mill.supplies.update(currency="USD"),
    "sector": lambda mill, steel: Supplier.objects.filter(pk=mill.pk).update(
        sector=Sector.objects.create(code="33", name="S", intensity=0.2, year=2021, source="EPA")
    ),
    "direction of a factor": lambda mill, steel: Factor.objects.filter(pk="hdi").update(
        higher_is_worse=True
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_run_sees_every_figure_that_changed_beneath_a_derived_reading(
    classify, known, mill, other_mill, steel, now, edit
):
    elsewhere = Country.objects.create(code="SE", alpha3="SWE", name="Sweden")
    indicator(elsewhere, "hdi", 0.9)
    Site.objects.create(supplier=mill, name="Plant 2", country=elsewhere, workers=9)
    classify()
    EDITS[edit](mill, steel)
    classify()
    seen = list(FactorReading.objects.order_by("pk").values())
    refresh_derived(first=mill.pk, last=other_mill.pk, on=DAY, by=None, at=now)  # knows nothing
    assert list(FactorReading.objects.order_by("pk").values()) == seen


def test_too_little_bought_is_out_of_scope_and_says_so(classify, known, mill, other_mill, steel):
    bought(other_mill, steel, 2_499_999)
    counts = classify()
    row = classification_of(other_mill, 2026)
    assert (row.in_scope, row.risk_class, row.overall) == (False, "not_classified", None)
    assert row.reasons["scope"]["reason"] == "too_little"
    assert (counts["judged"], counts["out_of_scope"], counts["not_classified"]) == (1, 1, 0)
    other_mill.is_key = True
    other_mill.save()
    classify()
    assert classification_of(other_mill, 2026).in_scope
    assert class_counts(2026) == {
        "high": 0, "medium": 2, "low": 0, "not_classified": 0, "out_of_scope": 0,
    }  # fmt: skip


def test_purchases_in_another_currency_leave_a_gap_that_says_why(classify, country, mill, steel):
    indicator(country, "hdi", 0.4)
    bought(mill, steel, 50_000_000, currency="USD")
    classify()
    row = classification_of(mill, 2026)
    spend = reasons_of(row)["categories"][1]["factors"][0]
    assert (spend["how"], spend["points"], spend["why"]) == ("worst", 100.0, "currency")
    assert (row.risk_class, row.reasons["scope"]["reason"]) == ("not_classified", "unknown_amount")


def test_a_closed_year_is_frozen(classify, known, mill, buyer, now):
    classify()
    before = list(Classification.objects.order_by("pk").values())
    close_year(year=2026, by=buyer, at=now)
    read_factor(
        supplier=mill,
        factor="zero_tolerance",
        value=1,
        read_on=DAY,
        source="Audit 7",
        by=None,
        at=now,
    )
    with pytest.raises(NotNow, match="The risk year 2026 is closed"):
        classify()
    assert judge_anew(supplier_id=mill.pk, by=None, at=now) == 0
    assert list(Classification.objects.order_by("pk").values()) == before
    year = RiskYear.objects.get()
    assert (year.closed_at, year.closed_by) == (now, "buyer")
    assert Entry.objects.about(year).get().event == "suppliers.risk_year.closed"


def test_the_database_itself_keeps_a_closed_year(classify, known, mill, buyer, now):
    classify()
    classify(year=2025)
    close_year(year=2026, by=buyer, at=now)
    frozen = Classification.objects.filter(year=2026)
    before = list(frozen.values())
    row = frozen.first()
    row.risk_class = "low"
    attempts = [
        row.save,
        lambda: frozen.update(overall=0),
        lambda: Classification.objects.update(coverage=0),
        lambda: RiskYear.objects.filter(pk=2026).update(closed_at=None),
    ]
    if connection.vendor == "postgresql":
        attempts += [row.delete, frozen.delete]
    for attempt in attempts:
        with pytest.raises(DatabaseError, match="A closed risk year"), transaction.atomic():
            attempt()
    assert list(frozen.values()) == before
    assert not RiskYear.objects.get(pk=2026).is_open
    assert Classification.objects.filter(year=2025).update(coverage=0) == 2


def test_a_year_is_closed_once_and_never_empty(classify, known, buyer, now):
    with pytest.raises(NotNow, match="Nothing was judged in 2026"):
        close_year(year=2026, by=buyer, at=now)
    classify()
    close_year(year=2026, by=buyer, at=now)
    with pytest.raises(NotNow, match="was closed already"):
        close_year(year=2026, by=buyer, at=now)


def test_a_year_that_is_over_is_judged_as_of_its_last_day(classify, known, mill, model, now):
    read_factor(
        supplier=mill,
        factor="zero_tolerance",
        value=1,
        read_on=DAY,
        source="Audit 7",
        by=None,
        at=now,
    )
    classify(year=2025)
    row = classification_of(mill, 2025)
    assert row.reasons["on"] == "2025-12-31"
    assert "override" not in row.reasons
    assert latest_classification(mill) == row
    classify()
    assert latest_classification(mill).year_id == 2026
    assert mill.classifications.first().year_id == 2026


def test_next_year_is_a_draft_beside_this_one(classify, known, mill, buyer, now):
    classify()
    classify(year=2027)
    this, draft = classification_of(mill, 2026), classification_of(mill, 2027)
    assert (draft.risk_class, draft.overall) == (this.risk_class, this.overall)
    assert draft.reasons["on"] == "2026-08-17"
    with pytest.raises(NotNow, match="2027 has not begun"):
        close_year(year=2027, by=buyer, at=now)
    close_year(year=2026, by=buyer, at=now)
    assert classify(year=2027)["judged"] == 2


@pytest.mark.parametrize("year", [1999, 2028])
def test_a_year_out_of_reach_is_refused(year, now):
    with pytest.raises(NotNow):
        day_of(year, at=now)


def test_without_an_active_model_nothing_is_judged(factors, mill, now):
    with pytest.raises(NotNow, match="no active risk model"):
        classify_span(year=2026, first=mill.pk, last=mill.pk, by=None, at=now)
    assert not Classification.objects.exists()


def test_an_old_model_can_judge_again_but_a_draft_never(classify, known, mill, model, now):
    draft = copy_model(model=model, name="Stricter", by=None, at=now)
    draft.medium_from, draft.high_from = 30, 50
    draft.save()
    with pytest.raises(NotNow, match="Stricter"):
        classify(model="Stricter")
    activate_model(model=draft, by=None, at=now)
    classify()
    assert classification_of(mill, 2026).risk_class == "high"
    classify(model="Small")
    assert classification_of(mill, 2026).risk_class == "medium"


def test_a_new_reading_judges_only_its_supplier_anew(classify, known, mill, other_mill, now):
    classify()
    for supplier in (mill, other_mill):
        read_factor(
            supplier=supplier,
            factor="zero_tolerance",
            value=1,
            read_on=DAY,
            source="A",
            by=None,
            at=now,
        )
    assert judge_anew(supplier_id=mill.pk, by=None, at=now) == 1
    assert classification_of(mill, 2026).risk_class == "high"
    assert classification_of(other_mill, 2026).risk_class == "not_classified"


def test_a_year_nobody_judged_is_not_begun_by_a_reading(model, mill, now):
    assert judge_anew(supplier_id=mill.pk, by=None, at=now) == 0
    assert not RiskYear.objects.exists()


def test_the_number_of_queries_does_not_grow_with_the_suppliers(
    classify, known, mill, now, django_assert_max_num_queries
):
    from tests.conftest import make_supplier

    for number in range(30):
        last = make_supplier(f"X-{number}", f"Mill {number}", mill.country)
    with django_assert_max_num_queries(33):
        assert classify(last=last.pk)["judged"] == 32


def test_the_heat_map_counts_scores_by_the_bands_of_their_model(classify, known):
    classify()
    cells = heat_map(2026)
    assert cells["labour"] == {"high": 1, "medium": 0, "low": 0, "none": 1}
    assert cells["product"] == {"high": 0, "medium": 1, "low": 0, "none": 1}


def test_moves_are_those_whose_class_changed_since_last_year(classify, known, mill, steel, now):
    bought(mill, steel, 80_000_000, quarter="2025Q4")
    classify(year=2025, at=now)
    classify()
    [moved] = moves(2026, 2025)
    assert (moved.supplier, moved.standing_before, moved.standing) == (mill, "high", "medium")
    assert (moved.overall_before, moved.overall) == (68.0, 56.0)


def test_an_override_by_score_and_flags_is_shown_with_its_conditions(
    factors, known, mill, model, now
):
    draft = copy_model(model=model, name="Flags", by=None, at=now)
    OverrideRule.objects.create(
        model=draft, overall_from=50, red_flags=0, risk_class="high", reason="above 50"
    )
    activate_model(model=draft, by=None, at=now)
    classify_span(year=2026, first=mill.pk, last=mill.pk, by=None, at=now)
    assert reasons_of(classification_of(mill, 2026))["override"] == {
        "class": "high",
        "reason": "above 50",
        "red_flags": 0,
        "overall_from": 50.0,
    }


def test_a_year_closes_only_with_everybody_judged(classify, known, buyer, now):
    classify()
    newcomer = make_supplier("N-1", "Newcomer")
    with pytest.raises(NotNow, match=r"without a judgement in 2026: 1\."):
        close_year(year=2026, by=buyer, at=now)
    classify(last=newcomer.pk)
    assert close_year(year=2026, by=buyer, at=now)


def test_the_class_of_a_year_to_come_does_not_show(classify, known, mill, now):
    classify()
    year = timezone.now().year + 1
    newest = latest_classification(mill)
    RiskYear.objects.create(year=year)
    row = Classification.objects.get(pk=newest.pk)
    row.pk, row.year_id, row.risk_class = None, year, "high"
    row.save()
    assert latest_classification(mill) == newest
    shown = with_class(Supplier.objects.filter(pk=mill.pk)).get()
    assert shown.risk_class == newest.risk_class != row.risk_class
