import datetime as dt

import pytest

from training.rules.meeting_times import (
    TWO_WAYS,
    UNREADABLE,
    Days,
    Unclear,
    read_duration,
    read_moment,
    stay,
)

FIRST = dt.date(2026, 9, 1)
DAYS = Days(FIRST, FIRST)
NINE = dt.datetime(2026, 9, 1, 9, 0)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-09-01 09:00", NINE),
        ("2026-09-01T09:00:00", NINE),
        ("2026/9/1 上午9:00:00", NINE),
        ("2026/9/1 下午9:00", NINE.replace(hour=21)),
        ("2026年9月1日 09:00", NINE),
        ("9/1/26, 9:00:00 AM", NINE),
        ("9/1/26, 12:00:00 AM", NINE.replace(hour=0)),
        ("9/1/26, 12:00:00 PM", NINE.replace(hour=12)),
        ("9/1/2026 11:59:59 p.m.", dt.datetime(2026, 9, 1, 23, 59, 59)),
        ("01/09/2026 09:00", NINE),  # nine months away the other way round
        ("09/01/2026 09:00", NINE),
        ("1.9.2026 9:00", NINE),
        ("Sep 1, 2026 9:00 AM", NINE),
        ("1 September 2026 09:00", NINE),
        ("20260901 09:00:00", NINE),
        ("9:00 AM", NINE),  # a time alone is of the event's day
        ("２０２６/９/１ ９:００", NINE),
        ("2026-09-01 09:00:00.750", NINE),
    ],
)
def test_a_time_is_read_as_the_tools_write_it(text, moment):
    assert read_moment(text, DAYS) == moment


@pytest.mark.parametrize(
    ("text", "hours"),
    [("2026-09-01T09:00:00+08:00", 8), ("2026-09-01T09:00:00Z", 0), ("9/1/26 9:00 AM (GMT+8)", 8),
     ("9/1/26 9:00 AM GMT-05:30", -5.5)],
)  # fmt: skip
def test_a_zone_that_is_written_is_kept(text, hours):
    assert read_moment(text, DAYS).utcoffset() == dt.timedelta(hours=hours)


def test_the_day_of_the_event_says_how_a_date_is_read():
    july, august = dt.date(2026, 7, 8), dt.date(2026, 8, 7)
    assert read_moment("7/8/26 9:00", Days(july, july)).date() == july
    assert read_moment("7/8/26 9:00", Days(august, august)).date() == august


def test_a_date_that_fits_in_two_ways_is_not_guessed():
    both = Days(dt.date(2026, 7, 1), dt.date(2026, 8, 31))
    with pytest.raises(Unclear) as found:
        read_moment("7/8/26 9:00", both)
    assert (found.value.code, found.value.ways) == (
        TWO_WAYS,
        [dt.date(2026, 7, 8), dt.date(2026, 8, 7)],
    )


@pytest.mark.parametrize(
    "text", ["yesterday", "2026-09-01", "2026-13-32 09:00", "9:75", "25:00", "9/1 9:00"]
)
def test_what_cannot_be_read_is_refused(text):
    with pytest.raises(Unclear) as found:
        read_moment(text, DAYS)
    assert found.value.code == UNREADABLE


def test_a_leaving_time_alone_is_past_midnight_where_it_is_before_the_entry():
    entered = dt.datetime(2026, 9, 1, 23, 50)
    assert read_moment("00:20", DAYS, after=entered) == dt.datetime(2026, 9, 2, 0, 20)
    assert read_moment("23:50", DAYS, after=entered) == entered


@pytest.mark.parametrize(
    ("text", "heading", "seconds"),
    [
        ("1h 27m 51s", "", 5271), ("50m", "", 3000), ("5s", "", 5), ("1 hr 12 min", "", 4320),
        ("0:47:03", "", 2823), ("47:03", "", 2823), ("120:00:00", "", 432_000),
        ("57", "Duration (Minutes)", 3420), ("57", "时长", 3420), ("57", "Duration (Seconds)", 57),
        ("57", "时长（秒）", 57), ("1小时5分3秒", "", 3903), ("1 小時 32 分 51 秒", "", 5571), ("50分钟", "", 3000),
        ("1.5", "", 90), ("", "", None), ("-", "", None),
    ],
)  # fmt: skip
def test_a_duration_is_read_as_the_tools_write_it(text, heading, seconds):
    assert read_duration(text, heading) == seconds


@pytest.mark.parametrize("text", ["long", "1h and some", "7/22/26, 7:02:11 PM"])
def test_a_duration_that_cannot_be_read_is_refused(text):
    with pytest.raises(Unclear):
        read_duration(text)


def later(seconds):
    return NINE + dt.timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("left", "seconds", "kept"),
    [
        (3600, None, 3600),
        (3600, 3000, 3000),  # first and last times with a break of ten minutes
        (3600, 3541, 3600),  # rounded by the tool
        (3600, 3540, 3540),
        (3600, 3660, 3600),  # rounded up
        (None, 3000, 3000),
        (None, None, None),
    ],
)
def test_a_stay_lasts_as_long_as_was_attended(left, seconds, kept):
    end = stay(NINE, left and later(left), seconds)
    assert end == (NINE, kept and later(kept))
