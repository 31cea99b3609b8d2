import datetime as dt
import re
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from training import operations
from training.models import OpeningBalance

from ..queries.test_statistics import balances, came, heads, held

PAGE = "/training/statistics/"


@pytest.fixture
def history(mill, other_mill):
    forum = held("F", dt.date(2024, 12, 31), "forum", "Climate & water", 90)
    course = held("T", dt.date(2025, 1, 1), "training", "", 30)
    came(forum, mill, "Mei", "Anh")
    came(course, mill, "Mei")
    heads(course, "Blue Hill", 20, other_mill)
    return forum


def links(page):
    return [link.replace("&amp;", "&") for link in re.findall(r'href="(/training/[^"]*\?[^"]*)"', page)]


def rows_of(browser, address):
    """How many person-times, minutes or suppliers stand behind an address."""
    rows = browser.get(address).context["page_obj"].object_list
    counts = [getattr(row, "heads", 1) for row in rows]
    return sum(counts)


@pytest.mark.parametrize("asked", ["", "?split=all", "?tier=2&split=kind", "?theme=-", "?since=2025"])
def test_every_cell_opens_its_rows(as_user, buyer, history, asked):
    browser = as_user(buyer)
    found = browser.get(PAGE + asked)
    opened = links(found.text)
    for row in found.context["lines"] + found.context["cells"]:
        line, query = row["line"], row["query"]
        assert f"/training/attendance/?{query}" in opened
        assert f"/training/sessions/?{query}" in opened
        named = rows_of(browser, f"/training/attendance/?{query}")
        counted = rows_of(browser, f"/training/heads/?{query}")
        assert (named + counted, counted) == (line.person_times, line.heads)
        assert rows_of(browser, f"/training/reached/?{query}") == line.suppliers
        sessions = browser.get(f"/training/sessions/?{query}")
        assert sessions.context["total"] == line.minutes


def test_an_opening_balance_is_shown_as_such_and_rows_inside_it_are_flagged(
    as_user, buyer, history
):
    balances(2013, 2024, person_times=4037)
    page = as_user(buyer).get(PAGE).text
    assert "Opening balance, Person-times, 2013–2024 (before): no rows behind it" in page
    assert "Attendances of 2024 lie inside the years of the opening balance" in page
    assert "in the balance" in page
    assert "4,058" in page  # 4,037 + 21 of 2025


def test_a_balance_that_begins_earlier_than_asked_is_told_to_be_whole(as_user, buyer, history):
    balances(2013, 2023, person_times=4037)
    browser = as_user(buyer)
    assert "cannot be split at 2020" in browser.get(PAGE, {"since": 2020}).text
    assert "cannot be split" not in browser.get(PAGE, {"since": 2013}).text


def test_a_corrected_year_shows_what_was_published_and_what_is_now(
    as_user, buyer, mill, history, now
):
    browser = as_user(buyer)
    assert browser.post(reverse("training:year_publish"), {"year": 2024}).url == PAGE
    assert "corrected since published" not in browser.get(PAGE).text
    operations.record_attendance(history, supplier=mill, name="Wei", by=buyer, at=now)
    page = browser.get(PAGE).text
    assert "corrected since published" in page
    assert "published: 2</span>" in page


def test_a_year_that_runs_is_refused_on_the_form(as_user, buyer, history):
    answer = as_user(buyer).post(reverse("training:year_publish"), {"year": 2999})
    assert (answer.status_code, "2999 is not over yet." in answer.text) == (409, True)


def test_the_tables_go_out_as_workbooks(as_user, buyer, history, mill, now):
    operations.publish_year(year=2024, by=buyer, at=now)
    operations.record_attendance(history, supplier=mill, name="Wei", by=buyer, at=now)
    answer = as_user(buyer).get(PAGE, {"export": "xlsx", "table": "years"})
    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    lines = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert lines[0][:7] == [
        "Year", "Person-times", "of these without names", "Hours", "Person-hours", "Suppliers reached",
        "Person-times, total",
    ]  # fmt: skip
    assert lines[1] == [2024, 3, 0, 1.5, 1, 1, 3, 1.5, 2, 1.5, 1, 1]
    assert lines[2][:7] == [2025, 21, 20, 0.5, 0.5, 2, 24]
    cells = as_user(buyer).get(PAGE, {"export": "csv", "table": "cells", "split": "tier"})
    assert b"".join(cells.streaming_content).decode().splitlines()[1] == "2024,2,3,0,1.5,1.0,1,,,,"


def test_the_statistics_ask_as_many_questions_for_many_years_as_for_one(as_user, buyer, mill, now):
    browser, counts = as_user(buyer), []
    for years in ((2020,), (2021, 2022, 2023)):
        for year in years:
            came(held(f"Q{year}", dt.date(year, 1, 1)), mill, "Mei")
        with CaptureQueriesContext(connection) as found:
            assert browser.get(PAGE, {"split": "all"}).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1] <= 20


@pytest.mark.parametrize("name", ["head_count_list", "session_list", "reached_list"])
def test_the_rows_behind_ask_as_many_questions_for_three_as_for_one(
    name, as_user, buyer, mill, other_mill
):
    browser, counts = as_user(buyer), []
    for number, supplier in enumerate((mill, other_mill, other_mill)):
        event = held(f"R{number}", dt.date(2025, 1, 1))
        came(event, supplier, "Mei")
        heads(event, "Blue Hill", 3, supplier)
        with CaptureQueriesContext(connection) as found:
            assert browser.get(reverse(f"training:{name}")).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[2] <= 12


def test_suppliers_who_were_never_there_are_not_reached(as_user, buyer, mill, other_mill):
    came(held("S", dt.date(2025, 1, 1)), mill, "Mei")
    shown = as_user(buyer).get(reverse("training:reached_list")).context["object_list"]
    assert [(row.code, row.person_times) for row in shown] == [("M-001", 1)]


def test_an_opening_balance_of_views_stands_with_the_courses(as_user, buyer):
    OpeningBalance.objects.create(
        measure="views", since_year=2019, until_year=2024, value=340, source="the year page"
    )
    page = as_user(buyer).get(PAGE).text
    assert "Opening balance, Course views, 2019–2024 (the year page): no rows behind it" in page


def test_an_erased_name_is_shown_as_such(as_user, buyer, history, now):
    operations.erase_details(history, at=now)
    browser = as_user(buyer)
    for page in (reverse("training:attendance_list") + "?year=2024", history.get_absolute_url()):
        shown = browser.get(page).text
        assert shown.count("name erased") == 2
        assert "Mei" not in shown
