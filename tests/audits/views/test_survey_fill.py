import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits import operations
from audits.models import Smelter, Survey, SurveyFile
from audits.queries.surveys import answers_by_key, mark
from audits.rules.answers import Given

from ...sample_files import png
from ..survey_cast import GOLD, TIN, question

EMPTY = mark(None)


def at(name, survey, *more):
    return reverse(f"audits:{name}", args=[survey.pk, *more])


def picture(name="meter.png"):
    return SimpleUploadedFile(name, png(), content_type="image/png")


@pytest.fixture
def mills(as_user, mill_user):
    return as_user(mill_user)


def answer(browser, survey, key, value, seen=EMPTY, **more):
    return browser.post(
        at("survey_answer", survey), {"key": key, "value": value, "seen": seen} | more
    )


def kept(survey):
    return {key: row.value for key, row in answers_by_key(survey).items()}


# --- one answer at a time ------------------------------------------------------------------------
def test_an_answer_is_kept_as_it_is_typed(mills, annual, mill_user):
    told = answer(mills, annual, "sources", ["rain", "river"], why="Both.")
    row = answers_by_key(annual)["sources"]
    assert (row.value, row.explanation) == ("river\nrain", "Both.")
    assert told.json() == {
        "stamp": mark(row), "value": "river\nrain", "not_applicable": False, "unit": "",
        "explanation": "Both.", "who": told.json()["who"], "doubts": [],
    }  # fmt: skip
    assert told.json()["who"].startswith("mill_user, ")


def test_a_second_tab_gets_409_with_who_changed_it_to_what(mills, as_user, colleague, annual):
    first = answer(mills, annual, "words", "Mine.").json()
    told = answer(as_user(colleague), annual, "words", "Theirs.")
    assert told.status_code == 409
    assert told.json()["conflict"].startswith("mill_user answered “Anything else?” with “Mine.”")
    assert (told.json()["value"], told.json()["stamp"]) == ("Mine.", first["stamp"])
    assert kept(annual) == {"words": "Mine."}
    again = answer(as_user(colleague), annual, "words", "Theirs.", seen=told.json()["stamp"])
    assert (again.status_code, kept(annual)) == (200, {"words": "Theirs."})


def test_a_doubt_is_told_while_one_types(mills, annual, last_year):
    answer(mills, annual, "metered", "yes")
    told = answer(mills, annual, "water", "5").json()
    assert len(told["doubts"]) == 2
    explained = answer(mills, annual, "water", "5", seen=told["stamp"], why="Dry.").json()
    assert explained["doubts"] == []


@pytest.mark.parametrize(
    ("key", "value"), [("water", "much"), ("metered", "maybe"), ("fees", "yes"), ("no key", "x")]
)
def test_what_is_no_answer_is_told_and_not_kept(mills, annual, key, value):
    told = answer(mills, annual, key, value)
    assert (told.status_code, list(told.json())) == (422, ["errors"])
    assert kept(annual) == {}


def test_a_survey_handed_in_meanwhile_takes_no_answer(mills, annual, mill_user, now):
    operations.submit_survey(survey=annual, answers={"words": "x"}, by=mill_user, at=now)
    told = answer(mills, annual, "words", "y", seen=mark(answers_by_key(annual)["words"]))
    assert (told.status_code, list(told.json())) == (409, ["closed"])
    assert kept(annual) == {"words": "x"}


def test_not_applicable_is_an_answer(mills, annual):
    told = answer(mills, annual, "sources", "rain", na="on").json()
    assert (told["value"], told["not_applicable"]) == ("", True)


# --- the page ------------------------------------------------------------------------------------
def test_the_page_works_without_script(mills, annual):
    page = mills.get(at("survey_fill", annual))
    sent = dict(re.findall(r'name="([\w-]+-seen)" value="([^"]+)"', page.text))
    assert set(sent) == {f"{q.key}-seen" for q in annual.questionnaire.questions.all()}
    fields = {"water": "50", "water-unit": "litre", "water-why": "Dry.", "sources": ["rain", "sea"]}
    answered = mills.post(at("survey_fill", annual), sent | fields)
    assert answered["Location"] == at("survey_fill", annual)
    rows = answers_by_key(annual)
    assert (rows["water"].value, rows["water"].unit, rows["water"].explanation) == (
        "50",
        "litre",
        "Dry.",
    )
    assert rows["sources"].value == "rain\nsea"
    assert set(rows) == {"water", "sources"}


def test_unticking_everything_empties_the_answer(mills, annual):
    mills.post(at("survey_fill", annual), {"sources": ["rain"]})
    seen = mark(answers_by_key(annual)["sources"])
    mills.post(at("survey_fill", annual), {"sources-seen": seen})
    assert kept(annual) == {"sources": ""}


