"""May this supplier be approved? A policy and the facts give a checklist and what may be decided.

A line is plain data (it is kept with the decision, as it was seen): what is asked for, how it stands,
and the numbers behind it. Words are made where it is shown.
"""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

CERTIFICATE, DECLARATION, ASSESSMENT = "certificate", "declaration", "assessment"
MET, SOON, MISSING, EXPIRED, FAILED = "met", "expires_soon", "missing", "expired", "failed"
APPROVED, CONDITIONAL, REJECTED = "approved", "conditional", "rejected"
IN_ORDER = {MET, SOON}


@dataclass(frozen=True, slots=True)
class Mark:
    """An assessment kind that is asked for: its pass mark and the minimum of every dimension."""

    kind: str
    pass_mark: Decimal
    minimum: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Policy:
    """`names`: what the kinds are called, as the lines keep it."""

    certificates: tuple[str, ...] = ()
    declaration: bool = True
    assessments: tuple[Mark, ...] = ()
    assessment_months: int = 24
    soon_days: int = 90
    names: dict = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assessed:
    """The newest confirmed assessment of a kind; `weakest` names its lowest dimension."""

    pk: int
    assessed_on: dt.date
    total: Decimal
    lowest: Decimal
    valid_until: dt.date
    weakest: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """certificates: kind → the day it expires (None: never); signed_on: of the current code."""

    certificates: dict = field(default_factory=dict)
    signed_on: dt.date | None = None
    assessments: dict = field(default_factory=dict)


def checklist(policy, facts, *, today):
    """The lines in the policy's order: [{"what", "key", "state", …}]. A day counts as valid itself."""
    lines = [_certificate(kind, facts, policy, today) for kind in policy.certificates]
    if policy.declaration:
        lines.append(_declaration(facts))
    return lines + [_assessment(mark, facts, policy, today) for mark in policy.assessments]


def open_lines(lines):
    """The lines that are not in order."""
    return [line for line in lines if line["state"] not in IN_ORDER]


def possible(lines):
    """The decisions these lines allow: approval only if nothing is open."""
    return (CONDITIONAL, REJECTED) if open_lines(lines) else (APPROVED, CONDITIONAL, REJECTED)


def refusal(decision, lines, *, until, text, reason, today):
    """Why this decision cannot be kept, as a key; None when it can.

    "open": approval while something is open. "no_date", "date_passed", "no_text": a condition needs a
    day after today and what must happen. "no_reason": a rejection says why. "not_conditional": a
    condition belongs to a conditional approval only.
    """
    if decision == APPROVED and open_lines(lines):
        return "open"
    if decision == REJECTED and not reason.strip():
        return "no_reason"
    if decision != CONDITIONAL:
        return "not_conditional" if until or text.strip() else None
    if until is None:
        return "no_date"
    if until <= today:
        return "date_passed"
    return None if text.strip() else "no_text"


def _certificate(kind, facts, policy, today):
    line = {"what": CERTIFICATE, "key": kind, "name": policy.names.get(kind, kind)}
    if kind not in facts.certificates:
        return line | {"state": MISSING}
    until = facts.certificates[kind]
    return line | {"state": _held(until, policy, today), "until": until and until.isoformat()}


def _declaration(facts):
    line = {"what": DECLARATION, "key": "", "name": ""}
    if facts.signed_on is None:
        return line | {"state": MISSING}
    return line | {"state": MET, "on": facts.signed_on.isoformat()}


def _assessment(mark, facts, policy, today):
    line = {
        "what": ASSESSMENT,
        "key": mark.kind,
        "name": policy.names.get(mark.kind, mark.kind),
        "pass_mark": str(mark.pass_mark),
        "minimum": str(mark.minimum),
    }
    done = facts.assessments.get(mark.kind)
    if done is None:
        return line | {"state": MISSING}
    state = _held(done.valid_until, policy, today)
    if state != EXPIRED and (done.total < mark.pass_mark or done.lowest < mark.minimum):
        state = FAILED
    return line | {
        "state": state,
        "on": done.assessed_on.isoformat(),
        "until": done.valid_until.isoformat(),
        "total": str(done.total),
        "lowest": str(done.lowest),
        "weakest": done.weakest,
        "row": done.pk,
    }


def _held(until, policy, today):
    if until is None:
        return MET
    if until < today:
        return EXPIRED
    return SOON if until <= today + dt.timedelta(days=policy.soon_days) else MET
