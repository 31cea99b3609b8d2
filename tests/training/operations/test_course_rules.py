import pytest

from sustainportal.trail.models import Entry
from training.operations.course_rules import keep_rule, switch_rule

from ..assignment_cast import course, rule


@pytest.fixture
def exits(db):
    return course()


def test_a_change_does_not_switch_back_what_was_switched_meanwhile(exits, buyer, now):
    stale = rule(exits, is_active=False)
    switch_rule(type(stale).objects.get(), on=True, by=buyer, at=now)
    stale.due_days = 9
    keep_rule(stale, by=buyer, at=now)
    kept = type(stale).objects.get()
    assert (kept.due_days, kept.is_active) == (9, True)


def test_switching_is_told_only_when_it_was_otherwise(exits, buyer, now):
    row = rule(exits, is_active=False)
    for on in (True, True, False):
        switch_rule(row, on=on, by=buyer, at=now)
    told = Entry.objects.filter(event__startswith="training.course_rule").order_by("pk")
    assert [entry.event for entry in told] == [
        "training.course_rule.on",
        "training.course_rule.off",
    ]
