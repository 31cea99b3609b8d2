"""Which column of the file is which column of ours."""

from dataclasses import dataclass, field
from difflib import get_close_matches
from hashlib import sha256
from itertools import islice

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .cells import column_letter, shown
from .columns import fold, in_every_language, names
from .refusals import PREAMBLE, HeadingsRefused, SheetRefused, too_many_rows

REASON = gettext_lazy("Reason")  # the heading of the column in a file of refused rows


@dataclass
class Match:
    """The heading row of a file and what was found in it."""

    number: int
    headings: list[str]  # one per column of the file, "" where there is none
    labels: dict[str, str]  # key -> our own heading
    used: dict[str, int] = field(default_factory=dict)  # key -> index of the file's column
    not_used: list[str] = field(default_factory=list)
    reason: int | None = None  # index of a Reason column from an earlier round
    sheet: str = ""  # its name, where several sheets of a file are read


def match_headings(columns, table, mapping=None):
    """Find the heading row and match it. Raises HeadingsRefused naming what is missing and what is near.

    `mapping` says `{key: heading}` where headings differ; an empty heading leaves the column out.
    """
    mapping = dict(mapping or {})
    _check_mapping(columns, mapping)
    known = {column.key: _wanted(column, mapping) for column in columns}
    position, number, headings = _heading_row(table, known)
    match = Match(number, headings, {column.key: column.label for column in columns})
    folded = [fold(heading) for heading in headings]
    for column in columns:
        _place(column, match, folded, known[column.key])
    _refuse_merged(table, match)
    _refuse_missing(columns, match, mapping)
    reasons = {fold(name) for name in in_every_language(REASON)}
    taken = set(match.used.values())
    for index, heading in enumerate(headings):
        if index in taken or not heading:
            continue
        if folded[index] in reasons:
            match.reason = index
        else:
            match.not_used.append(heading)
    if table.filled - position > settings.SHEET_MAX_ROWS:
        raise too_many_rows(table.filled - position)
    return match


SURE, LIKELY, PERHAPS = "sure", "likely", "perhaps"
LIKELY_FROM, PERHAPS_FROM = 88, 72  # likeness of a heading and a name of ours, 0–100


def guesses(columns, headings):
    """{key: (heading, "sure", "likely" or "perhaps")}, for a person to correct. A heading is given to one
    column only, the surest first."""
    found = {}
    for key, heading in _recognised(columns, headings).items():
        found[key] = (heading, SURE)
    free = [h for h in headings if h and h not in {heading for heading, _word in found.values()}]
    pairs = []
    for column in columns:
        if column.key not in found:
            pairs += [(_likeness(column, heading), column.key, heading) for heading in free]
    for likeness, key, heading in sorted(pairs, key=lambda pair: -pair[0]):
        taken = {heading for heading, _word in found.values()}
        if likeness >= PERHAPS_FROM and key not in found and heading not in taken:
            found[key] = (heading, LIKELY if likeness >= LIKELY_FROM else PERHAPS)
    return found


def _likeness(column, heading):
    """How much a heading is like any name or hint of a column, 0–100; a hint itself is "likely"."""
    from rapidfuzz import fuzz  # asked for only when a person looks

    text = fold(heading)
    known = {name for group in names(column) for name in group}
    hints = {fold(hint) for hint in column.hints}
    if text in hints:
        return 99
    return max((fuzz.ratio(text, name) for name in known | hints), default=0)


def fingerprint(headings):
    """A short text that is the same for headings of the same names in any order."""
    folded = sorted({fold(heading) for heading in headings if heading})
    return sha256("\n".join(folded).encode("utf-8", "surrogatepass")).hexdigest()


def first_rows(table):
    """The rows that may hold the headings, as lists of texts."""
    rows = islice(table.rows(), PREAMBLE + 1)
    return [[_heading(cell) for cell in cells] for _number, cells in rows]


