"""What can be wrong with a question: both sides of every edge."""

from decimal import Decimal

import pytest

from audits.models import Question
from audits.models.question_checks import faults, is_choice

YES_NO = [["yes", "Yes", 1], ["no", "No", 0]]


def question(kind="number", **fields):
    values = {"key": "q", "kind": kind, "weight": Decimal(0)} | fields
    return Question(**values)


def wrong(asked, *earlier):
    return sorted({field for field, _sentence in faults(asked, {one.key: one for one in earlier})})


@pytest.mark.parametrize(
    ("option", "good"),
    [
        (["yes", "Yes", 1], True), (["yes", "Yes", 0], True), (["yes", "Yes", 0.5], True),
        (["yes", "Yes", 1.01], False), (["yes", "Yes", -0.01], False),
        (["yes", "Yes", float("nan")], False), (["yes", "Yes", True], False),
        (["yes", "Yes", "1"], False), (["yes", "Yes"], False), (["yes", "Yes", 1, "是"], False),
        (["yes", "Yes", 1, "是", "是"], True), (["yes", "Yes", 1, "是", ""], True),
        (["yes", "Yes", 1, "是", "是", "oui"], False), (["yes", "Yes", 1, "是", None], False),
        (["", "Yes", 1], False), ([" ", "Yes", 1], False), (["yes", " ", 1], False),
        ([1, "Yes", 1], False), (["a;b", "Yes", 1], False), (["a\nb", "Yes", 1], False),
        (["x" * 50, "Yes", 1], True), (["x" * 51, "Yes", 1], False), ("yes", False), (None, False),
    ],
)  # fmt: skip
def test_a_choice_has_three_or_five_parts(option, good):
    assert is_choice(option) is good


@pytest.mark.parametrize("kind", ["choice", "multiple"])
@pytest.mark.parametrize("options", [[], {}, "yes", 5, None])
def test_a_question_with_choices_needs_a_list_of_them(kind, options):
    assert wrong(question(kind, options=options)) == ["options"]


@pytest.mark.parametrize("kind", ["number", "date", "text", "file", "smelters"])
def test_other_questions_have_no_choices(kind):
    assert wrong(question(kind, options=YES_NO)) == ["options"]
    assert wrong(question(kind)) == []


@pytest.mark.parametrize(
    ("units", "good"),
    [
        ([["kg", 0.001]], True), ([["kg", 1]], True), ([["kg", 0.001], ["kt", 1000]], True), ([], True),
        ([["kg", 0]], False), ([["kg", -1]], False), ([["kg", float("inf")]], False),
        ([["kg", "0.001"]], False), ([["kg"]], False), ([["kg", 1, 2]], False), (["kg"], False),
        ([["t", 1]], False), ([["kg", 1], ["kg", 2]], False), ([["", 1]], False),
        ([["a=b", 1]], False), ([["a;b", 1]], False), ([["x" * 30, 1]], True), ([["x" * 31, 1]], False),
        ({"kg": 0.001}, False),
    ],
)  # fmt: skip
def test_other_units_are_names_with_a_factor_above_nothing(units, good):
    assert wrong(question(unit="t", other_units=units)) == ([] if good else ["other_units"])


@pytest.mark.parametrize(
    ("least", "most", "none_at", "full_at", "fields"),
    [
        (1, 1, None, None, []), (1, 2, 0, 5, []), (None, 2, 5, 0, []), (1, None, None, None, []),
        (2, 1, None, None, ["most"]), (None, None, 1, 1, ["full_at"]),
        (None, None, 1, None, ["full_at"]), (None, None, None, 1, ["full_at"]),
        (2, 1, 3, 3, ["full_at", "most"]),
    ],
)  # fmt: skip
def test_ranges_and_scales_have_two_ends_in_order(least, most, none_at, full_at, fields):
    asked = question(least=least, most=most, none_at=none_at, full_at=full_at)
    assert wrong(asked) == fields


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("unit", "t"), ("other_units", [["kg", 1]]), ("least", 0), ("most", 0),
        ("explain_percent", 0), ("none_at", 0), ("full_at", 0),
    ],
)  # fmt: skip
def test_figures_are_of_numbers_only(field, value):
    assert wrong(question("date", **{field: value})) == [field]


