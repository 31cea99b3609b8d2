"""What waits for each side of a finding, and nobody else's."""

import datetime as dt

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
