from dataclasses import replace
from decimal import Decimal

import pytest

from audits.rules.survey import MOVES, STATES, Asked, chosen, share, survey_score, visible

YES_NO = {"yes": 1, "partly": 0.5, "no": 0}


def choice(key, weight=1, section="A"):
    return Asked(key, section, Decimal(weight), "choice", YES_NO)


def several(key="m", **points):
    points = points or {"tin": 0.5, "gold": 0.25, "cobalt": 0.5}
    return Asked(key, "A", Decimal(1), "multiple", points)


def shown_if(question, key, *values):
    return replace(question, shown_if=key, shown_values=values)


def number(key, none_at, full_at, weight=1):
    return Asked(key, "B", Decimal(weight), "number", None, Decimal(none_at), Decimal(full_at))


def test_weights_count():
    result = survey_score([choice("a", 3), choice("b", 1)], {"a": "yes", "b": "no"})
    assert result.score == Decimal("75.00")


def test_not_applicable_leaves_both_sums_and_unanswered_does_not():
    asked = [choice("a"), choice("b")]
    assert survey_score(asked, {"a": "yes"}, {"b"}).score == Decimal("100.00")
    assert survey_score(asked, {"a": "yes"}).score == Decimal("50.00")


def test_sections_are_told_apart_with_what_is_missing():
    result = survey_score(
        [choice("a"), choice("c", 2, "C"), choice("d", 1, "C")], {"a": "partly"}, {"d"}
    )
    assert [(s.section, s.score, s.unanswered, s.not_applicable) for s in result.sections] == [
        ("A", Decimal("50.00"), 0, 0), ("C", Decimal("0.00"), 1, 1),
    ]  # fmt: skip


def test_nothing_applicable_is_no_score():
    assert survey_score([choice("a")], {}, {"a"}).score is None


def test_a_text_is_asked_and_not_scored():
    text = Asked("t", "E", Decimal(0), "text")
    assert survey_score([choice("a"), text], {"a": "yes", "t": "much"}).score == Decimal("100.00")


