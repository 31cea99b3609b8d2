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
    """

    verb: str
    sources: frozenset
    target: str
    roles: frozenset
    remark: bool = False
    evidence: bool = False
    not_by: tuple[str, ...] = ()
    no_action: bool | None = None


MOVES = {
    move.verb: move
    for move in (
        Move("submit_plan", frozenset({NOT_STARTED, NEEDS_REVISION}), SUBMITTED, SUPPLIER),
        Move("return_plan", frozenset({SUBMITTED}), NEEDS_REVISION, REVIEWERS, remark=True),
        Move(
            "approve_plan", frozenset({SUBMITTED}), APPROVED, REVIEWERS,
            not_by=("submitted",), no_action=False,
        ),
        Move(
            "accept_no_action", frozenset({SUBMITTED}), READY_FOR_CLOSURE, REVIEWERS,
            remark=True, not_by=("submitted",), no_action=True,
        ),
        Move(
            "submit_actions", frozenset({APPROVED, FURTHER_ACTION}), ACTIONS_SUBMITTED, SUPPLIER,
            remark=True, evidence=True,
        ),
        Move(
            "return_actions", frozenset({ACTIONS_SUBMITTED, READY_FOR_CLOSURE}), FURTHER_ACTION,
            REVIEWERS, remark=True,
        ),
        Move(
            "verify", frozenset({ACTIONS_SUBMITTED}), READY_FOR_CLOSURE, REVIEWERS,
            not_by=("submitted", "completed"),
        ),
        Move(
            "close", frozenset({READY_FOR_CLOSURE}), CLOSED, REVIEWERS,
            not_by=("submitted", "completed", "verified"),
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


def next_state(state, verb):
    """Where `verb` leads from `state`, or None when it is not the moment."""
    move = MOVES[verb]
    return move.target if state in move.sources else None


def refusal(move, *, person, doers, remark="", evidence=0, no_action=False):
    """Why this person may not make this move, as a code, or "" when they may.

    `doers` maps a deed ("submitted", "completed", "verified") to the people who did it.
    Codes: remark_required, evidence_required, is_no_action, not_no_action, did_submitted,
    did_completed, did_verified.
    """
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


def moves_now(state, role, *, person, doers, no_action=False):
    """The verbs this person could make from here (a remark or a file may still be wanted)."""
    return [
        move.verb
        for move in MOVES.values()
        if state in move.sources
        and role in move.roles
        and not refusal(
            move, person=person, doers=doers, remark="-", evidence=1, no_action=no_action
        )
    ]


@dataclass(frozen=True)
class Waypoint:
    """One step of the way as shown: `status` is done, current or coming."""

    state: str
    status: str
    returned: bool


def way(state):
    """The whole way with the place where the finding stands; a returned one stands at its loop."""
    stands = LOOPS.get(state, state)
    place = WAY.index(stands)
    points = []
    for index, step in enumerate(WAY):
        here = index == place
        status = "current" if here else ("done" if index < place else "coming")
        if here and state == CLOSED:
            status = "done"
        points.append(Waypoint(state if here else step, status, here and state in LOOPS))
    return points
