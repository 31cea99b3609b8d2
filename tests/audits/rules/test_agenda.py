import datetime as dt
from types import SimpleNamespace

import pytest

from audits.rules.agenda import overlaps


def line(day, starts, ends):
    return SimpleNamespace(
        day=dt.date(2026, 8, day),
        starts=dt.time.fromisoformat(starts),
        ends=dt.time.fromisoformat(ends),
    )


@pytest.mark.parametrize(
    ("first", "second", "overlapping"),
    [
        ((1, "09:00", "10:00"), (1, "10:00", "11:00"), False),
        ((1, "09:00", "10:00"), (1, "09:59", "11:00"), True),
        ((1, "09:00", "12:00"), (1, "10:00", "11:00"), True),
        ((1, "09:00", "10:00"), (1, "09:00", "10:00"), True),
        ((1, "09:00", "10:00"), (2, "09:00", "10:00"), False),
    ],
)
def test_lines_overlap_when_one_begins_before_the_other_ends(first, second, overlapping):
    lines = [line(*first), line(*second)]
    assert overlaps(lines) == ([tuple(lines)] if overlapping else [])
    assert len(overlaps(lines[::-1])) == overlapping


def test_every_pair_is_told_once():
    lines = [line(1, "09:00", "12:00"), line(1, "09:30", "10:00"), line(1, "11:00", "11:30")]
    assert overlaps(lines) == [(lines[0], lines[1]), (lines[0], lines[2])]
