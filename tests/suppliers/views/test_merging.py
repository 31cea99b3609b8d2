"""Merging and splitting by hand, the review of names, and countries that nobody knew."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from suppliers.models import CountryAlias, Merge, PossibleMatch, Supplier
from suppliers.operations import merge_suppliers
from sustainportal.trail.models import Entry

ADDRESS = "/sheets/import/suppliers.suppliers/"


@pytest.fixture
def desk(as_user, buyer, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return as_user(buyer)


def test_the_other_record_is_found_and_both_are_seen_side_by_side(desk, mill, other_mill):
    page = desk.get(f"/suppliers/{mill.pk}/same-as/?q=blue").content.decode()
    assert f"/suppliers/{mill.pk}/same-as/{other_mill.pk}/" in page
    assert f"/suppliers/{mill.pk}/same-as/{mill.pk}/" not in page
    page = desk.get(f"/suppliers/{mill.pk}/same-as/{other_mill.pk}/").content.decode()
    assert "Red River Plant 1" in page
    assert "Blue Hill Plant" in page


def test_a_buyer_merges_and_splits(desk, mill, other_mill):
    answer = desk.post(f"/suppliers/{mill.pk}/same-as/{other_mill.pk}/", {"reason": "One firm"})
    merge = Merge.objects.get()
    assert answer["Location"] == f"/suppliers/merges/{merge.pk}/"
    assert "One firm" in desk.get(answer["Location"]).content.decode()
    assert other_mill.code not in desk.get("/suppliers/").content.decode().replace("/M-002/", "")
    assert desk.get("/suppliers/by-code/M-002/")["Location"] == f"/suppliers/{mill.pk}/"
    assert "was merged into" in desk.get(f"/suppliers/{other_mill.pk}/").content.decode()
    desk.post(f"/suppliers/merges/{merge.pk}/split/")
    assert desk.get("/suppliers/by-code/M-002/")["Location"] == f"/suppliers/{other_mill.pk}/"
    assert desk.post(f"/suppliers/merges/{merge.pk}/split/").status_code == 409


def test_merging_what_somebody_else_merged_is_told(desk, mill, other_mill, second_buyer, now):
    page = f"/suppliers/{mill.pk}/same-as/{other_mill.pk}/"
    merge_suppliers(keep=mill, gone=other_mill, by=second_buyer, at=now)
    answer = desk.post(page, {"reason": ""})
    assert answer.status_code == 409
    assert "Somebody else has merged" in answer.content.decode()


# --- names to review --------------------------------------------------------------------------
@pytest.fixture
def two_questions(mill, other_mill, now):
    for name, supplier in (("Blue Hills Mill", other_mill), ("Red River Mills", mill)):
        match = PossibleMatch.objects.create(
            name=name, key=name.lower(), created_at=now,
            evidence={str(supplier.pk): {
                "score": 0.717, "name": 0.85, "country": 0.5, "address": 0.5, "same_name": False,
            }},
        )  # fmt: skip
        match.candidates.add(supplier)
    return list(PossibleMatch.objects.order_by("name"))


def test_one_question_shows_the_parts_of_the_score(desk, two_questions):
    page = desk.get(f"/suppliers/review/{two_questions[0].pk}/").content.decode()
    assert "0.72" in page
    assert "name 0.85" in page
    assert "country unknown" in page


def test_an_answer_leads_to_the_next_question(desk, two_questions, other_mill):
    first, second = two_questions
    answer = desk.post(f"/suppliers/review/{first.pk}/same/{other_mill.pk}/", {"go_on": "1"})
    assert answer["Location"] == f"/suppliers/review/{second.pk}/"
    answer = desk.post(f"/suppliers/review/{second.pk}/new/", {"go_on": "1"})
    assert answer["Location"] == "/suppliers/review/"
    assert Supplier.objects.count() == 3


def test_an_automatic_match_is_listed_with_its_reason_and_taken_back_once(desk, mill, now):
    match = PossibleMatch.objects.create(
        name="Red River Mill Co", key="red river mill", supplier=mill, state="same", automatic=True,
        created_at=now, decided_at=now, brought={"spellings": []},
        evidence={str(mill.pk): {
            "score": 0.8, "name": 1.0, "country": 0.5, "address": 0.5, "same_name": True,
        }},
    )  # fmt: skip
    page = desk.get("/suppliers/review/automatic/").content.decode()
    assert "0.80 – same name, country unknown, no address in common" in page
    assert desk.post(f"/suppliers/review/{match.pk}/undo/").status_code == 302
    assert Supplier.objects.filter(name="Red River Mill Co").exists()
    assert desk.post(f"/suppliers/review/{match.pk}/undo/").status_code == 409
    assert Supplier.objects.count() == 2


# --- a file with questions and news -----------------------------------------------------------
def handed_in(desk, text, **fields):
    file = SimpleUploadedFile("list.csv", text.encode())
    return desk.post(ADDRESS, {"file": file, **fields})["Location"]


def test_an_unknown_country_is_asked_once_and_known_afterwards(desk, country):
    page = handed_in(desk, "Supplier name,Country\nAmber Works,Viet-Nam (south)\n")
    assert "Viet-Nam (south)" in desk.get(page).content.decode()
    pk = page.strip("/").split("/")[-1]
    answers = f"/suppliers/countries/{pk}/"
    assert "Which country is “Viet-Nam (south)”?" in desk.get(answers).content.decode()
    assert desk.post(answers, {"country_0": "VN"})["Location"] == page
    assert CountryAlias.objects.get().country_id == "VN"
    entry = Entry.objects.get(event="suppliers.country_alias.added")
    assert entry.detail == {"spelling": "Viet-Nam (south)", "country": "VN"}
    desk.post(f"{page}keep/")
    assert Supplier.objects.get().country_id == "VN"


def test_what_a_list_tells_is_shown_by_kind_and_can_be_downloaded(desk, country, mill):
    first = handed_in(
        desk, "Supplier name,Country\nAmber Works,VN\nBirch Optics,VN\n",
        listing="The group", as_of="2026-03-31",
    )  # fmt: skip
    desk.post(f"{first}keep/")
    page = handed_in(
        desk, "Supplier name,Country,Tier\nAmber Works,VN,2\nCobalt Magnets,VN,\n",
        listing="The group", as_of="2026-06-30",
    )  # fmt: skip
    text = desk.get(page).content.decode()
    assert [f"{word}: 1" in text for word in ("New", "Changed", "No longer listed")] == [True] * 3
    gone = desk.get(f"{page}news/?kind=gone").content.decode()
    assert "Birch Optics" in gone
    assert "Cobalt Magnets" not in gone
    answer = desk.get(f"{page}news/?export=xlsx")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    rows = list(load_workbook(io.BytesIO(content)).active.values)
    assert [row[:6] for row in rows[1:]] == [
        ("Changed", 2, "Amber Works (A00001)", "Tier", None, "2 – components"),
        ("New", 3, "Cobalt Magnets", None, None, None),
        ("No longer listed", None, "Birch Optics (A00002)", None, None, None),
    ]


def test_headings_in_another_language_are_guessed_with_a_word_of_how_sure(desk, country):
    page = handed_in(desk, "Firma,Supplier Nam,Land\nx,Amber,VN\n")
    form = desk.get(f"{page}columns/").content.decode()
    assert "Probably this one; please look." in form
