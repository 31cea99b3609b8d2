import pytest
from django.core.exceptions import ValidationError

from suppliers import catalogue_risk
from suppliers.models import CategoryWeight, ModelFactor, RiskModel
from suppliers.operations import activate_model, copy_model
from suppliers.operations.risk_model import problems_of
from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.models import Entry
from tests.suppliers.risk_cast import small_model


def test_the_catalogue_brings_an_active_model_without_a_problem(db, now):
    catalogue_risk.load(at=now)
    model = RiskModel.objects.get()
    assert (model.name, model.status, model.to_confirm) == ("Default 2026", "active", True)
    assert problems_of(model) == []
    catalogue_risk.load(at=now)
    assert RiskModel.objects.count() == 1


def test_the_catalogue_leaves_a_model_alone_that_somebody_activated(model, now):
    catalogue_risk.load(at=now)
    assert RiskModel.objects.get(status="active") == model


def test_activating_retires_the_model_before_it(model, admin_user, now):
    draft = copy_model(model=model, name="Next", by=admin_user, at=now)
    activate_model(model=draft, by=admin_user, at=now)
    model.refresh_from_db()
    assert (model.status, model.retired_at) == ("retired", now)
    assert (draft.status, draft.activated_at, draft.activated_by) == ("active", now, "admin_user")
    assert (
        Entry.objects.filter(event="suppliers.risk_model.activated").count() == 3
    )  # the default, Small, Next


def test_a_model_whose_weights_do_not_sum_is_refused_with_the_row(model, factors, now):
    draft = copy_model(model=model, name="Bad", by=None, at=now)
    CategoryWeight.objects.filter(model=draft, category="product").update(weight="39.99")
    ModelFactor.objects.filter(model=draft, factor="hdi").update(weight=49, missing="")
    with pytest.raises(ValidationError) as refusal:
        activate_model(model=draft, by=None, at=now)
    assert refusal.value.messages == [
        "Categories: The weights add up to 99.99, not to 100.",
        "Labour employment: The weights add up to 99.00, not to 100.",
        "Labour employment › hdi: It does not say what a missing reading means.",
    ]
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_only_a_draft_can_be_activated(model, now):
    with pytest.raises(NotNow):
        activate_model(model=model, by=None, at=now)
    model.refresh_from_db()
    assert model.status == "active"


def test_a_copy_has_every_row_and_is_a_draft(model, now):
    draft = copy_model(model=model, name="Copy", by=None, at=now)
    assert draft.status == "draft"
    for part in ("factors", "categories", "overrides"):
        fields = [
            field.name
            for field in getattr(model, part).model._meta.fields
            if field.name not in {"id", "model"}
        ]
        rows = [
            list(getattr(one, part).order_by("pk").values_list(*fields)) for one in (model, draft)
        ]
        assert rows[0] == rows[1] != []


def test_an_activated_model_is_never_changed(model):
    model.high_from = 99
    for refused in (
        model.save,
        model.delete,
        model.factors.first().save,
        model.categories.first().delete,
    ):
        with pytest.raises(NotNow):
            refused()
    assert model.factors.count() == 3


def test_a_draft_can_be_changed(factors, now):
    draft = small_model(at=now, activate=False)
    draft.high_from = 70
    draft.save()
    draft.factors.first().delete()
    assert RiskModel.objects.get(name="Small").high_from == 70
    assert draft.factors.count() == 2
