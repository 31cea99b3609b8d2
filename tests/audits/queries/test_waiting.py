"""What waits for each side of a finding, and nobody else's."""

import datetime as dt

from audits import operations
from audits.queries import waiting_for

ON = dt.date(2027, 6, 1)


def piles(person, on=ON):
    return {pile.label: (pile.count, pile.late) for pile in waiting_for(person, on=on)}


def test_a_finding_waits_for_the_supplier_until_it_is_handed_in(
    finding, walk, mill_user, auditor, buyer, stranger
):
    assert piles(mill_user)["Findings that wait for your action"] == (1, 1)
    assert piles(stranger)["Findings that wait for your action"] == (0, 0)
    walk("submitted")
    assert piles(mill_user)["Findings that wait for your action"] == (0, 0)
    assert piles(auditor)["Plans and actions to review"] == (1, 1)
    assert piles(buyer)["Plans and actions to review"] == (1, 1)


def test_late_begins_the_day_after(finding, mill_user):
    due = finding.submit_due
    label = "Findings that wait for your action"
    assert piles(mill_user, on=due)[label] == (1, 0)
    assert piles(mill_user, on=due + dt.timedelta(days=1))[label] == (1, 1)


def test_a_check_waits_from_its_day_on(walk, auditor, buyer, mill_user, strange_auditor):
    due = walk("closed").check_owed.due_on
    before, after, label = due - dt.timedelta(days=1), due + dt.timedelta(days=1), "Effectiveness checks"
    assert [piles(auditor, on=day)[label] for day in (before, due, after)] == [(0, 0), (1, 0), (1, 1)]
    assert piles(buyer, on=due)[label] == (1, 0)
    assert piles(strange_auditor, on=due)[label] == (0, 0)
    assert label not in piles(mill_user, on=due)


def test_more_time_waits_for_others_than_who_asked(finding, auditor, buyer, second_buyer, now):
    operations.ask_postponement(
        finding=finding, kind="pause", until=ON, reason="Flood.", by=buyer, at=now
    )
    label = "More time asked for"
    found = [piles(person)[label] for person in (auditor, buyer, second_buyer)]
    assert found == [(1, 0), (0, 0), (1, 0)]


def opened(pile, browser):
    return browser.get(pile.address).context["paginator"].count


def test_the_pile_of_surveys_opens_those_still_to_be_answered(
    survey, annual, mill_user, as_user, now
):
    operations.submit_survey(survey=annual, answers={"words": "Done."}, by=mill_user, at=now)
    [pile] = [p for p in waiting_for(mill_user, on=ON) if p.label == "Surveys to answer"]
    assert (pile.count, opened(pile, as_user(mill_user))) == (1, 1)
