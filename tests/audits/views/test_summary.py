import re
from decimal import Decimal

from django.urls import reverse

from audits.models import Provision

from ..queries.constructed import audited, found

ADDRESS = reverse("audits:summary")


def test_the_year_in_numbers(as_user, buyer, walk):
    walk("closed")
    page = as_user(buyer).get(ADDRESS + "?year=2026")
    result = page.context["improvement"]
    assert (result.suppliers, result.findings, result.closed) == (1, 1, 1)
    assert (result.pooled, result.mean) == (Decimal("100.0"), Decimal("100.0"))
    assert page.context["approved_with_conditional"] == Decimal("100.0")
    assert "Emergency Preparedness" in page.text


def test_every_number_opens_its_rows(as_user, buyer, walk):
    walk("closed")
    browser = as_user(buyer)
    text = browser.get(ADDRESS + "?year=2026").text
    links = re.findall(r'figure-value"><a href="([^"]+)">(\d+)</a>', text)
    links += re.findall(r'<td class="number"><a href="([^"]+)">(\d+)</a>', text)
    assert len(links) >= 8
    for address, number in links:
        page = browser.get(address.replace("&amp;", "&"))
        assert len(page.context["object_list"]) == int(number), address


def test_a_provision_opens_the_rows_of_its_line_only(
    as_user, auditor, buyer, protocol, provision, country
):
    """Two versions call one code by two titles: two lines; one title in two versions is one line."""
    one, other = provision("B2"), provision("C1")
    people = {"auditor": auditor, "buyer": buyer}
    audits = audited(2024, 3, protocol=protocol, country=country, **people)
    again = Provision.objects.filter(code="B2").exclude(pk=one.pk).first()
    Provision.objects.filter(pk=again.pk).update(title="Another title", title_hant="", title_hans="")
    same = Provision.objects.filter(code="C1").exclude(pk=other.pk).first()
    Provision.objects.filter(pk=same.pk).update(
        title=other.title, title_hant=other.title_hant, title_hans=other.title_hans
    )
    for n, (row, closed) in enumerate([(one, 3), (again, 1), (other, 2), (same, 1)]):
        found(audits, 3 + n, closed, provision=row, from_number=n * 10, **people)
    browser = as_user(buyer)
    text = browser.get(ADDRESS + "?year=2024").text
    cells = re.findall(r'<td class="number"><a href="([^"]*heading=[^"]*)">(\d+)</a>', text)
    assert [int(number) for _address, number in cells] == [11, 3, 4, 1, 3, 3]
    for address, number in cells:
        page = browser.get(address.replace("&amp;", "&"))
        assert len(page.context["object_list"]) == int(number), address


def test_a_year_without_audits_says_so(as_user, buyer, planned):
    assert "No audit of this year is final yet." in as_user(buyer).get(ADDRESS + "?year=1999").text
    assert as_user(buyer).get(ADDRESS + "?year=abc").status_code == 200


def test_the_companys_figures_are_not_for_everyone(as_user, mill_user, auditor, admin_user):
    assert as_user(mill_user).get(ADDRESS).status_code == 403
    assert as_user(auditor).get(ADDRESS).status_code == 403
    assert as_user(admin_user).get(ADDRESS).status_code == 200
