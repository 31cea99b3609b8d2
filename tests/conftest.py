"""The cast: people by role, two mills, and a clock that only tests hold."""

import datetime as dt

import pytest
from django.utils import timezone

from suppliers.models import Assignment, Country, Membership, Site, Supplier
from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role

NOW = dt.datetime(2026, 8, 17, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def now():
    return NOW


def person(username, role, **fields):
    return User.objects.create_user(
        username=username,
        email=f"{username}@example.test",
        password="pass-word-123",
        role=role,
        **fields,
    )


@pytest.fixture
def buyer(db):
    return person("buyer", Role.PROCUREMENT)


@pytest.fixture
def second_buyer(db):
    return person("second_buyer", Role.PROCUREMENT)


@pytest.fixture
def sales(db):
    return person("sales", Role.SALES)


@pytest.fixture
def admin_user(db):
    return person("admin_user", Role.ADMIN, is_staff=True)


@pytest.fixture
def country(db):
    return Country.objects.create(code="VN", alpha3="VNM", name="Vietnam")


def make_supplier(code, name, country=None, **fields):
    now = timezone.now()
    return Supplier.objects.create(
        code=code, name=name, country=country, created_at=now, changed_at=now, **fields
    )


@pytest.fixture
def mill(country):
    """A supplier with one site, one user of its own and one assigned auditor."""
    supplier = make_supplier("M-001", "Red River Mill", country, tier=2)
    Site.objects.create(supplier=supplier, name="Red River Plant 1", country=country, workers=420)
    return supplier


@pytest.fixture
def site(mill):
    return mill.sites.get()


@pytest.fixture
def mill_user(mill):
    user = person("mill_user", Role.SUPPLIER)
    Membership.objects.create(supplier=mill, user=user)
    return user


@pytest.fixture
def auditor(mill):
    user = person("auditor", Role.AUDITOR)
    Assignment.objects.create(supplier=mill, user=user)
    return user


@pytest.fixture
def other_mill(country):
    supplier = make_supplier("M-002", "Blue Hill Mill", country, tier=2)
    Site.objects.create(supplier=supplier, name="Blue Hill Plant", country=country)
    return supplier


@pytest.fixture
def stranger(other_mill):
    """A supplier's user who has no business with `mill`."""
    user = person("stranger", Role.SUPPLIER)
    Membership.objects.create(supplier=other_mill, user=user)
    return user


@pytest.fixture
def strange_auditor(other_mill):
    user = person("strange_auditor", Role.AUDITOR)
    Assignment.objects.create(supplier=other_mill, user=user)
    return user


@pytest.fixture
def as_user(db):
    """`as_user(user)` is a client logged in as that user."""
    from django.test import Client

    def login(user):
        browser = Client()
        browser.force_login(user, backend="sustainportal.accounts.backends.RoleBackend")
        return browser

    return login
