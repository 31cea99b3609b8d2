import datetime as dt
from decimal import Decimal

import pytest

from suppliers.rules.approval import (
    Assessed,
    Facts,
    Mark,
    Policy,
    checklist,
    open_lines,
    possible,
    refusal,
)

TODAY = dt.date(2026, 8, 17)
ASKS = Policy(
    certificates=("iso_9001",),
    declaration=True,
    assessments=(Mark("qsa", Decimal(70), Decimal(50)),),
    soon_days=90,
    names={"iso_9001": "ISO 9001"},
)


def day(offset):
    return TODAY + dt.timedelta(days=offset)


def assessed(total="80", lowest="60", until=400, **more):
    return Assessed(7, day(-30), Decimal(total), Decimal(lowest), day(until), "Purchasing", **more)


def facts(until=400, signed=-10, done=None):
    return Facts(
        certificates={} if until is None else {"iso_9001": day(until)},
        signed_on=signed if signed is None else day(signed),
        assessments={"qsa": done or assessed()},
    )


def states(given):
    return [line["state"] for line in checklist(ASKS, given, today=TODAY)]


def test_everything_in_order_allows_every_decision():
    lines = checklist(ASKS, facts(), today=TODAY)
    assert [line["state"] for line in lines] == ["met", "met", "met"]
    assert open_lines(lines) == []
    assert possible(lines) == ("approved", "conditional", "rejected")


@pytest.mark.parametrize(
    ("until", "state"),
    [(91, "met"), (90, "expires_soon"), (0, "expires_soon"), (-1, "expired"), (None, "missing")],
)
def test_a_certificate_counts_to_its_last_day_and_expires_soon_within_ninety(until, state):
    lines = checklist(ASKS, facts(until=until), today=TODAY)
    assert (lines[0]["state"], lines[0]["name"]) == (state, "ISO 9001")
    assert ("approved" in possible(lines)) is (state in {"met", "expires_soon"})


def test_a_certificate_without_an_end_is_met():
    given = Facts(certificates={"iso_9001": None}, signed_on=TODAY, assessments={"qsa": assessed()})
    assert states(given) == ["met", "met", "met"]


def test_a_declaration_that_is_not_signed_is_missing():
    assert states(facts(signed=None)) == ["met", "missing", "met"]
    assert len(checklist(Policy(declaration=False), Facts(), today=TODAY)) == 0


@pytest.mark.parametrize(
    ("total", "lowest", "until", "state"),
    [
        ("70", "50", 400, "met"),
        ("69.99", "50", 400, "failed"),
        ("70", "49.99", 400, "failed"),
        ("70", "50", 90, "expires_soon"),
        ("70", "50", 91, "met"),
        ("70", "50", 0, "expires_soon"),
        ("70", "50", -1, "expired"),
        ("10", "10", -1, "expired"),
        ("10", "10", 5, "failed"),
    ],
)
def test_an_assessment_passes_at_its_marks_and_holds_to_its_last_day(total, lowest, until, state):
    assert states(facts(done=assessed(total, lowest, until)))[2] == state


def test_a_line_says_the_numbers_it_was_made_of():
    assert checklist(ASKS, facts(), today=TODAY)[2] == {
        "what": "assessment",
        "key": "qsa",
        "name": "qsa",
        "state": "met",
        "pass_mark": "70",
        "minimum": "50",
        "on": "2026-07-18",
        "until": "2027-09-21",
        "total": "80",
        "lowest": "60",
        "weakest": "Purchasing",
        "row": 7,
    }


GOOD, BAD = [{"state": "met"}], [{"state": "met"}, {"state": "missing"}]


@pytest.mark.parametrize(
    ("decision", "lines", "until", "text", "reason", "answer"),
    [
        ("approved", GOOD, None, "", "", None),
        ("approved", BAD, None, "", "", "open"),
        ("approved", GOOD, 10, "", "", "not_conditional"),
        ("approved", GOOD, None, "x", "", "not_conditional"),
        ("rejected", GOOD, None, "", "because", None),
        ("rejected", BAD, None, "", "  ", "no_reason"),
        ("rejected", BAD, 3, "", "because", "not_conditional"),
        ("conditional", BAD, 1, "Renew", "", None),
        ("conditional", GOOD, 1, "Renew", "", None),
        ("conditional", BAD, None, "Renew", "", "no_date"),
        ("conditional", BAD, 0, "Renew", "", "date_passed"),
        ("conditional", BAD, 1, " ", "", "no_text"),
    ],
)
def test_a_decision_fits_the_checklist_or_is_refused(decision, lines, until, text, reason, answer):
    when = None if until is None else day(until)
    said = {"until": when, "text": text, "reason": reason, "today": TODAY}
    assert refusal(decision, lines, **said) == answer


def test_with_something_open_no_approval_is_offered():
    assert possible(BAD) == ("conditional", "rejected")
