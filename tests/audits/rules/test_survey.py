from decimal import Decimal

import pytest

from audits.rules.survey import MOVES, STATES, Asked, share, survey_score

YES_NO = {"yes": 1, "partly": 0.5, "no": 0}


def choice(key, weight=1, section="A"):
    return Asked(key, section, Decimal(weight), "choice", YES_NO)


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
    ("question", "value"), [(choice("a"), "maybe"), (number("n", 0, 1), "many")]
)
def test_what_is_no_answer_is_refused(question, value):
    with pytest.raises((ValueError, ArithmeticError)):
        share(question, value)


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
