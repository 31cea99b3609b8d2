import datetime as dt

import pytest

from training.rules.recurrence import AGAIN, NOT_AGAIN, NOT_LOOKED, Taken, looked, share, summary

DAY = dt.date(2026, 8, 17)


@pytest.mark.parametrize(
    ("again", "audited", "answer"),
    [
        (True, True, AGAIN),
        (True, False, AGAIN),  # a priority finding before its audit is final
        (False, True, NOT_AGAIN),
        (False, False, NOT_LOOKED),
    ],
)
def test_nothing_is_known_where_nobody_looked(again, audited, answer):
    assert looked(again, audited) == answer


@pytest.mark.parametrize(
    ("again", "not_again", "unseen", "percent", "few"),
    [
        (0, 0, 3, None, True),
        (0, 4, 0, 0, True),
        (1, 4, 9, 20, False),
        (1, 7, 0, 13, False),  # 12.5 goes up
        (5, 0, 0, 100, False),
    ],
)
def test_a_share_counts_only_what_somebody_looked_at(again, not_again, unseen, percent, few):
    found = share([AGAIN] * again + [NOT_AGAIN] * not_again + [NOT_LOOKED] * unseen)
    assert (found.percent, found.is_few) == (percent, few)
    assert (found.looked_at, found.all) == (again + not_again, again + not_again + unseen)


def test_a_course_is_summed_up_by_its_assignments():
    rows = [
        Taken(DAY, DAY, True, AGAIN),
        Taken(DAY, DAY + dt.timedelta(days=1), True, NOT_AGAIN),  # a day late
        Taken(DAY, None, True, AGAIN),
        Taken(DAY, None, True),
        Taken(DAY, DAY, False, AGAIN),  # not for a finding: only counted as completed
    ]
    found = summary(rows)
    assert (found.assigned, found.completed, found.in_time, found.for_findings) == (5, 3, 2, 4)
    assert (found.after.again, found.after.looked_at) == (1, 2)
    assert (found.without.again, found.without.looked_at, found.without.unseen) == (1, 1, 1)
