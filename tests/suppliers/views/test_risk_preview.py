"""The sheet of a draft model: asked for, shown, narrowed, taken away, and told when it is outdated."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from suppliers.models import ModelFactor, RiskModel
from suppliers.operations import classify_span, copy_model
from suppliers.operations.risk_preview import JOB, ask_for_preview
from sustainportal.jobs.models import Job
from sustainportal.jobs.operations import run
from tests.conftest import make_supplier
from tests.suppliers.risk_cast import bought, indicator


@pytest.fixture(autouse=True)
def today(monkeypatch, now):
    monkeypatch.setattr("suppliers.views.risk_preview.now", lambda: now)


@pytest.fixture
def draft(model, country, mill, other_mill, steel, now):
    """2026: the mill medium, the other not classified; the draft would make both high."""
    indicator(country, "hdi", 0.4)
    bought(mill, steel, 50_000_000)
    classify_span(year=2026, first=mill.pk, last=other_mill.pk, by=None, at=now)
    draft = copy_model(model=model, name="Next", by=None, at=now)
    RiskModel.objects.filter(pk=draft.pk).update(high_from=50, coverage_floor=20)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def looked(draft, buyer, now):
    run(ask_for_preview(model=draft, by=buyer, at=now), at=now)
    return draft


def page(draft, name="model_preview"):
    return reverse(f"suppliers:{name}", args=[draft.pk])


def text_of(answer):
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", words)


def codes(answer):
    return [row.supplier.code for row in answer.context["object_list"]]


def test_a_buyer_asks_and_the_page_shows_how_far_it_is(as_user, buyer, draft):
    client = as_user(buyer)
    assert "Nobody has looked at this draft yet." in text_of(client.get(page(draft)))
    answer = client.post(page(draft, "model_preview_ask"), follow=True)
    assert Job.objects.get().kind == JOB
    assert "The preview was asked for." in text_of(answer)
    assert "Make a preview" not in text_of(answer)  # not while it runs


def test_the_sheet_shows_who_would_move_and_why(as_user, buyer, looked):
    answer = as_user(buyer).get(page(looked))
    assert codes(answer) == ["M-002", "M-001"]
    text = text_of(answer)
    assert "Medium High 56.00 → 56.00 The bands: 35–60 → 50–100." in text
    assert "How much is known: 30 % → 30 % of the model&#x27;s weight." in text
    assert answer.context["matrix"]["rows"] == [
        ("medium", "Medium", [("high", 1)], 1),
        ("not_classified", "Not classified", [("high", 1)], 1),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("moved=rose", ["M-001"]),
        ("moved=fell", []),
        ("moved=everyone&before=medium&after=high", ["M-001"]),
        ("before=not_classified", ["M-002"]),
        ("q=blue", ["M-002"]),
        ("sort=code", ["M-001", "M-002"]),
    ],
)
def test_it_can_be_narrowed(as_user, buyer, looked, query, expected):
    assert codes(as_user(buyer).get(f"{page(looked)}?{query}")) == expected


def test_who_would_stay_is_shown_when_asked_for(as_user, buyer, looked, now):
    RiskModel.objects.filter(pk=looked.pk).update(high_from=60)
    run(ask_for_preview(model=looked, by=buyer, at=now), at=now)
    client = as_user(buyer)
    assert codes(client.get(page(looked))) == ["M-002"]
    assert sorted(codes(client.get(f"{page(looked)}?moved=everyone"))) == ["M-001", "M-002"]


def test_exactly_the_rows_shown_can_be_taken_away(as_user, buyer, looked):
    answer = as_user(buyer).get(f"{page(looked)}?moved=rose&export=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1] == "M-001,Red River Mill,Medium,High,56.0,56.0,70.0,The bands: 35–60 → 50–100."
    assert len(lines) == 2


def test_an_edited_draft_is_told_and_a_broken_one_names_its_problems(as_user, buyer, looked):
    client = as_user(buyer)
    assert "Outdated" not in text_of(client.get(page(looked)))
    ModelFactor.objects.filter(model=looked, factor="hdi").update(weight=45)
    text = text_of(client.get(page(looked)))
    assert "Outdated: the draft was edited" in text
    assert "Labour employment: The weights add up to 95.00, not to 100." in text
    refused = client.post(page(looked, "model_preview_ask"), follow=True)
    assert "Labour employment: The weights add up to 95.00" in text_of(refused)
    assert Job.objects.exclude(state="done").count() == 0


def test_an_active_model_is_not_looked_at(as_user, buyer, model, draft):
    client = as_user(buyer)
    assert client.post(page(model, "model_preview_ask")).status_code == 409
    assert "This model is no draft" in text_of(client.get(page(model)))


@pytest.mark.parametrize("role", ["mill_user", "auditor", "sales"])
def test_drafts_are_for_procurement_and_administrators(as_user, request, role, draft):
    client = as_user(request.getfixturevalue(role))
    assert client.get(page(draft)).status_code == 403
    assert client.post(page(draft, "model_preview_ask")).status_code == 403


def test_the_sheet_has_the_same_number_of_queries_for_many(
    as_user, buyer, looked, country, mill, now
):
    client = as_user(buyer)
    client.get(page(looked))
    with CaptureQueriesContext(connection) as few:
        client.get(page(looked))
    for number in range(10):
        last = make_supplier(f"X-{number}", f"Mill {number}", country)
    classify_span(year=2026, first=mill.pk, last=last.pk, by=None, at=now)
    run(ask_for_preview(model=looked, by=buyer, at=now), at=now)
    with CaptureQueriesContext(connection) as many:
        client.get(page(looked))
    assert len(many) == len(few)
    assert len(few) <= 22


def test_the_risk_year_leads_to_the_drafts(as_user, buyer, draft, monkeypatch, now):
    monkeypatch.setattr("suppliers.views.risk_years.localdate", lambda: now.date())
    answer = as_user(buyer).get(reverse("suppliers:risk_year", args=[2026]))
    assert page(draft) in answer.content.decode()
