import datetime as dt

import pytest

from training.rules.certificates import code_of, holds, renewal_from, valid_until

DAY = dt.date


@pytest.mark.parametrize(
    ("day", "months", "until"),
    [
        (DAY(2026, 1, 15), 0, None), (DAY(2026, 1, 15), 12, DAY(2027, 1, 15)),
        (DAY(2026, 1, 31), 1, DAY(2026, 2, 28)), (DAY(2027, 12, 31), 2, DAY(2028, 2, 29)),
        (DAY(2026, 12, 1), 1, DAY(2027, 1, 1)), (DAY(2024, 2, 29), 12, DAY(2025, 2, 28)),
        (DAY(2026, 11, 30), 36, DAY(2029, 11, 30)),
    ],
)  # fmt: skip
def test_a_certificate_holds_for_months(day, months, until):
    assert valid_until(day, months) == until


def test_the_last_day_counts():
    until = DAY(2027, 1, 15)
    assert holds(until, until)
    assert not holds(until, until + dt.timedelta(days=1))
    assert holds(None, DAY(9999, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "first"),
    [
        (DAY(2026, 1, 15), 0, None), (DAY(2026, 1, 15), 12, DAY(2026, 11, 16)),
        (DAY(2026, 1, 15), 1, DAY(2026, 1, 16)), (DAY(2026, 1, 15), 2, DAY(2026, 1, 16)),
    ],
)  # fmt: skip
def test_a_renewal_opens_sixty_days_before_the_end_but_after_the_completion(day, months, first):
    assert renewal_from(day, valid_until(day, months)) == first


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ABCD-EFGH-JKLM-NPQR", "ABCD-EFGH-JKLM-NPQR"), ("abcd efgh jklm npqr", "ABCD-EFGH-JKLM-NPQR"),
        (" abcdefghjklmnpqr\n", "ABCD-EFGH-JKLM-NPQR"), ("ABC", "ABC"), ("", ""), ("<b>", "B"),
        ("證書-ab12", "AB12"), ("../..", ""),
    ],
)  # fmt: skip
def test_a_code_is_read_however_it_is_typed(typed, code):
    assert code_of(typed) == code
