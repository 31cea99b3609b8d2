"""From a table of days to dates, each with the clock, the rule and the source it came from.

Two clocks: from the discovery of the finding, and from the final report. A rule whose clock has not
started gives no dates yet. Nothing here says "overdue" by itself: that is a question with a day in it.
"""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

DISCOVERY, REPORT = "discovery", "report"
SUBMIT, APPROVE, COMPLETE = "submit", "approve", "complete"
STEPS = (SUBMIT, APPROVE, COMPLETE)
HSE, HOURS_OR_INSURANCE, OTHER, ANY = "hse", "hours_or_insurance", "other", "any"
#: RBA sections whose priority findings are a matter of health, safety or environment.
HSE_SECTIONS = frozenset({"B", "C"})
#: Matters with a longer clock although the finding is priority.
LONGER = frozenset({"hours_up_to_84", "social_insurance"})


@dataclass(frozen=True)
class Rule:
    """One row of a deadline profile. Days are calendar days from the clock's start."""

    rating: str
    scope: str
    clock: str
    submit_days: int
    approve_days: int
    complete_days: int
    source: str = ""
    to_confirm: bool = False


@dataclass(frozen=True)
class Deadline:
    step: str
    date: dt.date
    days: int
    clock: str
    started_on: dt.date
    source: str
    to_confirm: bool
    capped: bool = False

    def as_dict(self):
        plain = dict(self.__dict__)
        return plain | {"date": self.date.isoformat(), "started_on": self.started_on.isoformat()}


def scope_of(rating, section, matter=""):
    """Which row of the table a finding falls under."""
    if rating != "priority":
        return ANY
    if matter in LONGER:
        return HOURS_OR_INSURANCE
    return HSE if section in HSE_SECTIONS else OTHER


def rule_for(rules, *, rating, section, matter=""):
    """The rule of this finding, or None: what is in no row has no deadline (opportunities)."""
    wanted = scope_of(rating, section, matter)
    rows = [rule for rule in rules if rule.rating == rating]
    for scope in (wanted, ANY):
        for rule in rows:
            if rule.scope == scope:
                return rule
    return None


def deadlines(rule, *, discovered_on, final_on=None, closing_on=None, cap_months=None):
    """The dates of one finding: [] while the rule's clock has not started (or there is no rule).

    No date lies after `cap_months` from the closing meeting; a date moved by it is marked.
    """
    start = None
    if rule is not None:
        start = discovered_on if rule.clock == DISCOVERY else final_on
    if start is None:
        return []
    cap = months_later(closing_on, cap_months) if closing_on and cap_months else None
    days = {SUBMIT: rule.submit_days, APPROVE: rule.approve_days, COMPLETE: rule.complete_days}
    return [_deadline(rule, step, start, days[step], cap) for step in STEPS]


def _deadline(rule, step, start, days, cap):
    date = start + dt.timedelta(days=days)
    capped = cap is not None and date > cap
    return Deadline(
        step=step,
        date=cap if capped else date,
        days=days,
        clock=rule.clock,
        started_on=start,
        source=rule.source,
        to_confirm=rule.to_confirm,
        capped=capped,
    )


def months_later(date, months):
    """The same day `months` later, or the last day of a shorter month."""
    index = date.year * 12 + date.month - 1 + months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(date.day, monthrange(year, month + 1)[1]))


def days_late(due, today, finished_on=None):
    """Whole days past `due`; 0 when in time or without a date. Finishing freezes the figure."""
    if due is None:
        return 0
    return max(0, ((finished_on or today) - due).days)
