"""One answer as a person gives it: what can be one, and what it lacks before it may be handed in.

A number is compared with what is plausible and with last year's accepted answer in the question's own
unit. What is hidden, left open or not applicable lacks nothing.
"""

import datetime as dt
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from hashlib import sha256

from .figures import in_base_unit, needs_explanation, plausible
from .survey import chosen

LONGEST, LONGEST_WHY = 2000, 1000  # characters of an answer, and of an explanation
LARGEST, PLACES = Decimal(10) ** 14, 4
COUNTED = frozenset({"file", "smelters"})  # the answer is how many there are; nobody types it
BELOW, ABOVE, DIFFERS, NO_FILE = "below", "above", "differs", "no_file"


class NotAnAnswer(ValueError):
    """`code`: everyone (not applicable is no answer), choice, number, places, unit, date, long, counted."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Given:
    """What a person answered: `value` as text ("" is left open), or "not applicable"; the unit of a
    number ("" is the question's own), and why it is as it is."""

    value: str = ""
    not_applicable: bool = False
    unit: str = ""
    explanation: str = ""


@dataclass(frozen=True)
class Expected:
    """A question as its answers are checked: `points` maps a choice to what it earns, 0-1."""

    key: str
    kind: str
    points: dict = field(default_factory=dict)
    unit: str = ""
    other_units: tuple = ()
    may_not_apply: bool = False
    least: Decimal | None = None
    most: Decimal | None = None
    explain_percent: int | None = None
    wants_file: bool = False


@dataclass(frozen=True)
class Problem:
    """What keeps a survey from being handed in. `code`: below or above (the plausible), differs (from
    last year), no_file. `now` and `last` are in the question's own unit."""

    key: str
    code: str
    now: Decimal | None = None
    last: Decimal | None = None


def stamp(version, given):
    """A short text for one state of an answer, to tell later whether it is still the same."""
    parts = (given.value, given.not_applicable, given.unit, given.explanation)
    return f"{version}.{sha256(repr(parts).encode()).hexdigest()[:12]}"


def same(mark, given):
    """Whether what was stamped is what is given now: then the person changed nothing."""
    return mark.partition(".")[2] == stamp(0, given).partition(".")[2]


def checked(question, given):
    """The answer as it is kept: without outer spaces, choices in their order, numbers in plain digits.
    Raises NotAnAnswer."""
    given = replace(given, explanation=_text(given.explanation, LONGEST_WHY))
    if question.kind in COUNTED and given.value:
        raise NotAnAnswer("counted")
    if given.not_applicable:
        if not question.may_not_apply:
            raise NotAnAnswer("everyone")
        return replace(given, value="", unit="")
    value = _text(given.value, LONGEST)
    value = _CHECKS[question.kind](question, value) if value else ""
    unit = given.unit.strip() if question.kind == "number" and value else ""
    if unit == question.unit:
        unit = ""
    if unit and unit not in {name for name, _factor in question.other_units}:
        raise NotAnAnswer("unit")
    return replace(given, value=value, unit=unit)


def _text(text, longest):
    text = text.replace("\r\n", "\n").replace("\0", "").strip()
    if len(text) > longest:
        raise NotAnAnswer("long")
    return text


def _choice(question, value):
    if value not in question.points:
        raise NotAnAnswer("choice")
    return value


def _several(question, value):
    picked = {part.strip() for part in chosen(value)}
    if not picked <= set(question.points):
        raise NotAnAnswer("choice")
    return "\n".join(one for one in question.points if one in picked)


def _number(question, value):
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise NotAnAnswer("number") from error
    if not number.is_finite() or abs(number) >= LARGEST:
        raise NotAnAnswer("number")
    if number != round(number, PLACES):
        raise NotAnAnswer("places")
    return f"{number.normalize() + 0:f}"


def _date(question, value):
    try:
        return dt.date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise NotAnAnswer("date") from error


_CHECKS = {
    "choice": _choice,
    "multiple": _several,
    "number": _number,
    "date": _date,
    "text": lambda question, value: value,
}


def number_of(question, given):
    """The number in the question's own unit; None for what is none."""
    if question.kind != "number" or given is None or not given.value or given.not_applicable:
        return None
    try:
        return in_base_unit(Decimal(given.value), given.unit, question.unit, question.other_units)
    except (
        ValueError,
        InvalidOperation,
    ):  # last year's unit may be no unit of this year's question
        return None


def doubts(question, given, last):
    """Problems that an explanation settles: not plausible, far from last year's. Told while one types."""
    number = number_of(question, given)
    if number is None:
        return []
    before, found = number_of(question, last), []
    if side := plausible(number, question.least, question.most):
        found.append(Problem(question.key, side, number))
    if needs_explanation(number, before, question.explain_percent):
        found.append(Problem(question.key, DIFFERS, number, before))
    return found


def problems(questions, answers, last, files, shown):
    """All that is missing before handing in, in the order of the questions.

    `answers` and `last`: key -> Given (of this survey, of last year's accepted one); `files`: key -> how
    many; `shown`: the keys that are to be asked.
    """
    found = []
    for question in questions:
        given = answers.get(question.key, Given())
        if question.key not in shown or given.not_applicable:
            continue
        if not given.explanation:
            found += doubts(question, given, last.get(question.key))
        if question.wants_file and not files.get(question.key) and claims(question, given):
            found.append(Problem(question.key, NO_FILE))
    return found


def claims(question, given):
    """Whether an answer says something that a file can show: a choice that earns nothing does not."""
    if question.kind in {"choice", "multiple"}:
        return any(question.points.get(one, 0) for one in chosen(given.value))
    return question.kind == "file" or given.value != ""
