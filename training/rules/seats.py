"""Who has a seat and who waits in line, for an event and each of its places."""

from dataclasses import dataclass


def free(capacity, taken):
    """Seats left, never less than none; None: there is no limit."""
    return None if capacity is None else max(0, capacity - taken)


@dataclass
class Seats:
    """Seats left: `event` over all (None: no limit), `places` as {place: seats left or None}."""

    event: int | None
    places: dict

    def has(self, place):
        """Whether somebody who chose this place (None: none chosen) finds a seat."""
        left = (self.event, self.places.get(place))
        return all(seats is None or seats > 0 for seats in left)

    def take(self, place):
        self._move(place, -1)

    def give_back(self, place):
        self._move(place, +1)

    def _move(self, place, by):
        if self.event is not None:
            self.event += by
        if self.places.get(place) is not None:
            self.places[place] += by


def next_in_line(seats, line):
    """Those of the line who get a seat now, the first in line first. line: [(key, place)].

    Whoever waits for a full place is passed over by those behind who want another one.
    """
    chosen = []
    for key, place in line:
        if seats.has(place):
            seats.take(place)
            chosen.append(key)
    return chosen


def numbers_in_line(line, *, together):
    """{key: 1 for the first, 2 …}. `together`: the whole event's seats are limited, so all stand in one
    line; otherwise each place has a line of its own."""
    numbers, lines = {}, {}
    for key, place in line:
        line_of = None if together else place
        lines[line_of] = lines.get(line_of, 0) + 1
        numbers[key] = lines[line_of]
    return numbers
