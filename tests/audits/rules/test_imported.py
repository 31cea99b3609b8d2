"""What a row of a list may say: both sides of every edge."""

import datetime as dt

import pytest

from audits.rules.imported import outcome_of, provision_code, with_foreign_code, wrong_days

DAY = dt.date(2024, 3, 4)
NEXT = DAY + dt.timedelta(days=1)
CODES = ["A1", "B1", "B3"]


@pytest.mark.parametrize(
    ("field", "earlier", "code"),
    [
        ("closing_on", "started_on", "closing_before_visit"),
        ("final_on", "closing_on", "final_before_closing"),
        ("discovered_on", "started_on", "discovered_before_visit"),
        ("approved_on", "discovered_on", "approved_before_discovery"),
        ("closed_on", "discovered_on", "closed_before_discovery"),
        ("closed_on", "approved_on", "closed_before_approval"),
    ],
)
def test_a_day_is_not_before_the_one_it_follows(field, earlier, code):
    assert wrong_days({field: DAY, earlier: NEXT}, NEXT) == [(field, code)]
    assert wrong_days({field: DAY, earlier: DAY}, NEXT) == []
    assert wrong_days({field: DAY, earlier: None}, NEXT) == []


@pytest.mark.parametrize("field", ["started_on", "closing_on", "discovered_on", "approved_on", "closed_on"])
def test_no_day_is_still_to_come(field):
    assert wrong_days({field: NEXT}, DAY) == [(field, "future")]
    assert wrong_days({field: DAY}, DAY) == []


@pytest.mark.parametrize("field", ["started_on", "closing_on", "final_on", "discovered_on", "closed_on"])
def test_no_day_is_before_1990(field):
    assert wrong_days({field: dt.date(1989, 12, 31)}, DAY) == [(field, "too_early")]
    assert wrong_days({field: dt.date(1990, 1, 1)}, DAY) == []


def test_one_field_has_one_fault():
    assert wrong_days({"discovered_on": DAY, "started_on": NEXT}, DAY - dt.timedelta(days=9)) == [
        ("started_on", "future"), ("discovered_on", "future"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "zero", "outcome"),
    [
        ({}, 0, "approved"), ({"risk": 3, "opportunity": 1}, 0, "approved"), ({"minor": 1}, 0, "conditional"),
        ({"major": 1}, 0, "conditional"), ({"priority": 1}, 0, "conditional"), ({"priority": 1}, 1, "rejected"),
    ],
)  # fmt: skip
def test_an_outcome_follows_from_the_findings(counts, zero, outcome):
    assert outcome_of(counts, zero) == outcome


@pytest.mark.parametrize(
    ("text", "words", "default", "expected"),
    [
        ("B1", {}, "", ("B1", False)), ("b1 ", {}, "", ("B1", False)), ("B2", {}, "", ("", True)),
        ("5144 H02  A", {"5144": "B3"}, "", ("B3", True)),
        ("5144 H02  A", {"5144": "B3", "5144 h02": "A1"}, "", ("A1", True)),
        ("5162", {"5144": "B3"}, "B1", ("B1", True)), ("5162", {"5144": "B3"}, "Z9", ("", True)),
        ("B1", {"B1": "B3"}, "", ("B1", False)), ("", {}, "B1", ("B1", True)),
    ],
)  # fmt: skip
def test_a_code_means_a_provision_by_itself_by_its_beginning_or_by_default(text, words, default, expected):
    assert provision_code(text, CODES, words, default) == expected


def test_the_code_of_the_list_stays_in_the_description():
    assert with_foreign_code("Locked.", "5144 A") == "[5144 A] Locked."
    assert with_foreign_code("", "5144 A") == "[5144 A]"
    assert with_foreign_code("Locked.", "") == "Locked."
    assert len(with_foreign_code("x" * 4000, "5144")) == 4000
