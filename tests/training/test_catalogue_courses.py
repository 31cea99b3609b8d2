"""The shipped courses: complete in three languages, a quiz that can be passed and failed, nobody named."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from training.catalogue import load
from training.catalogue_courses import FAMILIES, TEXTS, written
from training.catalogue_courses.reading import unfolded
from training.models import Course, Lesson, QuizChoice, QuizQuestion
from training.rules.lesson_text import blocks

SHORT = {"emergency-preparedness", "iso-14001-start", "working-hours"}
#: Words with a capital inside a sentence: standards, gases, sections, days, languages; no names.
CAPITALS = {"ISO", "RBA", "HFC", "PFC", "X-ray", "English", "Sundays", "March"}
CAPITALS |= {"Sunday", *"ABCDE"}
LATIN = {"ISO", "RBA", "A", "B", "C", "D", "E", "X"}
FIRMS = re.compile(r"\b(Inc|Ltd|Corp|GmbH|LLC|Co)\b|有限公司|集團|集团|株式会社")


def texts_of(course):
    """Every text a reader can meet."""
    yield course["fields"]["title"]
    yield course["fields"]["summary"]
    for title, _minutes, body in course["lessons"]:
        yield title
        yield body
    for question in course["questions"]:
        yield from (question["text"], question["why"], *question["right"], *question["wrong"])


def in_chinese(course):
    return course["fields"]["language"] != "en"


def each_course():
    return [pytest.param(course, id=course["fields"]["code"]) for course in written()]


def each_series():
    return [pytest.param(family.series, id=family.series) for family in FAMILIES]


def test_there_are_twelve_courses_in_three_languages_each_with_a_code_of_its_own():
    assert len({course["fields"]["code"] for course in written()}) == 12 * 3


@pytest.mark.parametrize("series", each_series())
def test_a_series_is_the_same_course_in_three_languages(series):
    rows = [course for course in written() if course["fields"]["series"] == series]
    assert [row["fields"]["language"] for row in rows] == ["en", "zh-hant", "zh-hans"]
    for part in (
        lambda row: (row["fields"]["standard"], row["fields"]["provision"]),
        lambda row: [minutes for _title, minutes, _body in row["lessons"]],
        lambda row: [[one.kind for one in blocks(body)] for _title, _m, body in row["lessons"]],
        lambda row: [(len(one["right"]), len(one["wrong"])) for one in row["questions"]],
    ):
        assert part(rows[0]) == part(rows[1]) == part(rows[2])


@pytest.mark.parametrize("course", each_course())
def test_a_course_has_lessons_of_a_readable_length_and_a_quiz(course):
    short = course["fields"]["series"] in SHORT
    assert (2 if short else 4) <= len(course["lessons"]) <= 5
    assert (5 if short else 6) <= len(course["questions"]) <= 8
    for title, minutes, body in course["lessons"]:
        length = len(re.sub(r"\s", "", body)) if in_chinese(course) else len(body.split())
        least, most = (200, 500) if in_chinese(course) else (120, 250)
        assert title and 1 <= minutes <= 10
        assert short or least <= length <= most, (title, length)


@pytest.mark.parametrize("course", each_course())
def test_a_question_has_a_right_and_a_wrong_answer_and_says_why(course):
    asked = [question["text"] for question in course["questions"]]
    assert len(set(asked)) == len(asked) >= course["fields"]["questions_asked"] == 5
    for question in course["questions"]:
        choices = [*question["right"], *question["wrong"]]
        assert question["right"] and question["wrong"] and question["why"]
        assert 3 <= len(choices) <= 4
        assert len(set(choices)) == len(choices)


@pytest.mark.parametrize("course", each_course())
def test_every_text_fits_its_field(course):
    for name, value in course["fields"].items():
        Course._meta.get_field(name).clean(value, None)
    for title, _minutes, _body in course["lessons"]:
        Lesson._meta.get_field("title").clean(title, None)
    for question in course["questions"]:
        QuizQuestion._meta.get_field("text").clean(question["text"], None)
        QuizQuestion._meta.get_field("explanation").clean(question["why"], None)
        for choice in (*question["right"], *question["wrong"]):
            QuizChoice._meta.get_field("text").clean(choice, None)


@pytest.mark.parametrize("course", each_course())
def test_no_firm_and_no_person_is_named(course):
    for text in texts_of(course):
        assert not FIRMS.search(text)
        if in_chinese(course):
            assert set(re.findall(r"[A-Za-z]+", text)) <= LATIN, text
        else:
            inside = re.findall(r"(?<=[a-z0-9,;] )[A-Z][\w-]*", text)
            assert set(inside) <= CAPITALS, text


@pytest.mark.parametrize("course", each_course())
def test_a_chinese_text_keeps_to_its_writing(course):
    foreign = {"en": "的了是", "zh-hant": "们个这为与应", "zh-hans": "們個這為與應「」"}
    text = "".join(texts_of(course))
    assert not set(foreign[course["fields"]["language"]]) & set(text)


@pytest.mark.parametrize(
    ("folded", "read"),
    [
        ("one\ntwo", "one two"),
        ("\none,\ntwo\n", "one, two"),
        ("一\n二", "一二"),
        ("一，\n二", "一，二"),
        ("RBA\n準則", "RBA 準則"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("# Head\ntwo\nthree", "# Head\ntwo three"),
        ("one:\n- two\nmore\n- three", "one:\n- two more\n- three"),
        ("1. one\n2. two\nmore", "1. one\n2. two more"),
        ("about\n3.5 tonnes", "about 3.5 tonnes"),
    ],
)
def test_broken_lines_are_joined_and_lists_are_not(folded, read):
    assert unfolded(folded) == read


def test_loading_brings_what_is_written(db, now):
    assert load(at=now) == 36
    kept = Course.objects.get(code="ISO9001-ZH-HANT")
    one = next(one for one in written() if one["fields"]["code"] == kept.code)
    assert {name: getattr(kept, name) for name in one["fields"]} == one["fields"]
    assert list(kept.lessons.values_list("title", "minutes", "body")) == one["lessons"]
    question = kept.questions.get(position=2)
    assert (question.text, question.explanation) == (
        one["questions"][1]["text"],
        one["questions"][1]["why"],
    )
    right = question.choices.filter(is_right=True).values_list("text", flat=True)
    assert tuple(right) == one["questions"][1]["right"]


def test_loading_twice_adds_nothing_and_changes_nothing(db, now):
    load(at=now)
    Course.objects.filter(code="EMERGENCY").update(title="Ours", is_published=False)
    Course.objects.get(code="HOURS-ZH").questions.all().delete()
    counts = [model.objects.count() for model in (Course, Lesson, QuizQuestion, QuizChoice)]
    assert load(at=now) == 0
    assert counts == [m.objects.count() for m in (Course, Lesson, QuizQuestion, QuizChoice)]
    assert Course.objects.get(code="EMERGENCY").title == "Ours"


def test_a_course_that_was_removed_comes_back_whole(db, now):
    load(at=now)
    Course.objects.get(code="RBA-A-EN").delete()
    assert load(at=now) == 1
    assert Course.objects.get(code="RBA-A-EN").questions.count() == 7


def test_the_place_of_an_own_course_in_a_series_is_respected(db, now):
    Course.objects.create(code="OURS", title="Ours", language="en", series="iso-9001")
    assert load(at=now) == 35
    taken = Course.objects.filter(series="iso-9001", language="en").values_list("code", flat=True)
    assert list(taken) == ["OURS"]


def test_loading_takes_a_handful_of_queries(db, now):
    with CaptureQueriesContext(connection) as found:
        load(at=now)
    assert len(found) <= 12


def test_the_languages_are_those_of_the_portal(settings):
    assert list(TEXTS) == [code for code, _name in settings.LANGUAGES]
