"""What an administrator changes about people in the admin site stands in the trail."""

from django.urls import reverse

from suppliers.models import Assignment, Membership
from sustainportal.accounts.models import User
from sustainportal.trail.models import Entry

from ...conftest import person


def newest():
    entry = Entry.objects.first()
    return entry.event, entry.subject_id, entry.detail


def test_a_person_is_added(as_user, admin_user):
    as_user(admin_user).post(
        reverse("admin:accounts_user_add"),
        {
            "username": "new_buyer", "usable_password": "true", "password1": "long-enough-pass-1",
            "password2": "long-enough-pass-1", "role": "procurement", "first_name": "", "last_name": "",
            "email": "", "language": "",
        } | empty("memberships") | empty("assignments"),
    )  # fmt: skip
    made = User.objects.get(username="new_buyer")
    assert newest() == ("accounts.person.added", str(made.pk), {"role": "procurement"})


def test_a_role_is_told_with_before_and_after_and_a_name_as_a_field(as_user, admin_user, sales):
    as_user(admin_user).post(
        reverse("admin:accounts_user_change", args=[sales.pk]),
        {
            "username": "sales", "role": "auditor", "first_name": "Sam", "last_name": "",
            "email": sales.email, "language": "", "is_active": "on",
        } | empty("memberships") | empty("assignments"),
    )  # fmt: skip
    assert newest() == (
        "accounts.person.changed",
        str(sales.pk),
        {"changes": {"role": ["sales", "auditor"]}, "fields": ["first_name"]},
    )


def test_a_password_given_by_an_administrator_is_told(as_user, admin_user, sales):
    address = reverse("admin:auth_user_password_change", args=[sales.pk])
    words = {"password1": "long-enough-pass-2", "password2": "long-enough-pass-2"}
    as_user(admin_user).post(address, words | {"usable_password": "true"})
    assert newest() == ("accounts.password.changed", str(sales.pk), {})


def test_membership_and_assignment_are_told_of_the_supplier(as_user, admin_user, mill):
    browser = as_user(admin_user)
    clerk, auditor = person("clerk", "supplier"), person("second_auditor", "auditor")
    browser.post(reverse("admin:suppliers_membership_add"), {"user": clerk.pk, "supplier": mill.pk})
    assert newest() == ("suppliers.member.added", str(mill.pk), {"user": "clerk"})
    membership = Membership.objects.get(user=clerk)
    browser.post(
        reverse("admin:suppliers_membership_delete", args=[membership.pk]), {"post": "yes"}
    )
    assert newest() == ("suppliers.member.removed", str(mill.pk), {"user": "clerk"})
    browser.post(
        reverse("admin:suppliers_assignment_add"), {"user": auditor.pk, "supplier": mill.pk}
    )
    assert newest() == ("suppliers.auditor.assigned", str(mill.pk), {"user": "second_auditor"})
    chosen = {
        "action": "delete_selected",
        "_selected_action": Assignment.objects.get().pk,
        "post": "yes",
    }
    browser.post(reverse("admin:suppliers_assignment_changelist"), chosen)
    assert newest() == ("suppliers.auditor.released", str(mill.pk), {"user": "second_auditor"})


def test_a_membership_given_on_the_page_of_a_person_is_told(as_user, admin_user, mill):
    clerk = person("clerk", "supplier")
    fields = {
        "username": "clerk", "role": "supplier", "first_name": "", "last_name": "", "email": clerk.email,
        "language": "", "is_active": "on", "memberships-0-supplier": mill.pk,
        "memberships-0-user": clerk.pk,
    } | empty("assignments") | empty("memberships", total=1)  # fmt: skip
    as_user(admin_user).post(reverse("admin:accounts_user_change", args=[clerk.pk]), fields)
    assert newest() == ("suppliers.member.added", str(mill.pk), {"user": "clerk"})


def empty(prefix, total=0):
    return {
        f"{prefix}-TOTAL_FORMS": total, f"{prefix}-INITIAL_FORMS": 0,
        f"{prefix}-MIN_NUM_FORMS": 0, f"{prefix}-MAX_NUM_FORMS": 1000,
    }  # fmt: skip
