"""The registry's pages: who may, what changes, what a stranger learns (nothing)."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from suppliers.models import (
    Classification,
    Country,
    CountryAlias,
    PossibleMatch,
    RiskModel,
    RiskYear,
    Site,
    Supplier,
    SupplierAlias,
)
from sustainportal.trail.models import Entry

from ...conftest import make_supplier

LIST = "/suppliers/"


def names_on(page):
    return [supplier["name"] for supplier in page.context["object_list"]]


@pytest.fixture
def classified(mill, now):
    model = RiskModel.objects.create(name="M", valid_from=dt.date(2025, 1, 1), source="ours")
    for year, risk_class in ((2025, "high"), (2026, "low")):
        Classification.objects.create(
            supplier=mill,
            year=RiskYear.objects.create(year=year),
            model=model,
            risk_class=risk_class,
            coverage=80,
            judged_at=now,
        )


# --- list -------------------------------------------------------------------------------------
def test_procurement_sees_every_supplier_with_the_newest_class(
    as_user, buyer, classified, other_mill
):
    page = as_user(buyer).get(LIST)
    assert names_on(page) == ["Blue Hill Mill", "Red River Mill"]
    assert [s["risk_class"] for s in page.context["object_list"]] == [None, "low"]
    assert '<span class="badge risk-low">Low</span>' in page.content.decode()


def test_an_auditor_sees_assigned_suppliers_only(as_user, auditor, mill, other_mill):
    assert names_on(as_user(auditor).get(LIST)) == ["Red River Mill"]


def test_the_choice_of_countries_does_not_tell_where_other_suppliers_are(
    as_user, buyer, auditor, mill, other_mill
):
    thailand = Country.objects.create(code="TH", alpha3="THA", name="Thailand")
    Country.objects.create(code="PE", alpha3="PER", name="Peru")
    Supplier.objects.filter(pk=other_mill.pk).update(country=thailand)

    def offered(person):
        page = as_user(person).get("/suppliers/")
        return {code for code, _name in page.context["filterset"].form.fields["country"].choices}

    assert offered(auditor) >= {"TH", "VN", "PE"}
    assert "PE" not in offered(buyer)


def test_a_supplier_goes_straight_to_their_own_profile(as_user, mill_user, mill, other_mill):
    answer = as_user(mill_user).get(LIST)
    assert (answer.status_code, answer["Location"]) == (302, f"/suppliers/{mill.pk}/")


def test_sales_have_no_business_here(as_user, sales, mill):
    assert as_user(sales).get(LIST).status_code == 403
    assert as_user(sales).get(mill.get_absolute_url()).status_code == 403


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=red", ["Red River Mill"]),
        ("q=M-002", ["Blue Hill Mill"]),
        ("q=紅河", ["Red River Mill"]),
        ("tier=3", ["Blue Hill Mill"]),
        ("tier=null", ["No Tier"]),
        ("country=VN", ["Blue Hill Mill", "Red River Mill"]),
        ("status=suspended", ["Blue Hill Mill"]),
        ("is_key=True", ["Red River Mill"]),
        ("is_key=False", ["Blue Hill Mill", "No Tier"]),
        ("risk_class=low", ["Red River Mill"]),
        ("risk_class=high", []),  # last year's
        ("risk_class=null", ["Blue Hill Mill", "No Tier"]),
        ("risk_class=low&sort=-risk&cols=name", ["Red River Mill"]),
        ("sort=risk&cols=name&country=VN&tier=2", ["Red River Mill"]),
        ("sort=-code", ["No Tier", "Blue Hill Mill", "Red River Mill"]),
        ("sort=-tier&country=VN", ["Blue Hill Mill", "Red River Mill"]),
    ],
)
def test_the_list_is_narrowed_searched_and_sorted(
    as_user, buyer, classified, mill, other_mill, asked, found
):
    Supplier.objects.filter(pk=mill.pk).update(is_key=True)
    Supplier.objects.filter(pk=other_mill.pk).update(tier=3, status="suspended")
    SupplierAlias.objects.create(supplier=mill, spelling="紅河")
    make_supplier("N-1", "No Tier")
    assert names_on(as_user(buyer).get(f"{LIST}?{asked}")) == found


def test_the_class_is_joined_where_it_is_shown_sorted_or_filtered_and_only_once(
    as_user, buyer, classified, other_mill
):
    def joins(address):
        with CaptureQueriesContext(connection) as queries:
            as_user(buyer).get(address)
        found = [query["sql"].count('JOIN "suppliers_classification"') for query in queries]
        return [count for count in found if count]

    assert joins(LIST) == [1]
    assert joins(f"{LIST}?cols=name") == []
    assert joins(f"{LIST}?cols=name&sort=risk") == [1]
    assert joins(f"{LIST}?sort=risk&risk_class=low") == [1]


def test_the_list_asks_the_same_number_of_questions_however_long(
    as_user, buyer, classified, django_assert_num_queries
):
    browser = as_user(buyer)
    browser.get(LIST)
    with django_assert_num_queries(6):
        browser.get(LIST)
    for number in range(30):
        make_supplier(f"X-{number}", f"Extra {number}", tier=1)
    with django_assert_num_queries(6):
        assert len(browser.get(LIST).context["object_list"]) == 31


def test_the_list_is_exported_as_filtered_and_comes_back(as_user, buyer, mill, other_mill):
    SupplierAlias.objects.create(supplier=mill, spelling="紅河")
    answer = as_user(buyer).get(f"{LIST}?q=red&export=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines == [
        "Supplier code,Supplier name,Country,Tier,Category,Status,Risk class",
        "M-001,Red River Mill,Vietnam,2 – components,,Active,",
    ]


# --- change -----------------------------------------------------------------------------------
FORMS = ("supplier_change", "supplier_move", "alias_new", "site_new")


@pytest.mark.parametrize("route", FORMS)
@pytest.mark.parametrize(
    ("who", "status"),
    [("buyer", 200), ("mill_user", 403), ("auditor", 403), ("sales", 403), ("admin_user", 403)],
)
def test_only_procurement_changes_suppliers(as_user, mill, request, route, who, status):
    person = request.getfixturevalue(who)
    address = reverse(f"suppliers:{route}", args=[mill.pk])
    assert as_user(person).get(address).status_code == status


def test_a_new_supplier_is_made_and_shown(as_user, buyer, country):
    data = {"name": "Amber Works", "country": "VN", "tier": "2", "status": "candidate", "code": ""}
    answer = as_user(buyer).post("/suppliers/new/", data)
    made = Supplier.objects.get(name="Amber Works")
    assert (answer.status_code, answer["Location"]) == (302, made.get_absolute_url())
    assert (made.code, made.tier, made.status) == ("A00001", 2, "candidate")


def test_a_code_in_use_is_refused_on_the_form(as_user, buyer, mill):
    answer = as_user(buyer).post(
        "/suppliers/new/", {"code": "M-001", "name": "Amber", "status": "active"}
    )
    assert answer.status_code == 422
    assert "code" in answer.context["form"].errors


def test_a_change_is_kept(as_user, buyer, mill):
    browser = as_user(buyer)
    address = reverse("suppliers:supplier_change", args=[mill.pk])
    initial = browser.get(address).context["form"].initial
    data = {"name": "Delta Mill", "country": "VN", "tier": "1", "seen_at": initial["seen_at"]}
    assert browser.post(address, data).status_code == 302
    mill.refresh_from_db()
    assert (mill.name, mill.tier) == ("Delta Mill", 1)
    again = browser.post(address, data | {"name": "Other"})
    assert again.status_code == 409
    assert "Somebody else changed" in again.content.decode()


def test_a_damaged_form_is_refused(as_user, buyer, mill):
    address = reverse("suppliers:supplier_change", args=[mill.pk])
    answer = as_user(buyer).post(address, {"name": "X", "seen_at": "yesterday"})
    assert answer.status_code == 422


def test_a_status_is_moved_with_a_reason(as_user, buyer, mill):
    address = reverse("suppliers:supplier_move", args=[mill.pk])
    browser = as_user(buyer)
    choices = dict(browser.get(address).context["form"].fields["to"].choices)
    assert set(choices) == {"suspended", "ended"}
    assert browser.post(address, {"to": "suspended", "reason": ""}).status_code == 422
    assert browser.post(address, {"to": "suspended", "reason": "Fire"}).status_code == 302
    assert Supplier.objects.get(pk=mill.pk).status == "suspended"
    assert Entry.objects.get(event="suppliers.supplier.moved").actor_id == str(buyer.pk)


def test_a_spelling_and_a_site_are_added_and_a_site_changed(as_user, buyer, mill, site):
    browser = as_user(buyer)
    browser.post(reverse("suppliers:alias_new", args=[mill.pk]), {"spelling": "紅河"})
    assert mill.aliases.get().spelling == "紅河"
    new = reverse("suppliers:site_new", args=[mill.pk])
    assert browser.post(new, {"name": "Plant 2", "female_percent": "101"}).status_code == 422
    assert browser.post(new, {"name": "Red River Plant 1"}).status_code == 422
    browser.post(new, {"name": "Plant 2", "country": "VN", "workers": "10"})
    assert mill.sites.get(name="Plant 2").workers == 10
    change = reverse("suppliers:site_change", args=[site.pk])
    assert browser.get(change).context["form"].initial["workers"] == 420
    browser.post(change, {"name": site.name, "workers": "430"})
    assert Site.objects.get(pk=site.pk).workers == 430


# --- review -----------------------------------------------------------------------------------
@pytest.fixture
def question(mill, now):
    match = PossibleMatch.objects.create(
        name="Red River Mills", key="red river mills", created_at=now
    )
    match.candidates.add(mill)
    match.rows.create(
        source="list.csv", number=7, values={"name": "Red River Mills"}, fingerprint="x"
    )
    return match


def test_the_question_shows_its_candidates_and_where_it_comes_from(as_user, buyer, question):
    text = as_user(buyer).get("/suppliers/review/").content.decode()
    for part in ("Red River Mills", "Red River Mill</a>", "M-001", "row 7 of list.csv"):
        assert part in text


@pytest.mark.parametrize("who", ["mill_user", "auditor", "sales", "admin_user"])
def test_nobody_else_sees_or_answers_it(as_user, question, mill, request, who):
    browser = as_user(request.getfixturevalue(who))
    assert browser.get("/suppliers/review/").status_code == 403
    same = reverse("suppliers:review_same", args=[question.pk, mill.pk])
    new = reverse("suppliers:review_new", args=[question.pk])
    assert [browser.post(same).status_code, browser.post(new).status_code] == [403, 403]
    assert PossibleMatch.objects.get().state == "open"


def test_two_buttons_answer_it_once(as_user, buyer, question, mill):
    browser = as_user(buyer)
    same = reverse("suppliers:review_same", args=[question.pk, mill.pk])
    assert browser.get(same).status_code == 405
    assert browser.post(same)["Location"] == "/suppliers/review/"
    assert mill.aliases.get().spelling == "Red River Mills"
    again = browser.post(reverse("suppliers:review_new", args=[question.pk]))
    assert again.status_code == 409
    assert list(browser.get("/suppliers/review/").context["object_list"]) == []


def test_a_new_supplier_is_the_other_button(as_user, buyer, question):
    as_user(buyer).post(reverse("suppliers:review_new", args=[question.pk]))
    assert Supplier.objects.get(name="Red River Mills").code == "A00001"


# --- admin ------------------------------------------------------------------------------------
ADMIN = (
    "country", "countryalias", "countryindicator", "commodity", "supplier", "membership",
    "assignment", "possiblematch",
)  # fmt: skip


@pytest.mark.parametrize("name", ADMIN)
def test_the_admin_site_shows_the_catalogues_and_finds_in_them(
    as_user, admin_user, mill, mill_user, auditor, question, name
):
    browser = as_user(admin_user)
    for asked in ("", "?q=red"):
        assert browser.get(f"/admin/suppliers/{name}/{asked}").status_code == 200


def test_an_administrator_adds_a_spelling_as_it_is_compared(as_user, admin_user, country):
    as_user(admin_user).post(
        "/admin/suppliers/countryalias/add/", {"spelling": "Viêt-Nam, S.R.", "country": "VN"}
    )
    assert CountryAlias.objects.get().spelling == "viet nam sr"


def test_an_administrator_finds_people_and_suppliers_by_typing(as_user, admin_user, mill):
    found = as_user(admin_user).get(
        "/admin/autocomplete/?app_label=suppliers&model_name=membership&field_name=supplier&term=red"
    )
    assert [row["text"] for row in found.json()["results"]] == ["Red River Mill (M-001)"]


def test_suppliers_themselves_are_not_changed_in_the_admin_site(as_user, admin_user, mill):
    browser = as_user(admin_user)
    assert browser.get("/admin/suppliers/supplier/add/").status_code == 403
    address = f"/admin/suppliers/supplier/{mill.pk}/change/"
    assert browser.post(address, {"name": "X"}).status_code == 403
