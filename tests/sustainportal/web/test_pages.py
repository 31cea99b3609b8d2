"""The page machinery, seen through the supplier pages and through small views of its own."""

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from suppliers.models import Supplier
from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.web.pages import ActOnOne, DetailPage, ListPage
from tests.conftest import make_supplier


def many(country, count):
    for number in range(count):
        make_supplier(f"S-{number:03}", f"Silver Peak {number:03}", country, tier=1 + number % 3)


def queries_of(browser, address):
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


def test_a_list_page_costs_the_same_with_one_row_and_with_three(as_user, buyer, country):
    browser = as_user(buyer)
    many(country, 1)
    one = queries_of(browser, "/suppliers/")
    Supplier.objects.all().delete()
    many(country, 3)
    assert queries_of(browser, "/suppliers/") == one
    assert one <= 8


def test_a_list_page_of_several_pages_stays_within_twelve_queries(as_user, buyer, country):
    many(country, 120)
    browser = as_user(buyer)
    assert queries_of(browser, "/suppliers/") <= 9
    assert queries_of(browser, "/suppliers/?page=2&sort=-code&tier=1&q=silver") <= 9


def test_fifty_rows_a_page_and_the_way_to_the_next(as_user, buyer, country):
    many(country, 51)
    first = as_user(buyer).get("/suppliers/")
    assert len(first.context["object_list"]) == 50
    assert "1–50 of 51" in first.text
    assert 'href="?page=2"' in first.text
    second = as_user(buyer).get("/suppliers/?page=2")
    assert [supplier["code"] for supplier in second.context["object_list"]] == ["S-050"]


def test_filter_and_sort_stay_when_the_page_turns(as_user, buyer, country):
    many(country, 180)
    page = as_user(buyer).get("/suppliers/?tier=1&sort=-code")
    assert {supplier["tier"] for supplier in page.context["object_list"]} == {1}
    assert 'href="?tier=1&amp;sort=-code&amp;page=2"' in page.text
    assert 'href="?tier=1&amp;sort=-code&amp;export=xlsx"' in page.text


def test_sorting_turns_round_on_the_second_click(as_user, buyer, country):
    many(country, 3)
    up = as_user(buyer).get("/suppliers/?sort=code")
    assert [s["code"] for s in up.context["object_list"]] == ["S-000", "S-001", "S-002"]
    assert 'aria-sort="ascending"' in up.text
    assert 'href="?sort=-code"' in up.text
    down = as_user(buyer).get("/suppliers/?sort=-code")
    assert [s["code"] for s in down.context["object_list"]] == ["S-002", "S-001", "S-000"]
    assert 'aria-sort="descending"' in down.text


def test_an_unknown_sort_or_filter_is_no_error(as_user, buyer, country):
    many(country, 2)
    page = as_user(buyer).get("/suppliers/?sort=password&tier=nine&page=zz")
    assert page.status_code == 200
    assert [s["code"] for s in page.context["object_list"]] == ["S-000", "S-001"]


def test_search_text_is_shown_and_escaped(as_user, buyer, country):
    many(country, 2)
    page = as_user(buyer).get("/suppliers/", {"q": '"><script>'})
    assert "<script>" not in page.text
    assert "&quot;&gt;&lt;script&gt;" in page.text


def test_a_filter_can_be_left_open(as_user, buyer, country):
    many(country, 1)
    for address, count in (("/suppliers/", 5), ("/suppliers/?open=filters", 7)):
        page = as_user(buyer).get(address)
        filters = page.context["filterset"].form.visible_fields()
        choices = [field for field in filters if hasattr(field.field, "choices")]
        assert page.text.count(">All</option>") == len(choices) == count


class Nameless(ListPage):
    model = Supplier


class ShowSupplier(DetailPage):
    permission = "suppliers.read_supplier"
    model = Supplier
    template_name = "web/form.html"


class PressButton(ActOnOne):
    permission = "suppliers.classify"
    model = Supplier
    pressed: list = []

    def act(self):
        self.pressed.append(self.object.pk)
        return "/"


def test_a_view_without_a_permission_does_not_start(rf, buyer):
    request = rf.get("/")
    request.user = buyer
    with pytest.raises(ImproperlyConfigured, match="Nameless names no permission"):
        Nameless.as_view()(request)


def test_the_role_is_asked_before_the_row(rf, sales, mill):
    request = rf.get("/")
    request.user = sales
    for number in (mill.pk, 999_999):
        with pytest.raises(PermissionDenied):
            ShowSupplier.as_view()(request, pk=number)


def test_a_foreign_row_is_not_there(rf, stranger, mill):
    request = rf.get("/")
    request.user = stranger
    with pytest.raises(Http404):
        ShowSupplier.as_view()(request, pk=mill.pk)


def test_what_two_people_enter_at_once_is_refused_with_a_sentence(
    as_user, buyer, mill, monkeypatch
):
    from django.db import IntegrityError

    from suppliers import operations

    def twice(**fields):
        raise IntegrityError("duplicate key")

    monkeypatch.setattr(operations, "add_alias", twice)
    answer = as_user(buyer).post(f"/suppliers/{mill.pk}/spellings/new/", {"spelling": "Hong He"})
    assert answer.status_code == 409
    assert "Somebody else kept the same at this moment" in answer.text


def test_a_button_acts_by_post_only(rf, buyer, mill):
    request = rf.get("/")
    request.user = buyer
    assert PressButton.as_view()(request, pk=mill.pk).status_code == 405
    assert PressButton.pressed == []
    request = rf.post("/")
    request.user = buyer
    answer = PressButton.as_view()(request, pk=mill.pk)
    assert (answer.status_code, answer.url, PressButton.pressed) == (302, "/", [mill.pk])


@pytest.mark.parametrize(
    ("refusal", "status", "heading"), [(NotNow, 409, "Not now"), (NotYours, 403, "You may not")]
)
def test_a_refused_button_becomes_a_page_with_the_reason(rf, buyer, mill, refusal, status, heading):
    from sustainportal.web.middleware import RefusalMiddleware

    request = rf.post("/")
    request.user = buyer
    answer = RefusalMiddleware(None).process_exception(request, refusal("It was closed at noon."))
    text = answer.content.decode()
    assert (answer.status_code, "It was closed at noon." in text, heading in text) == (
        status,
        True,
        True,
    )
