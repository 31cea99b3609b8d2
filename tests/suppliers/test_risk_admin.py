"""Risk models in the admin site: a draft can be changed and activated, anything else only read."""

import pytest
from django.urls import reverse

from suppliers.models import CategoryWeight, RiskModel
from suppliers.operations import copy_model


@pytest.fixture
def draft(model, now):
    return copy_model(model=model, name="Next", by=None, at=now)


@pytest.fixture
def desk(as_user, admin_user):
    return as_user(admin_user)


LIST = "admin:suppliers_riskmodel_changelist"


def act(desk, action, *models):
    return desk.post(
        reverse(LIST), {"action": action, "_selected_action": [m.pk for m in models]}, follow=True
    )


def told(answer):
    return [str(message) for message in answer.context["messages"]]


def test_a_draft_is_activated_by_an_action(desk, draft, model):
    assert told(act(desk, "activate", draft)) == ["Next is the active risk model now."]
    assert dict(
        RiskModel.objects.filter(pk__in=[draft.pk, model.pk]).values_list("pk", "status")
    ) == {
        draft.pk: "active",
        model.pk: "retired",
    }


def test_a_bad_draft_is_refused_with_every_reason(desk, draft):
    CategoryWeight.objects.filter(model=draft, category="labour").update(weight=50)
    answer = act(desk, "activate", draft)
    assert told(answer) == ["Categories: The weights add up to 90.00, not to 100."]
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_the_active_model_cannot_be_activated_again_nor_two_at_once(desk, draft, model):
    assert told(act(desk, "activate", model))[0].startswith("Only a draft can be activated.")
    assert told(act(desk, "activate", model, draft)) == ["Choose exactly one model."]


def test_copying_makes_a_draft_with_a_free_name(desk, model):
    for _time in range(2):
        act(desk, "copy_as_draft", model)
    names = list(RiskModel.objects.filter(name__startswith="Small ").values_list("name", flat=True))
    assert len(set(names)) == 2
    assert set(RiskModel.objects.filter(name__in=names).values_list("status", flat=True)) == {
        "draft"
    }


def test_an_active_model_is_read_only_and_a_draft_is_not(desk, draft, model):
    for one, inputs in ((model, 0), (draft, 1)):
        page = desk.get(reverse("admin:suppliers_riskmodel_change", args=[one.pk]))
        assert page.status_code == 200
        assert page.content.decode().count('name="high_from"') == inputs
        assert page.content.decode().count('name="factors-0-weight"') == inputs
    refused = desk.post(reverse("admin:suppliers_riskmodel_change", args=[model.pk]), {"name": "X"})
    assert refused.status_code == 403


def test_every_admin_page_of_risk_opens_and_history_is_read_only(desk, model, mill, now):
    from suppliers.operations import classify_span

    classify_span(year=2026, first=mill.pk, last=mill.pk, by=None, at=now)
    for name in ("factor", "riskmodel", "factorreading", "riskyear", "classification"):
        assert desk.get(reverse(f"admin:suppliers_{name}_changelist")).status_code == 200
    for name in ("factorreading", "riskyear", "classification"):
        assert desk.get(reverse(f"admin:suppliers_{name}_add")).status_code == 403
    assert desk.get(reverse("admin:suppliers_riskmodel_add")).status_code == 200
    assert desk.get(reverse("admin:suppliers_factor_change", args=["hdi"])).status_code == 200


def test_a_buyer_has_no_business_in_the_admin_site(as_user, buyer):
    assert as_user(buyer).get(reverse(LIST)).status_code == 302
