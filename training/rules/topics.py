"""Which provisions an event should treat next: those found most often."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """A provision in a year: findings, suppliers they were at, findings of the year before; `open`: findings
    open today, of all years. `headings`: the keys of the provisions of all versions that are this one."""

    section: str
    code: str
    title: str
    headings: tuple[int, ...]
    findings: int
    suppliers: int
    before: int
    open: int

    @property
    def change(self):
        """More (or fewer, below 0) findings than the year before."""
        return self.findings - self.before


def ranked(topics):
    """Those found this year or open today: most suppliers first, then most findings, then most open."""
    asked = [topic for topic in topics if topic.findings or topic.open]
    return sorted(asked, key=lambda t: (-t.suppliers, -t.findings, -t.open, t.code, t.title))
