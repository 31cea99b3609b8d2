"""Classes set by hand on the pages: set, seen as such by everybody, ended, and listed."""

import datetime as dt

import pytest
from django.urls import reverse

from suppliers.models import ClassOverride
from suppliers.operations import classify_span
from suppliers.queries import classification_of
from tests.suppliers.risk_cast import DAY, bought, indicator

GOOD = {"risk_class": "high", "reason": "Seen on site", "until": "2026-12-31"}


@pytest.fixture(autouse=True)
def judged(model, country, mill, other_mill, steel, now, monkeypatch):
    indicator(country, "hdi", 0.4)
    bought(mill, steel, 50_000_000)
    classify_span(year=2026, first=mill.pk, last=other_mill.pk, by=None, at=now)
    for room in ("risk", "risk_years", "overrides"):
        monkeypatch.setattr(f"suppliers.views.{room}.localdate", lambda: DAY)
    for room in ("risk", "overrides"):
        monkeypatch.setattr(f"suppliers.views.{room}.now", lambda: now)


@pytest.fixture
def address(mill):
    return reverse("suppliers:override_new", args=[mill.pk, 2026])


def risk_page(supplier):
    return reverse("suppliers:risk_of_year", args=[supplier.pk, 2026])


def test_a_buyer_sets_the_class_and_it_is_shown_as_such(as_user, buyer, mill_user, mill, address):
    client = as_user(buyer)
    assert address in client.get(risk_page(mill)).content.decode()
    answer = client.post(address, GOOD, follow=True)
    assert answer.redirect_chain[-1][0] == risk_page(mill)
    assert classification_of(mill, 2026).risk_class == "high"
    for reader in (buyer, mill_user):
        page = as_user(reader).get(risk_page(mill)).content.decode()
        assert "Set by hand." in page
        assert "buyer, until 31 Dec 2026: Seen on site" in page
        assert "(the model judged: Medium)" in page
    assert address not in client.get(risk_page(mill)).content.decode()


def test_a_buyer_ends_it_once(as_user, buyer, mill, address):
    client = as_user(buyer)
    client.post(address, GOOD)
    end = reverse("suppliers:override_end", args=[ClassOverride.objects.get().pk])
    assert end in client.get(risk_page(mill)).content.decode()
    assert "Set by hand." not in client.post(end, follow=True).content.decode()
    assert classification_of(mill, 2026).risk_class == "medium"
    assert client.post(end).status_code == 409


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"until": "2026-08-16"}, "until"),
        ({"until": "soon"}, "until"),
        ({"risk_class": "not_classified"}, "risk_class"),
    ],
)
def test_what_is_missing_stands_at_its_field(as_user, buyer, address, wrong, field):
    answer = as_user(buyer).post(address, GOOD | wrong)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert ClassOverride.objects.count() == 0


def test_today_is_the_earliest_last_day(as_user, buyer, address):
    assert as_user(buyer).post(address, GOOD | {"until": "2026-08-17"}).status_code == 302


def test_a_second_one_is_told_of_the_first(as_user, buyer, second_buyer, address):
    as_user(buyer).post(address, GOOD)
    answer = as_user(second_buyer).post(address, GOOD)
    assert answer.status_code == 409
    assert "buyer has set this class already" in answer.content.decode()


def test_the_year_lists_them_and_tells_those_that_count(
    as_user, buyer, mill, other_mill, address, now
):
    client = as_user(buyer)
    client.post(address, GOOD)
    ClassOverride.objects.create(
        supplier=other_mill, year_id=2026, risk_class="low", reason="Was over", by_name="Ben", at=now,
        until=DAY - dt.timedelta(days=1),
    )  # fmt: skip
    listing = reverse("suppliers:override_list", args=[2026])
    page = client.get(listing)
    assert {row.reason for row in page.context["object_list"]} == {"Seen on site", "Was over"}
    assert page.content.decode().count("run out") >= 1
    year = client.get(reverse("suppliers:risk_year", args=[2026]))
    assert [row.reason for row in year.context["by_hand"]] == ["Seen on site"]


def test_a_year_nobody_judged_has_no_class_to_set(as_user, buyer, mill):
    assert (
        as_user(buyer).get(reverse("suppliers:override_new", args=[mill.pk, 2025])).status_code
        == 404
    )


@pytest.mark.parametrize("role", ["mill_user", "auditor", "sales", "admin_user"])
def test_nobody_else_sets_a_class(as_user, request, role, address):
    client = as_user(request.getfixturevalue(role))
    assert client.post(address, GOOD).status_code == 403
