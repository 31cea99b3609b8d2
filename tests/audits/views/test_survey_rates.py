import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits import operations
from audits.models import Survey
from audits.queries.survey_rates import rate
from suppliers.models import Supplier

from ...conftest import make_supplier
from ..survey_cast import send

PAGE = reverse("audits:response_rates")


@pytest.fixture
def five(annual, other_mill, mill_user, stranger, buyer, now):
    """The mill has handed in; four others: begun and late, not started, without a tier, without a country."""
    operations.submit_survey(survey=annual, answers={"words": "x"}, by=mill_user, at=now)
    for code in ("M-003", "M-004", "M-005"):
        make_supplier(code, f"Mill {code}", other_mill.country, tier=3)
    Supplier.objects.filter(code="M-004").update(tier=None)
    Supplier.objects.filter(code="M-005").update(country=None)
    for supplier in Supplier.objects.exclude(pk=annual.supplier_id):
        send(annual.questionnaire, supplier, 2026, by=buyer, at=now)
    begun = Survey.objects.get(supplier=other_mill)
    operations.save_answers(survey=begun, answers={"words": "x"}, by=stranger, at=now)
    Survey.objects.update(due_on=dt.date(2999, 1, 1))
    Survey.objects.filter(supplier=other_mill).update(due_on=dt.date(2020, 1, 1))
    return annual.questionnaire


def test_every_number_opens_exactly_its_rows(five, as_user, buyer):
    browser = as_user(buyer)
    page = browser.get(PAGE)
    assert (page.context["year"], page.context["chosen"]["label"]) == (2026, "Annual figures 2026")
    lines = [
        *page.context["questionnaires"],
        *(line for t in page.context["tables"] for line in t["lines"]),
    ]
    assert len(lines) == 1 + 3 + 1 + 2
    for line in lines:
        for cell in line["cells"]:
            rows = browser.get(cell["address"]).context["object_list"]
            assert len(rows) == cell["number"], cell
    [whole] = page.context["questionnaires"]
    assert [cell["number"] for cell in whole["cells"]] == [5, 2, 1, 0, 1]
    assert whole["rate"] == Decimal("20.0")


def test_a_returned_survey_is_started_and_not_handed_in(five, annual, as_user, buyer, now):
    annual.refresh_from_db()
    operations.request_changes(survey=annual, remark="Again.", by=buyer, at=now)
    [whole] = as_user(buyer).get(PAGE).context["questionnaires"]
    assert [cell["number"] for cell in whole["cells"]] == [5, 2, 0, 0, 1]


def test_the_rates_are_exported(five, as_user, buyer):
    text = b"".join(as_user(buyer).get(PAGE, {"export": "csv"}).streaming_content).decode(
        "utf-8-sig"
    )
    lines = text.splitlines()
    assert lines[0] == 'Counted by,Which,Sent out,Started,Handed in,Accepted,Late,"Response rate, %"'
    assert lines[1] == "Questionnaire,Annual figures 2026,5,2,1,0,1,20.0"
    assert "Tier,unknown,1,0,0,0,0,0.0" in lines
    assert len(lines) == 1 + 1 + 3 + 1 + 2


def test_an_empty_year_says_so(catalogues, as_user, buyer):
    assert "No survey of this year" in as_user(buyer).get(PAGE, {"year": "1999"}).text
    assert as_user(buyer).get(PAGE, {"year": "x"}).status_code == 200


@pytest.mark.parametrize(
    ("handed_in", "assigned", "percent"),
    [(0, 0, None), (0, 3, "0.0"), (1, 3, "33.3"), (2, 3, "66.7"), (3, 3, "100.0")],
)
def test_the_rate_has_one_place(handed_in, assigned, percent):
    assert rate(handed_in, assigned) == (None if percent is None else Decimal(percent))


def test_the_page_asks_as_often_with_one_supplier_as_with_five(annual, request, as_user, buyer):
    browser = as_user(buyer)
    with CaptureQueriesContext(connection) as one:
        browser.get(PAGE)
    request.getfixturevalue("five")
    with CaptureQueriesContext(connection) as five:
        browser.get(PAGE)
    assert len(five) == len(one)