@pytest.mark.parametrize(("value", "earned"), [("0", "1"), ("5", "0.75"), ("20", "0"), ("90", "0")])
def test_numbers_run_between_their_two_ends(value, earned):
    assert share(number("n", 20, 0), value) == Decimal(earned)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (choice("a"), "maybe"), (choice("a"), ""), (Asked("a", "A", Decimal(1), "choice"), "yes"),
        (number("n", 0, 1), "many"), (number("n", 0, 1), "NaN"), (number("n", 0, 1), "Infinity"),
        (several(), "tin\nlead"), (Asked("d", "A", Decimal(1), "date"), "2026-02-30"),
        (Asked("d", "A", Decimal(1), "date"), "20260228"), (Asked("d", "A", Decimal(1), "date"), "soon"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused(question, value):
    with pytest.raises((ValueError, ArithmeticError)):
        share(question, value)


@pytest.mark.parametrize(
    ("value", "earned"),
    [
        ("gold", "0.25"), ("tin\ngold", "0.75"), ("tin\ncobalt", "1"), ("tin\ngold\ncobalt", "1"),
        ("tin\ntin", "0.5"),
    ],
)  # fmt: skip
def test_several_choices_add_up_to_one_at_most(value, earned):
    assert share(several(), value) == Decimal(earned)


def test_the_choices_of_an_answer_are_told_once_and_in_order():
    assert chosen("tin\ngold\ntin") == ["tin", "gold"]
    assert chosen("") == []


@pytest.mark.parametrize(
    ("kind", "value"),
    [("date", "2026-02-28"), ("file", "3"), ("smelters", "12"), ("text", "words"), ("number", "7")],
)
def test_what_is_given_without_a_scale_earns_all(kind, value):
    assert share(Asked("x", "A", Decimal(1), kind), value) == 1


@pytest.mark.parametrize(
    ("answers", "left_out", "seen"),
    [
        ({"a": "yes"}, (), {"a", "b"}),
        ({"a": "partly"}, (), {"a", "b"}),
        ({"a": "no"}, (), {"a"}),
        ({"a": ""}, (), {"a"}),
        ({}, (), {"a"}),
        ({"a": "yes", "b": "yes"}, (), {"a", "b", "c"}),
        ({"a": "yes", "b": "no"}, (), {"a", "b", "c"}),
        ({"a": "no", "b": "yes"}, (), {"a"}),
        ({"a": "yes", "b": "yes"}, ("b",), {"a", "b"}),
        ({"b": "yes"}, ("a",), {"a"}),
    ],
)
def test_a_hidden_condition_hides_what_hangs_on_it(answers, left_out, seen):
    questions = [
        shown_if(choice("c"), "b"), shown_if(choice("b"), "a", "yes", "partly"), choice("a"),
    ]  # fmt: skip
    assert visible(questions, answers, left_out) == seen


@pytest.mark.parametrize(("value", "seen"), [("tin", True), ("gold\ntin", True), ("gold", False)])
def test_one_of_several_choices_is_enough_for_a_condition(value, seen):
    questions = [several(), shown_if(choice("b"), "m", "tin", "cobalt")]
    assert ("b" in visible(questions, {"m": value})) is seen


def test_conditions_in_a_circle_or_on_no_question_are_never_met():
    circle = [shown_if(choice("a"), "b"), shown_if(choice("b"), "a"), choice("c")]
    assert visible(circle, {"a": "yes", "b": "yes"}) == {"c"}
    assert visible([shown_if(choice("a"), "gone")], {"gone": "yes"}) == set()


@pytest.mark.parametrize(
    ("answers", "left_out", "told"),
    [
        ({"a": "yes", "b": "no"}, (), ("50.00", 2, 0, 0, 0)),
        ({"a": "yes"}, (), ("50.00", 2, 1, 0, 0)),
        ({"a": "yes"}, ("b",), ("100.00", 1, 0, 1, 0)),
        ({"a": "no", "b": "yes"}, (), ("0.00", 1, 0, 0, 1)),
        ({"a": "no"}, ("b",), ("0.00", 1, 0, 0, 1)),
        ({"b": "yes"}, ("a",), (None, 0, 0, 1, 1)),
        ({}, (), ("0.00", 1, 1, 0, 1)),
    ],
)
def test_hidden_is_neither_unanswered_nor_not_applicable(answers, left_out, told):
    result = survey_score([choice("a"), shown_if(choice("b"), "a", "yes")], answers, left_out)
    (part,) = result.sections
    score = None if told[0] is None else Decimal(told[0])
    assert (part.score, part.weight, part.unanswered, part.not_applicable, part.hidden) == (
        score, *told[1:],
    )  # fmt: skip
    assert result.score == score


def test_a_condition_may_stand_on_a_question_without_weight():
    questions = [choice("a", 0, "B"), shown_if(choice("b"), "a", "no")]
    assert survey_score(questions, {"a": "no", "b": "yes"}).score == Decimal("100.00")
    assert survey_score(questions, {"a": "yes", "b": "yes"}).score is None


def test_the_total_is_of_all_weights_and_not_a_mean_of_sections():
    questions = [choice("a", 3), choice("b", 1, "B")]
    result = survey_score(questions, {"a": "yes", "b": "no"})
    assert [part.score for part in result.sections] == [Decimal("100.00"), Decimal("0.00")]
    assert result.score == Decimal("75.00")


def test_a_half_hundredth_is_rounded_up():
    asked = several(a=0.00005, b=0.00004)
    assert survey_score([asked], {"m": "a"}).score == Decimal("0.01")
    assert survey_score([asked], {"m": "b"}).score == Decimal("0.00")


def test_a_kept_score_tells_its_parts_as_text():
    told = survey_score([choice("a"), choice("c", 2, "C")], {"a": "yes"}).as_dict()
    assert told["score"] == "33.33"
    assert told["sections"][1] == {
        "section": "C", "score": "0.00", "weight": "2", "earned": "0",
        "unanswered": 1, "not_applicable": 0, "hidden": 0,
    }  # fmt: skip


def test_the_life_of_a_survey():
    moves = {(state, verb): to for verb, (froms, to, _r) in MOVES.items() for state in froms}
    assert moves == {
        ("not_started", "save"): "in_progress", ("in_progress", "save"): "in_progress",
        ("not_started", "submit"): "submitted", ("in_progress", "submit"): "submitted",
        ("changes_requested", "submit"): "submitted",
        ("submitted", "request_changes"): "changes_requested", ("submitted", "accept"): "accepted",
        ("accepted", "reopen"): "changes_requested",
    }  # fmt: skip
    assert {verb for verb, move in MOVES.items() if move[2]} == {"request_changes", "reopen"}
    assert len(STATES) == 5
