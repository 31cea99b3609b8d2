import datetime as dt
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from suppliers.models import FactorReading
from suppliers.operations import NewReading, read_factor, read_factors
from suppliers.signals import reading_changed
from sustainportal.trail.models import Entry

DAY = dt.date(2026, 8, 17)


@pytest.fixture
def read(factors, mill, now):
    return partial(
        read_factor,
        supplier=mill,
        factor="audit_score",
        value=180,
        read_on=DAY,
        source="Audit 7",
        by=None,
        at=now,
    )


@pytest.fixture
def news():
    heard = []

    def listen(sender, **told):
        heard.append(told["suppliers"])

    reading_changed.connect(listen)
    yield heard
    reading_changed.disconnect(listen)


def test_a_reading_is_stored_with_its_source(read, mill, now):
    reading = read(link="/audits/7/")
    assert (reading.value, reading.read_on, reading.source, reading.link) == (
        180.0,
        DAY,
        "Audit 7",
        "/audits/7/",
    )
    entry = Entry.objects.about(mill).get()
    assert (entry.event, entry.detail["factor"], entry.detail["value"]) == (
        "suppliers.reading.posted",
        "audit_score",
        180.0,
    )


def test_reading_the_same_again_changes_nothing(read, news, mill):
    first = read()
    again = read(source="  Audit 7 ")
    assert (again.pk, again.recorded_at) == (first.pk, first.recorded_at)
    assert (Entry.objects.about(mill).count(), news) == (1, [[mill.pk]])


def test_a_corrected_value_replaces_the_one_of_that_day_and_source(read, news, mill):
    first, second = read(), read(value=160)
    assert (second.pk, second.value) == (first.pk, 160.0)
    entry = Entry.objects.about(mill).first()
    assert (entry.event, entry.detail["before"]) == ("suppliers.reading.corrected", 180.0)
    assert news == [[mill.pk], [mill.pk]]


def test_another_day_is_another_reading(read):
    read()
    read(read_on=DAY - dt.timedelta(days=1))
    assert FactorReading.objects.count() == 2


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ({"value": float("nan")}, "Audit score: nan is not a finite number."),
        ({"value": float("inf")}, "Audit score: inf is not a finite number."),
        ({"value": "high"}, "Audit score: “high” is not a number."),
        ({"value": 200.5}, "Audit score: 200.5 is out of range (0.0 to 200.0)."),
        (
            {"read_on": DAY + dt.timedelta(days=1)},
            "Audit score: a reading of 2026-08-18 would come from the future.",
        ),
        ({"source": " "}, "Audit score: a reading must say where it was read."),
    ],
)
def test_what_is_no_reading_is_refused_by_name(read, news, bad, sentence):
    with pytest.raises(ValidationError) as refusal:
        read(**bad)
    assert refusal.value.messages == [sentence]
    assert (FactorReading.objects.count(), news) == (0, [])


def test_an_unknown_factor_is_refused_and_the_known_ones_are_told(read):
    with pytest.raises(ValidationError) as refusal:
        read(factor="luck")
    assert refusal.value.messages[0].startswith(
        "luck: there is no such factor. Known are: audit_score,"
    )


def test_many_readings_are_kept_in_sets(
    factors, mill, other_mill, news, now, django_assert_num_queries
):
    rows = [
        NewReading(supplier.pk, factor, 5, DAY, "list")
        for supplier in (mill, other_mill)
        for factor in ("open_findings", "cap_overdue")
    ]
    assert read_factors(readings=rows[:1], by=None, at=now) == {
        "created": 1,
        "updated": 0,
        "unchanged": 0,
    }
    with django_assert_num_queries(7):  # savepoint twice, factors, stored, new, suppliers, trail
        counts = read_factors(readings=rows, by=None, at=now)
    assert counts == {"created": 3, "updated": 0, "unchanged": 1}
    assert news == [[mill.pk], sorted([mill.pk, other_mill.pk])]


def test_one_bad_reading_among_many_keeps_none_and_all_are_named(factors, mill, now):
    rows = [
        NewReading(mill.pk, "open_findings", 5, DAY, "list"),
        NewReading(mill.pk, "open_findings", -1, DAY, "list"),
        NewReading(mill.pk, "cap_overdue", float("nan"), DAY, "list"),
    ]
    with pytest.raises(ValidationError) as refusal:
        read_factors(readings=rows, by=None, at=now)
    assert len(refusal.value.messages) == 2
    assert not FactorReading.objects.exists()
