import datetime as dt

import pytest
from icalendar import Calendar

from training.calendar_entry import CANCEL, entry_writer
from training.models import Place

NINE = dt.datetime(2026, 9, 1, 9, tzinfo=dt.UTC)


def read(event, at, **more):
    """(the calendar, its entry) as a calendar program reads them."""
    event.refresh_from_db()
    calendar = Calendar.from_ical(entry_writer(event, at=at, **more)())
    (entry,) = calendar.walk("VEVENT")
    return calendar, entry


def test_the_entry_spans_the_sessions(event, buyer, now, settings):
    settings.PORTAL_ADDRESS = "https://portal.example.test"
    event.sessions.create(topic="Later", starts_at=NINE + dt.timedelta(hours=5), minutes=30)
    calendar, entry = read(event, now)
    assert calendar["METHOD"] == "PUBLISH"
    assert (entry.decoded("dtstart"), entry.decoded("dtend")) == (
        NINE, NINE + dt.timedelta(hours=5, minutes=30),
    )  # fmt: skip
    assert entry["UID"] == f"event-{event.pk}@portal.example.test"
    assert (entry["SEQUENCE"], entry["SUMMARY"], entry["STATUS"]) == (
        0,
        "Spill response",
        "CONFIRMED",
    )
    assert entry["URL"] == f"https://portal.example.test{event.get_absolute_url()}"
    assert "2026-09-01 17:00 Absorbents" in entry["DESCRIPTION"]  # the event's own time
    assert "VALARM" not in calendar.to_ical().decode()


def test_the_organizer_is_an_address_without_a_name(event, now, settings):
    settings.DEFAULT_FROM_EMAIL = "Supply chain <portal@example.test>"
    assert read(event, now)[1]["ORGANIZER"] == "mailto:portal@example.test"


def test_without_sessions_it_is_the_whole_day(draft, now):
    _calendar, entry = read(draft, now)
    assert (entry.decoded("dtstart"), entry.decoded("dtend")) == (
        dt.date(2026, 9, 1), dt.date(2026, 9, 2),
    )  # fmt: skip


def test_a_cancelled_event_takes_its_entry_away(event, now):
    calendar, entry = read(event, now, method=CANCEL)
    assert (calendar["METHOD"], entry["STATUS"]) == ("CANCEL", "CANCELLED")


@pytest.mark.parametrize(
    ("place", "is_online", "places", "said"),
    [
        ("", False, [], ""),
        ("", True, [], "online"),
        ("https://meet.example/1", True, [], "https://meet.example/1"),
        (
            "Taipei",
            False,
            [("Hall 3", "Harbour Road"), ("Annex", "")],
            "Annex; Hall 3, Harbour Road",
        ),
    ],
)
def test_where_it_is(event, now, place, is_online, places, said):
    event.place, event.is_online = place, is_online
    event.save()
    for name, address in places:
        Place.objects.create(event=event, name=name, address=address)
    assert read(event, now)[1]["LOCATION"] == said


def test_a_title_cannot_write_lines_of_its_own(event, now):
    event.title = "Fire\r\nATTENDEE:mailto:all@example.test"
    event.save()
    calendar, entry = read(event, now)
    assert "ATTENDEE" not in entry
    assert "\nATTENDEE" not in calendar.to_ical().decode().replace("\r\n ", "")
