from decimal import Decimal

import pytest

from audits.rules.answers import (
    Expected,
    Given,
    NotAnAnswer,
    Problem,
    checked,
    claims,
    doubts,
    number_of,
    problems,
    same,
    stamp,
)

CHOICE = Expected("c", "choice", {"yes": 1, "no": 0}, wants_file=True)
SEVERAL = Expected("s", "multiple", {"a": 0.5, "b": 0.5, "none": 0}, may_not_apply=True)
WATER = Expected(
    "w", "number", unit="m3", other_units=(("litre", 0.001),), least=Decimal(10), most=Decimal(1000),
    explain_percent=50,
)  # fmt: skip
DAY = Expected("d", "date")
TEXT = Expected("t", "text")
FILE = Expected("f", "file", wants_file=True)


@pytest.mark.parametrize(
    ("question", "written", "kept"),
    [
        (CHOICE, "yes", "yes"),
        (CHOICE, " no ", "no"),
        (CHOICE, "", ""),
        (SEVERAL, "b\na\nb", "a\nb"),
        (SEVERAL, "a", "a"),
        (WATER, "50.0", "50"),
        (WATER, "0012.5000", "12.5"),
        (WATER, "1E+3", "1000"),
        (WATER, "-0", "0"),
        (WATER, "0.0001", "0.0001"),
        (DAY, "2026-02-28", "2026-02-28"),
        (TEXT, "one\r\ntwo ", "one\ntwo"),
        (TEXT, "x" * 2000, "x" * 2000),
    ],
)
def test_an_answer_is_kept_in_one_form(question, written, kept):
    assert checked(question, Given(written)).value == kept


@pytest.mark.parametrize(
    ("question", "given", "code"),
    [
        (CHOICE, Given("maybe"), "choice"),
        (CHOICE, Given(not_applicable=True), "everyone"),
        (SEVERAL, Given("a\nc"), "choice"),
        (WATER, Given("many"), "number"),
        (WATER, Given("NaN"), "number"),
        (WATER, Given("Infinity"), "number"),
        (WATER, Given("1,5"), "number"),
        (WATER, Given("1e14"), "number"),
        (WATER, Given("0.00001"), "places"),
        (WATER, Given("5", unit="gallon"), "unit"),
        (DAY, Given("2026-02-30"), "date"),
        (DAY, Given("28.2.2026"), "date"),
        (TEXT, Given("x" * 2001), "long"),
        (TEXT, Given("x", explanation="y" * 1001), "long"),
        (FILE, Given("2"), "counted"),
    ],
)
def test_what_is_no_answer_is_refused_by_name(question, given, code):
    with pytest.raises(NotAnAnswer) as refusal:
        checked(question, given)
    assert refusal.value.code == code


def test_the_questions_own_unit_is_kept_as_none_and_goes_with_the_number():
    assert checked(WATER, Given("5", unit="m3")) == Given("5")
    assert checked(WATER, Given("5", unit="litre")) == Given("5", unit="litre")
    assert checked(WATER, Given("", unit="litre")) == Given()


def test_not_applicable_has_no_value():
    assert checked(SEVERAL, Given("a", not_applicable=True)) == Given(not_applicable=True)


def test_a_stamp_tells_whether_an_answer_changed():
    mark = stamp(3, Given("5"))
    assert mark.startswith("3.")
    assert same(mark, Given("5"))
    for other in (Given("6"), Given("5", unit="litre"), Given("5", explanation="Rain."), Given()):
        assert not same(mark, other)


def test_a_number_is_compared_in_the_questions_own_unit():
    assert number_of(WATER, Given("5000", unit="litre")) == 5
    assert number_of(WATER, Given("5000", unit="gallon")) is None
    assert number_of(WATER, Given("", unit="litre")) is None
    assert number_of(WATER, None) is None
    assert number_of(TEXT, Given("5")) is None


@pytest.mark.parametrize(
    ("value", "last", "codes"),
    [
        ("10", None, []),
        ("9.9999", None, ["below"]),
        ("1000", None, []),
        ("1000.0001", None, ["above"]),
        ("150", "100", []),
        ("150.1", "100", ["differs"]),
        ("50", "100", []),
        ("49.9", "100", ["differs"]),
        ("20", "0", ["differs"]),
        ("9", "100", ["below", "differs"]),
    ],
)
def test_what_is_implausible_or_far_from_last_year_is_doubted(value, last, codes):
    found = doubts(WATER, Given(value), Given(last) if last else None)
    assert [problem.code for problem in found] == codes


def test_a_doubt_names_both_figures_in_the_same_unit():
    [found] = doubts(WATER, Given("600000", unit="litre"), Given("100"))
    assert found == Problem("w", "differs", Decimal(600), Decimal(100))


def test_an_explanation_settles_a_doubt_and_nothing_else():
    asked = [WATER, CHOICE]
    answers = {"w": Given("5", explanation="A dry year."), "c": Given("yes", explanation="Sure.")}
    found = problems(asked, answers, {}, {}, {"w", "c"})
    assert found == [Problem("c", "no_file")]
    assert problems(asked, answers, {}, {"c": 1}, {"w", "c"}) == []


def test_what_is_hidden_left_open_or_not_applicable_lacks_nothing():
    several = Expected("s", "multiple", {"a": 1}, may_not_apply=True, wants_file=True)
    answers = {"w": Given("5"), "s": Given(not_applicable=True)}
    assert problems([WATER, CHOICE, several], answers, {}, {}, {"c", "s"}) == []


def test_a_file_is_asked_for_where_it_can_show_something():
    assert claims(CHOICE, Given("yes"))
    assert not claims(CHOICE, Given("no"))
    assert not claims(CHOICE, Given())
    assert not claims(SEVERAL, Given("none"))
    assert claims(SEVERAL, Given("a\nnone"))
    assert claims(FILE, Given())
    assert claims(TEXT, Given("We have it."))
