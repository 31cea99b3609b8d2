"""The tab "Names and people": who sees what, and what procurement changes there."""

import pytest
from django.urls import reverse

from suppliers.models import Assignment, Contact, SupplierIdentifier
from suppliers.operations.groups import set_parent


def page_of(supplier):
    return f"/suppliers/{supplier.pk}/names/"


@pytest.fixture
def known(mill):
    """The mill with a local name, a number and a contact."""
    mill.aliases.create(spelling="紅河紡織", kind="local")
    SupplierIdentifier.objects.create(supplier=mill, kind="duns", value="150483782")
    Contact.objects.create(
        supplier=mill, name="Lan Vu", function="Quality", mail="lan@mill.example"
    )
    return mill


def test_everything_a_supplier_is_called_and_who_belongs_to_it(
    as_user, buyer, known, mill_user, auditor
):
    page = as_user(buyer).get(page_of(known))
    for part in (
        "紅河紡織",
        "Name in the local language",
        "150483782",
        "Lan Vu",
        "mill_user",
        "auditor",
    ):
        assert part in page.text


@pytest.mark.parametrize(("who", "buttons"), [("buyer", 2), ("mill_user", 0), ("auditor", 0)])
def test_only_procurement_is_offered_changes(as_user, known, request, who, buttons):
    page = as_user(request.getfixturevalue(who)).get(page_of(known))
    assert page.text.count(">Remove</button>") == buttons
    assert ("Propose a correction" in page.text) == (who == "mill_user")


def test_a_supplier_does_not_learn_of_relatives_that_are_not_theirs(
    as_user, known, other_mill, mill_user, buyer, now
):
    set_parent(supplier=known, parent=other_mill, by=buyer, at=now)
    assert "Blue Hill Mill" in as_user(buyer).get(page_of(known)).text
    assert "Blue Hill Mill" not in as_user(mill_user).get(page_of(known)).text


def test_the_tab_asks_a_constant_number_of_questions(
    as_user, buyer, known, django_assert_max_num_queries
):
    browser = as_user(buyer)
    browser.get(page_of(known))
    for number in range(20):
        Contact.objects.create(supplier=known, name=f"Contact {number}")
        known.aliases.create(spelling=f"Alias {number}")
    with django_assert_max_num_queries(12):
        browser.get(page_of(known))


def test_a_number_is_added_corrected_and_removed(as_user, buyer, mill):
    browser = as_user(buyer)
    new = reverse("suppliers:identifier_new", args=[mill.pk])
    wrong = browser.post(new, {"kind": "duns", "value": "12345"})
    assert wrong.status_code == 422
    assert "nine digits" in wrong.text
    assert browser.post(new, {"kind": "duns", "value": "15-048-3782"})["Location"] == page_of(mill)
    number = mill.identifiers.get()
    change = reverse("suppliers:identifier_change", args=[number.pk])
    assert 'value="150483782"' in browser.get(change).text
    browser.post(change, {"kind": "duns", "value": "150483783", "note": "head office"})
    assert mill.identifiers.get().note == "head office"
    browser.post(reverse("suppliers:identifier_remove", args=[number.pk]))
    assert not mill.identifiers.exists()


def test_a_contact_is_added_changed_and_erased(as_user, buyer, mill):
    browser = as_user(buyer)
    browser.post(reverse("suppliers:contact_new", args=[mill.pk]), {"name": "Lan Vu"})
    contact = mill.contacts.get()
    browser.post(
        reverse("suppliers:contact_change", args=[contact.pk]),
        {
            "name": "Lan Vu",
            "function": "Payroll",
            "mail": "lan@mill.example",
            "language": "zh-hant",
        },
    )
    assert mill.contacts.get().function == "Payroll"
    browser.post(reverse("suppliers:contact_erase", args=[contact.pk]))
    assert not mill.contacts.exists()


def test_a_parent_is_given_by_its_code(as_user, buyer, mill, other_mill):
    browser = as_user(buyer)
    address = reverse("suppliers:parent_change", args=[mill.pk])
    assert browser.post(address, {"parent": "M-404"}).status_code == 422
    assert browser.post(address, {"parent": "M-001"}).status_code == 422  # itself
    browser.post(address, {"parent": " M-002 "})
    mill.refresh_from_db()
    assert mill.parent == other_mill
    back = reverse("suppliers:parent_change", args=[other_mill.pk])
    refused = browser.post(back, {"parent": "M-001"})
    assert (refused.status_code, "above and below" in refused.text) == (422, True)


def test_an_auditor_is_assigned_and_released(as_user, buyer, mill, strange_auditor):
    browser = as_user(buyer)
    assign = reverse("suppliers:auditor_assign", args=[mill.pk])
    browser.post(assign, {"user": strange_auditor.pk})
    assert as_user(strange_auditor).get(page_of(mill)).status_code == 200
    assert browser.post(assign, {"user": strange_auditor.pk}).status_code == 422  # is assigned
    browser.post(reverse("suppliers:auditor_release", args=[mill.pk, strange_auditor.pk]))
    assert not Assignment.objects.filter(supplier=mill).exists()
    assert as_user(strange_auditor).get(page_of(mill)).status_code == 404


def test_coordinates_come_in_pairs_and_lead_to_a_map(as_user, buyer, site):
    browser, address = as_user(buyer), reverse("suppliers:site_change", args=[site.pk])
    values = {"name": site.name, "address": "", "city": "", "latitude": "20.86"}
    refused = browser.post(address, values)
    assert (refused.status_code, "both or none" in refused.text) == (422, True)
    assert browser.post(address, values | {"longitude": "180.1"}).status_code == 422
    assert browser.post(address, values | {"longitude": "106.68"}).status_code == 302
    assert 'href="geo:20.86,106.68"' in browser.get(site.get_absolute_url()).text


def test_outsiders_read_names_not_logins(as_user, mill, mill_user, auditor, strange_auditor, buyer):
    Assignment.objects.create(supplier=mill, user=strange_auditor)
    type(mill_user).objects.filter(pk=mill_user.pk).update(first_name="Minh", is_active=False)
    page = as_user(buyer).get(page_of(mill)).text
    assert all(text in page for text in ("mill_user", "switched off", "strange_auditor"))
    page = as_user(auditor).get(page_of(mill)).text
    assert "Minh" in page
    assert not any(text in page for text in ("mill_user", "switched off", "strange_auditor"))


def test_a_code_with_nul_is_of_nobody(as_user, buyer, mill):
    assert as_user(buyer).get("/suppliers/by-code/M%00-9/").status_code == 404
