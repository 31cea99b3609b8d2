import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, transaction

from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role
from sustainportal.trail.models import Entry


def log_in(client, username, password):
    return client.post("/accounts/login/", {"username": username, "password": password})


def test_the_right_password_leads_home(client, buyer):
    response = log_in(client, "buyer", "pass-word-123")
    assert (response.status_code, response.url) == (302, "/")


def test_login_leads_back_to_the_page_that_was_asked_for(client, buyer):
    asked = client.get("/accounts/settings/")
    assert asked.url == "/accounts/login/?next=/accounts/settings/"
    response = client.post(
        "/accounts/login/",
        {"username": "buyer", "password": "pass-word-123", "next": "/accounts/settings/"},
    )
    assert response.url == "/accounts/settings/"


def test_login_never_leads_to_another_site(client, buyer):
    response = client.post(
        "/accounts/login/",
        {"username": "buyer", "password": "pass-word-123", "next": "https://elsewhere.test/"},
    )
    assert response.url == "/"


def test_a_wrong_password_says_so_and_logs_nobody_in(client, buyer):
    response = log_in(client, "buyer", "wrong")
    assert response.status_code == 200
    assert "Please enter a correct username and password" in response.text
    assert "_auth_user_id" not in client.session


def test_a_switched_off_person_cannot_log_in(client, buyer):
    User.objects.filter(pk=buyer.pk).update(is_active=False)
    log_in(client, "buyer", "pass-word-123")
    assert "_auth_user_id" not in client.session


def test_ten_wrong_passwords_close_the_login_with_a_sentence(client, buyer, settings):
    settings.AXES_ENABLED = True
    settings.AXES_VERBOSE = False
    answers = [log_in(client, "buyer", "wrong") for _ in range(10)]
    assert [answer.status_code for answer in answers] == [200] * 9 + [429]
    assert "This login is closed for a quarter of an hour" in answers[-1].text
    assert log_in(client, "buyer", "pass-word-123").status_code == 429
    assert "_auth_user_id" not in client.session


def test_logging_out_needs_a_post(as_user, buyer):
    browser = as_user(buyer)
    assert browser.get("/accounts/logout/").status_code == 405
    assert browser.post("/accounts/logout/").url == "/accounts/login/"
    assert "_auth_user_id" not in browser.session


def test_a_stranger_chooses_a_language_that_stays(client, db):
    response = client.post(
        "/accounts/language/", {"language": "zh-hant", "next": "/accounts/login/"}
    )
    assert response.url == "/accounts/login/"
    page = client.get("/accounts/login/")
    assert page.headers["Content-Language"] == "zh-hant"
    assert '<html lang="zh-hant"' in page.text


def test_a_person_keeps_the_chosen_language_on_every_device(as_user, buyer):
    as_user(buyer).post("/accounts/language/", {"language": "zh-hans"})
    buyer.refresh_from_db()
    assert buyer.language == "zh-hans"
    assert as_user(buyer).get("/").headers["Content-Language"] == "zh-hans"


@pytest.mark.parametrize("address", ["https://elsewhere.test/", "//elsewhere.test", ""])
def test_the_language_switch_never_leads_to_another_site(client, db, address):
    response = client.post("/accounts/language/", {"language": "en", "next": address})
    assert response.url == "/"


def test_an_unknown_language_changes_nothing(client, db):
    response = client.post("/accounts/language/", {"language": "tlh"})
    assert settings.LANGUAGE_COOKIE_NAME not in response.cookies


def test_a_person_changes_name_and_mail_and_the_trail_knows(as_user, buyer):
    response = as_user(buyer).post(
        "/accounts/settings/",
        {"first_name": "Mei", "last_name": "Lin", "email": "mei@example.test", "language": "en"},
    )
    assert (response.status_code, response.url) == (302, "/accounts/settings/")
    buyer.refresh_from_db()
    assert (str(buyer), buyer.email, buyer.language) == ("Mei Lin", "mei@example.test", "en")
    entry = Entry.objects.get(event="accounts.settings.changed")
    assert entry.detail == {"fields": ["email", "first_name", "language", "last_name"]}


def test_nobody_changes_their_own_role_through_the_settings(as_user, mill_user):
    as_user(mill_user).post(
        "/accounts/settings/", {"email": "m@example.test", "role": "admin", "is_staff": "on"}
    )
    mill_user.refresh_from_db()
    assert (mill_user.role, mill_user.is_staff) == (Role.SUPPLIER, False)


def test_a_wrong_mail_address_is_refused_on_the_form(as_user, buyer):
    response = as_user(buyer).post("/accounts/settings/", {"email": "nonsense"})
    assert response.status_code == 422
    assert "Enter a valid email address." in response.text


def test_a_new_password_needs_the_old_one_and_keeps_the_session(as_user, buyer):
    browser = as_user(buyer)
    new = {"new_password1": "another-word-456", "new_password2": "another-word-456"}
    refused = browser.post("/accounts/settings/password/", {"old_password": "wrong", **new})
    assert refused.status_code == 422
    kept = browser.post("/accounts/settings/password/", {"old_password": "pass-word-123", **new})
    assert kept.url == "/accounts/settings/"
    buyer.refresh_from_db()
    assert buyer.check_password("another-word-456") is True
    assert browser.get("/").status_code == 200
    assert Entry.objects.filter(event="accounts.password.changed").count() == 1


def test_createsuperuser_makes_an_administrator_and_nothing_above(db):
    call_command(
        "createsuperuser",
        username="root",
        email="root@example.test",
        interactive=False,
        verbosity=0,
    )
    root = User.objects.get(username="root")
    assert (root.role, root.is_staff, root.is_superuser) == (Role.ADMIN, True, False)
    assert root.has_perm("suppliers.classify") is False


def test_the_database_refuses_anybody_above_the_role_table(buyer):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=buyer.pk).update(is_superuser=True)


def test_a_person_who_stops_being_administrator_stops_being_staff(admin_user):
    admin_user.role = Role.PROCUREMENT
    admin_user.save(update_fields=["role"])
    admin_user.refresh_from_db()
    assert admin_user.is_staff is False
