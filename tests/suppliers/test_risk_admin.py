"""Risk models in the admin site: a draft can be changed and activated, anything else only read."""

from decimal import Decimal

import pytest
from django.urls import reverse

from suppliers.models import CategoryWeight, Factor, ModelFactor, RiskModel
from suppliers.operations import classify_span, copy_model
from suppliers.operations.risk_preview import ask_for_preview
from sustainportal.jobs.operations import run


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


def address(page, model):
    return reverse(f"admin:suppliers_riskmodel_{page}", args=[model.pk])


def activate(desk, model, **words):
    return desk.post(address("activate", model), words, follow=True)


@pytest.fixture
def judged(model, mill, now):
    classify_span(year=2026, first=mill.pk, last=mill.pk, by=None, at=now)


def statuses(*models):
    rows = RiskModel.objects.filter(pk__in=[model.pk for model in models]).order_by("pk")
    return list(rows.values_list("status", flat=True))


def test_the_action_leads_to_the_question_and_activates_nothing(desk, draft, model):
    answer = act(desk, "activate", draft)
    assert answer.redirect_chain[-1][0] == address("activate", draft)
    assert "“Small” retires" in answer.content.decode()
    assert statuses(model, draft) == ["active", "draft"]


def test_a_draft_is_activated_after_the_question(desk, draft, model):
    assert told(activate(desk, draft)) == ["Next is the active risk model now."]
    assert statuses(model, draft) == ["retired", "active"]


def test_a_bad_draft_is_refused_with_every_reason(desk, draft):
    CategoryWeight.objects.filter(model=draft, category="labour").update(weight=50)
    page = activate(desk, draft).content.decode()
    assert "Categories: The weights add up to 90.00, not to 100." in page
    assert statuses(draft) == ["draft"]


def test_the_active_model_cannot_be_activated_again_nor_two_at_once(desk, draft, model):
    assert "Only a draft can be activated." in activate(desk, model).content.decode()
    assert told(act(desk, "activate", model, draft)) == ["Choose exactly one model."]


def test_without_a_preview_a_reason_is_wanted(desk, judged, draft, model):
    page = desk.get(address("activate", draft)).content.decode()
    assert "Nobody has looked at what this draft would change." in page
    assert "Make a preview first" in activate(desk, draft).content.decode()
    assert statuses(model, draft) == ["active", "draft"]
    activate(desk, draft, without_preview="Agreed")
    assert statuses(model, draft) == ["retired", "active"]


def test_the_newest_preview_stands_beside_the_question(desk, judged, draft, model, admin_user, now):
    run(ask_for_preview(model=draft, by=admin_user, at=now), at=now)
    page = desk.get(address("activate", draft)).content.decode()
    assert "0 of 1 suppliers would move." in page
    assert 'type="hidden" name="without_preview"' in page
    activate(desk, draft)
    assert statuses(model, draft) == ["retired", "active"]


def test_every_problem_of_a_draft_stands_on_its_page(desk, draft):
    ModelFactor.objects.filter(model=draft, factor="hdi").update(weight=45, missing="")
    page = desk.get(address("change", draft)).content.decode()
    for problem in (
        "2 things stand against activating this draft",
        "Labour employment: The weights add up to 95.00, not to 100.",
        "Labour employment › hdi: It does not say what a missing reading means.",
    ):
        assert problem in page


def test_weights_are_added_as_decimals(desk, draft):
    """8 × 11.1 + 11.2 is 100, whatever floats say."""
    ModelFactor.objects.filter(model=draft, category="labour").delete()
    codes = list(Factor.objects.values_list("code", flat=True)[:9])
    for number, code in enumerate(codes):
        ModelFactor.objects.create(
            model=draft, category="labour", factor_id=code, missing="neutral",
            weight=Decimal("11.2") if number == 8 else Decimal("11.1"),
            best=0 if Factor.objects.get(pk=code).higher_is_worse else 1,
            worst=1 if Factor.objects.get(pk=code).higher_is_worse else 0,
        )  # fmt: skip
    assert "The draft is complete" in desk.get(address("change", draft)).content.decode()


def test_bands_out_of_order_are_refused_in_words_of_people(desk, draft):
    page = desk.get(address("change", draft))
    form = page.context["adminform"].form
    data = {name: form[name].value() for name in form.fields} | {
        "high_from": "35",
        "medium_from": "35",
    }
    for inline in page.context["inline_admin_formsets"]:
        for field in inline.formset.management_form:
            data[field.html_name] = field.value()
        data[f"{inline.formset.prefix}-TOTAL_FORMS"] = "0"
        data[f"{inline.formset.prefix}-INITIAL_FORMS"] = "0"
    answer = desk.post(address("change", draft), data)
    assert "High must begin above medium, and medium above 0." in answer.content.decode()


def test_a_model_is_copied_from_its_own_page(desk, model):
    answer = desk.post(address("copy", model), follow=True)
    copy = RiskModel.objects.get(status="draft", name__startswith="Small")
    assert answer.redirect_chain[-1][0] == address("change", copy)
    assert desk.get(address("copy", model)).status_code == 405


def test_nobody_else_activates_or_copies(as_user, buyer, draft):
    client = as_user(buyer)
    for page in ("activate", "copy"):
        assert (
            client.post(address(page, draft)).status_code == 302
        )  # to the login of the admin site
    assert statuses(draft) == ["draft"]


def test_a_draft_is_deleted_with_its_previews(desk, judged, draft, admin_user, now):
    run(ask_for_preview(model=draft, by=admin_user, at=now), at=now)
    page = desk.get(address("delete", draft))
    assert page.content.decode().count("<li>Next") == 1
    desk.post(address("delete", draft), {"post": "yes"})
    assert not RiskModel.objects.filter(pk=draft.pk).exists()


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
    classify_span(year=2026, first=mill.pk, last=mill.pk, by=None, at=now)
    for name in ("factor", "sector", "riskmodel", "factorreading", "riskyear", "classification"):
        assert desk.get(reverse(f"admin:suppliers_{name}_changelist")).status_code == 200
    for name in ("factorreading", "riskyear", "classification"):
        assert desk.get(reverse(f"admin:suppliers_{name}_add")).status_code == 403
    assert desk.get(reverse("admin:suppliers_riskmodel_add")).status_code == 200
    assert desk.get(reverse("admin:suppliers_factor_change", args=["hdi"])).status_code == 200


def test_a_buyer_has_no_business_in_the_admin_site(as_user, buyer):
    assert as_user(buyer).get(reverse(LIST)).status_code == 302
