import pytest
from django.contrib import admin
from django.urls import reverse

from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role

MODELS = sorted(
    (model._meta.label_lower for model in admin.site._registry), key=lambda label: label
)


def test_a_stranger_is_led_to_the_one_login_page(client, db):
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0] == "/accounts/login/?next=/admin/"


@pytest.mark.parametrize("who", ["buyer", "mill_user", "auditor", "sales"])
def test_other_roles_are_refused(who, request, as_user):
    browser = as_user(request.getfixturevalue(who))
    response = browser.get("/admin/", follow=True)
    assert response.status_code == 403
    assert "You may not open this" in response.text


def test_the_staff_flag_alone_opens_nothing(buyer, as_user):
    User.objects.filter(pk=buyer.pk).update(is_staff=True)
    assert as_user(buyer).get("/admin/", follow=True).status_code == 403


def test_the_front_page_speaks_in_our_name(admin_user, as_user):
    page = as_user(admin_user).get("/admin/")
    assert page.status_code == 200
    assert "Supplier Sustainability Portal – administration" in page.text


@pytest.mark.parametrize("label", MODELS)
def test_an_administrator_opens_every_list_and_searches_it(label, admin_user, as_user):
    app, model = label.split(".")
    address = reverse(f"admin:{app}_{model}_changelist")
    browser = as_user(admin_user)
    assert browser.get(address).status_code == 200
    if admin.site._registry[User._meta.apps.get_model(label)].search_fields:
        assert browser.get(address, {"q": "mill"}).status_code == 200


@pytest.mark.parametrize("label", MODELS)
def test_the_add_page_opens_where_adding_is_allowed(label, admin_user, as_user, rf):
    app, model = label.split(".")
    entry = admin.site._registry[User._meta.apps.get_model(label)]
    request = rf.get("/")
    request.user = admin_user
    expected = 200 if entry.has_add_permission(request) else 403
    assert as_user(admin_user).get(reverse(f"admin:{app}_{model}_add")).status_code == expected


def test_an_administrator_makes_a_person_with_a_role(admin_user, as_user):
    response = as_user(admin_user).post(
        "/admin/accounts/user/add/",
        {
            "username": "newcomer",
            "usable_password": "true",
            "password1": "pass-word-789",
            "password2": "pass-word-789",
            "role": "auditor",
            "email": "newcomer@example.test",
            **no_inlines(admin_user, as_user, "/admin/accounts/user/add/"),
        },
    )
    assert response.status_code == 302
    newcomer = User.objects.get(username="newcomer")
    assert (newcomer.role, newcomer.is_staff) == (Role.AUDITOR, False)


def test_a_person_is_switched_off_not_deleted(admin_user, as_user, buyer):
    browser = as_user(admin_user)
    assert browser.get(f"/admin/accounts/user/{buyer.pk}/change/").status_code == 200
    assert browser.get(f"/admin/accounts/user/{buyer.pk}/delete/").status_code == 403


def no_inlines(admin_user, as_user, address):
    """Empty management forms for the inlines that rooms add to the person's page."""
    page = as_user(admin_user).get(address)
    return {
        field.html_name: field.value()
        for formset in page.context["inline_admin_formsets"]
        for field in formset.formset.management_form
    }


def test_the_password_page_of_nobody_is_not_found(admin_user, as_user):
    browser = as_user(admin_user)
    for address in ("abc", "999999", "_00"):
        assert browser.get(f"/admin/accounts/user/{address}/password/").status_code in (302, 404)


@pytest.mark.parametrize("model", ["membership", "assignment"])
def test_only_a_person_of_the_role_is_put_beside_a_supplier(
    model, admin_user, as_user, buyer, mill
):
    said = {"user": buyer.pk, "supplier": mill.pk}
    answer = as_user(admin_user).post(f"/admin/suppliers/{model}/add/", said)
    assert (answer.status_code, "buyer is not a" in answer.text) == (200, True)


@pytest.mark.parametrize(("role", "status"), [("supplier", 302), ("auditor", 200)])
def test_the_role_on_the_persons_page_decides(role, status, admin_user, as_user, buyer, mill):
    said = {
        "username": "buyer", "role": role, "is_active": "on", "language": "en",
        "email": "buyer@example.test", "memberships-0-supplier": mill.pk,
    }  # fmt: skip
    for name in ("memberships", "assignments"):
        said |= {f"{name}-TOTAL_FORMS": int(name == "memberships"), f"{name}-INITIAL_FORMS": 0}
    answer = as_user(admin_user).post(f"/admin/accounts/user/{buyer.pk}/change/", said)
    assert answer.status_code == status, answer.context["errors"]
