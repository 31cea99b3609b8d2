"""What counselling did: findings that were treated beside findings that were not, counted from the same days."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

#: Below so many findings a rate says little (our default); it is shown and marked.
FEW = 5
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Effect:
    """`rate`: closed of all, percent 0–100. `median` and `mean`: days from the meeting to closing, of the
    closed ones. One place each; None where there is nothing to divide by."""

    findings: int
    closed: int
    rate: Decimal | None
    median: Decimal | None
    mean: Decimal | None

    @property
    def is_few(self):
        return 0 < self.findings < FEW


def effect(findings, days):
    """`findings`: how many there were. `days`: {days from the meeting to closing: how many} of the closed ones.
    ValueError for days before the meeting, or more closed than there were."""
    closed = sum(days.values())
    if closed > findings:
        raise ValueError(f"{closed} closed of {findings} findings.")
    if any(day < 0 for day in days):
        raise ValueError("Nothing that was closed before the meeting is counted.")
    total = sum(day * count for day, count in days.items())
    return Effect(
        findings=findings,
        closed=closed,
        rate=_tenth(Decimal(100 * closed) / findings) if findings else None,
        median=_tenth(_median(days, closed)) if closed else None,
        mean=_tenth(Decimal(total) / closed) if closed else None,
    )


def difference(treated, untreated):
    """Percentage points that the treated are ahead; None without both rates."""
    if treated.rate is None or untreated.rate is None:
        return None
    return treated.rate - untreated.rate


def _median(days, closed):
    """The middle one, or the mean of the two in the middle."""
    low, high = _nth(days, (closed - 1) // 2), _nth(days, closed // 2)
    return Decimal(low + high) / 2


def _nth(days, place):
    """The value at that place (from 0) of the sorted values."""
    for day in sorted(days):
        place -= days[day]
        if place < 0:
            return day
    raise IndexError(place)


def _tenth(number):
    return number.quantize(TENTH, rounding=ROUND_HALF_UP)
