import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.rules.seats import Seats, free, next_in_line, numbers_in_line

A, B = "a", "b"


@pytest.mark.parametrize(
    ("capacity", "taken", "left"),
    [(None, 0, None), (None, 500, None), (3, 0, 3), (3, 2, 1), (3, 3, 0), (3, 4, 0)],
)
def test_seats_left(capacity, taken, left):
    assert free(capacity, taken) == left


@pytest.mark.parametrize(
    ("event", "places", "place", "has"),
    [
        (None, {}, None, True),
        (1, {}, None, True),
        (0, {}, None, False),
        (1, {A: 0, B: None}, A, False),
        (1, {A: 0, B: None}, B, True),
        (0, {A: 5}, A, False),
        (1, {A: 0}, None, True),
        (None, {A: 1}, A, True),
    ],
)
def test_a_seat_must_be_free_in_the_event_and_at_the_place(event, places, place, has):
    assert Seats(event, places).has(place) is has


@pytest.mark.parametrize(
    ("event", "places", "line", "chosen"),
    [
        (2, {}, [(1, None), (2, None), (3, None)], [1, 2]),
        (0, {}, [(1, None)], []),
        (None, {A: 0, B: 1}, [(1, A), (2, B), (3, B)], [2]),
        (1, {A: 1, B: 1}, [(1, A), (2, B)], [1]),
        (None, {A: 1, B: None}, [(1, A), (2, A), (3, B), (4, B)], [1, 3, 4]),
    ],
)
def test_the_first_in_line_whose_place_has_a_seat_goes_first(event, places, line, chosen):
    assert next_in_line(Seats(event, places), line) == chosen


LINES = st.lists(st.sampled_from([None, A, B]), max_size=12).map(lambda row: list(enumerate(row)))
LEFT = st.none() | st.integers(0, 6)


@given(LEFT, LEFT, LEFT, LINES)
def test_never_more_than_the_seats_and_nobody_waits_beside_a_free_one(event, a, b, line):
    seats = Seats(event, {A: a, B: b})
    chosen = next_in_line(seats, line)
    places = dict(line)
    taken = [places[key] for key in chosen]
    assert event is None or len(taken) <= event
    assert a is None or taken.count(A) <= a
    assert b is None or taken.count(B) <= b
    assert not any(seats.has(place) for key, place in line if key not in chosen)


def test_a_line_for_the_event_and_a_line_for_each_place():
    line = [(7, A), (8, B), (9, A)]
    assert numbers_in_line(line, together=True) == {7: 1, 8: 2, 9: 3}
    assert numbers_in_line(line, together=False) == {7: 1, 8: 1, 9: 2}
