import datetime as dt

import pytest

from training.rules.check_in import fits_screen, is_inside, screen_code, stays
from training.rules.retention import first_day_kept

T = dt.datetime(2026, 9, 1, 9, tzinfo=dt.UTC)
HOUR = 60


def at(minutes):
    return T + dt.timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("scans", "expected", "lonely"),
    [
        ([], [], []),
        ([("in", 0)], [(0, None)], []),
        ([("in", 0), ("out", 60)], [(0, 60)], []),
        ([("out", 60), ("in", 0)], [(0, 60)], []),  # they arrived in the wrong order
        ([("in", 0), ("in", 1), ("out", 60), ("out", 61)], [(0, 60)], [61]),  # held up twice
        ([("in", 0), ("out", 60), ("in", 70), ("out", 90)], [(0, 60), (70, 90)], []),
        ([("out", 10)], [], [10]),  # an exit before any entry
        ([("out", 10), ("in", 20)], [(20, None)], [10]),
        ([("in", 0), ("out", 14 * HOUR)], [(0, 14 * HOUR)], []),
        ([("in", 0), ("out", 14 * HOUR + 1)], [(0, None)], [14 * HOUR + 1]),  # not its exit
        ([("in", 0), ("in", 24 * HOUR), ("out", 30 * HOUR)], [(0, None), (24 * HOUR, 30 * HOUR)], []),
        ([("in", 14 * HOUR), ("out", 16 * HOUR)], [(14 * HOUR, 16 * HOUR)], []),  # over midnight
        ([("out", 5), ("in", 5)], [(5, 5)], []),  # in one moment: they came, then left
    ],
)  # fmt: skip
def test_stays_are_worked_out_from_all_scans(scans, expected, lonely):
    found, unpaired = stays([(direction, at(minute)) for direction, minute in scans])
    shown = [(at(a), None if b is None else at(b)) for a, b in expected]
    assert (found, unpaired) == (shown, [at(minute) for minute in lonely])


def test_the_order_scans_arrive_in_does_not_matter():
    scans = [("in", at(0)), ("out", at(30)), ("in", at(40)), ("in", at(41)), ("out", at(90))]
    assert stays(scans) == stays(list(reversed(scans))) == stays(scans[2:] + scans[:2])


def test_one_is_inside_until_one_leaves():
    assert [is_inside([("in", at(0)), ("out", at(5))][:n]) for n in range(3)] == [False, True, False]


@pytest.mark.parametrize(
    ("seconds", "fits"), [(0, True), (59, True), (60, True), (119, True), (120, False), (-1, False)]
)
def test_a_code_on_the_screen_is_good_for_its_minute_and_the_next(seconds, fits):
    code = screen_code("secret", T)
    assert fits_screen("secret", code, T + dt.timedelta(seconds=seconds)) is fits


def test_a_code_is_read_as_people_type_it_and_belongs_to_one_event():
    code = screen_code("secret", T)
    assert len(code) == 6
    assert fits_screen("secret", f" {code[:3].lower()}-{code[3:]} ", T)
    assert not fits_screen("another", code, T)
    assert not fits_screen("secret", "", T)
    assert not fits_screen("secret", "碼", T)


@pytest.mark.parametrize(
    ("today", "months", "first"),
    [
        ((2026, 8, 17), 24, (2024, 8, 17)),
        ((2026, 3, 31), 1, (2026, 2, 28)),
        ((2024, 3, 31), 1, (2024, 2, 29)),
        ((2026, 1, 5), 1, (2025, 12, 5)),
    ],
)
def test_details_are_kept_for_whole_months(today, months, first):
    assert first_day_kept(dt.date(*today), months) == dt.date(*first)
