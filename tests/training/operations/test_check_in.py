import datetime as dt
from threading import Thread

import pytest
from django.db import connection

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.models import Entry
from training import operations, queries
from training.models import Attendance, Event, Interval, Registration, Scan
from training.rules.check_in import screen_code

DOOR = dt.datetime(2026, 9, 1, 1, tzinfo=dt.UTC)


def at(minutes):
    return DOOR + dt.timedelta(minutes=minutes)


@pytest.fixture
def mei(event, mill, mill_user, now):
    return operations.register(
        event, supplier=mill, name="Mei Lin", email="mei@mill.test", by=mill_user, at=now
    )


@pytest.fixture
def scan(mei, buyer):
    def send(direction, minute, nonce=None, **words):
        values = {"nonce": nonce or f"{direction}-{minute}-scan", "direction": direction}
        values |= {"scanned_at": at(minute), "by": buyer, "at": at(600)}
        return operations.take_scan(mei, **values | words)

    return send


def kept():
    """(stays in minutes, attended seconds) of the only attendance."""
    one = Attendance.objects.get()
    moments = one.intervals.values_list("entered_at", "left_at")
    return [tuple(m and (m - DOOR).total_seconds() / 60 for m in stay) for stay in moments], (
        one.attended_seconds
    )


def test_an_entry_and_an_exit_are_one_person_time_with_its_time(scan, mei):
    scan("in", 0)
    assert kept() == ([(0, None)], None)
    taken = scan("out", 1.5)
    assert (taken.new, taken.unpaired, taken.inside) == (True, False, False)
    assert kept() == ([(0, 1.5)], 90)
    one = Attendance.objects.get()
    assert (one.name, one.origin, one.person_key) == ("Mei Lin", "door", mei.person_key)


def test_ninety_seconds_twice_are_three_minutes_and_three_re_joins_one_person_time(scan):
    for minute in (0, 10, 20):
        scan("in", minute)
        scan("out", minute + 1.5)
    assert kept() == ([(0, 1.5), (10, 11.5), (20, 21.5)], 270)


def test_the_same_scan_sent_again_changes_nothing(scan):
    scan("in", 0, "the-nonce")
    again = scan("in", 0, "the-nonce")
    assert (again.new, again.inside, Scan.objects.count()) == (False, True, 1)
    assert Entry.objects.filter(event="training.scan.kept").count() == 1


def test_scans_out_of_order_come_to_the_same_stays(scan):
    for direction, minute in (("out", 90), ("in", 40), ("out", 30), ("in", 0)):
        scan(direction, minute)
    assert kept() == ([(0, 30), (40, 90)], 4800)


def test_an_entry_that_arrives_late_splits_no_stay_that_was_right(scan):
    scan("in", 0)
    scan("out", 60)
    scan("in", 10)  # held up again while inside
    assert kept() == ([(0, 60)], 3600)


def test_an_exit_before_the_entry_is_kept_unpaired_until_the_entry_arrives(scan):
    taken = scan("out", 60)
    assert (taken.unpaired, taken.inside, Attendance.objects.count()) == (True, False, 0)
    assert scan("in", 0).inside is False
    assert kept() == ([(0, 60)], 3600)


def test_a_stay_corrected_by_a_person_stands_whatever_scans_arrive_later(scan, buyer, now):
    scan("in", 0)
    stay = Interval.objects.get()
    operations.correct_stay(
        stay, entered_at=at(0), left_at=at(30), reason="Left early.", by=buyer, at=now
    )
    scan("out", 60)
    assert kept() == ([(0, 30)], 1800)
    scan("in", 70)
    scan("out", 80)
    assert kept() == ([(0, 30), (70, 80)], 2400)


def test_an_attendance_taken_back_begins_anew_with_the_next_scan(scan, buyer, now):
    scan("in", 0)
    operations.strike_attendance(Attendance.objects.get(), reason="Not she.", by=buyer, at=now)
    scan("out", 60)
    assert kept() == ([(0, 60)], 3600)


def test_a_number_used_for_somebody_else_is_refused(scan, event, mill, mill_user, buyer, now):
    scan("in", 0, "the-nonce")
    anh = operations.register(event, supplier=mill, name="Anh", email="", by=mill_user, at=now)
    with pytest.raises(NotNow, match="somebody else"):
        operations.take_scan(
            anh, nonce="the-nonce", direction="in", scanned_at=at(0), by=buyer, at=at(1)
        )
    assert Attendance.objects.count() == 1


@pytest.mark.parametrize(("ahead", "fits"), [(120, True), (121, False)])
def test_a_scan_from_the_future_is_refused(scan, ahead, fits):
    early = DOOR - dt.timedelta(seconds=ahead)
    if fits:
        scan("in", 0, at=early)
        return
    with pytest.raises(NotNow, match="future"):
        scan("in", 0, at=early)
    assert Scan.objects.count() == 0


def test_cancelled_after_check_in_nothing_counts_and_no_scan_is_taken(scan, event, buyer, now):
    scan("in", 0)
    operations.cancel_event(event, by=buyer, at=now)
    with pytest.raises(NotNow, match="open and held"):
        scan("out", 10)
    assert queries.statistics()["lines"] == []


def test_a_scan_for_a_registration_that_was_withdrawn_is_refused(scan, mei, mill_user, now):
    operations.withdraw(mei, by=mill_user, at=now)
    with pytest.raises(NotNow, match="withdrawn"):
        scan("in", 0)


def test_with_the_code_of_the_screen_a_person_checks_in_themselves(mei, event, mill_user):
    secret = Event.objects.get().secret
    code = screen_code(secret, at(0))
    operations.check_in_self(mei, code=code, direction="in", by=mill_user, at=at(1))
    assert (Attendance.objects.get().origin, kept()) == ("self", ([(1, None)], None))
    with pytest.raises(NotNow, match="not the code on the screen"):
        operations.check_in_self(mei, code=code, direction="out", by=mill_user, at=at(2))


def test_without_its_trail_row_no_scan_is_kept(scan, monkeypatch):
    def broken(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr(Entry, "save", broken)
    with pytest.raises(OSError, match="disk full"):
        scan("in", 0)
    assert (Scan.objects.count(), Attendance.objects.count()) == (0, 0)


def people(event, supplier, count, now):
    return Registration.objects.bulk_create(
        Registration(
            event=event, supplier=supplier, name=f"P{n}", person_key=f"p{n}", registered_at=now
        )
        for n in range(count)
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_four_devices_check_in_three_hundred_without_a_lost_or_doubled_row(
    event, mill, buyer, now
):
    """Every device sends every person's entry, in its own order; the first device's scans twice."""
    rows = people(event, mill, 300, now)
    failures = []

    def device(number):
        try:
            turned = rows[number * 70 :] + rows[: number * 70]
            for row in [*turned, *(turned if number == 0 else [])]:
                operations.take_scan(
                    row, nonce=f"device-{number}-{row.pk}", direction="in",
                    scanned_at=at(number), by=buyer, at=at(10),
                )  # fmt: skip
        except Exception as failure:
            failures.append(repr(failure))
        finally:
            connection.close()

    threads = [Thread(target=device, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert (Scan.objects.count(), Attendance.objects.count()) == (1200, 300)
    assert set(Interval.objects.values_list("entered_at", "left_at")) == {(at(0), None)}
    assert Interval.objects.count() == 300
