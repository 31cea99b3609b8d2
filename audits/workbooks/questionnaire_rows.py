"""The rows of a questionnaire's workbook as sections, lists of choices and questions."""

import re
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _

from ..models import Question, Section
from ..models.question_checks import CHOSEN, LEAST_FACTOR, MOST_FACTOR, faults

TEXTS = ("text", "text_hant", "text_hans", "help", "help_hant", "help_hans", "unit", "posts_factor")
FIGURES = ("least", "most", "explain_percent", "none_at", "full_at")
SWITCHES = ("may_not_apply", "wants_file")
SAID = "choices"  # what is wrong with the choices of a row was said


def first_of(seen, row, key):
    """Whether the row is the first with this value; a later one is refused by the row it repeats."""
    value = row.values[key]
    if value in seen:
        row.refuse(key, _("Row %(row)d of this sheet says the same.") % {"row": seen[value].number})
        return False
    seen[value] = row
    return True


def sections_of(rows):
    """{code: Section}, numbered as the rows stand."""
    seen, sections = {}, {}
    for number, row in enumerate(rows, start=1):
        code = row.values["code"]
        if code and first_of(seen, row, "code"):
            sections[code] = Section(number=number, **row.values)
    return sections


def lists_of(rows):
    """{name of a list: its choices as a question keeps them}, and the names of lists with a fault."""
    lists, wrong, seen = {}, set(), {}
    for row in rows:
        name, value = row.values["list"], row.values["value"]
        if not row.errors and set(";；") & set(value):
            row.refuse("value", _("A value holds no semicolon."))
        if not row.errors and (name, value) in seen:
            row.refuse(
                "value",
                _("Row %(row)d of this sheet says the same.") % {"row": seen[name, value]},
            )
        seen.setdefault((name, value), row.number)
        lists.setdefault(name, []).append(_choice(row.values))
        if row.errors:
            wrong.add(name)
    return lists, wrong


def _choice(values):
    choice = [values["value"], values["label"], as_json(values["share"] or 0)]
    chinese = [values["label_hant"] or "", values["label_hans"] or ""]
    return choice + chinese if any(chinese) else choice


def as_json(number):
    """A number as JSON keeps it: whole, or with decimals."""
    return int(number) if number == int(number) else float(number)


def questions_of(rows, sections, lists, wrong):
    """[(row, Question)] in the order of the questionnaire; every fault is refused at its cell."""
    seen, found = {}, []
    for row in rows:
        if row.values["key"] and first_of(seen, row, "key"):
            question = _question(row, sections, lists)
            if question is not None:
                found.append((row, question))
    found.sort(key=lambda pair: pair[1].section.number)
    placed = {question.key for _row, question in found}
    earlier, doubtful = {}, set(seen) - placed
    for number, (row, question) in enumerate(found, start=1):
        question.number = number
        _tie(row, question, earlier, placed, doubtful)
        if row.plan or row.values["options"] in wrong:
            doubtful.add(question.key)
        for field, sentence in faults(question, earlier):
            if _of_choices(field, question) not in doubtful:
                row.refuse(field, sentence)
        earlier[question.key] = question
    return found


def _of_choices(field, question):
    """The key of the question whose choices a fault is about, if it is about choices."""
    if field == "options":
        return question.key
    return question.shown_if.key if field == "shown_if_values" and question.shown_if else None


def _question(row, sections, lists):
    """The question of a row, without its condition; None where it has no place or kind."""
    values = row.values
    _check_key(row)
    section = sections.get(values["section"])
    if values["section"] and section is None:
        row.refuse("section", _("The sheet of sections has no such code."))
    if section is None or values["kind"] is None:
        return None
    return Question(
        section=section,
        key=values["key"],
        kind=values["kind"],
        options=_options(row, lists),
        other_units=_units(row),
        weight=Decimal(1) if values["weight"] is None else values["weight"],
        shown_if_values=_several(values["shown_if_values"]),
        **{name: values[name] or "" for name in TEXTS},
        **{name: values[name] for name in FIGURES},
        **{name: bool(values[name]) for name in SWITCHES},
    )


def _check_key(row):
    try:
        validate_slug(row.values["key"])
    except ValidationError:
        row.refuse("key", _("Only the letters a–z, digits, - and _ are taken, without spaces."))


def _options(row, lists):
    name = row.values["options"]
    if name and name not in lists:
        row.refuse("options", _("The sheet of choices has no list of this name."))
        row.plan = SAID
    elif not name and row.values["kind"] in CHOSEN:
        row.refuse("options", _("This kind of question needs a list of choices."))
        row.plan = SAID
    return lists.get(name, [])


def _several(text):
    return [part.strip() for part in re.split(r"[;；\n]", text or "") if part.strip()]


def _units(row):
    found = []
    for part in _several(row.values["other_units"]):
        unit, equals, factor = part.rpartition("=")
        try:
            number = Decimal(factor.strip())
        except InvalidOperation:
            number = None
        if not equals or number is None or not _is_factor(number):
            row.refuse("other_units", _("“%(part)s”: write it as unit = number.") % {"part": part})
            continue
        found.append([unit.strip(), as_json(number)])
    return found


def _is_factor(number):
    return number.is_finite() and LEAST_FACTOR <= number <= MOST_FACTOR


def _tie(row, question, earlier, placed, doubtful):
    """Set the condition, or say why it cannot be one; one whose own row is refused is not judged."""
    key = row.values["shown_if"]
    if not key:
        return
    question.shown_if = earlier.get(key)
    if question.shown_if is not None:
        return
    question.shown_if_values = []
    if key in doubtful:
        return
    if key in placed:
        row.refuse("shown_if", _("“%(key)s” is asked later; a condition asks an earlier question.") % {"key": key})  # fmt: skip
    else:
        row.refuse("shown_if", _("There is no question with the key “%(key)s”.") % {"key": key})