def test_a_stale_page_shows_both_and_keeping_once_more_decides(mills, as_user, colleague, annual):
    answer(as_user(colleague), annual, "words", "Theirs.")
    address = at("survey_fill", annual)
    page = mills.post(address, {"words": "Mine.", "words-seen": EMPTY})
    assert page.status_code == 409
    assert "colleague answered “Anything else?” with “Theirs.”" in page.text
    assert "Mine.</textarea>" in page.text
    assert kept(annual) == {"words": "Theirs."}
    [seen] = re.findall(r'name="words-seen" value="([^"]+)"', page.text)
    mills.post(address, {"words": "Mine.", "words-seen": seen})
    assert kept(annual) == {"words": "Mine."}


def test_problems_are_named_with_links_and_the_answers_are_kept(mills, annual, last_year):
    fields = {"metered": "yes", "water": "5", "hand_in": "1"}
    page = mills.post(at("survey_fill", annual), fields)
    assert page.status_code == 422
    assert [row.key for row in page.context["problems"]] == ["metered", "water"]
    assert 'href="#q-metered"' in page.text
    assert 'href="#q-water"' in page.text
    assert kept(annual) == {"metered": "yes", "water": "5"}
    assert Survey.objects.get(pk=annual.pk).state == "in_progress"


def test_a_wrong_answer_is_shown_as_it_was_written(mills, annual):
    page = mills.post(at("survey_fill", annual), {"water": "much"})
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["water"])
    assert 'value="much"' in page.text


def test_a_question_is_asked_in_the_readers_language(mills, mill_user, annual):
    mill_user.language = "zh-hant"
    mill_user.save()
    page = mills.get(at("survey_fill", annual)).text
    for text in ("年度數據", "水", "用水量是多少?", "是"):
        assert text in page


def test_who_answered_and_what_was_copied_or_changed_is_visible(
    mills, annual, last_year, colleague, now
):
    assert mills.post(at("survey_copy", annual))["Location"] == at("survey_fill", annual)
    row = answers_by_key(annual)["words"]
    operations.save_answer(
        survey=annual, key="words", answer=Given("New."), seen=mark(row), by=colleague, at=now
    )
    page = mills.get(at("survey_fill", annual))
    rows = {row.key: row for row in page.context["sheet"].rows}
    assert (rows["water"].copied, rows["water"].changed) == (True, False)
    assert (rows["words"].copied, rows["words"].changed) == (False, True)
    assert page.text.count("copied from 2025") == 4
    assert page.text.count("changed since 2025") == 1
    assert "colleague, " in page.text


def test_the_page_asks_as_often_with_answers_as_without(mills, annual, last_year, mill_user, now):
    with CaptureQueriesContext(connection) as empty:
        mills.get(at("survey_fill", annual))
    operations.copy_answers(survey=annual, by=mill_user, at=now)
    with CaptureQueriesContext(connection) as full:
        mills.get(at("survey_fill", annual))
    assert len(full) == len(empty)


def test_a_refused_page_says_what_is_kept_beside_what_was_sent(mills, annual):
    answer(mills, annual, "words", "Kept.")
    stamp = mark(answers_by_key(annual)["words"])
    sent = {"words": "Sent.", "words-seen": stamp, "water": "much", "water-seen": EMPTY}
    page = mills.post(at("survey_fill", annual), sent | {"smelters-seen": EMPTY})
    assert page.status_code == 422
    rows = {row.key: row for part in page.context["sheet"].parts for row in part.rows}
    assert {key for key, row in rows.items() if row.kept} == {"words", "water"}
    assert (rows["words"].kept["value"], rows["words"].stamp) == ("Kept.", stamp)
    assert "data-kept=" in page.text
    assert "data-kept=" not in mills.get(at("survey_fill", annual)).text


def test_a_refused_page_keeps_the_stamp_it_was_sent_with(mills, as_user, colleague, annual):
    """So that what a colleague answered meanwhile is not written over unseen."""
    answer(as_user(colleague), annual, "words", "Theirs.")
    sent = {"words": "Mine.", "words-seen": EMPTY, "water": "much", "water-seen": EMPTY}
    page = mills.post(at("survey_fill", annual), sent)
    rows = {row.key: row for part in page.context["sheet"].parts for row in part.rows}
    assert rows["words"].stamp == EMPTY


def test_a_survey_of_hundreds_of_questions_is_taken_whole(mills, annual):
    many = {f"none-{number}": "x" for number in range(5000)}
    sent = {"words": "Kept.", "words-seen": EMPTY} | many
    assert mills.post(at("survey_fill", annual), sent).status_code == 302
    assert kept(annual) == {"words": "Kept."}


# --- files and smelters -------------------------------------------------------------------------
def test_a_file_is_added_shown_and_taken_away(mills, annual):
    page = at("survey_files", annual, "metered")
    assert mills.get(page).status_code == 200
    assert mills.post(page, {"files": picture()})["Location"] == page
    file = SurveyFile.objects.get()
    answered = mills.get(file.get_absolute_url())
    assert b"".join(answered.streaming_content) == png()
    assert answered["Content-Disposition"] == 'attachment; filename="meter.png"'
    assert answered["X-Content-Type-Options"] == "nosniff"
    gone = mills.post(at("survey_file_remove", file))
    assert gone["Location"] == at("survey_fill", annual) + "#q-metered"
    assert SurveyFile.objects.count() == 0


