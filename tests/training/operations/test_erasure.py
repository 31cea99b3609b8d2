import datetime as dt

import pytest

from sustainportal.accounts.refusals import NotNow
from sustainportal.jobs.kinds import find
from sustainportal.trail.models import Entry
from training import operations, queries
from training.models import Attendance, Registration, UnknownAttendee
from training.operations.erasure import events_to_erase
from training.tasks import erasure

from ..queries.test_statistics import T, came, held


@pytest.fixture
def old(mill, now):
    """An event on the last day whose people are not kept, seen from `now` (17 August 2026)."""
    event = held("OLD", dt.date(2024, 8, 16))
    came(event, mill, "Mei", "Anh")
    Attendance.objects.update(email="x@mill.test")
    Registration.objects.create(
        event=event, supplier=mill, name="Mei", person_key="mei", registered_at=T
    )
    UnknownAttendee.objects.create(
        event=event, name="Wei", email="w@x.test", person_key="w@x.test", asked_at=T
    )
    return event


def test_details_are_erased_and_counts_stay(old, now):
    before = queries.statistics()["lines"]
    assert operations.erase_details(old, at=now) == 4
    for model in (Attendance, Registration, UnknownAttendee):
        for row in model.objects.all():
            assert (row.name, row.email) == ("erased", "")
            assert row.person_key.startswith("erased ") and len(row.person_key) == 39
    assert Attendance.objects.exclude(erased_at=None).count() == 2
    assert queries.statistics()["lines"] == before
    told = Entry.objects.get(event="training.attendance.erased")
    assert (told.actor, told.detail) == ("portal", {"rows": 4})


def test_what_was_erased_is_not_erased_again(old, now):
    operations.erase_details(old, at=now)
    assert operations.erase_details(old, at=now) == 0
    assert list(events_to_erase(now)) == []


def test_only_events_before_the_first_day_kept_are_erased(old, mill, now, settings):
    young = held("NEW", dt.date(2024, 8, 17))
    came(young, mill, "Mei")
    assert erasure.old_events(by=None, at=now) == [old.pk]
    settings.ATTENDANCE_DETAILS_MONTHS = 25
    assert erasure.old_events(by=None, at=now) == []


def test_every_night_asks_for_it(old, now):
    kind = find("training.erase_details")
    assert kind.nightly(now) == {"day": "2026-08-17"}
    assert kind.work(old.pk, by=None, at=now, day="2026-08-17") == {"erased": 4}


def test_nobody_is_added_by_name_where_names_were_erased(old, mill, buyer, now):
    operations.record_attendance(old, supplier=mill, name="Late", by=buyer, at=now)
    operations.erase_details(old, at=now)
    with pytest.raises(NotNow, match="erased after 24 months"):
        operations.record_attendance(old, supplier=mill, name="Mei", by=buyer, at=now)
    assert Attendance.objects.count() == 3
