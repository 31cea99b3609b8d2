"""A supplier proposes on their pages, procurement decides from a list, both see what became of it."""

import pytest
from django.urls import reverse

from suppliers.models import Correction, Supplier

LIST = "/suppliers/corrections/"


@pytest.fixture
def proposed(as_user, mill, mill_user):
    """The mill's user proposed another category and another region."""
    address = reverse("suppliers:propose_profile", args=[mill.pk])
    fields = {"name": mill.name, "country": "VN", "region": "Hai Phong", "category": "Spinning"}
    answer = as_user(mill_user).post(address, fields | {"why": "Since spring."})
    assert answer["Location"] == f"/suppliers/{mill.pk}/corrections/"
    return {row.field: row for row in Correction.objects.all()}


def test_the_form_shows_what_stands_there(as_user, mill, mill_user):
    page = as_user(mill_user).get(reverse("suppliers:propose_profile", args=[mill.pk]))
    assert 'value="Red River Mill"' in page.text
    assert page.text.index('name="why"') > page.text.index('name="category"')


def test_nothing_changes_before_it_is_accepted(proposed, mill):
    assert Supplier.objects.get(pk=mill.pk).category == ""
    assert set(proposed) == {"region", "category"}


def test_the_list_shows_what_is_open_and_asks_little(
    as_user, buyer, mill, proposed, django_assert_max_num_queries
):
    browser = as_user(buyer)
    with django_assert_max_num_queries(7):
        page = browser.get(LIST)
    for part in ("Red River Mill", "Spinning", "Hai Phong", "Since spring."):
        assert part in page.text
    assert "Red River Mill" not in browser.get(f"{LIST}?q=blue").text
    assert "Spinning" not in browser.get(f"{LIST}?state=accepted").text


def test_accepting_changes_the_profile_and_the_proposer_sees_it(
    as_user, buyer, mill, mill_user, proposed
):
    accept = reverse("suppliers:correction_accept", args=[proposed["category"].pk])
    assert as_user(buyer).post(accept)["Location"] == LIST
    assert Supplier.objects.get(pk=mill.pk).category == "Spinning"
    page = as_user(mill_user).get(f"/suppliers/{mill.pk}/corrections/")
    assert "Accepted" in page.text
    assert page.text.count("Take back</button>") == 1  # the other one
    assert as_user(buyer).post(accept).status_code == 409


def test_declining_says_why(as_user, buyer, mill, mill_user, proposed):
    decline = reverse("suppliers:correction_decline", args=[proposed["region"].pk])
    assert "Hai Phong" in as_user(buyer).get(decline).text
    assert as_user(buyer).post(decline, {"reason": ""}).status_code == 422
    assert (
        as_user(buyer).post(decline, {"reason": "The licence says otherwise."}).status_code == 302
    )
    assert (
        "The licence says otherwise."
        in as_user(mill_user).get(f"/suppliers/{mill.pk}/corrections/").text
    )


def test_a_proposal_is_taken_back_by_its_own_people_only(as_user, mill_user, stranger, proposed):
    withdraw = reverse("suppliers:correction_withdraw", args=[proposed["region"].pk])
    assert as_user(stranger).post(withdraw).status_code == 404
    assert as_user(mill_user).post(withdraw).status_code == 302
    assert Correction.objects.get(pk=proposed["region"].pk).state == "withdrawn"


@pytest.mark.parametrize(
    ("route", "fields"),
    [
        ("propose_new_site", {"name": "Plant 9"}),
        ("propose_new_contact", {"name": "Lan Vu", "mail": "lan@mill.example"}),
        ("propose_identifier", {"kind": "duns", "value": "150483782"}),
    ],
)
def test_something_missing_is_proposed_and_added(as_user, buyer, mill, mill_user, route, fields):
    answer = as_user(mill_user).post(reverse(f"suppliers:{route}", args=[mill.pk]), fields)
    assert answer.status_code == 302
    row = Correction.objects.get()
    assert next(iter(fields.values())) or row.field == ""
    page = as_user(buyer).get(LIST)
    assert fields.get("name", "150483782") in page.text
    as_user(buyer).post(reverse("suppliers:correction_accept", args=[row.pk]))
    names = as_user(buyer).get(f"/suppliers/{mill.pk}/names/").text
    assert route == "propose_new_site" or fields.get("name", "150483782") in names


def test_markup_in_a_proposal_is_text(as_user, buyer, mill, mill_user):
    as_user(mill_user).post(
        reverse("suppliers:propose_profile", args=[mill.pk]),
        {"name": "<script>x</script>", "country": "VN", "why": "<b>bold</b>"},
    )
    page = as_user(buyer).get(LIST)
    assert "<script>x" not in page.text
    assert "&lt;script&gt;x" in page.text
