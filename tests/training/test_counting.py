import datetime as dt
from decimal import Decimal

import pytest

from training.rules.counting import attended_seconds, hours, person_hours, person_key

T = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


def at(seconds):
    return T + dt.timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("stays", "seconds"),
    [
        ([], 0),
        ([(0, 3600)], 3600),
        ([(0, 90), (120, 210)], 180),  # 90 s + 90 s is 3 minutes, nothing floored
        ([(0, 600), (300, 900)], 900),  # an overlap counts once
        ([(0, 900), (100, 200)], 900),  # a stay inside another adds nothing
        ([(300, 900), (0, 600)], 900),  # the order they were scanned in does not matter
        ([(0, 600), (600, 1200)], 1200),  # touching stays
        ([(0, 0)], 0),
    ],
)
def test_attended_time_is_the_union_of_the_stays(stays, seconds):
    assert attended_seconds([(at(a), at(b)) for a, b in stays]) == seconds


def test_a_stay_without_an_end_has_no_known_time():
    assert attended_seconds([(at(0), None), (at(10), at(70))]) == 60


def test_nobody_leaves_before_they_enter():
    with pytest.raises(ValueError, match="before they entered"):
        attended_seconds([(at(10), at(0))])


def test_hours_are_rounded_half_up_to_one_decimal():
    assert [hours(m) for m in (0, 60, 90, 63, 62)] == [
        Decimal("0.0"),
        Decimal("1.0"),
        Decimal("1.5"),
        Decimal("1.1"),
        Decimal("1.0"),
    ]
    assert person_hours(180) == Decimal("0.1")


def test_the_same_person_is_known_by_mail_or_else_by_name():
    assert person_key("Mei  Lin", "") == person_key("mei lin", "")
    assert person_key("Mei Lin", "MEI@x.test") == person_key("Lin, Mei", "mei@x.test")
