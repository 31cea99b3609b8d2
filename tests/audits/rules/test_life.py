import pytest

from audits.rules import life

EVERY = {
    ("not_started", "submit_plan"): "submitted",
    ("needs_revision", "submit_plan"): "submitted",
    ("submitted", "return_plan"): "needs_revision",
    ("submitted", "approve_plan"): "approved",
    ("submitted", "accept_no_action"): "ready_for_closure",
    ("approved", "submit_actions"): "actions_submitted",
    ("further_action", "submit_actions"): "actions_submitted",
    ("actions_submitted", "return_actions"): "further_action",
    ("ready_for_closure", "return_actions"): "further_action",
    ("actions_submitted", "verify"): "ready_for_closure",
    ("ready_for_closure", "close"): "closed",
}


@pytest.mark.parametrize("state", life.STATES)
@pytest.mark.parametrize("verb", life.MOVES)
def test_the_whole_table(state, verb):
    move = life.MOVES[verb]
    assert (move.target if state in move.sources else None) == EVERY.get((state, verb))


def test_closed_is_the_end():
    assert [move.verb for move in life.MOVES.values() if "closed" in move.sources] == []


@pytest.mark.parametrize(
    ("verb", "needs"),
    [
        ("return_plan", "remark_required"), ("return_actions", "remark_required"),
        ("submit_actions", "evidence_required"), ("accept_no_action", "not_no_action"),
    ],
)  # fmt: skip
def test_what_a_move_needs(verb, needs):
    remark = "" if needs == "remark_required" else "because"
    assert life.refusal(life.MOVES[verb], person=1, doers={}, remark=remark) == needs


@pytest.mark.parametrize(
    ("verb", "deed"),
    [
        ("approve_plan", "submitted"), ("accept_no_action", "submitted"), ("verify", "completed"),
        ("verify", "submitted"), ("close", "verified"), ("close", "completed"), ("close", "submitted"),
    ],
)  # fmt: skip
def test_nobody_judges_their_own_deed(verb, deed):
    move = life.MOVES[verb]
    no_action = verb == "accept_no_action"
    mine = life.refusal(move, person=1, doers={deed: {1}}, remark="x", no_action=no_action)
    theirs = life.refusal(move, person=1, doers={deed: {2}}, remark="x", no_action=no_action)
    assert (mine, theirs) == (f"did_{deed}", "")


def test_a_plan_without_action_is_accepted_not_approved():
    approve, accept = life.MOVES["approve_plan"], life.MOVES["accept_no_action"]
    assert life.refusal(approve, person=1, doers={}, no_action=True) == "is_no_action"
    assert life.refusal(accept, person=1, doers={}, remark="fine", no_action=True) == ""


@pytest.mark.parametrize(
    ("state", "role", "doers", "verbs"),
    [
        ("not_started", "supplier", {}, ["submit_plan"]),
        ("not_started", "procurement", {}, []),
        ("submitted", "procurement", {}, ["return_plan", "approve_plan"]),
        ("submitted", "supplier", {}, []),
        ("submitted", "sales", {}, []),
        ("approved", "supplier", {}, ["submit_actions"]),
        ("actions_submitted", "auditor", {}, ["return_actions", "verify"]),
        ("ready_for_closure", "auditor", {"verified": {7}}, ["return_actions"]),
        ("ready_for_closure", "auditor", {"verified": {8}}, ["return_actions", "close"]),
        ("closed", "procurement", {}, []),
    ],
)
def test_what_a_person_may_do_now(state, role, doers, verbs):
    assert life.moves_now(state, role, person=7, doers=doers) == verbs


def test_every_state_says_who_is_next():
    assert set(life.NEXT) == set(life.STATES)
    assert {
        "not_started",
        "needs_revision",
        "approved",
        "further_action",
    } == life.WAITS_FOR_SUPPLIER
    assert {"submitted", "actions_submitted", "ready_for_closure"} == life.WAITS_FOR_REVIEWER


def test_the_way_shows_where_it_stands():
    shown = [(p.state, p.status, p.returned) for p in life.way("further_action")]
    assert shown == [
        ("not_started", "done", False), ("submitted", "done", False), ("approved", "done", False),
        ("further_action", "current", True), ("ready_for_closure", "coming", False),
        ("closed", "coming", False),
    ]  # fmt: skip
    assert [p.status for p in life.way("closed")] == ["done"] * 6


@pytest.mark.parametrize(
    ("check", "then"),
    [
        ("", []), ("expected", [("check", "coming")]), ("owed", [("check", "current")]),
        ("holds", [("check", "done")]), ("failed", [("check", "failed"), ("repeat", "current")]),
    ],
)  # fmt: skip
def test_the_way_goes_on_after_closing(check, then):
    assert [(p.state, p.status) for p in life.way("closed", check)[6:]] == then


@pytest.mark.parametrize("verb", life.MOVES)
def test_the_auditee_judges_nothing_in_any_role(verb):
    move = life.MOVES[verb]
    no_action = verb == "accept_no_action"
    said = {"person": 1, "doers": {}, "remark": "x", "evidence": 1, "no_action": no_action}
    judges = verb in {"approve_plan", "accept_no_action", "verify", "close"}
    assert life.refusal(move, auditee=True, **said) == ("is_auditee" if judges else "")
    assert life.refusal(move, auditee=False, **said) == ""
