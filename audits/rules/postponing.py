"""More time: how far an extension may reach, how long a pause may stand, and what both do to the dates.

The dates are the parts of `deadlines.Deadline.as_dict`. What changed one stands in its `changes`, so the
old date, the day, the reason and who is answerable for it stay beside the new one.
"""

import datetime as dt

from .deadlines import COMPLETE, STEPS, months_later

EXTENSION, PAUSE = "extension", "pause"


def refusal(kind, until, *, today, due, cap, paused=False):
    """Why more time until `until` cannot be asked for, as a code, or "".

    `due`: when completion is due (None: no deadline); `cap`: the last day the profile allows (None: not
    known yet). Codes: no_deadline, paused, late, not_later, past, beyond_cap. Both bounds are inclusive:
    until the cap is fine, until the day it is due already is not. On the day it is due an extension can
    still be asked for, on the day after not.
    """
    if due is None:
        return "no_deadline"
    if paused:
        return "paused"
    if kind == EXTENSION and today > due:
        return "late"
    if kind == EXTENSION and until <= due:
        return "not_later"
    if until <= today:
        return "past"
    if cap is not None and until > cap:
        return "beyond_cap"
    return ""


def last_day(closing_on, cap_months):
    """The day nothing may lie after: `cap_months` from the closing meeting; None before that."""
    return months_later(closing_on, cap_months) if closing_on and cap_months else None


def stood(paused_on, runs_again_on):
    """Whole days the clock stood still."""
    return max(0, (runs_again_on - paused_on).days)


def extended(parts, until, *, on, reason):
    """The parts with completion moved to `until`."""
    return [
        _moved(part, until, kind=EXTENSION, on=on, reason=reason) if part["step"] == COMPLETE else part
        for part in parts
    ]  # fmt: skip


def shifted(parts, days, *, from_step, cap, on, reason):
    """The parts with every date that was open moved by `days`: those from the step that ran when the
    clock stopped. None beyond the cap, none earlier than before."""
    open_steps = STEPS[STEPS.index(from_step) :]
    return [
        _moved(part, _shift(part, days, cap), kind=PAUSE, on=on, reason=reason)
        if part["step"] in open_steps and days
        else part
        for part in parts
    ]


def carried_over(old, new):
    """`new` parts, computed afresh, with what was granted on the old ones of the same clock."""
    granted = {_key(part): part for part in old if part.get("changes")}
    return [granted.get(_key(part), part) for part in new]


def _key(part):
    return part["step"], part["clock"], part["days"], part["started_on"]


def _shift(part, days, cap):
    old = dt.date.fromisoformat(part["date"])
    new = old + dt.timedelta(days=days)
    return max(old, min(new, cap)) if cap else new


def _moved(part, date, *, kind, on, reason):
    change = {
        "kind": kind,
        "before": part["date"],
        "after": date.isoformat(),
        "on": on.isoformat(),
        "reason": reason,
    }
    return part | {"date": date.isoformat(), "changes": [*part.get("changes", []), change]}
