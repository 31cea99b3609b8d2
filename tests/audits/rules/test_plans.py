import datetime as dt

import pytest

from audits.rules.plans import faults, root_cause_of

FOUND = dt.date(2026, 8, 8)
ACTION = {
    "kind": "corrective", "text": "Bars.", "responsible": "Ms Tran", "starts_on": FOUND,
    "expected_on": FOUND,
}  # fmt: skip


def found(actions=(ACTION,), rating="minor", root_cause="Haste.", because=""):
    return faults(
        rating=rating, discovered_on=FOUND, root_cause=root_cause, actions=list(actions),
        no_action_because=because,
    )  # fmt: skip


def test_a_full_plan_has_no_fault():
    assert found() == []


@pytest.mark.parametrize(("because", "code"), [("123456789", ["short"]), ("1234567890", []), ("该产线已", ["short"]), ("该产线已出售", [])])
def test_a_reason_is_a_sentence(because, code):
    assert [fault[2] for fault in found([], root_cause="", because=because)] == code


def test_either_a_reason_or_actions():
    assert found(because="The line was sold last week.") == [(None, "no_action_because", "both")]


@pytest.mark.parametrize(
    ("rating", "codes"),
    [("priority", ["must_correct"]), ("major", ["must_correct"]), ("minor", []), ("risk", []),
     ("opportunity", [])],
)  # fmt: skip
def test_which_findings_may_be_left(rating, codes):
    because = "The line was sold last week."
    assert [fault[2] for fault in found([], rating, "", because)] == codes


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"starts_on": FOUND - dt.timedelta(days=1)}, [(0, "starts_on", "too_early")]),
        ({"expected_on": FOUND - dt.timedelta(days=1)}, [(0, "expected_on", "ends_before_start")]),
        ({"text": ""}, [(0, "text", "missing")]),
        ({"kind": "preventive"}, [(None, "corrective", "missing")]),
    ],
)
def test_an_action_at_fault_is_named(change, fault):
    assert found([ACTION | change]) == fault


@pytest.mark.parametrize(
    ("written", "whys", "cause"),
    [("Haste.", ["a", "b"], "Haste."), (" ", ["a", " b ", " "], "b"), ("", [], "")],
)
def test_the_root_cause_is_written_or_the_last_why(written, whys, cause):
    assert root_cause_of(written, whys) == cause
