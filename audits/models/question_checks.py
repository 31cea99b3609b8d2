"""What can be wrong with a question, said once: the admin site and a workbook both ask here.

Each fault is (field, sentence). A question is looked at with those that come before it.
"""

import unicodedata

from django.utils.translation import gettext as _

CHOSEN = ("choice", "multiple")
ONLY_OF_NUMBERS = ("unit", "other_units", "least", "most", "explain_percent", "none_at", "full_at")
#: What an answer of these kinds says is a number or a part of one.
READ = ("number", "choice", "multiple", "smelters")
LONGEST_VALUE = 50
#: Of the question "hours" the form of answers has the fields hours, hours-na, hours-unit and so on.
ENDINGS = ("-na", "-seen", "-unit", "-why")
#: How many of the unit one of another may be.
LEAST_FACTOR, MOST_FACTOR = 1e-9, 1e9


def faults(question, earlier):
    """Yield (field, sentence) for all that is wrong with a question; `earlier`: {key: question} of those
    before it in the same questionnaire."""
    for ending in ENDINGS:
        if question.key.endswith(ending):
            yield "key", _("A key does not end in %(ending)s: the form of answers needs this itself.") % {
                "ending": ending
            }  # fmt: skip
    if question.kind in CHOSEN:
        yield from _choices(question.options)
        yield from _labels(question)
    elif question.options != []:
        yield "options", _("Only a question with choices has choices.")
    if question.kind == "text" and question.weight:
        yield "weight", _("A text earns nothing: give it weight 0.")
    if question.kind == "number":
        yield from _units(question)
        yield from _range(question)
    else:
        for field in ONLY_OF_NUMBERS:
            if getattr(question, field) not in (None, "", []):
                yield field, _("Only a number has this.")
    if question.posts_factor and question.kind not in READ:
        yield "posts_factor", _("Nothing can be read from this kind of answer.")
    yield from _condition(question, earlier)


def _choices(options):
    if not isinstance(options, list) or not options:
        yield "options", _("Write a list of [value, label, share from 0 to 1].")
        return
    seen = set()
    for number, option in enumerate(options, start=1):
        if not _has_shape(option):
            yield (
                "options",
                _(
                    "Choice %(number)d: write [value, label, share from 0 to 1], then both Chinese labels or none."
                )
                % {"number": number},
            )
        elif not is_choice(option):
            yield (
                "options",
                _(
                    "Choice %(number)d: a value has no semicolon and no blank at its ends, a share at most four decimals, and no text has control characters."
                )
                % {"number": number},
            )
        elif option[0] in seen:
            yield "options", _("Choice %(number)d: the value “%(value)s” is there already.") % {
                "number": number, "value": option[0],
            }  # fmt: skip
        else:
            seen.add(option[0])


def _labels(question):
    """What stands in the way of reading labels back from a sheet of answers."""
    seen = set()
    options = question.options if isinstance(question.options, list) else []
    for number, option in enumerate(options, start=1):
        if not is_choice(option):
            continue
        labels = [(place, _folded(option[place])) for place in (1, 3, 4)[: len(option) - 2]]
        words = {"number": number, "label": option[1]}
        if question.kind == "multiple" and any(set(";；") & set(option[place]) for place, _said in labels):
            yield "options", _("Choice %(number)d: its labels have no semicolon, for an answer may be several.") % words  # fmt: skip
        if any(label in seen for label in labels if label[1]):
            yield "options", _("Choice %(number)d: the label “%(label)s” is there already.") % words
        seen.update(labels)


def _folded(label):
    """As a sheet compares what stands in a cell: without case, width and spaces."""
    return "".join(unicodedata.normalize("NFKC", label).casefold().split())


def is_choice(option):
    """Whether it is [value, label, share] or [value, label, share, label, label]; share 0–1 with four
    decimals at most. What holds here also comes back from a workbook as it was."""
    return (
        _has_shape(option)
        and option[0] == option[0].strip()
        and not set(";；") & set(option[0])
        and round(option[2], 4) == option[2]
        and all(_is_plain(part) for part in (*option[:2], *option[3:]))
    )