def _recognised(columns, headings):
    """{key: heading} of the columns whose headings are known for certain."""
    folded = [fold(heading) for heading in headings]
    found = {}
    for column in columns:
        for group in names(column):
            index = next((i for i, name in enumerate(folded) if name and name in group), None)
            if index is not None:
                found[column.key] = headings[index]
                break
    return found


def _check_mapping(columns, mapping):
    keys = [column.key for column in columns]
    for key in mapping:
        if key not in keys:
            raise SheetRefused(
                _("There is no column %(key)s here; there are: %(keys)s.")
                % {"key": key, "keys": ", ".join(keys)}
            )


def _wanted(column, mapping):
    if column.key in mapping:
        heading = fold(mapping[column.key])
        return [{heading}] if heading else []
    return names(column)


def _heading_row(table, known):
    """(rows up to and with it, row number, headings) of the row that holds most known headings."""
    every = set().union(*(wanted for sets in known.values() for wanted in sets))
    best, most, first = None, 0, None
    for position, (number, cells) in enumerate(table.rows(), start=1):
        if position > PREAMBLE + 1:
            break
        headings = [_heading(cell) for cell in cells]
        found = len({fold(heading) for heading in headings} & every)
        first = first or (position, number, headings)
        if found > most:
            best, most = (position, number, headings), found
    if first is None:
        raise SheetRefused(_("There is nothing in this file."))
    if best is None:
        raise HeadingsRefused(
            _("None of the first %(count)d rows of %(sheet)s holds a heading that is known here.")
            % {"count": PREAMBLE + 1, "sheet": place(table)},
            first[2],
        )
    return best


def _heading(cell):
    """A heading as text on one line; very long ones are not headings of ours anyway."""
    text = "".join(c if c.isprintable() else " " for c in shown(cell)[:200])
    return " ".join(text.split())


def place(table):
    """How the sheet is called in a sentence."""
    return _("the sheet “%(name)s”") % {"name": table.sheet} if table.sheet else _("the file")


def _place(column, match, folded, wanted):
    for group in wanted:
        found = [i for i, heading in enumerate(folded) if heading and heading in group]
        if len(found) > 1:
            where = ", ".join(
                f"{column_letter(i + 1)}{match.number} “{match.headings[i]}”" for i in found
            )
            raise HeadingsRefused(
                _("Several headings mean “%(label)s”: %(where)s. Rename or remove one.")
                % {"label": column.label, "where": where},
                match.headings,
            )
        if found:
            match.used[column.key] = found[0]
            return


def _refuse_missing(columns, match, mapping):
    free = [h for i, h in enumerate(match.headings) if h and i not in match.used.values()]
    sentences = []
    for column in columns:
        mapped = mapping.get(column.key)
        if column.key in match.used or not (column.required or mapped):
            continue
        sentence = _("The heading “%(heading)s” was not found in row %(row)d") % {
            "heading": mapped or column.label,
            "row": match.number,
        }
        near = _nearest(mapped or str(column.label), free)
        ending = _(" (did you mean “%(near)s”?).") % {"near": near} if near else "."
        sentences.append(sentence + ending)
    if sentences:
        raise HeadingsRefused(" ".join(sentences), match.headings)


def _nearest(wanted, headings):
    folded = {fold(heading): heading for heading in headings}
    close = get_close_matches(fold(wanted), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def _refuse_merged(table, match):
    """Merged cells hide values; they may stand above the table or beside it, not in it."""
    width = max((i for i, heading in enumerate(match.headings) if heading), default=0) + 1
    touching = [
        text
        for left, _top, _right, bottom, text in sorted(table.merged, key=lambda found: found[1])
        if bottom >= match.number and left <= width
    ]
    if touching:
        more = _(" and %(count)d more") % {"count": len(touching) - 5} if len(touching) > 5 else ""
        raise SheetRefused(
            _(
                "In %(sheet)s cells are merged: %(ranges)s. Undo the merging, so that every row has its own cells."
            )
            % {"sheet": place(table), "ranges": ", ".join(touching[:5]) + more}
        )
