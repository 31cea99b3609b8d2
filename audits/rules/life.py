"""The life of a finding: one table of moves, and nothing moves but by it.

not started → submitted ⇄ needs revision → approved → actions submitted ⇄ further action
→ ready for closure → closed. What is returned needs a remark; what is done needs evidence;
who closes is neither who verified nor who fixed.
"""

from dataclasses import dataclass

from .deadlines import APPROVE, COMPLETE, SUBMIT

NOT_STARTED = "not_started"
SUBMITTED = "submitted"
NEEDS_REVISION = "needs_revision"
APPROVED = "approved"
ACTIONS_SUBMITTED = "actions_submitted"
FURTHER_ACTION = "further_action"
READY_FOR_CLOSURE = "ready_for_closure"
CLOSED = "closed"

SUPPLIER, REVIEWERS = frozenset({"supplier"}), frozenset({"procurement", "auditor"})


@dataclass(frozen=True)
class Move:
    """A verb: from which states to which, by which roles, and what it needs.

    `evidence`: a file showing what was done. `not_by`: deeds whose doer may not make this move.
    `no_action`: only for plans that say "no action, because" (True), or only for the others (False).
    `judges`: passes judgement, which the auditee never does. `target_of_no_action`: where it leads if the
    plan says "no action, because" ("": to the target as well).
    """

    verb: str
    sources: frozenset
    target: str
    roles: frozenset
    remark: bool = False
    evidence: bool = False
    not_by: tuple[str, ...] = ()
    no_action: bool | None = None
    judges: bool = False
    target_of_no_action: str = ""

    def leads_to(self, *, no_action):
        """The state after this move."""
        return (no_action and self.target_of_no_action) or self.target


MOVES = {
    move.verb: move
    for move in (
        Move("submit_plan", frozenset({NOT_STARTED, NEEDS_REVISION}), SUBMITTED, SUPPLIER),
        Move("return_plan", frozenset({SUBMITTED}), NEEDS_REVISION, REVIEWERS, remark=True),
        Move(
            "approve_plan", frozenset({SUBMITTED}), APPROVED, REVIEWERS,
            not_by=("submitted",), no_action=False, judges=True,
        ),
        Move(
            "accept_no_action", frozenset({SUBMITTED}), READY_FOR_CLOSURE, REVIEWERS,
            remark=True, not_by=("submitted",), no_action=True, judges=True,
        ),
        Move(
            "submit_actions", frozenset({APPROVED, FURTHER_ACTION}), ACTIONS_SUBMITTED, SUPPLIER,
            remark=True, evidence=True,
        ),
        Move(
            "return_actions", frozenset({ACTIONS_SUBMITTED, READY_FOR_CLOSURE}), FURTHER_ACTION,
            REVIEWERS, remark=True, target_of_no_action=NEEDS_REVISION,
        ),
        Move(
            "verify", frozenset({ACTIONS_SUBMITTED}), READY_FOR_CLOSURE, REVIEWERS,
            not_by=("submitted", "completed"), judges=True,
        ),
        Move(
            "close", frozenset({READY_FOR_CLOSURE}), CLOSED, REVIEWERS,
            not_by=("submitted", "completed", "verified"), judges=True,
        ),
    )
}  # fmt: skip

#: The straight way, in order; the two loops hang on the state they return from.
WAY = (NOT_STARTED, SUBMITTED, APPROVED, ACTIONS_SUBMITTED, READY_FOR_CLOSURE, CLOSED)
LOOPS = {NEEDS_REVISION: SUBMITTED, FURTHER_ACTION: ACTIONS_SUBMITTED}
STATES = (
    NOT_STARTED, SUBMITTED, NEEDS_REVISION, APPROVED, ACTIONS_SUBMITTED, FURTHER_ACTION,
    READY_FOR_CLOSURE, CLOSED,
)  # fmt: skip

#: Who is next in each state (as roles), and which deadline runs against them.
NEXT = {
    NOT_STARTED: (SUPPLIER, SUBMIT),
    NEEDS_REVISION: (SUPPLIER, SUBMIT),
    SUBMITTED: (REVIEWERS, APPROVE),
    APPROVED: (SUPPLIER, COMPLETE),
    FURTHER_ACTION: (SUPPLIER, COMPLETE),
    ACTIONS_SUBMITTED: (REVIEWERS, COMPLETE),
    READY_FOR_CLOSURE: (REVIEWERS, COMPLETE),
    CLOSED: (frozenset(), None),
}
WAITS_FOR_SUPPLIER = frozenset(state for state, (roles, _) in NEXT.items() if roles == SUPPLIER)
WAITS_FOR_REVIEWER = frozenset(state for state, (roles, _) in NEXT.items() if roles == REVIEWERS)
#: Ratings that may be answered with "no action, because": the others must be corrected (default).
NO_ACTION_RATINGS = frozenset({"minor", "risk", "opportunity"})
#: Until the actions are handed in, more time may be asked for: from then on others are at work.
POSTPONABLE = frozenset({NOT_STARTED, SUBMITTED, NEEDS_REVISION, APPROVED, FURTHER_ACTION})


def refusal(move, *, person, doers, remark="", evidence=0, no_action=False, auditee=False):
    """Why this person may not make this move, as a code, or "" when they may.

    `doers` maps a deed ("submitted", "completed", "verified") to the people who did it; `auditee`:
    the person speaks for the audited side. Codes: is_auditee, remark_required, evidence_required,
    is_no_action, not_no_action, did_submitted, did_completed, did_verified.
    """
    if move.judges and auditee:
        return "is_auditee"
    if move.no_action is not None and move.no_action != no_action:
        return "is_no_action" if no_action else "not_no_action"
    for deed in move.not_by:
        if person in doers.get(deed, ()):
            return f"did_{deed}"
    if move.remark and not remark.strip():
        return "remark_required"
    if move.evidence and evidence < 1:
        return "evidence_required"
    return ""


def moves_now(state, role, *, person, doers, no_action=False, auditee=False):
    """The verbs this person could make from here (a remark or a file may still be wanted)."""
    said = {"remark": "-", "evidence": 1, "no_action": no_action, "auditee": auditee}
    return [
        move.verb
        for move in MOVES.values()
        if state in move.sources
        and role in move.roles
        and not refusal(move, person=person, doers=doers, **said)
    ]


@dataclass(frozen=True)
class Waypoint:
    """One step of the way as shown: `status` is done, current, coming or failed; `state` is a state,
    or CHECK (the effectiveness check) or REPEAT (what opened again)."""

    state: str
    status: str
    returned: bool = False


CHECK, REPEAT = "check", "repeat"


def way(state, check=""):
    """The whole way with the place where the finding stands; a returned one stands at its loop.

    `check` is the effectiveness check: "" (none), expected (after closing), owed, holds, or failed
    (then it goes on as a repeat).
    """
    stands = LOOPS.get(state, state)
    place = WAY.index(stands)
    points = []
    for index, step in enumerate(WAY):
        here = index == place
        status = "current" if here else ("done" if index < place else "coming")
        if here and state == CLOSED:
            status = "done"
        points.append(Waypoint(state if here else step, status, here and state in LOOPS))
    return points + AFTERWARDS[check]


#: What comes after closing.
AFTERWARDS = {
    "": [],
    "expected": [Waypoint(CHECK, "coming")],
    "owed": [Waypoint(CHECK, "current")],
    "holds": [Waypoint(CHECK, "done")],
    "failed": [Waypoint(CHECK, "failed"), Waypoint(REPEAT, "current")],
}
