import datetime as dt

import pytest

from audits.rules.ageing import AGES, LATE, days_of

TODAY = dt.date(2026, 8, 17)


@pytest.mark.parametrize(
    ("days", "age"),
    [(0, "30"), (30, "30"), (31, "90"), (90, "90"), (91, "180"), (180, "180"), (181, "more"), (4000, "more")],
)  # fmt: skip
def test_every_age_lies_in_one_span(days, age):
    day = TODAY - dt.timedelta(days=days)
    assert [code for code, span in AGES.items() if _in(day, span)] == [age]


@pytest.mark.parametrize(("days", "late"), [(0, []), (1, ["30"]), (30, ["30"]), (31, ["90"]), (181, ["more"])])
def test_a_delay_begins_the_day_after(days, late):
    day = TODAY - dt.timedelta(days=days)
    assert [code for code, span in LATE.items() if _in(day, span)] == late


def _in(day, span):
    first, last = days_of(span, TODAY)
    return (first is None or first <= day) and day <= last
