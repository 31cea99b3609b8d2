"""The buyer's part of what a supplier emits, of a survey that asks for both scopes and the share."""

from ..rules.answers import number_of
from ..rules.figures import allocated
from .surveys import expected, given

#: The questions it is worked out from: scope 2 by contracts (market-based).
SCOPE_1, SCOPE_2, SHARE = "scope-1", "scope-2-market", "our-share"


def allocation_of(rows):
    """{scope_1, scope_2, percent, tonnes, unit} of the rows of a survey's page; None where a figure is
    missing, not applicable, not asked or no share of a whole."""
    numbers, unit = {}, ""
    for row in rows:
        if row.key in (SCOPE_1, SCOPE_2, SHARE) and row.shown:
            numbers[row.key] = number_of(expected(row.question), given(row.answer))
            unit = row.question.unit if row.key == SCOPE_1 else unit
    scope_1, scope_2, percent = (numbers.get(key) for key in (SCOPE_1, SCOPE_2, SHARE))
    if percent is not None and not 0 <= percent <= 100:
        return None
    tonnes = allocated(scope_1, scope_2, percent)
    if tonnes is None:
        return None
    return {
        "scope_1": scope_1, "scope_2": scope_2, "percent": percent, "tonnes": tonnes, "unit": unit,
    }  # fmt: skip
