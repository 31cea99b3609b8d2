"""Approval policies and kinds of assessment in the admin site: drafts are changed, the rest is read."""

import pytest
from django.urls import reverse

from suppliers.models import ApprovalPolicy, AssessmentDimension
from suppliers.operations.approval_policy import copy_approval_policy
from suppliers.queries.approval import active_policy
from tests.suppliers.approval_cast import assess, small_policy

LIST = "admin:suppliers_approvalpolicy_changelist"


@pytest.fixture
def policy(db, now):
    return small_policy(at=now)


@pytest.fixture
def draft(policy, now):
    return copy_approval_policy(policy=policy, name="Next", by=None, at=now)


@pytest.fixture
def desk(as_user, admin_user):
    return as_user(admin_user)


def act(desk, action, *policies):
    chosen = {"action": action, "_selected_action": [policy.pk for policy in policies]}
    answer = desk.post(reverse(LIST), chosen, follow=True)
    return [str(message) for message in answer.context["messages"]]


def change(thing):
    return reverse(f"admin:suppliers_{thing._meta.model_name}_change", args=[thing.pk])


def test_a_draft_is_activated_and_the_old_one_is_copied_as_the_next(desk, draft, policy):
    assert act(desk, "activate", draft) == ["Next is the active approval policy now."]
    assert active_policy() == draft
    assert act(desk, "copy_as_draft", policy)[0].endswith("is a new draft.")
    assert ApprovalPolicy.objects.drafts().count() == 1


def test_a_bad_draft_is_refused_with_its_row(desk, draft, policy):
    draft.assessments.update(pass_mark=101)
    assert act(desk, "activate", draft) == [
        "Required assessments › QSA: The pass mark 101.00 must be above 0 and at most 100."
    ]
    assert act(desk, "activate", draft, policy) == ["Choose exactly one policy."]
    assert "Only a draft" in act(desk, "activate", policy)[0]
    assert active_policy() == policy


def test_what_is_active_is_only_read(desk, draft, policy):
    assert "readonly" in desk.get(change(policy)).text
    assert desk.post(change(policy), {"name": "Other"}).status_code == 403
    assert 'name="name"' in desk.get(change(draft)).text
    policy.refresh_from_db()
    assert policy.name == "Small"


def rows(kind, **weights):
    """The form of a kind with these weights by number."""
    known = list(kind.dimensions.all())
    data = {"name": kind.name, "area": kind.area, "source": kind.source, "position": 1}
    data |= {"dimensions-TOTAL_FORMS": len(known), "dimensions-INITIAL_FORMS": len(known)}
    for place, row in enumerate(known):
        part = f"dimensions-{place}-"
        data |= {part + "id": row.pk, part + "kind": kind.pk, part + "number": row.number}
        data |= {
            part + "name": row.name,
            part + "weight": weights.get(f"w{row.number}", row.weight),
        }
    return data


@pytest.mark.parametrize(("second", "kept"), [("40", True), ("39.99", False), ("40.01", False)])
def test_dimensions_are_kept_when_their_weights_add_up(desk, policy, second, kept):
    kind = AssessmentDimension.objects.get(kind="qsa", number=2).kind
    answer = desk.post(change(kind), rows(kind, w2=second))
    assert (answer.status_code == 302) is kept
    assert ("not to 100" in answer.text) is not kept


def test_dimensions_stay_once_something_was_assessed(desk, policy, mill, admin_user, now):
    kind = assess(mill, at=now, by=admin_user).kind
    assert "dimensions-0-weight" not in desk.get(change(kind)).text
    desk.post(change(kind), rows(kind, w1="50", w2="50"))
    assert {str(row.weight) for row in kind.dimensions.all()} == {"60.00", "40.00"}


def test_approvals_and_assessments_are_looked_up(desk, policy, mill, admin_user, now):
    assessment = assess(mill, at=now, by=admin_user)
    assert desk.get(change(assessment)).status_code == 200
    assert desk.post(change(assessment), {"total": "99"}).status_code == 403
    assert desk.get(reverse("admin:suppliers_approval_changelist")).status_code == 200
    assert desk.get(reverse("admin:suppliers_approval_add")).status_code == 403
