import datetime as dt

import pytest

from training.rules.assignment import answer, due_on, in_language, is_section

DAY = dt.date(2026, 8, 17)
BEFORE, AFTER = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({}, "give"),
        ({"has_for_finding": True}, "has_it"),
        ({"has_open": True}, "give"),  # another finding asks for it too
        ({"people": 2, "completed_on": [BEFORE]}, "give"),  # a colleague may still learn
        ({"people": 1, "completed_on": [BEFORE]}, "completed"),  # nobody is left
        ({"people": 2, "completed_on": [DAY]}, "completed"),
        ({"people": 2, "completed_on": [AFTER]}, "completed"),
    ],
)
def test_a_finding_is_answered_by_a_completion_on_its_day_or_later(facts, verdict):
    assert answer("finding", found_on=DAY, **facts) == verdict


@pytest.mark.parametrize("kind", ["new", "class"])
@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({}, "give"),
        ({"has_open": True}, "has_it"),
        ({"had_by_rule": True}, "has_it"),
        ({"people": 2, "completed_on": [BEFORE]}, "completed"),
    ],
)
def test_without_a_finding_one_completion_is_enough(kind, facts, verdict):
    assert answer(kind, **facts) == verdict


def test_the_last_day_is_so_many_days_on():
    assert due_on(DAY, 1) == dt.date(2026, 8, 18)
    assert due_on(DAY, 730) == dt.date(2028, 8, 16)


@pytest.mark.parametrize(("value", "section"), [("B", True), ("B2", False), ("E12", False)])
def test_a_letter_is_a_section(value, section):
    assert is_section(value) is section


@pytest.mark.parametrize(
    ("named", "siblings", "language", "taken"),
    [
        ("E", {"en": "E", "zh-hant": "T"}, "en", "E"),
        ("E", {"en": "E", "zh-hant": "T"}, "zh-hant", "T"),
        ("E", {"en": "E", "zh-hant": "T"}, "zh-hans", "T"),  # the other Chinese, not English
        ("E", {"en": "E"}, "zh-hans", "E"),
        ("T", {"zh-hant": "T"}, "en", "T"),
        ("E", {}, "en", "E"),
        ("E", {"zh-hans": "S", "zh-hant": "T"}, "en", "S"),  # the named one is being revised
        ("T", {"en": "E", "zh-hans": "S"}, "en", "E"),
        ("T", {"en": "E"}, "zh-hant", "E"),
    ],
)
def test_a_person_takes_the_course_in_their_language(named, siblings, language, taken):
    assert in_language(named, siblings, language) == taken
