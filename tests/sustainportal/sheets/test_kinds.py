"""What a cell means, on both sides of every edge. The right answer, or words of the refusal."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy

from sustainportal.sheets.cells import CellRefused, ErrorValue, Formula, Padded, Percent
from sustainportal.sheets.columns import Column
from sustainportal.sheets.kinds import parser


def parsed(raw, kind="text", **settings):
    return parser(Column("x", "X", kind=kind, **settings))(raw)


def refused(raw, kind="text", **settings):
    with pytest.raises(CellRefused) as refusal:
        parsed(raw, kind, **settings)
    return str(refusal.value)


@pytest.mark.parametrize("kind", ["integer", "decimal", "percent", "date", "boolean", "quarter"])
@pytest.mark.parametrize("raw", [None, "", "  ", "\u3000", "\u00a0", "\ufeff"])
def test_an_empty_cell_is_none_or_refused_where_something_is_required(kind, raw):
    assert parsed(raw, kind) is None
    assert refused(raw, kind, required=True) == "This cell must not be empty."


def test_an_empty_text_is_empty():
    assert parsed(None) == "" and parsed(" ") == ""


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  Mill ", "Mill"),
        ("e\u0301", "é"),
        ("one\r\ntwo", "one two"),
        (123.0, "123"),
        (123, "123"),
        (1.5, "1.5"),
        (100000.0, "100000"),
        (0.1 + 0.2, "0.3"),
        (999999999999999, "999999999999999"),
        (Padded("007"), "007"),
        ("007", "007"),
        (True, "TRUE"),
        (Percent(0.35), "35%"),
        ("=1+1", "=1+1"),
        ("-", "-"),
    ],
)
def test_a_text_is_read_as_a_person_sees_it(raw, text):
    assert parsed(raw) == text


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (10**15, "only 15 digits"),
        (1e15, "only 15 digits"),
        ("1.23457E+11", "shortened"),
        (dt.datetime(2026, 3, 4), "turned this into a date"),
        (dt.time(1, 2), "turned this into a date"),
        ("a\x07b", "cannot be seen"),
        ("a\x85b", "cannot be seen"),
        ("a\x1ab", "cannot be seen"),
        ("a\ud800b", "cannot be seen"),
        ("a\u202eb", "cannot be seen"),
        (Formula("=A1"), "a formula; paste its value"),
        ("formula: =A1", "a formula; paste its value"),
        (ErrorValue("#N/A"), "error value"),
        ("#DIV/0!", "error value"),
    ],
)
def test_a_text_that_would_not_be_what_was_meant_is_refused(raw, words):
    assert words in refused(raw)


def test_a_text_may_be_as_long_as_its_column():
    assert parsed("abcde", max_length=5) == "abcde"
    assert refused("abcdef", max_length=5) == "The text is 6 characters long; at most 5 fit."


def test_a_line_break_stays_where_lines_are_meant():
    assert parsed("one\r\ntwo", multiline=True) == "one\ntwo"


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        (12, 12),
        (12.0, 12),
        ("12", 12),
        ("１２", 12),
        ("1,234", 1234),
        ("1,234,567", 1234567),
        ("1e3", 1000),
        ("-5", -5),
        ("\u22125", -5),
        (2**31 - 1, 2**31 - 1),
    ],
)
def test_a_whole_number(raw, number):
    assert parsed(raw, "integer") == number
    assert type(parsed(raw, "integer")) is int


@pytest.mark.parametrize(
    "raw", [1.5, "1.5", "12a", "1,23", "12 345", True, "nan", dt.datetime(2026, 1, 1), "٣x"]
)
def test_what_is_not_a_whole_number(raw):
    assert refused(raw, "integer") == "A whole number is expected, such as 120."


def test_a_whole_number_stays_within_its_bounds():
    assert parsed(0, "integer", minimum=0) == 0
    assert refused(-1, "integer", minimum=0) == "The number must be at least 0."
    assert parsed(3, "integer", minimum=1, maximum=3) == 3
    assert refused(4, "integer", minimum=1, maximum=3) == "The number must be between 1 and 3."
    assert "between" in refused(2**31, "integer")


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        (1.5, "1.5"),
        ("1.5", "1.5"),
        (".5", "0.5"),
        ("1,234.5", "1234.5"),
        ("1,234,567", "1234567"),
        ("1e5", "1E+5"),
        (0.1 + 0.2, "0.3"),
        (7, "7"),
        ("１．５", "1.5"),
    ],
)
def test_a_decimal_number(raw, number):
    assert parsed(raw, "decimal") == Decimal(number)


def test_a_number_that_can_be_read_in_two_ways_is_refused():
    assert refused("1,234", "decimal") == ("This can be read in two ways; write 1234 or 1.234.")


@pytest.mark.parametrize(
    "raw",
    [
        "NaN",
        "inf",
        "-Infinity",
        "1,5",
        "1.234,5",
        "(5)",
        "5 kg",
        "1e999",
        "--1",
        True,
        ".",
        "1 234",
    ],
)
def test_what_is_not_a_number(raw):
    assert refused(raw, "decimal") == "A number is expected, such as 1234.5."


@pytest.mark.parametrize("raw", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_refused(raw):
    assert "A number is expected" in refused(raw, "decimal")


def test_a_number_keeps_its_decimals_or_is_refused():
    assert parsed("1.25", "decimal", places=2) == Decimal("1.25")
    assert parsed("1.250", "decimal", places=2) == Decimal("1.250")
    assert "At most 2 decimals" in refused("1.255", "decimal", places=2)
    assert parsed("1200", "decimal", places=0) == 1200


@pytest.mark.parametrize(
    ("raw", "percent"),
    [
        (35, "35"),
        (Percent(0.35), "35"),
        ("35%", "35"),
        ("35 ％", "35"),
        (0.35, "0.35"),
        (0, "0"),
        (100, "100"),
        (Percent(1), "100"),
    ],
)
def test_a_percentage_is_what_is_seen(raw, percent):
    assert parsed(raw, "percent") == Decimal(percent)


@pytest.mark.parametrize("raw", [100.01, -0.01, Percent(1.01), "101%"])
def test_a_percentage_is_between_0_and_100(raw):
    assert refused(raw, "percent") == "The number must be between 0 and 100."


@pytest.mark.parametrize(
    "raw",
    [dt.datetime(2026, 11, 22), dt.date(2026, 11, 22), "2026-11-22", "2026/11/22", "2026-11-22 "],
)
def test_a_date(raw):
    assert parsed(raw, "date") == dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    "raw",
    ["22.11.2026", "11/22/2026", "22 Nov 2026", "2026-11/22", 46348, 46348.0, "20261122",
     dt.datetime(2026, 11, 22, 8, 30), dt.time(8), True],
)  # fmt: skip
def test_a_date_that_is_not_clear_is_refused(raw):
    assert refused(raw, "date") == "A date is expected: a date cell, or a text such as 2026-11-22."


def test_a_day_that_does_not_exist_is_refused():
    assert "no such day" in refused("2026-02-29", "date")
    assert parsed("2028-02-29", "date") == dt.date(2028, 2, 29)


def test_a_moment_is_one_of_the_portals_time_zone():
    expected = timezone.make_aware(dt.datetime(2026, 11, 22, 9, 30))
    assert parsed(dt.datetime(2026, 11, 22, 9, 30), "datetime") == expected
    assert parsed("2026/11/22 09:30", "datetime") == expected
    assert parsed("2026-11-22T01:30:00+00:00", "datetime") == expected
    assert parsed(dt.datetime(2026, 11, 22, 9, 29, 59, 999990), "datetime") == expected
    assert "A date and time is expected" in refused("2026-11-22", "datetime")
    assert "A date and time is expected" in refused("9:30", "datetime")
    assert "A date and time is expected" in refused(46348.4, "datetime")


@pytest.mark.parametrize("raw", ["yes", "Y", "TRUE", "x", "1", 1, 1.0, True, "是", "Ｙｅｓ"])
def test_yes(raw):
    assert parsed(raw, "boolean") is True


@pytest.mark.parametrize("raw", ["no", "N", "false", "0", 0, False, "否"])
def test_no(raw):
    assert parsed(raw, "boolean") is False


@pytest.mark.parametrize("raw", ["maybe", 2, "-"])
def test_neither_yes_nor_no(raw):
    assert refused(raw, "boolean") == "Yes or no is expected."


SIZES = [(1, "Small"), (2, "Very large")]


@pytest.mark.parametrize("raw", ["2", 2, 2.0, "very large", "VERY  LARGE", "Very_Large"])
def test_a_choice_by_value_or_label(raw):
    assert parsed(raw, "choice", choices=SIZES) == 2


def test_a_choice_by_its_label_in_any_language():
    choices = [("no", gettext_lazy("No")), ("yes", gettext_lazy("Yes"))]
    with translation.override("zh-hant"):
        label = str(choices[1][1])
    assert label != "Yes"
    assert parsed(label, "choice", choices=choices) == "yes"


def test_a_choice_that_is_none_names_what_there_is():
    assert refused("huge", "choice", choices=lambda: SIZES) == (
        "One of these is expected: Small, Very large."
    )


@pytest.mark.parametrize("raw", ["2026Q3", "2026q3", "2026 Q3", "2026-Q3", "２０２６Ｑ３"])
def test_a_quarter(raw):
    assert parsed(raw, "quarter") == "2026Q3"


@pytest.mark.parametrize("raw", ["2026Q5", "2026Q0", "Q3 2026", "26Q3", 20263, "9999Q4", "٢٠٢٦Q3"])
def test_what_is_not_a_quarter(raw):
    assert refused(raw, "quarter") == "A quarter is expected, such as 2026Q3."


def test_a_kind_that_does_not_exist_is_found_when_the_column_is_declared():
    with pytest.raises(ValueError, match="no kind 'money'"):
        Column("x", "X", kind="money")