def test_the_script_gets_the_list_and_the_new_stamp(mills, annual):
    told = mills.post(at("survey_file_list", annual, "policy"), {"files": picture()})
    assert "meter.png" in told.text
    assert told["X-Answer-Stamp"] == mark(answers_by_key(annual)["policy"])
    wrong = SimpleUploadedFile("meter.png", b"<html>", content_type="image/png")
    refused = mills.post(at("survey_file_list", annual, "policy"), {"files": wrong})
    assert (refused.status_code, SurveyFile.objects.count()) == (422, 1)


def test_smelters_are_added_one_by_one_and_by_lines(mills, annual, country):
    page = at("survey_smelters", annual, "smelters")
    one = {
        "metal": "tin",
        "name": "River Tin",
        "number": "CID001",
        "country": "VN",
        "status": "conformant",
    }
    assert mills.post(page, one)["Location"] == page
    lines = "gold; Hill Gold; ; VN; unknown\nTin\tOther Tin\t\t\tnot conformant\n\n"
    assert mills.post(page, {"lines": lines})["Location"] == page
    shown = mills.get(page)
    assert [(s["metal"], s["named"], str(s["percent"])) for s in shown.context["shares"]] == [
        ("tin", 2, "50.00"), ("gold", 1, "0.00")
    ]  # fmt: skip
    mills.post(at("smelter_remove", Smelter.objects.get(metal="gold")))
    assert Smelter.objects.count() == 2


def test_every_wrong_line_is_told_and_none_kept(mills, annual):
    page = at("survey_smelters", annual, "smelters")
    answered = mills.post(page, {"lines": "tin; River Tin\nlead; X\ntin; ; ; Atlantis; gone"})
    assert answered.status_code == 422
    errors = answered.context["form"].errors["lines"]
    assert [error.split(":")[0] for error in errors] == ["Line 2", "Line 3"]
    assert "Atlantis" in errors[1]
    assert Smelter.objects.count() == 0


def test_the_reviewer_sees_last_year_files_and_shares(
    as_user, buyer, annual, last_year, mill_user, a_file, now
):
    operations.keep_survey_files(
        survey=annual, question=question(annual, "metered"), files=[a_file], by=mill_user, at=now
    )
    operations.add_smelters(
        survey=annual,
        question=question(annual, "smelters"),
        smelters=[TIN, GOLD],
        by=mill_user,
        at=now,
    )
    operations.submit_survey(
        survey=annual, answers={"metered": "yes", "water": "900"}, by=mill_user, at=now
    )
    page = as_user(buyer).get(annual.get_absolute_url())
    rows = {row.key: row for row in page.context["sheet"].rows}
    assert rows["water"].last.shown == "1000 m3"
    assert [key for key, row in rows.items() if row.changed] == ["water"]
    for text in ("exit.png", "100.00 %", 'href="#part-W"', "What the score would be"):
        assert text in page.text


def test_a_file_is_the_suppliers_own_until_it_is_handed_in(
    as_user, buyer, auditor, sales, annual, mill_user, a_file, now
):
    [file] = operations.keep_survey_files(
        survey=annual, question=question(annual, "policy"), files=[a_file], by=mill_user, at=now
    )
    address = file.get_absolute_url()

    def codes(*people):
        answers = [as_user(person).get(address) for person in people]
        for answer in answers:
            if answer.streaming:
                b"".join(answer.streaming_content)  # read, the file is closed
        return [answer.status_code for answer in answers]

    assert codes(mill_user, buyer, auditor, sales) == [200, 404, 404, 403]
    operations.submit_survey(survey=annual, by=mill_user, at=now)
    assert codes(mill_user, buyer, auditor, sales) == [200, 200, 200, 403]


def test_returning_takes_what_was_seen_on_the_page_before(as_user, buyer, annual, mill_user, now):
    operations.submit_survey(survey=annual, answers={"words": "x"}, by=mill_user, at=now)
    page = as_user(buyer).get(annual.get_absolute_url())
    [link] = re.findall(r'href="([^"]+/return/[^"]+)"', page.text)
    assert as_user(buyer).get(link).context["form"]["seen"].value() == annual.last_step()
    form = as_user(buyer).get(at("survey_return", annual) + "?seen=0").context["form"]
    assert form["seen"].value() == 0


def test_accepting_takes_what_was_seen(as_user, buyer, annual, mill_user, now):
    operations.submit_survey(survey=annual, answers={"words": "x"}, by=mill_user, at=now)
    page = as_user(buyer).get(annual.get_absolute_url())
    [seen] = re.findall(r'name="seen" value="(\d+)"', page.text)
    stale = as_user(buyer).post(at("survey_accept", annual), {"seen": int(seen) - 1})
    assert (stale.status_code, Survey.objects.get(pk=annual.pk).state) == (409, "submitted")
    assert as_user(buyer).post(at("survey_accept", annual), {"seen": seen}).status_code == 302
