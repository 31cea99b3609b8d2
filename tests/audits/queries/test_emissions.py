"""The buyer's part of a supplier's emissions, from the figures of its annual survey."""

from decimal import Decimal

import pytest

from audits import operations
from audits.models import Questionnaire
from audits.queries.emissions import allocation_of
from audits.queries.survey_pages import sheet_of
from audits.rules.answers import Given

FIGURES = {
    "scope-1": Given("120000", unit="kg CO2e"),
    "scope-2-location": Given("900"),
    "scope-2-market": Given("480"),
    "our-share": Given("12.5"),
}


@pytest.fixture
def annual(catalogues, mill, buyer, now):
    [survey] = operations.assign_surveys(
        questionnaire=Questionnaire.objects.get(version="2026"), suppliers=[mill], year=2026,
        due_on=now.date(), by=buyer, at=now,
    )  # fmt: skip
    return survey


@pytest.fixture
def allocation(annual, mill_user, now):
    """`allocation(answers)`: what the page shows once these are answered."""

    def shown(answers):
        operations.save_answers(survey=annual, answers=answers, by=mill_user, at=now)
        return sheet_of(annual).allocation

    return shown


def test_the_part_is_of_both_scopes_in_one_unit_with_its_arithmetic(allocation):
    assert allocation(FIGURES) == {
        "scope_1": Decimal(120), "scope_2": Decimal(480), "percent": Decimal("12.5"),
        "tonnes": Decimal("75.00"), "unit": "t CO2e",
    }  # fmt: skip


@pytest.mark.parametrize("missing", ["scope-1", "scope-2-market", "our-share"])
def test_without_a_figure_nothing_is_allocated(allocation, missing):
    assert allocation({key: FIGURES[key] for key in FIGURES if key != missing}) is None


@pytest.mark.parametrize(
    ("share", "there"), [("100", True), ("100.1", False), ("0", True), ("-1", False)]
)
def test_a_share_is_of_a_whole(allocation, share, there):
    assert (allocation(FIGURES | {"our-share": Given(share)}) is not None) is there


def test_a_survey_that_does_not_ask_allocates_nothing(survey):
    assert sheet_of(survey).allocation is None


def test_the_page_shows_it(allocation, annual, as_user, mill_user):
    allocation(FIGURES)
    page = as_user(mill_user).get(annual.get_absolute_url()).text
    assert "75.00 t CO2e" in page
    assert (
        "(scope 1: 120 + scope 2, market-based: 480) × 12.50 % of the production made for us" in page
    )


def test_a_figure_that_is_not_asked_for_is_not_used(allocation, annual):
    allocation(FIGURES)
    rows = sheet_of(annual).rows
    next(row for row in rows if row.key == "our-share").shown = False
    assert allocation_of(rows) is None
