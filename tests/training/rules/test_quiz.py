import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.rules.quiz import answered, attempts_left, drawn, is_right, right_ids, score


def question(number, right=(1,), choices=3):
    return {
        "id": number,
        "text": f"Question {number}",
        "explanation": "",
        "choices": [
            {"id": number * 10 + n, "text": str(n), "right": n in right} for n in range(choices)
        ],
    }


BANK = [question(n) for n in range(1, 9)]


@pytest.mark.parametrize(("count", "number"), [(0, 8), (1, 1), (5, 5), (8, 8), (9, 8)])
def test_as_many_questions_are_drawn_as_asked_for_and_there_are(count, number):
    asked = drawn(BANK, count, random.Random(1))
    assert len({q["id"] for q in asked}) == number
    assert all(q["answer"] is None for q in asked)


def test_order_and_choices_change_from_draw_to_draw_and_the_bank_stays():
    first, second = (drawn(BANK, 5, random.Random(seed)) for seed in (1, 2))
    assert [q["id"] for q in first] != [q["id"] for q in second]
    orders = {tuple(c["id"] % 10 for c in q["choices"]) for q in first}
    assert len(orders) > 1
    assert [question(n) for n in range(1, 9)] == BANK


@pytest.mark.parametrize(
    ("right", "answer", "result"),
    [
        ((1,), [1], True), ((1,), [0], False), ((1,), [0, 1], False), ((1,), [], False),
        ((1,), None, False), ((0, 2), [0, 2], True), ((0, 2), [2, 0], True),
        ((0, 2), [0], False), ((0, 2), [0, 1, 2], False),
    ],
)  # fmt: skip
def test_all_right_choices_and_no_wrong_one(right, answer, result):
    assert is_right(question(0, right) | {"answer": answer}) is result


@pytest.mark.parametrize(
    ("right", "asked", "percent"),
    [(0, 0, 0), (0, 5, 0), (4, 5, 80), (5, 5, 100), (1, 3, 33), (2, 3, 67), (1, 8, 13), (3, 8, 38),
     (1, 200, 1), (1, 201, 0)],
)  # fmt: skip
def test_percent_of_those_asked_halves_up(right, asked, percent):
    rows = [
        question(n) | {"answer": right_ids(question(n)) if n < right else []} for n in range(asked)
    ]
    assert score(rows) == percent


@given(st.integers(1, 60), st.data())
def test_a_score_is_a_percentage_and_grows_with_right_answers(asked, data):
    right = data.draw(st.integers(0, asked - 1))

    def of(number):
        rows = [question(n, choices=2) for n in range(asked)]
        return score(
            [q | {"answer": right_ids(q) if n < number else []} for n, q in enumerate(rows)]
        )

    assert 0 <= of(right) <= of(right + 1) <= 100
    assert of(asked) == 100


@pytest.mark.parametrize(
    "answers",
    [{}, {1: [11]}, {1: [11], 2: [21], 3: [31]}, {1: [11], 3: [31]}, {1: [11], 2: [11]},
     {1: [11], 2: []}, {1: [11], 2: [21, 99]}],
)  # fmt: skip
def test_answers_to_something_else_are_refused(answers):
    with pytest.raises(ValueError, match=r"asked|offered"):
        answered([question(1), question(2)], answers)


def test_answers_are_kept_with_their_questions():
    rows = answered([question(1), question(2)], {1: [11, 11], 2: [22, 20]})
    assert [q["answer"] for q in rows] == [[11], [20, 22]]


@pytest.mark.parametrize(
    ("allowed", "finished", "left"), [(0, 0, None), (0, 99, None), (3, 0, 3), (3, 2, 1), (3, 3, 0), (3, 4, 0)]
)  # fmt: skip
def test_attempts_left(allowed, finished, left):
    assert attempts_left(allowed, finished) == left
