"""A few suppliers of the demo company answer the annual survey, two years long."""

import pytest

from audits import catalogue, demo_people, demo_surveys
from audits.demo_annual import STATES
from audits.models import Smelter, Survey
from audits.queries.surveys import answers_by_key, problems_of, shares_of
from suppliers import catalogue as supplier_catalogue
from suppliers import demo as supplier_demo
from suppliers.models import Supplier
from sustainportal.notices.operations import muted


@pytest.fixture
def annual(db, now):
    """The annual surveys, newest year first."""
    supplier_catalogue.load(at=now)
    catalogue.load(at=now)
    supplier_demo.build(at=now)
    suppliers = list(
        Supplier.objects.exclude(status__in=["candidate", "rejected", "ended"]).order_by("code")
    )
    people = demo_people.contacts(suppliers, at=now)
    with muted():
        demo_surveys.build(suppliers, people, at=now)
    return Survey.objects.filter(questionnaire__version="2026").order_by("-year", "supplier__code")


def test_two_rounds_of_annual_surveys(annual):
    years = sorted({survey.year for survey in annual})
    assert years == [2025, 2026]
    this, last = (
        [survey.state for survey in annual if survey.year == year] for year in (2026, 2025)
    )
    assert this == list(STATES)
    assert last == ["accepted"] * (len(STATES) - 1)
    assert {survey.score for survey in annual} == {None}


def test_one_figure_waits_for_its_explanation(annual):
    survey = annual[0]
    [(question, problem)] = problems_of(survey)
    assert (survey.state, question.key, problem.code) == ("in_progress", "waste", "differs")


def test_the_smelters_have_a_share_that_conforms_for_each_metal(annual):
    rows = Smelter.objects.filter(survey=annual[0])
    shares = {share["metal"]: str(share["percent"]) for share in shares_of(rows)}
    assert shares == {"tin": "66.67", "gold": "50.00"}
    assert answers_by_key(annual[0])["smelters"].value == "5"


def test_who_was_verified_by_a_third_party_shows_it(annual):
    survey = annual[1]
    assert survey.files.get().question.key == "statement"
