import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from audits.models import Protocol

ADDRESS = reverse("audits:catalogue")


def shown(page):
    return {row.code: row for _label, rows in page.context["headings"] for row in rows}


def test_the_current_version_comes_first_and_the_former_can_be_chosen(as_user, buyer, catalogues):
    browser = as_user(buyer)
    page = browser.get(ADDRESS)
    assert (str(page.context["protocol"]), page.context["count"]) == ("RBA 8.0.1", 42)
    former = Protocol.objects.get(version="7.0")
    page = browser.get(ADDRESS + f"?protocol={former.pk}")
    assert (str(page.context["protocol"]), page.context["count"]) == ("RBA 7.0", 43)


def test_the_crosswalk_is_read_in_both_directions(as_user, buyer, catalogues):
    browser = as_user(buyer)
    here = shown(browser.get(ADDRESS))["A5"].others
    assert sorted((other.code, str(kind)) for other, kind in here) == [
        ("A5", "narrower there"), ("A6", "narrower there"),
    ]  # fmt: skip
    former = Protocol.objects.get(version="7.0")
    there = shown(browser.get(ADDRESS + f"?protocol={former.pk}"))["A6"].others
    assert [(other.code, str(kind)) for other, kind in there] == [("A5", "wider there")]


def test_findings_are_counted_as_the_list_behind_the_number_shows_them(
    as_user, buyer, mill_user, stranger, find, finish
):
    find("minor", "B2")
    find("major", "B2")
    assert shown(as_user(buyer).get(ADDRESS))["B2"].found == 0  # drafts are in no count
    finish()
    provision = shown(as_user(buyer).get(ADDRESS))["B2"]
    assert [shown(as_user(p).get(ADDRESS))["B2"].found for p in (buyer, mill_user, stranger)] == [
        2,
        2,
        0,
    ]
    rows = as_user(buyer).get(
        reverse("audits:finding_list") + f"?heading={provision.pk}&reported=1"
    )
    assert len(rows.context["object_list"]) == 2


def test_it_is_read_in_the_readers_language(as_user, buyer, catalogues):
    buyer.language = "zh-hant"
    buyer.save()
    page = as_user(buyer).get(ADDRESS)
    with translation.override("zh-hant"):
        assert str(shown(page)["B2"]) == "B2 緊急應變準備"
    assert "出口暢通" in page.text


@pytest.mark.parametrize(
    ("asked", "codes"), [("B2", ["B2"]), ("冶煉", ["D7"]), ("exits", ["B2", "B7"]), ("zzz", [])]
)
def test_it_can_be_searched(as_user, buyer, catalogues, asked, codes):
    assert list(shown(as_user(buyer).get(ADDRESS, {"q": asked}))) == codes


def test_each_line_costs_no_query(as_user, buyer, catalogues):
    counts = []
    for asked in ("B2", ""):
        with CaptureQueriesContext(connection) as queries:
            as_user(buyer).get(ADDRESS, {"q": asked})
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_empty_catalogue_says_so(as_user, buyer):
    page = as_user(buyer).get(ADDRESS)
    assert (page.context["protocol"], "The catalogue is empty" in page.text) == (None, True)