@pytest.mark.parametrize(
    ("kind", "good"),
    [("number", True), ("choice", True), ("multiple", True), ("smelters", True), ("text", False),
     ("date", False), ("file", False)],
)  # fmt: skip
def test_only_what_is_a_number_or_a_part_can_be_a_reading(kind, good):
    options = YES_NO if kind in ("choice", "multiple") else []
    asked = question(kind, options=options, posts_factor="sector_ghg")
    assert wrong(asked) == ([] if good else ["posts_factor"])


@pytest.mark.parametrize(("kind", "good"), [("text", False), ("file", True), ("date", True)])
def test_a_text_earns_nothing(kind, good):
    assert wrong(question(kind, weight=Decimal(1))) == ([] if good else ["weight"])


GATE = question("multiple", key="gate", options=YES_NO)


@pytest.mark.parametrize(
    ("condition", "values", "earlier", "fields"),
    [
        (GATE, ["yes"], [GATE], []),
        (GATE, ["yes", "no"], [GATE], []),
        (GATE, ["yes"], [], ["shown_if"]),
        (GATE, ["yes", "maybe"], [GATE], ["shown_if_values"]),
        (GATE, [], [GATE], ["shown_if_values"]),
        (GATE, "yes", [GATE], ["shown_if_values"]),
        (None, ["yes"], [GATE], ["shown_if_values"]),
        (None, [], [GATE], []),
        (question(key="n"), ["1"], [question(key="n")], ["shown_if"]),
    ],
)
def test_a_condition_asks_an_earlier_question_for_choices_it_has(
    condition, values, earlier, fields
):
    assert wrong(question(shown_if=condition, shown_if_values=values), *earlier) == fields


@pytest.mark.parametrize(
    ("option", "good"),
    [
        (["yes", "Yes", 0.3333], True), (["yes", "Yes", 0.33333], False),
        (["a；b", "Yes", 1], False), ([" yes", "Yes", 1], False), (["yes ", "Yes", 1], False),
        (["a b", "Yes", 1], True), (["a\0", "Yes", 1], False), (["a", "Y\x07", 1], False),
        (["a", "Yes", 1, "是\t", "是"], False), (["a", "\ud800", 1], False), (["a", "Yes", 10**400], False),
    ],
)  # fmt: skip
def test_a_choice_comes_back_from_a_workbook_as_it_was(option, good):
    assert is_choice(option) is good


@pytest.mark.parametrize(
    ("pair", "good"),
    [
        (["kg", 1e-9], True), (["kg", 0.9e-9], False), (["kg", 10**9], True), (["kg", 1.1e9], False),
        (["kg", 10**400], False), (["kg；", 1], False), ([" kg", 1], False), (["k\0g", 1], False),
    ],
)  # fmt: skip
def test_a_unit_is_plain_and_its_factor_within_bounds(pair, good):
    assert wrong(question(unit="t", other_units=[pair])) == ([] if good else ["other_units"])


def test_a_question_of_the_same_key_elsewhere_is_no_condition():
    gate, other = (question("choice", key="gate", options=YES_NO) for _ in range(2))
    asked = question(shown_if=other, shown_if_values=["yes"])
    assert (wrong(asked, gate), wrong(asked, other)) == (["shown_if"], [])


@pytest.mark.parametrize("ending", ["why", "na", "unit", "seen"])
def test_a_key_does_not_end_as_the_fields_of_an_answer_do(ending):
    assert wrong(question(key=f"hours-{ending}")) == ["key"]
    assert wrong(question(key=f"hours{ending}"), question(key=f"{ending}-hours")) == []


@pytest.mark.parametrize("sign", [";", "；", "\n"])
@pytest.mark.parametrize("place", [1, 3, 4])
def test_labels_of_which_several_are_chosen_stand_between_semicolons(sign, place):
    option = ["yes", "Yes", 1, "是", "是"]
    option[place] = f"a{sign}b"
    assert wrong(question("multiple", options=[option])) == ["options"]
    assert wrong(question("choice", options=[option])) == (["options"] if sign == "\n" else [])


@pytest.mark.parametrize("kind", ["choice", "multiple"])
@pytest.mark.parametrize(
    ("options", "good"),
    [
        ([["a", "Yes", 1], ["b", "yes ", 0]], False),
        ([["a", "Yes", 1, "是", "是"], ["b", "No", 0, "是", "否"]], False),
        ([["a", "Yes", 1, "是", "否"], ["b", "No", 0, "否", "是"]], True),
        ([["a", "Yes", 1, "", ""], ["b", "No", 0, "", ""]], True),
    ],
)
def test_no_two_choices_have_one_label(kind, options, good):
    assert wrong(question(kind, options=options)) == ([] if good else ["options"])
