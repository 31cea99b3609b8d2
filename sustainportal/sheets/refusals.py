"""A file that cannot be taken at all, said in one sentence."""

from django.conf import settings
from django.utils.translation import gettext as _

WIDEST = 1_000  # columns of a sheet
PREAMBLE = 10  # rows that may stand above the headings


class SheetRefused(Exception):
    """The file as a whole is refused; the text says why and what to do. `sheets` names those it holds."""

    sheets = ()


class HeadingsRefused(SheetRefused):
    """The headings do not match. `headings` are those found (in order), so that a person can say which is which."""

    def __init__(self, sentence, headings=()):
        super().__init__(sentence)
        self.headings = list(headings)


def too_wide():
    return SheetRefused(
        _(
            "The sheet is wider than %(limit)d columns; remove those that do not belong to the table."
        )
        % {"limit": WIDEST}
    )


def too_many_rows(rows):
    return SheetRefused(
        _(
            "There are %(rows)d rows in this sheet; at most %(limit)d are taken at once. Split it into several files."
        )
        % {"rows": rows, "limit": settings.SHEET_MAX_ROWS}
    )
