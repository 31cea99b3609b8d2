import datetime as dt

import pytest

from suppliers.rules.approval_reminders import step_on

UNTIL = dt.date(2026, 10, 1)


@pytest.mark.parametrize(
    ("left", "step"),
    [
        (31, None),
        (30, 30),
        (29, 30),
        (8, 30),
        (7, 7),
        (1, 7),
        (0, 0),
        (-1, 0),
        (-6, 0),
        (-7, -7),
        (-13, -7),
        (-14, -14),
        (-700, -700),
    ],
)
def test_reminders_come_30_7_and_0_days_before_and_every_week_after(left, step):
    on = UNTIL - dt.timedelta(days=left)
    assert step_on(UNTIL, on) == (None if step is None else UNTIL - dt.timedelta(days=step))
