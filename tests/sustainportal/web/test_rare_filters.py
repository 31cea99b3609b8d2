"""Filters few readers need: there for who asks for them or is narrowed by one, and no work for the rest."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from suppliers.models import Commodity, Supplier, Supply
from sustainportal.web.filters import LazyChoices, RareFilters
from sustainportal.web.models import SavedView

LIST = "/suppliers/"
COMMON = ["tier", "country", "status", "is_key", "risk_class"]
RARE = ["region", "customer_designated", "commodity", "group"]


@pytest.fixture
def yarn(mill):
    commodity = Commodity.objects.create(code="YARN", name="Yarn")
    Supply.objects.create(supplier=mill, commodity=commodity, quarter="2026Q2")
    Supplier.objects.filter(pk=mill.pk).update(region="Hai Phong")
    return commodity


def offered(page):
    return list(page.context["filterset"].form.fields)


def found(page):
    return [supplier["name"] for supplier in page.context["object_list"]]


def asks_for(browser, address, table):
    """How many queries of a page read from this table before anything else."""
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return sum(f'FROM "{table}"' in query["sql"] for query in queries)


def test_the_much_used_filters_are_there_at_first_and_a_way_to_the_others(as_user, buyer, mill):
    page = as_user(buyer).get(f"{LIST}?tier=2&page=1")
    assert offered(page) == COMMON
    assert 'href="?tier=2&amp;open=filters"' in page.text
    assert "More filters" in page.text


def test_asked_for_all_are_there_and_stay_while_the_list_is_narrowed(as_user, buyer, mill):
    page = as_user(buyer).get(f"{LIST}?tier=2&open=filters")
    assert offered(page) == COMMON + RARE
    assert '<input type="hidden" name="open" value="filters">' in page.text
    assert '<details class="list-filters" open>' in page.text
    assert 'href="?tier=2" hx-boost="true"' in page.text
    assert ("Fewer filters" in page.text, "More filters" in page.text) == (True, False)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("region=hai", ["Red River Mill"]),
        ("region=nowhere", []),
        ("commodity=YARN", ["Red River Mill"]),
        ("customer_designated=False", ["Blue Hill Mill", "Red River Mill"]),
        ("group=M-002", ["Blue Hill Mill"]),
    ],
)
def test_an_address_with_a_rare_filter_applies_and_shows_it(
    as_user, buyer, yarn, other_mill, asked, names
):
    page = as_user(buyer).get(f"{LIST}?{asked}")
    assert found(page) == names
    assert offered(page) == COMMON + RARE
    assert ("Fewer filters" in page.text, "More filters" in page.text) == (False, False)
    answer = as_user(buyer).get(f"{LIST}?{asked}&cols=name&export=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines == ["Supplier name", *names]


def test_a_rare_filter_left_empty_hides_itself_again(as_user, buyer, mill):
    assert offered(as_user(buyer).get(f"{LIST}?region=&commodity=&tier=2")) == COMMON


def test_hidden_choices_are_not_asked_for(as_user, buyer, yarn):
    browser = as_user(buyer)
    assert asks_for(browser, LIST, "suppliers_commodity") == 0
    assert asks_for(browser, f"{LIST}?open=filters", "suppliers_commodity") == 1
    assert asks_for(browser, f"{LIST}?commodity=YARN", "suppliers_commodity") == 1


def test_an_export_asks_for_no_choices(as_user, buyer, yarn):
    assert asks_for(as_user(buyer), f"{LIST}?region=hai&export=csv", "suppliers_country") == 0


def test_an_auditor_is_never_offered_the_group(as_user, auditor, yarn):
    browser = as_user(auditor)
    assert offered(browser.get(LIST)) == COMMON
    assert offered(browser.get(f"{LIST}?open=filters")) == [*COMMON, *RARE[:-1]]
    assert found(browser.get(f"{LIST}?group=M-002")) == ["Red River Mill"]


def test_what_stands_open_belongs_to_no_view(as_user, buyer, yarn, now):
    browser = as_user(buyer)
    new = "/views/new/?list=suppliers:supplier_list"
    answer = browser.post(f"{new}&region=hai&open=filters", {"name": "Hai Phong"})
    assert answer["Location"] == f"{LIST}?region=hai"
    assert SavedView.objects.get().query == "region=hai"
    page = browser.get(f"{LIST}?region=hai&open=filters")
    assert 'aria-current="true">Hai Phong</a>' in page.text
    assert "Save this view" not in browser.get(f"{LIST}?open=filters").text


def test_a_country_that_is_new_is_offered_at_once(as_user, auditor, mill):
    from suppliers.models import Country

    def names():
        fields = as_user(auditor).get(LIST).context["filterset"].form.fields
        return [name for code, name in fields["country"].choices if code]

    assert names() == ["Vietnam"]
    Country.objects.create(code="PE", alpha3="PER", name="Peru")
    assert names() == ["Peru", "Vietnam"]


def test_choices_are_asked_for_once_and_not_before_they_are_needed():
    asked = []

    def ask():
        asked.append(1)
        return [("a", "A")]

    choices = LazyChoices(ask)
    assert asked == []
    assert (list(choices), list(choices), len(choices), asked) == (
        [("a", "A")],
        [("a", "A")],
        1,
        [1],
    )


class Range(RareFilters):
    rare = ("due",)


@pytest.mark.parametrize(
    ("asked", "stands"),
    [
        ("", "hidden"),
        ("due=", "hidden"),
        ("due=1", "used"),
        ("due_after=2026-01-01", "used"),
        ("due_after=", "hidden"),
        ("dues=1", "hidden"),
        ("open=filters", "open"),
        ("open=columns", "hidden"),
        ("open=filters&due=1", "used"),
    ],
)
def test_a_range_is_used_by_either_end(asked, stands):
    assert Range.standing_of_rare(Range.__new__(Range), QueryDict(asked)) == stands


# --- columns ----------------------------------------------------------------------------------
def test_the_column_chooser_is_written_for_who_opens_it(as_user, buyer, mill):
    browser = as_user(buyer)
    page = browser.get(f"{LIST}?tier=2")
    assert 'name="cols"' not in page.text
    assert 'href="?tier=2&amp;open=columns" aria-expanded="false"' in page.text
    page = browser.get(f"{LIST}?tier=2&q=red&open=columns")
    assert page.text.count('type="checkbox" name="cols"') == 19
    assert page.text.count(" checked> ") == 7
    form = page.text[page.text.index('<form class="column-choice"') :]
    form = form[: form.index("</form>")]
    assert '<input type="hidden" name="tier" value="2">' in form
    assert '<input type="hidden" name="q" value="red">' in form
    assert 'name="open"' not in form
    assert 'href="?tier=2&amp;q=red" aria-expanded="true"' in page.text


def test_an_auditor_is_not_offered_the_parent_company(as_user, auditor, mill):
    page = as_user(auditor).get(f"{LIST}?open=columns")
    assert page.text.count('type="checkbox" name="cols"') == 18
    assert 'value="parent"' not in page.text


def test_filters_and_columns_open_cost_the_same_for_one_row_and_for_many(as_user, buyer, yarn):
    from ...conftest import make_supplier

    def queries(address):
        with CaptureQueriesContext(connection) as captured:
            browser.get(address)
        return len(captured)

    browser = as_user(buyer)
    addresses = [LIST, f"{LIST}?open=filters", f"{LIST}?open=columns", f"{LIST}?commodity=YARN"]
    before = [queries(address) for address in addresses]
    assert before == [6, 7, 6, 7]
    for number in range(30):
        make_supplier(f"X-{number}", f"Extra {number}")
    assert [queries(address) for address in addresses] == before
