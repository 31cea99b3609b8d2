"""The admin site: policies as versions, history to be read and never changed."""

import pytest
from django.urls import reverse

from scorecards import operations
from scorecards.models import AllocationPolicy, Scorecard, ScorecardPolicy


@pytest.fixture
def site(as_user, admin_user):
    return as_user(admin_user)


def change(thing):
    meta = thing._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[thing.pk])


def listing(model):
    return reverse(f"admin:scorecards_{model._meta.model_name}_changelist")


def test_an_active_policy_is_shown_without_a_way_to_save_it(site, policies):
    page = site.get(change(policies))
    assert page.status_code == 200
    assert b"_save" not in page.content
    assert site.post(change(policies), {"name": "x"}).status_code == 403


def test_a_draft_can_be_edited_with_its_rows(site, policies, now):
    draft = operations.copy_policy(policy=policies, name="Draft", by=None, at=now)
    page = site.get(change(draft))
    assert b"_save" in page.content
    assert b"criteria-0-weight" in page.content


def test_copying_and_activating_are_actions(site, policies):
    site.post(
        listing(ScorecardPolicy), {"action": "copy_as_draft", "_selected_action": policies.pk}
    )
    draft = ScorecardPolicy.objects.drafts().get()
    site.post(listing(ScorecardPolicy), {"action": "activate", "_selected_action": draft.pk})
    policies.refresh_from_db()
    assert policies.status == "retired"
    assert ScorecardPolicy.objects.active().get() == draft


def test_a_draft_with_a_fault_is_not_activated_and_says_why(site, policies, now):
    draft = operations.copy_policy(
        policy=AllocationPolicy.objects.get(), name="Draft", by=None, at=now
    )
    draft.moves.filter(grade="B").delete()
    answer = site.post(
        listing(AllocationPolicy),
        {"action": "activate", "_selected_action": draft.pk},
        follow=True,
    )
    assert "B: the grade has no target move." in answer.content.decode()
    assert AllocationPolicy.objects.active().get().name == "Default 1"


def test_history_is_read_and_never_changed_or_deleted(site, allocation, published_card):
    for thing in (published_card, allocation, published_card.quarter):
        page = site.get(change(thing))
        assert (page.status_code, b"_save" in page.content) == (200, False)
        assert site.post(change(thing), {"grade": "D"}).status_code == 403
        assert site.post(change(thing).replace("change", "delete")).status_code == 403
    published_card.refresh_from_db()
    assert published_card.grade == "A"


def test_every_list_of_the_room_opens(site, allocation):
    from django.contrib import admin

    for model in admin.site._registry:
        if model._meta.app_label == "scorecards":
            assert site.get(listing(model), {"q": "mill"}).status_code in {200, 302}
    assert Scorecard.objects.count() == 2
