"""Readings people record and withdraw: with a reason, never deleted, and told to the judge."""

import datetime as dt
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from suppliers.models import Classification, Factor, FactorReading
from suppliers.operations import classify_span, close_year, read_factor
from suppliers.operations.readings_by_hand import record_reading, withdraw_reading
from suppliers.signals import reading_changed
from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.models import Entry

DAY = dt.date(2026, 8, 10)


@pytest.fixture
def record(factors, mill, buyer, now):
    return partial(
        record_reading,
        supplier=mill,
        factor=Factor.objects.get(pk="audit_score"),
        value=150,
        read_on=DAY,
        source="Site visit 14",
        link="https://example.test/14",
        reason="The audit firm has no portal login",
        by=buyer,
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


def notes(reading):
    return list(reading.notes.order_by("pk").values_list("kind", "value", "reason", "by"))


def test_a_recorded_reading_says_who_and_why(record, mill, news):
    reading = record()
    assert (reading.value, reading.source, reading.derived) == (150, "Site visit 14", False)
    assert notes(reading) == [("recorded", 150, "The audit firm has no portal login", "buyer")]
    entry = Entry.objects.about(mill).get()
    assert (entry.event, entry.actor, entry.detail["reason"]) == (
        "suppliers.reading.posted",
        "buyer",
        "The audit firm has no portal login",
    )
    assert news == [[mill.pk]]


def test_the_same_again_adds_nothing_and_a_correction_adds_a_note(record, news):
    record()
    record()
    reading = record(value=160, reason="Typing error")
    assert FactorReading.objects.count() == 1
    assert [kind_value[:2] for kind_value in notes(reading)] == [
        ("recorded", 150),
        ("recorded", 160),
    ]
    assert len(news) == 2


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"reason": "  "}, "Say why"),
        ({"value": float("nan")}, "nan is not a finite number."),
        ({"value": "150"}, "“150” is not a number."),
        ({"value": 200.5}, "200.5 is out of range (0.0 to 200.0)."),
        ({"read_on": dt.date(2026, 8, 18)}, "2026-08-18 would come from the future."),
        ({"source": " "}, "must say where it was read"),
    ],
)
def test_what_is_no_reading_is_refused_by_name(record, wrong, says):
    with pytest.raises(ValidationError) as refusal:
        record(**wrong)
    assert says in " ".join(refusal.value.messages)
    assert FactorReading.objects.count() == 0


@pytest.mark.parametrize("code", ["cpi", "spend"])
def test_what_the_portal_works_out_elsewhere_is_corrected_there(record, code):
    with pytest.raises(ValidationError) as refusal:
        record(factor=Factor.objects.get(pk=code), value=1)
    assert "worked out by the portal" in refusal.value.messages[0]


@pytest.mark.parametrize("code", ["migrant_percent", "sector_ghg", "saq_score"])
def test_where_a_person_may_know_better_they_may_say_so(record, code):
    assert record(factor=Factor.objects.get(pk=code), value=1).factor_id == code


def test_a_withdrawn_reading_stays_with_its_reason_and_no_longer_counts(
    record, mill, buyer, now, news
):
    reading = record()
    withdraw_reading(reading=reading, reason="Wrong supplier", by=buyer, at=now)
    assert FactorReading.objects.valid().count() == 0
    assert FactorReading.objects.get().withdrawn_at == now
    assert notes(reading)[-1] == ("withdrawn", 150, "Wrong supplier", "buyer")
    assert Entry.objects.about(mill).first().event == "suppliers.reading.withdrawn"
    assert len(news) == 2


def test_only_one_of_two_withdraws(record, buyer, now):
    reading = record()
    other = FactorReading.objects.get()
    withdraw_reading(reading=reading, reason="Wrong", by=buyer, at=now)
    with pytest.raises(NotNow, match="withdrawn already"):
        withdraw_reading(reading=other, reason="Wrong", by=buyer, at=now)


def test_recording_it_anew_makes_it_count_again(record, buyer, now):
    reading = record()
    withdraw_reading(reading=reading, reason="Wrong", by=buyer, at=now)
    record(reason="It was right after all")
    assert FactorReading.objects.valid().get() == reading


def test_what_an_audit_posted_is_corrected_in_the_audit(factors, mill, buyer, now):
    posted = read_factor(
        supplier=mill, factor="audit_score", value=170, read_on=DAY, source="Audit",
        link="/audits/7/", by=None, at=now,
    )  # fmt: skip
    with pytest.raises(NotNow, match="correct it there"):
        withdraw_reading(reading=posted, reason="No", by=buyer, at=now)


def test_a_derived_reading_cannot_be_withdrawn(model, mill, buyer, now):
    FactorReading.objects.create(
        supplier=mill,
        factor_id="hdi",
        value=0.7,
        read_on=DAY,
        source="VN",
        derived=True,
        recorded_at=now,
    )
    with pytest.raises(NotNow, match="works this reading out itself"):
        withdraw_reading(reading=FactorReading.objects.get(), reason="No", by=buyer, at=now)


def test_a_closed_year_keeps_what_it_judged(model, mill, buyer, now, record):
    reading = record(factor=Factor.objects.get(pk="open_findings"), value=100)
    classify_span(year=2026, first=mill.pk, last=mill.pk, by=None, at=now)
    close_year(year=2026, by=buyer, at=now)
    before = Classification.objects.get()
    withdraw_reading(reading=reading, reason="Wrong", by=buyer, at=now)
    after = Classification.objects.get()
    assert (after.reasons, after.overall) == (before.reasons, before.overall)


def test_what_the_portal_or_a_record_of_it_says_is_not_overwritten_by_hand(record, mill, now):
    row = {"supplier": mill, "factor_id": "audit_score", "read_on": DAY, "recorded_at": now}
    FactorReading.objects.create(value=1, source="A-1", link="/audits/1/", **row)
    FactorReading.objects.create(value=2, source="Registry", derived=True, **row)
    for source in ("A-1", "Registry"):
        with pytest.raises(ValidationError, match="reading"):
            record(source=source)
    assert sorted(FactorReading.objects.values_list("value", flat=True)) == [1, 2]
