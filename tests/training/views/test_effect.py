"""The page of the effect, the rows behind its numbers, and its sheet."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from training import operations as events
from training.operations.counselling import record_cause

from ..counselling_cast import DAY, audited, closed, found, opened

PAGE, ROWS = reverse("training:effect"), reverse("training:effect_list")


@pytest.fixture
def held(mill, other_mill, auditor, strange_auditor, buyer, second_buyer, now):
    """A meeting of June: two findings treated, one of them closed; three not treated, one closed."""
    day = dt.datetime(2026, 6, 1, 6, tzinfo=dt.UTC)
    ours = audited(mill, auditor, buyer, at=day - 30 * DAY)
    theirs = audited(other_mill, strange_auditor, buyer, at=day - 30 * DAY)
    treated = [found(ours), found(ours)]
    others = [found(theirs) for _ in range(3)]
    event = opened(treated, lead=auditor, by=buyer, on=day.date(), at=day - 5 * DAY)
    events.record_attendance(event, supplier=mill, name="Lan", by=buyer, at=day)
    for row in event.treated.select_related("event", "finding__audit"):
        record_cause(row, cause="Nobody checks.", by=auditor, at=day)
    events.hold_event(event, by=buyer, at=day)
    closed(treated[0], day + 30 * DAY, verifier=auditor, closer=second_buyer)
    closed(others[0], day + 60 * DAY, verifier=strange_auditor, closer=buyer)
    return treated, others


def test_each_number_opens_exactly_its_findings(as_user, buyer, held):
    browser = as_user(buyer)
    shown = browser.get(PAGE)
    whole, quarter = shown.context["lines"]
    assert (whole["quarter"], quarter["quarter"]) == ("", "2026Q2")
    for line in (whole, quarter):
        for name in ("treated", "untreated"):
            for standing, count in (
                ("", line[name].findings),
                ("yes", line[name].closed),
                ("no", line[name].findings - line[name].closed),
            ):
                rows = browser.get(f"{ROWS}?{line['query']}&group={name}&closed={standing}")
                assert len(rows.context["object_list"]) == count
    assert (whole["treated"].findings, whole["untreated"].findings) == (2, 3)
    assert "Treated ahead by 16.7 points" in shown.text
    assert shown.text.count("too few to tell") == 4


def test_before_the_first_meeting_it_says_so(as_user, admin_user, db):
    browser = as_user(admin_user)
    assert "No counselling meeting was held yet." in browser.get(PAGE).text
    assert browser.get(ROWS).context["object_list"] == []


@pytest.mark.parametrize(
    "query", ["year=1", "year=x&quarter=2026Q9&group=zz&closed=zz", "year=2026&quarter=%00"]
)
def test_an_address_that_makes_no_sense_is_answered(as_user, buyer, held, query):
    for page in (PAGE, ROWS):
        assert as_user(buyer).get(f"{page}?{query}").status_code == 200


def test_the_sheet_has_the_same_numbers(as_user, buyer, held):
    answer = as_user(buyer).get(f"{PAGE}?export=xlsx")
    rows = list(load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0].values)
    assert [row[:6] for row in rows[1:3]] == [
        ("2026", 1, "Treated", 2, 1, 50),
        ("2026", 1, "Not treated", 3, 1, 33.3),
    ]
    behind = as_user(buyer).get(f"{ROWS}?year=2026&group=treated&closed=yes&export=csv")
    assert "30" in b"".join(behind.streaming_content).decode().splitlines()[1].split(",")[-1]


def test_the_rows_cost_the_same_with_one_and_with_three(as_user, buyer, held):
    browser = as_user(buyer)

    def cost(query):
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"{ROWS}?year=2026&{query}")
        return len(asked)

    cost("")
    assert cost("group=untreated") == cost("group=treated&closed=yes")


@pytest.mark.parametrize("role", ["mill_user", "auditor", "sales"])
def test_it_is_procurements_and_the_administrators(request, as_user, role):
    browser = as_user(request.getfixturevalue(role))
    assert (browser.get(PAGE).status_code, browser.get(ROWS).status_code) == (403, 403)
