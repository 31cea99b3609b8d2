"""What a supplier takes part in is told to risk: after an event, and at night where it differs."""

import datetime as dt

import pytest

from suppliers import catalogue_risk
from suppliers.models import FactorReading, ModelFactor
from sustainportal.jobs.models import Job
from sustainportal.trail.models import Entry
from training import operations
from training.operations.readings import FACTOR, post_participation, suppliers_concerned
from training.tasks.readings import concerned_spans

DAY = dt.timedelta(days=1)


@pytest.fixture
def factors(db, now):
    catalogue_risk.load(at=now)


def readings():
    rows = FactorReading.objects.filter(factor=FACTOR).order_by("pk")
    return list(rows.values_list("supplier__code", "value", "source"))


@pytest.fixture
def later(now):
    """The event was on 1 September."""
    return now + 20 * DAY


def test_no_event_no_reading(factors, event, mill, now):
    assert suppliers_concerned() == []
    assert post_participation([mill.pk], by=None, at=now)["created"] == 0


def test_who_was_invited_and_stayed_away_came_to_none(factors, event, mill, buyer, later):
    operations.hold_event(event, by=buyer, at=later)
    assert suppliers_concerned(event.pk) == [mill.pk]
    post_participation([mill.pk], by=None, at=later)
    assert readings() == [("M-001", 0.0, "Training")]


def test_who_came_without_an_invitation_counts_too(factors, event, mill, other_mill, buyer, later):
    operations.record_attendance(event, supplier=other_mill, name="Ida", by=buyer, at=later)
    operations.hold_event(event, by=buyer, at=later)
    assert suppliers_concerned() == [mill.pk, other_mill.pk]
    post_participation(suppliers_concerned(), by=None, at=later)
    assert readings() == [("M-001", 0.0, "Training"), ("M-002", 100.0, "Training")]


def test_only_what_differs_is_posted_and_the_link_opens_the_events(
    factors, event, mill, buyer, later, as_user
):
    operations.hold_event(event, by=buyer, at=later)
    post_participation([mill.pk], by=None, at=later)
    done = post_participation([mill.pk], by=None, at=later + DAY)
    assert (done["created"], done["updated"]) == (0, 0)
    operations.record_attendance(event, supplier=mill, name="Lan", by=buyer, at=later)
    post_participation([mill.pk], by=None, at=later + 2 * DAY)
    assert [value for _code, value, _source in readings()] == [0.0, 100.0]
    link = FactorReading.objects.filter(factor=FACTOR).last().link
    assert link == f"/training/participation/{mill.pk}/?quarter=2026Q3"
    assert "Spill response" in as_user(buyer).get(link).text


def test_a_year_without_an_invitation_withdraws_the_readings_and_a_new_one_posts_again(
    factors, event, mill, buyer, later
):
    operations.hold_event(event, by=buyer, at=later)
    post_participation([mill.pk], by=None, at=later)
    operations.record_attendance(event, supplier=mill, name="Lan", by=buyer, at=later)
    post_participation([mill.pk], by=None, at=later + DAY)
    spring = later + 250 * DAY  # 2027Q2: the event of 2026Q3 counts for the last time
    assert post_participation(suppliers_concerned(), by=None, at=spring)["withdrawn"] == 0
    done = post_participation(suppliers_concerned(), by=None, at=later + 310 * DAY)
    assert (done["withdrawn"], done["created"]) == (2, 0)
    assert not FactorReading.objects.valid().filter(factor=FACTOR).exists()
    told = Entry.objects.filter(event="suppliers.reading.withdrawn")
    assert {(entry.subject_id, entry.detail["source"]) for entry in told} == {
        (str(mill.pk), "Training")
    }
    again = post_participation(suppliers_concerned(), by=None, at=later + 311 * DAY)
    assert (again["withdrawn"], again["created"]) == (0, 0)


def test_who_was_taken_off_every_list_has_no_reading_any_more(
    factors, event, mill, other_mill, buyer, later
):
    operations.record_attendance(event, supplier=other_mill, name="Ida", by=buyer, at=later)
    operations.hold_event(event, by=buyer, at=later)
    post_participation(suppliers_concerned(), by=None, at=later)
    event.invitations.all().delete()
    assert mill.pk in suppliers_concerned()
    assert post_participation(suppliers_concerned(), by=None, at=later + DAY)["withdrawn"] == 1
    left = FactorReading.objects.valid().filter(factor=FACTOR)
    assert left.get().supplier == other_mill


def test_holding_an_event_asks_for_the_readings_of_its_suppliers(
    factors, event, mill, buyer, later
):
    operations.hold_event(event, by=buyer, at=later)
    job = Job.objects.get(kind="training.post_participation")
    assert job.args == {"event": event.pk}
    assert concerned_spans(by=None, at=later, **job.args) == [[mill.pk]]


def test_without_the_factor_nothing_is_posted(event, mill, buyer, later):
    operations.hold_event(event, by=buyer, at=later)
    assert post_participation([mill.pk], by=None, at=later)["created"] == 0


def test_the_default_model_does_not_weigh_it(factors):
    assert not ModelFactor.objects.filter(factor=FACTOR).exists()
