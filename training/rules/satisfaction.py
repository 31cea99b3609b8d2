"""What marks from 1 (poor) to 5 (very good) add up to, and until when an answer may change."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

MARKS = (5, 4, 3, 2, 1)
#: Fewer answers might tell who gave them.
FEWEST = 3
CHANGEABLE_DAYS = 30


@dataclass(frozen=True)
class MarkSummary:
    """`mean` with one place, None without answers; `counts`: how many gave 5, 4, 3, 2, 1."""

    name: str
    answers: int
    mean: Decimal | None
    counts: tuple[int, ...]

    @property
    def bars(self):
        """(mark, how many, percent of the answers to this question 0–100)."""
        return [
            (mark, count, round(100 * count / self.answers) if self.answers else 0)
            for mark, count in zip(MARKS, self.counts, strict=True)
        ]


def summary(rows, names):
    """A MarkSummary for each name; rows are mappings, a missing mark (None) counts nowhere."""
    return [_summed(name, [row[name] for row in rows if row[name] is not None]) for name in names]


def _summed(name, marks):
    counts = Counter(marks)
    mean = None
    if marks:
        exact = Decimal(sum(marks)) / len(marks)
        mean = exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return MarkSummary(name, len(marks), mean, tuple(counts[mark] for mark in MARKS))


def changeable_until(given_at):
    """The last moment an answer may be changed."""
    return given_at + dt.timedelta(days=CHANGEABLE_DAYS)
