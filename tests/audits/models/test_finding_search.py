"""A search finds the same findings with the index and without."""

import pytest
from django.db import connection

from audits.models import Finding
from audits.models.finding_search import INDEXES
from suppliers.models import search as searching
from suppliers.operations.search_index import make_part_index, make_search_index

#: The findings: 1 exits (B2), 2 in Chinese (A1), 3 with signs that a pattern would take for its own (B2).
TEXTS = [
    ("B2", "Two of five Exits were locked."),
    ("A1", "宿舍消防通道被堵 in hall 7"),
    ("B2", "Only 100% of one_half, ＡＢＣ line, and a \\ on the door"),
]
SEARCHES = {
    "exits": {1},
    "EXITS WERE": {1},
    "xit": {1},  # anywhere
    "fi": {1},  # begins a word
    "tw": {1},  # begins the description
    "xi": set(),  # does not begin a word, and is too short to stand anywhere
    "消防": {2},
    "堵": {2},
    "被堵 in": {2},
    "防消": set(),
    "hall 7": {2},
    "hall 70": set(),
    "100%": {3},
    "one_h": {3},
    "oneXh": set(),
    "a \\ on": {3},
    "ＡＢＣ": {3},  # as typed
    "a1": {2},  # a provision's code
    "emergency prep": {1, 3},  # a provision's title
    "M-001": {1, 2, 3},
    "red river mill": {1, 2, 3},
    "紅河": {1, 2, 3},  # another name of the supplier
    "plant 1": {1, 2, 3},  # the site
    "blue hill": set(),
    "no such": set(),
    "--": set(),
    " ": {1, 2, 3},
}


#: How many ids are gathered at most, of findings and of suppliers: enough, or none, so that each finding is asked.
GATHERED = {"indexed": (2_000, 2_000), "many": (0, 2_000), "many suppliers": (0, 0)}


@pytest.fixture(params=["read", *GATHERED])
def way(request, db, monkeypatch):
    """Reading the descriptions, the index, and the index where there are too many to name by their ids."""
    if request.param != "read":
        if not (make_search_index(connection) and make_part_index(connection, INDEXES)):
            pytest.skip("PostgreSQL with pg_trgm only")
        limits = ("audits.models.finding_search.AT_MOST", "suppliers.models.supplier.OWN")
        for limit, most in zip(limits, GATHERED[request.param], strict=True):
            monkeypatch.setattr(limit, most)
    find = request.getfixturevalue("find")
    for code, text in TEXTS:
        find("major", code, description=text)
    request.getfixturevalue("mill").aliases.create(spelling="紅河紡織")
    yield
    searching._known.clear()


def test_a_search_finds(way):
    found = {
        text: set(Finding.objects.search(text).values_list("number", flat=True))
        for text in SEARCHES
    }
    assert found == SEARCHES


def test_a_stranger_finds_nothing_and_the_mill_what_is_reported(way, finish, stranger, mill_user):
    assert list(Finding.objects.visible_to(mill_user).search("exits")) == []
    finish()
    assert [row.number for row in Finding.objects.visible_to(mill_user).search("exits")] == [1]
    for text in ("exits", "red river", "消防", "plant 1", "a1"):
        assert list(Finding.objects.visible_to(stranger).search(text)) == []


def test_what_is_found_can_be_narrowed_and_asked_for_within_another_question(way):
    found = Finding.objects.search("hall")
    assert found.filter(provision__section="A").count() == 1
    assert list(Finding.objects.filter(pk__in=found.values("pk"))) == list(found)


def test_a_description_that_changes_is_found_by_its_new_words(way):
    Finding.objects.filter(number=1).update(description="Ladders without feet.")
    assert list(Finding.objects.search("exits")) == []
    assert Finding.objects.search("ladders").get().number == 1
