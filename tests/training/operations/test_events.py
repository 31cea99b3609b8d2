import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from icalendar import Calendar

from sustainportal.accounts.refusals import NotNow
from sustainportal.notices.models import Notice
from training import operations
from training.models import Event

from ..guest_cast import final_audit, found, load_catalogues

NINE = dt.datetime(2026, 9, 1, 9, tzinfo=dt.UTC)


def changed(event, buyer, now, **words):
    """The form of somebody who changes these."""
    form = Event.objects.get(pk=event.pk)
    for name, value in words.items():
        setattr(form, name, value)
    return operations.plan_event(form, by=buyer, at=now)


def test_another_day_takes_the_sessions_and_the_calendar_entry_with_it(
    event, mill_user, buyer, now
):
    changed(event, buyer, now, starts_on=dt.date(2026, 9, 11))
    assert event.sessions.get().starts_at == NINE + dt.timedelta(days=10)
    notice = Notice.objects.get(event="training.event.changed")
    (entry,) = Calendar.from_ical(notice.calendar).walk("VEVENT")
    assert entry.decoded("dtstart") == NINE + dt.timedelta(days=10)


def test_the_sessions_keep_their_time_of_day_in_the_zone_of_the_event(event, buyer, now):
    Event.objects.update(zone="Europe/Berlin")
    changed(event, buyer, now, starts_on=dt.date(2026, 11, 1))  # winter time: an hour less
    moved = NINE + dt.timedelta(days=61, hours=1)
    assert event.sessions.get().starts_at == moved


def test_the_sessions_stay_where_the_day_stays(event, buyer, now):
    changed(event, buyer, now, title="Spills")
    assert event.sessions.get().starts_at == NINE


@pytest.fixture
def meeting(event, mill, auditor, buyer, now):
    load_catalogues()
    Event.objects.update(kind="counselling", lead=auditor)
    event.treated.create(finding=found(final_audit(mill, auditor, buyer)), added_at=now)
    return event


def test_a_counselling_meeting_with_findings_stays_one(meeting, buyer, now):
    with pytest.raises(ValidationError, match="stays a counselling meeting") as refused:
        changed(meeting, buyer, now, kind="training")
    assert list(refused.value.message_dict) == ["kind"]
    changed(meeting, buyer, now, title="Still one")
    meeting.treated.all().delete()
    changed(meeting, buyer, now, kind="training")
    assert Event.objects.get().kind == "training"


@pytest.mark.parametrize(
    ("read_as", "is_now", "told"), [("draft", "open", 1), ("open", "draft", 0)]
)
def test_who_is_told_of_a_cancelled_event_follows_from_what_it_is_now(
    event, mill_user, buyer, now, read_as, is_now, told
):
    Event.objects.update(state=is_now)
    event.state = read_as  # as the page of somebody else had it
    operations.cancel_event(event, by=buyer, at=now)
    assert Notice.objects.filter(event="training.event.cancelled").count() == told


@pytest.mark.parametrize("zone", ["Asia/Taipei", "America/Los_Angeles"])
def test_an_event_is_held_from_its_day_on_where_it_is(event, buyer, zone):
    Event.objects.update(zone=zone)
    event.refresh_from_db()
    midnight = dt.datetime(2026, 9, 1, tzinfo=ZoneInfo(zone))
    before = (midnight - dt.timedelta(minutes=1)).astimezone(dt.UTC)
    with pytest.raises(NotNow, match="only then can it be marked as held"):
        operations.hold_event(event, by=buyer, at=before)
    assert Event.objects.get().state == "open"
    operations.hold_event(event, by=buyer, at=midnight.astimezone(dt.UTC))
    assert Event.objects.get().state == "held"
