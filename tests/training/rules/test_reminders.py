import datetime as dt

import pytest

from training.rules.reminders import reminder_since

DAY = dt.date(2026, 9, 20)


@pytest.mark.parametrize(
    ("days_before", "since"),
    [(8, None), (7, 7), (6, 7), (2, 7), (1, 1), (0, None), (-1, None)],
)
def test_from_which_day_a_reminder_is_owed(days_before, since):
    today = DAY - dt.timedelta(days=days_before)
    expected = None if since is None else DAY - dt.timedelta(days=since)
    assert reminder_since(DAY, today) == expected
