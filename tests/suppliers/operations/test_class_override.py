"""A class set by hand: by whom, why, until when, and only where the moment is right."""

import datetime as dt
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from suppliers.models import Classification, ClassOverride
from suppliers.operations import (
    classify_span,
    close_year,
    end_override,
    override_class,
)
from suppliers.queries import classification_of
from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.models import Entry
from tests.suppliers.risk_cast import DAY, bought, indicator

DAYS = dt.timedelta(days=1)


@pytest.fixture
def classify(model, country, mill, other_mill, steel, now):
    """Both mills judged: mill medium by its score, the other one not classified."""
    indicator(country, "hdi", 0.4)
    bought(mill, steel, 50_000_000)
    classify = partial(classify_span, first=mill.pk, last=other_mill.pk, year=2026, by=None, at=now)
    classify()
    return classify


@pytest.fixture
def set_high(classify, mill, buyer, now):
    """`set_high(**other)`: the buyer lets mill count as high until the 20th."""
    words = {
        "supplier": mill,
        "year": 2026,
        "risk_class": "high",
        "reason": "Strike announced",
        "until": DAY + 3 * DAYS,
        "by": buyer,
        "at": now,
    }
    return lambda **other: override_class(**words | other)


def test_a_class_set_by_hand_counts_at_once_and_the_models_stays_visible(
    set_high, mill, buyer, now
):
    made = set_high()
    row = classification_of(mill, 2026)
    assert (row.risk_class, row.overall) == ("high", 56.0)
    assert row.reasons["by_model"] == "medium"
    assert row.reasons["by_hand"] == {
        "class": "high",
        "reason": "Strike announced",
        "by": "buyer",
        "at": now.isoformat(),
        "until": "2026-08-20",
        "id": made.pk,
    }
    events = {
        entry.event: entry.detail
        for entry in Entry.objects.about(mill).filter(actor="buyer").order_by("pk")
    }
    assert events == {
        "suppliers.class_override.made": {
            "year": 2026,
            "risk_class": "high",
            "reason": "Strike announced",
            "until": "2026-08-20",
        },
        "suppliers.supplier.classified": {
            "year": 2026,
            "before": "medium",
            "now": "high",
            "model": "Small",
        },
    }


@pytest.mark.parametrize(("days", "standing"), [(3, "high"), (4, "medium")])
def test_it_counts_up_to_its_day_and_the_next_run_sees_that_it_ran_out(
    set_high, classify, mill, now, days, standing
):
    set_high()
    classify(at=now + days * DAYS)
    row = classification_of(mill, 2026)
    assert row.risk_class == standing
    assert ("by_hand" in row.reasons) == (standing == "high")


def test_a_class_set_by_hand_makes_a_supplier_without_data_classified(
    set_high, classify, other_mill
):
    set_high(supplier=other_mill, risk_class="low")
    classify()
    row = classification_of(other_mill, 2026)
    assert (row.risk_class, row.overall, row.reasons["by_model"]) == ("low", None, "not_classified")


def test_ended_the_models_class_counts_again_at_once(set_high, classify, mill, buyer, now):
    made = set_high()
    end_override(override=made, by=buyer, at=now)
    assert classification_of(mill, 2026).risk_class == "medium"
    assert (made.ended_at, made.ended_by) == (now, "buyer")
    assert Entry.objects.about(mill).filter(event="suppliers.class_override.ended").count() == 1
    with pytest.raises(NotNow, match="ended already"):
        end_override(override=made, by=buyer, at=now)


def test_two_people_cannot_both_set_it(set_high, second_buyer):
    set_high()
    with pytest.raises(NotNow, match="buyer has set this class already"):
        set_high(risk_class="low", by=second_buyer)
    assert ClassOverride.objects.get().risk_class == "high"


def test_the_database_itself_keeps_one(set_high, now):
    made = set_high()
    made.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)


def test_one_that_ran_out_makes_room_for_the_next(set_high, mill, now):
    first = set_high()
    second = set_high(risk_class="low", until=DAY + 9 * DAYS, at=now + 4 * DAYS)
    first.refresh_from_db()
    assert (first.ended_at, first.ended_by) == (now + 4 * DAYS, "")
    assert list(ClassOverride.objects.filter(ended_at=None)) == [second]
    assert classification_of(mill, 2026).risk_class == "low"


def test_what_makes_no_sense_is_refused_by_name(set_high):
    with pytest.raises(ValidationError) as refused:
        set_high(risk_class="not_classified", reason=" ", until=DAY - DAYS)
    assert set(refused.value.message_dict) == {"risk_class", "reason", "until"}
    assert set_high(until=DAY).until == DAY


def test_in_a_closed_year_nobody_sets_or_ends_anything(set_high, buyer, now):
    made = set_high()
    close_year(year=2026, by=buyer, at=now)
    before = list(Classification.objects.values())
    for attempt in (set_high, lambda: end_override(override=made, by=buyer, at=now)):
        with pytest.raises(NotNow, match="The risk year 2026 is closed"):
            attempt()
    assert list(Classification.objects.values()) == before
    made.refresh_from_db()
    assert made.ended_at is None


def test_a_supplier_the_year_did_not_judge_has_no_class_to_set(
    set_high, classify, other_mill, steel
):
    bought(other_mill, steel, 1)
    classify()
    with pytest.raises(NotNow, match="Blue Hill Mill was not judged in 2026"):
        set_high(supplier=other_mill)
    assert not ClassOverride.objects.exists()
