"""Whether what a course was assigned for came back, and what that says of the course.

The same provision found again at the same supplier after the course was completed is a recurrence. Where
nobody has looked since, nothing is known: that is said, and it is not counted as "not found again".
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

#: Below so many, a share says next to nothing.
FEW = 5

AGAIN, NOT_AGAIN, NOT_LOOKED = "again", "not_again", "not_looked"


def looked(again, audited):
    """again: the provision was found again; audited: an audit of the supplier became final since."""
    if again:
        return AGAIN
    return NOT_AGAIN if audited else NOT_LOOKED


@dataclass(frozen=True, slots=True)
class Share:
    """Of `looked_at` assignments somebody looked at since, `again` came back; `unseen` nobody looked at."""

    again: int = 0
    not_again: int = 0
    unseen: int = 0

    @property
    def looked_at(self):
        return self.again + self.not_again

    @property
    def all(self):
        return self.looked_at + self.unseen

    @property
    def percent(self):
        """0–100, whole, halves up; None where nobody looked."""
        if not self.looked_at:
            return None
        share = Decimal(100 * self.again) / self.looked_at
        return int(share.quantize(Decimal(1), rounding=ROUND_HALF_UP))

    @property
    def is_few(self):
        return self.looked_at < FEW


def share(answers):
    """The Share of answers as `looked` gives them."""
    answers = list(answers)
    return Share(answers.count(AGAIN), answers.count(NOT_AGAIN), answers.count(NOT_LOOKED))


@dataclass(frozen=True, slots=True)
class Taken:
    """One assignment as its course is judged by: days as dates; completed_on None while it is not."""

    due_on: object
    completed_on: object
    for_finding: bool
    looked: str = NOT_LOOKED

    @property
    def in_time(self):
        return self.completed_on is not None and self.completed_on <= self.due_on


@dataclass(frozen=True, slots=True)
class CourseSummary:
    assigned: int
    completed: int
    in_time: int
    for_findings: int
    after: Share  # of those for a finding that were completed
    without: Share  # of those for a finding that are not


def summary(rows):
    """The CourseSummary of a course's assignments (Taken), lifted ones left out by the caller."""
    rows = list(rows)
    findings = [row for row in rows if row.for_finding]
    return CourseSummary(
        assigned=len(rows),
        completed=sum(row.completed_on is not None for row in rows),
        in_time=sum(row.in_time for row in rows),
        for_findings=len(findings),
        after=share(row.looked for row in findings if row.completed_on is not None),
        without=share(row.looked for row in findings if row.completed_on is None),
    )
