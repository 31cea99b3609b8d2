import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits import operations
from audits.models import Questionnaire, Survey
from audits.queries.survey_assign import counted, suppliers_by_rule, with_it_already
from audits.tasks import assign_span, assign_spans
from suppliers.models import Classification, Commodity, RiskModel, RiskYear, Supplier, Supply
from sustainportal.notices.models import Notice

from ...conftest import make_supplier

DUE = dt.date(2026, 12, 31)


@pytest.fixture
def field(catalogues, mill, other_mill, now):
    """The mill is active, tier 2, key and of high class; the other one tier 1 under it; one is ended."""
    Supplier.objects.filter(pk=mill.pk).update(status="active", is_key=True)
    Supplier.objects.filter(pk=other_mill.pk).update(status="approved", tier=1, parent=mill)
    make_supplier("M-003", "Gone Mill", status="ended", tier=2)
    make_supplier("M-004", "Waiting Mill", status="candidate", tier=2)
    year = RiskYear.objects.create(year=2026)
    model = RiskModel.objects.first()
    Classification.objects.create(
        supplier=mill, year=year, model=model, risk_class="high", coverage=100, judged_at=now
    )
    bolts = Commodity.objects.create(code="bolts", name="Bolts")
    Supply.objects.create(supplier=other_mill, commodity=bolts, quarter="2026Q2")
    return bolts


@pytest.mark.parametrize(
    ("rule", "codes"),
    [
        ({}, ["M-001", "M-002"]),
        ({"tier": 2}, ["M-001"]),
        ({"risk_class": "high"}, ["M-001"]),
        ({"risk_class": "high", "year": 2025}, []),
        ({"risk_class": "low"}, []),
        ({"group": "M-001"}, ["M-001", "M-002"]),
        ({"group": "M-002"}, ["M-002"]),
        ({"key_only": True}, ["M-001"]),
        ({"tier": 1, "key_only": True}, []),
    ],
)
def test_a_rule_names_suppliers_that_stand(field, rule, codes):
    rows = suppliers_by_rule(**{"year": 2026} | rule)
    assert [row.code for row in rows] == codes


def test_a_rule_by_commodity(field):
    assert [row.code for row in suppliers_by_rule(year=2026, commodity=field.pk)] == ["M-002"]


def test_who_has_it_already_is_counted_apart(field, survey, mill, other_mill):
    rows = with_it_already(suppliers_by_rule(year=2026), survey.questionnaire, 2026)
    assert {row.code: row.has_it for row in rows} == {"M-001": True, "M-002": False}
    assert counted(rows) == {"all": 2, "has_it": 1, "new": 1}
    earlier = with_it_already(suppliers_by_rule(year=2026), survey.questionnaire, 2025)
    assert counted(earlier)["has_it"] == 0


def test_the_job_sends_out_in_spans_and_twice_does_no_harm(field, buyer, mill_user, now):
    annual = Questionnaire.objects.first()
    args = {"questionnaire": annual.pk, "year": 2026, "due_on": "2026-12-31"}
    [span] = assign_spans(by=buyer, at=now, rule={"year": 2026, "tier": 2}, **args)
    assert assign_span(span, by=buyer, at=now, **args) == {"suppliers": 1, "surveys": 1}
    assert assign_span(span, by=buyer, at=now, **args) == {"suppliers": 1, "surveys": 0}
    assert Survey.objects.get().due_on == DUE
    assert Notice.objects.get(event="audits.survey.assigned").recipient == mill_user


def test_sending_to_many_asks_as_often_as_sending_to_one(
    field, mill_user, stranger, mill, other_mill, buyer, now
):
    annual = Questionnaire.objects.first()

    def send(suppliers, year):
        with CaptureQueriesContext(connection) as asked:
            operations.assign_surveys(
                questionnaire=annual, suppliers=suppliers, year=year, due_on=DUE, by=buyer, at=now
            )
        return len(asked)

    one = send([mill], 2025)
    assert send([mill, other_mill], 2026) <= one + 1  # one more notice
    assert {row.recipient for row in Notice.objects.filter(event="audits.survey.assigned")} == {
        mill_user, stranger
    }  # fmt: skip


def test_one_sender_after_the_other(survey, other_mill, buyer, now):
    """The questionnaire is held before anybody looks who has it already."""
    with CaptureQueriesContext(connection) as asked:
        operations.assign_surveys(
            questionnaire=survey.questionnaire, suppliers=[other_mill], year=2026, due_on=DUE,
            by=buyer, at=now,
        )  # fmt: skip
    tables = [query["sql"] for query in asked if query["sql"].startswith("SELECT")]
    assert 'FROM "audits_questionnaire"' in tables[0]
    if connection.features.has_select_for_update:
        assert "FOR UPDATE" in tables[0]