def _has_shape(option):
    return (
        isinstance(option, list)
        and len(option) in (3, 5)
        and all(isinstance(part, str) for part in (*option[:2], *option[3:]))
        and 0 < len(option[0].strip()) <= LONGEST_VALUE
        and bool(option[1].strip())
        and _is_number(option[2])
        and 0 <= option[2] <= 1
    )


def _is_plain(text):
    """Whether it has no control characters and no halves of characters: no database takes them."""
    return not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in text)


def _is_number(thing):
    return isinstance(thing, int | float) and not isinstance(thing, bool)


def _units(question):
    if question.other_units and not question.unit:
        yield "other_units", _("Other units need a unit that they are turned into.")
    if not isinstance(question.other_units, list):
        yield "other_units", _('Write a list such as [["kg", 0.001]].')
        return
    seen = {question.unit}
    for number, pair in enumerate(question.other_units, start=1):
        if not _is_unit(pair):
            yield (
                "other_units",
                _("Unit %(number)d: write [unit, how many of “%(unit)s” one of it is].")
                % {"number": number, "unit": question.unit},
            )
        elif pair[0] in seen:
            yield "other_units", _("Unit %(number)d: “%(name)s” is there already.") % {
                "number": number, "name": pair[0],
            }  # fmt: skip
        else:
            seen.add(pair[0])


def _is_unit(pair):
    return (
        isinstance(pair, list)
        and len(pair) == 2
        and isinstance(pair[0], str)
        and pair[0] == pair[0].strip()
        and 0 < len(pair[0]) <= 30
        and not set(";；=") & set(pair[0])
        and _is_plain(pair[0])
        and _is_number(pair[1])
        and LEAST_FACTOR <= pair[1] <= MOST_FACTOR
    )


def _range(question):
    least, most = question.least, question.most
    if least is not None and most is not None and least > most:
        yield "most", _("The highest plausible number is below the lowest.")
    ends = (question.none_at, question.full_at)
    if (ends[0] is None) != (ends[1] is None):
        yield "full_at", _("A scale has two ends: the number that earns nothing and that which earns all.")  # fmt: skip
    elif ends[0] is not None and ends[0] == ends[1]:
        yield "full_at", _("The same number cannot earn nothing and all.")


def _condition(question, earlier):
    condition, values = question.shown_if, question.shown_if_values
    if condition is None:
        if values != []:
            yield "shown_if_values", _("Name the question these answers belong to.")
        return
    if earlier.get(condition.key) != condition:
        yield (
            "shown_if",
            _("“%(key)s” is not an earlier question of this questionnaire.")
            % {"key": condition.key},
        )
        return
    if condition.kind not in CHOSEN:
        yield (
            "shown_if",
            _("“%(key)s” has no choices: a condition needs some.") % {"key": condition.key},
        )
        return
    if not isinstance(values, list) or not values:
        yield "shown_if_values", _("Name at least one answer that shows the question.")
        return
    known = [option[0] for option in condition.options if is_choice(option)]
    for value in values:
        if value not in known:
            yield (
                "shown_if_values",
                _("“%(key)s” has no choice “%(value)s”; it has: %(known)s.")
                % {"key": condition.key, "value": value, "known": ", ".join(known)},
            )


def broken_by(question, later):
    """Yield (field, sentence) for every question that hangs on this one and no longer could; `later`:
    the keys of the questions after it."""
    options = question.options if isinstance(question.options, list) else []
    known = {option[0] for option in options if is_choice(option)}
    for shown in question.shows.all():
        name = {"row": f"{shown.section.code} {shown.number} {shown.key}"}
        if shown.key not in later:
            yield "number", _("%(row)s is shown because of this question and has to come after it.") % name  # fmt: skip
        elif not known.issuperset(shown.shown_if_values):
            gone = ", ".join(sorted(set(shown.shown_if_values) - known))
            yield (
                "options",
                _("%(row)s is shown for an answer that would be gone: %(gone)s.")
                % (name | {"gone": gone}),
            )
