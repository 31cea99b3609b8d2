import re
from decimal import Decimal

from django.urls import reverse

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


def test_a_year_without_audits_says_so(as_user, buyer, planned):
    assert "No audit of this year is final yet." in as_user(buyer).get(ADDRESS + "?year=1999").text
    assert as_user(buyer).get(ADDRESS + "?year=abc").status_code == 200


def test_the_companys_figures_are_not_for_everyone(as_user, mill_user, auditor, admin_user):
    assert as_user(mill_user).get(ADDRESS).status_code == 403
    assert as_user(auditor).get(ADDRESS).status_code == 403
    assert as_user(admin_user).get(ADDRESS).status_code == 200
