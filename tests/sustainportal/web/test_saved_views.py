"""Views of a list that people save, share and take away; and which columns a list shows."""

import io

import pytest
from openpyxl import load_workbook

from suppliers.models import Supplier
from sustainportal.trail.models import Entry
from sustainportal.web.models import SavedView

LIST = "/suppliers/"
NEW = "/views/new/?list=suppliers:supplier_list"


def test_a_view_is_saved_and_opened_with_one_click(as_user, buyer, mill):
    browser = as_user(buyer)
    assert "Save this view" not in browser.get(LIST).text
    assert (
        "/views/new/?tier=2&amp;list=suppliers%3Asupplier_list"
        in browser.get(f"{LIST}?tier=2").text
    )
    answer = browser.post(
        f"{NEW}&tier=2&status=&sort=-code&cols=code,name&page=3", {"name": "Tier two"}
    )
    assert answer["Location"] == "/suppliers/?tier=2&sort=-code&cols=code%2Cname"
    page = browser.get(answer["Location"])
    assert 'aria-current="true">Tier two</a>' in page.text
    assert "Remove “Tier two”" in page.text
    assert 'aria-current="true">Tier two' not in browser.get(f"{LIST}?tier=3").text
    assert Entry.objects.filter(event="web.view.kept").count() == 1


def test_a_view_is_for_oneself_unless_it_is_shared(as_user, buyer, second_buyer, mill):
    as_user(buyer).post(f"{NEW}&tier=2", {"name": "Mine"})
    as_user(buyer).post(f"{NEW}&tier=3", {"name": "Ours", "shared": "on"})
    page = as_user(second_buyer).get(LIST).text
    assert "Mine" not in page
    assert "Ours" in page
    ours = SavedView.objects.get(name="Ours")
    assert as_user(second_buyer).post(f"/views/{ours.pk}/remove/").status_code == 404
    assert as_user(buyer).post(f"/views/{ours.pk}/remove/")["Location"] == LIST
    assert not SavedView.objects.filter(name="Ours").exists()


def test_a_name_is_used_once_by_a_person(as_user, buyer, second_buyer, mill):
    as_user(buyer).post(f"{NEW}&tier=2", {"name": "Tier two"})
    refused = as_user(buyer).post(f"{NEW}&tier=3", {"name": "Tier two"})
    assert (refused.status_code, "of this name already" in refused.text) == (422, True)
    assert as_user(second_buyer).post(f"{NEW}&tier=3", {"name": "Tier two"}).status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "/views/new/",
        "/views/new/?list=suppliers:nothing",
        "/views/new/?list=suppliers:supplier_detail",
        "/views/new/?list=web:home",
        "/views/new/?list=https://elsewhere.example/",
    ],
)
def test_only_lists_have_views(as_user, buyer, address):
    assert as_user(buyer).get(address).status_code == 404


def test_a_list_one_may_not_read_has_no_views_for_one(as_user, sales):
    assert as_user(sales).get(NEW).status_code == 404


def test_an_address_too_long_is_refused(as_user, buyer):
    answer = as_user(buyer).post(f"{NEW}&q={'x' * 1600}", {"name": "Long"})
    assert (answer.status_code, SavedView.objects.count()) == (422, 0)


# --- columns ----------------------------------------------------------------------------------
def headings(page):
    return [str(heading["label"]) for heading in page.context["headings"]]


def test_the_reader_chooses_columns(as_user, buyer, mill, other_mill):
    mill.aliases.create(spelling="紅河紡織", kind="local")
    Supplier.objects.filter(pk=mill.pk).update(parent=other_mill, region="Hai Phong")
    browser = as_user(buyer)
    page = browser.get(f"{LIST}?cols=region&cols=local_name&cols=parent&cols=workers&cols=name")
    assert headings(page) == ["Name", "Local name", "Region", "Parent company", "Workers"]
    for part in ("紅河紡織", "Hai Phong", "Blue Hill Mill", "420"):
        assert part in page.text
    same = browser.get(f"{LIST}?cols=name,local_name,region,parent,workers")
    assert headings(same) == headings(page)
    assert headings(browser.get(f"{LIST}?cols=password")) == headings(browser.get(LIST))


def test_an_auditor_is_not_shown_whose_child_a_supplier_is(as_user, auditor, mill, other_mill):
    Supplier.objects.filter(pk=mill.pk).update(parent=other_mill)
    page = as_user(auditor).get(f"{LIST}?cols=name,parent")
    assert "Blue Hill Mill" not in page.text
    assert headings(page) == ["Name"]


def test_an_export_is_what_is_shown(as_user, buyer, mill, other_mill):
    Supplier.objects.filter(pk=other_mill.pk).update(region="Hai Phong", is_key=True)
    asked = f"{LIST}?cols=code,region,is_key,sites&sort=-code&tier=2"
    answer = as_user(buyer).get(f"{asked}&export=csv")
    assert b"".join(answer.streaming_content).decode("utf-8-sig").splitlines() == [
        "Supplier code,Region,Key supplier,Sites",
        "M-002,Hai Phong,yes,Blue Hill Plant",
        "M-001,,no,Red River Plant 1",
    ]
    answer = as_user(buyer).get(f"{asked}&export=xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert [cell.value for cell in sheet[2]] == ["M-002", "Hai Phong", "yes", "Blue Hill Plant"]


def test_every_column_costs_the_same_for_one_row_and_for_many(
    as_user, buyer, mill, django_assert_num_queries
):
    from ...conftest import make_supplier

    keys = (
        "code,name,local_name,country,region,tier,category,status,risk,is_key,customer_designated,"
    )
    keys += "parent,commodities,sites,workers,numbers,aliases,created_at,changed_at"
    browser = as_user(buyer)
    browser.get(LIST)
    with django_assert_num_queries(12):
        browser.get(f"{LIST}?cols={keys}")
    for number in range(30):
        make_supplier(f"X-{number}", f"Extra {number}").aliases.create(spelling=f"Y {number}")
    with django_assert_num_queries(12):
        browser.get(f"{LIST}?cols={keys}")


def test_outsiders_neither_share_views_nor_see_those_of_others(as_user, buyer, auditor, mill):
    as_user(buyer).post(f"{NEW}&tier=3", {"name": "Doubtful ones", "shared": "on"})
    browser = as_user(auditor)
    assert "Doubtful ones" not in browser.get(LIST).text
    assert 'name="shared"' not in browser.get(f"{NEW}&tier=2").text
    assert browser.post(f"{NEW}&tier=2", {"name": "My", "shared": "on"}).status_code == 302
    assert SavedView.objects.get(name="My").shared is False
    assert "My</a>" not in as_user(buyer).get(LIST).text
    assert "My</a>" in browser.get(LIST).text


def test_fifty_views_are_enough(as_user, buyer, mill, now):
    SavedView.objects.bulk_create(
        SavedView(owner=buyer, route="x:y", name=f"V {number}", created_at=now)
        for number in range(50)
    )
    answer = as_user(buyer).post(f"{NEW}&tier=3", {"name": "One more"})
    assert (answer.status_code, "50 views already" in answer.text) == (422, True)


def test_a_view_of_a_list_that_is_no_more_is_removed(as_user, buyer, now):
    view = SavedView.objects.create(owner=buyer, route="gone:list", name="Old", created_at=now)
    assert as_user(buyer).post(f"/views/{view.pk}/remove/")["Location"] == "/"
