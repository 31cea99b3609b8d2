"""Policies: drafted, checked, activated once, never changed afterwards."""

from decimal import Decimal as D

import pytest
from django.core.exceptions import ValidationError

from scorecards import catalogue, operations
from scorecards.models import AllocationPolicy, Dimension, GradeMove, ScorecardPolicy, Status
from scorecards.queries.policies import limit_rules, policy_rules
from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.models import Entry


@pytest.fixture
def draft(policies, admin_user, now):
    return operations.copy_policy(policy=policies, name="Default 2", by=admin_user, at=now)


def test_the_shipped_policies_are_sound_active_and_marked_to_confirm(policies):
    limits = AllocationPolicy.objects.get()
    assert (policies.status, limits.status) == (Status.ACTIVE, Status.ACTIVE)
    assert (policies.to_confirm, policies.source) == (True, "sustainportal default")
    assert operations.problems_of(policies) == operations.problems_of(limits) == []


def test_loading_the_catalogue_again_changes_nothing(policies, now):
    catalogue.load(at=now)
    assert ScorecardPolicy.objects.count() == AllocationPolicy.objects.count() == 1


def test_default_weights_are_30_20_20_20_10_with_service_inside_technology(policies):
    rules = policy_rules(policies)
    assert {d.code: d.weight for d in rules.dimensions} == {
        "quality": 30, "cost": 20, "delivery": 20, "sustainability": 20, "technology": 10,
    }  # fmt: skip
    technology = next(d for d in rules.dimensions if d.code == "technology")
    assert [c.code for c in technology.criteria] == ["technology", "service"]


def test_default_limits_are_60_10_and_two_sources(policies):
    limits = limit_rules(AllocationPolicy.objects.get())
    assert (limits.cap, limits.step, limits.min_sources) == (60, 10, 2)
    assert limits.moves["B"] == (0, 5)


def test_a_copy_is_a_draft_with_the_same_rules(policies, draft):
    assert draft.status == Status.DRAFT
    assert policy_rules(draft) == policy_rules(policies)


def test_an_active_policy_and_its_rows_cannot_be_changed(policies):
    for thing in (policies, policies.dimensions.first(), policies.bands.first()):
        with pytest.raises(NotNow, match="never changed"):
            thing.save()
        with pytest.raises(NotNow, match="never changed"):
            thing.delete()


def test_activating_a_draft_retires_the_one_before(policies, draft, admin_user, now):
    operations.activate_policy(policy=draft, by=admin_user, at=now)
    policies.refresh_from_db()
    assert (draft.status, policies.status, policies.retired_at) == ("active", "retired", now)
    assert Entry.objects.filter(event="scorecards.scorecardpolicy.activated").count() == 2


def test_a_draft_whose_weights_do_not_sum_is_refused_with_the_place(policies, draft, now):
    Dimension.objects.filter(policy=draft, code="quality").update(weight=D("29.90"))
    with pytest.raises(ValidationError) as refused:
        operations.activate_policy(policy=draft, by=None, at=now)
    assert refused.value.messages == ["Dimensions: the weights add up to 99.90, not to 100."]
    policies.refresh_from_db()
    assert policies.status == Status.ACTIVE


def test_a_criterion_in_a_dimension_without_weight_is_named(draft):
    draft.dimensions.filter(code="technology").delete()
    problems = operations.problems_of(draft)
    assert "Service figure: it stands in a dimension that has no weight." in problems


def test_an_active_policy_cannot_be_activated_again(policies, now):
    with pytest.raises(NotNow, match="Only a draft"):
        operations.activate_policy(policy=policies, by=None, at=now)


def test_a_grade_without_a_move_is_named(policies, now):
    limits = AllocationPolicy.objects.get()
    draft = operations.copy_policy(policy=limits, name="Orders 2", by=None, at=now)
    GradeMove.objects.filter(policy=draft, grade="C").delete()
    assert operations.problems_of(draft) == ["C: the grade has no target move."]
