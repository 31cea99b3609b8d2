"""What a room downstream puts beside a thing of a room upstream: the courses assigned for a finding, for
example. The page upstream says only where there is room; it never learns who fills it.

    @beside("audits.finding", template="training/_courses_beside.html")
    def courses(finding, user) -> dict | None: ...

The function gives what its template shows, or None for nothing. A room declares its own in
`<room>/beside.py`, which is loaded with the rooms. It asks only for what this person may see.
"""

from collections.abc import Callable
from dataclasses import dataclass

PIECES: dict[str, list["Piece"]] = {}


@dataclass(frozen=True)
class Piece:
    name: str
    gather: Callable[..., dict | None]
    template: str


def beside(place, *, template):
    """Declare the decorated function to fill a part of `place` ("room.noun") by `template`."""

    def declare(gather):
        pieces = PIECES.setdefault(place, [])
        name = f"{gather.__module__}.{gather.__qualname__}"
        if name not in {piece.name for piece in pieces}:
            pieces.append(Piece(name, gather, template))
        return gather

    return declare


def pieces_for(place, thing, user):
    """(template, words) of each piece that has something to show beside this thing."""
    found = ((piece.template, piece.gather(thing, user)) for piece in PIECES.get(place, ()))
    return [(template, words) for template, words in found if words is not None]
