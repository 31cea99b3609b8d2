import datetime as dt

import pytest
from django.core import mail

from sustainportal.notices.models import Notice
from sustainportal.notices.operations import muted
from sustainportal.notices.sending import send_owed
from training import operations
from training.models import Event, Place
from training.operations.answers import decline
from training.operations.places import keep_place

LATER = dt.timedelta(hours=1)


def told(event):
    return Notice.objects.filter(event=f"training.event.{event}").order_by("pk")


def send(at):
    send_owed(clock=lambda: at)
    return mail.outbox[-1]


def test_an_invitation_brings_its_calendar_entry_by_mail(draft, event, mill, mill_user, buyer, now):
    Event.objects.update(state="draft")
    draft.refresh_from_db()
    operations.open_event(draft, by=buyer, at=now)
    (name, entry, kind), = send(now).attachments  # fmt: skip
    assert (name, kind) == ("event.ics", "text/calendar")
    assert "METHOD:PUBLISH" in entry
    assert "SUMMARY:Spill response" in entry


def test_each_reads_it_in_their_own_language(
    event, mill, mill_user, stranger, other_mill, buyer, now
):
    event.is_online = True
    event.save()
    stranger.language = "zh-hant"
    stranger.save()
    operations.invite(event, {other_mill.pk: "x"}, by=buyer, at=now)
    operations.cancel_event(event, by=buyer, at=now)
    texts = dict(told("cancelled").values_list("recipient__username", "calendar"))
    assert set(texts) == {"mill_user", "stranger"}
    assert "LOCATION:online" in texts["mill_user"]
    assert "LOCATION:online" not in texts["stranger"]


@pytest.mark.parametrize(
    ("changes", "tells"),
    [
        ({"starts_on": dt.date(2026, 9, 2)}, True),
        ({"place": "Hall 3"}, True),
        ({"zone": "Europe/Berlin"}, True),
        ({"is_online": True}, True),
        ({"title": "Spills"}, True),
        ({"theme": "Chemicals"}, False),
        ({"capacity": 9}, False),
        ({"about": "B2", "open_to_all": True, "attendance_required": True}, False),
        ({}, False),
    ],
)
def test_what_concerns_the_invited_is_told_and_the_entry_is_a_new_one(
    event, mill_user, buyer, now, changes, tells
):
    for name, value in changes.items():
        setattr(event, name, value)
    operations.plan_event(event, by=buyer, at=now)
    event.refresh_from_db()
    assert (told("changed").count(), event.revision) == ((1, 1) if tells else (0, 0))


def test_a_changed_agenda_is_told_once_with_what_holds_now(event, mill_user, buyer, now):
    for minutes in (30, 45):
        operations.add_session(
            event, topic=f"For {minutes}", speaker="", organisation="",
            starts_at=now, minutes=minutes, by=buyer, at=now,
        )  # fmt: skip
    notice = told("changed").get()
    assert "For 30" in notice.calendar
    assert "For 45" in notice.calendar
    assert "SEQUENCE:2" in notice.calendar
    send(now)
    operations.remove_session(event.sessions.get(topic="For 45"), by=buyer, at=now + LATER)
    assert told("changed").count() == 2


def test_what_was_read_already_is_told_again(event, mill_user, buyer, now):
    event.place = "Hall 3"
    operations.plan_event(event, by=buyer, at=now)
    told("changed").update(read_at=now)
    event.place = "Hall 4"
    operations.plan_event(event, by=buyer, at=now)
    assert [("Hall 3" in row.body, "Hall 4" in row.body) for row in told("changed")] == [
        (True, False), (False, True),
    ]  # fmt: skip


def test_a_draft_and_a_held_event_change_in_silence(draft, event, mill_user, buyer, now):
    Event.objects.update(state="draft")
    draft.refresh_from_db()
    draft.place = "Hall 3"
    operations.plan_event(draft, by=buyer, at=now)
    Event.objects.update(state="held")
    operations.add_session(
        event, topic="T", speaker="", organisation="", starts_at=now, minutes=5, by=buyer, at=now
    )
    assert told("changed").count() == 0


def test_registered_without_an_invitation_are_told_too(
    event, other_mill, stranger, mill_user, buyer, now
):
    operations.register(event, supplier=other_mill, name="Bo", email="", by=stranger, at=now)
    event.place = "Hall 3"
    operations.plan_event(event, by=buyer, at=now)
    assert {row.recipient for row in told("changed")} == {mill_user, stranger}


def test_a_new_place_and_another_address_are_told_more_seats_are_not(event, mill_user, buyer, now):
    keep_place(Place(event=event, name="Hall 3"), by=buyer, at=now)
    send(now)
    place = event.places.get()
    place.capacity = 5
    keep_place(place, by=buyer, at=now + LATER)
    assert told("changed").count() == 1
    place.address = "Harbour Road"
    keep_place(place, by=buyer, at=now + LATER)
    assert told("changed").count() == 2


def test_a_cancellation_is_newer_than_all_before_and_leaves_no_older_news(
    event, mill_user, buyer, now
):
    event.place = "Hall 3"
    operations.plan_event(event, by=buyer, at=now)
    operations.cancel_event(event, by=buyer, at=now)
    entry = told("cancelled").get().calendar
    assert "METHOD:CANCEL" in entry
    assert "SEQUENCE:2" in entry
    assert told("changed").count() == 0


def test_several_news_of_one_event_carry_only_the_newest_entry(event, mill_user, buyer, now):
    operations.invite(event, {}, by=buyer, at=now)
    event.place = "Hall 3"
    operations.plan_event(event, by=buyer, at=now)
    operations.cancel_event(event, by=buyer, at=now + dt.timedelta(minutes=1))
    Notice.objects.create(
        recipient=mill_user, event="x", subject="S", link=event.get_absolute_url(),
        calendar="BEGIN:OLD", owed_at=now - LATER,
    )  # fmt: skip
    Notice.objects.create(
        recipient=mill_user, event="x", subject="S", link="/other/", calendar="BEGIN:OTHER", owed_at=now,
    )  # fmt: skip
    names = {name: entry for name, entry, _kind in send(now + LATER).attachments}
    assert set(names) == {"event.ics", "event-2.ics"}
    assert "METHOD:CANCEL" in names["event.ics"]
    assert names["event-2.ics"] == "BEGIN:OTHER"


def test_history_that_is_rebuilt_mails_nobody(event, mill_user, buyer, now):
    with muted():
        event.place = "Hall 3"
        operations.plan_event(event, by=buyer, at=now)
    send_owed(clock=lambda: now)
    assert (told("changed").count(), mail.outbox) == (1, [])


def test_who_declined_hears_of_another_date(event, mill_user, buyer, now):
    decline(event.invitations.get(), because="On leave", by=mill_user, at=now)
    event.starts_on = dt.date(2026, 9, 20)
    operations.plan_event(event, by=buyer, at=now)
    assert told("changed").get().recipient == mill_user
