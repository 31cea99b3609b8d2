"""The shipped questionnaires: whole, in three languages, and nothing an administrator could not write."""

import re

import pytest
from django.utils.translation import override

from audits.catalogue_questions.loading import load
from audits.models import Question, Questionnaire
from audits.rules.survey import survey_score, visible
from suppliers.models import Factor

FULL, ANNUAL = "2026.2", "2026"
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def of(catalogues):
    """`of("2026.2")`: the questions of a version, in order."""
    return lambda version: list(Question.objects.filter(questionnaire__version=version))


def test_the_questions_can_be_saved_as_an_admin_would(catalogues):
    questions = Question.objects.all()
    for question in questions:
        question.full_clean()
    assert {question.kind for question in questions} == set(Question.Kind.values)


@pytest.mark.parametrize(
    ("version", "counts"),
    [
        ("2026.1", {"A": 3, "B": 3, "C": 2, "D": 2, "E": 2}),
        (FULL, {"A": 16, "B": 15, "C": 15, "D": 11, "E": 14}),
        (ANNUAL, {"M": 6, "G": 10, "N": 3, "W": 5, "R": 4}),
    ],
)
def test_each_section_has_its_questions_in_order(of, version, counts):
    questions = of(version)
    codes = [question.section.code for question in questions]
    assert {code: codes.count(code) for code in codes} == counts
    assert [question.number for question in questions] == list(range(1, len(questions) + 1))


def test_loading_twice_changes_nothing(catalogues):
    Question.objects.filter(questionnaire__version=FULL, section__code="E").delete()
    assert load() == 0
    assert Questionnaire.objects.count() == 3


@pytest.mark.parametrize("language", ["_hant", "_hans"])
def test_every_text_is_there_in_chinese(catalogues, language):
    for question in Question.objects.all():
        assert HAN.search(getattr(question, f"text{language}")), question.key
        assert bool(question.help) == bool(getattr(question, f"help{language}")), question.key
        for option in question.options:
            assert len(option) == 5 and option[3] and option[4], question.key
    for questionnaire in Questionnaire.objects.all():
        assert HAN.search(getattr(questionnaire, f"intro{language}"))
        assert HAN.search(getattr(questionnaire, f"title{language}"))


def test_simplified_is_written_in_simplified_and_traditional_in_traditional(catalogues):
    """GB 2312 holds no traditional letters, Big5 hardly any simplified ones."""
    for row in [*Question.objects.all(), *Questionnaire.objects.all()]:
        for field in ("text", "help", "title", "intro"):
            getattr(row, f"{field}_hans", "").encode("gb2312")
            getattr(row, f"{field}_hant", "").encode("big5")
    for question in Question.objects.all():
        for option in question.options:
            option[3].encode("big5")
            option[4].encode("gb2312")


def test_a_choice_is_read_in_the_language_of_the_reader(of):
    question = of(FULL)[0]
    assert question.labels() == {"yes": "Yes", "no": "No"}
    with override("zh-hant"):
        assert question.labels() == {"yes": "是", "no": "否"}
        assert str(question).startswith("貴公司")


def test_the_annual_survey_is_not_scored_and_every_figure_is_watched(of):
    questions = of(ANNUAL)
    assert questions[0].questionnaire.posts_score is False
    assert {question.weight for question in questions} == {0}
    figures = [question for question in questions if question.kind == "number"]
    assert {(q.explain_percent, q.least) for q in figures} == {(50, 0)}
    assert [q.key for q in figures if not (q.unit and q.most)] == []


def test_only_factors_that_there_are_take_an_answer(catalogues):
    posted = dict(Question.objects.exclude(posts_factor="").values_list("key", "posts_factor"))
    assert posted == {"intensity": "sector_ghg"}
    assert Factor.objects.filter(code__in=posted.values()).count() == 1


def test_who_has_nothing_to_do_with_a_matter_is_not_asked_about_it(of):
    questions = [question.asked() for question in of(FULL)]
    gates = {question.shown_if for question in questions if question.shown_if}
    assert gates == {
        "foreign", "agency", "young", "exposed", "dormitory", "process-water", "air", "minerals",
        "own-suppliers",
    }  # fmt: skip
    none = dict.fromkeys(gates, "no")
    assert len(questions) - len(visible(questions, none)) == 13
    assert visible(questions, dict.fromkeys(gates, "yes")) == {q.key for q in questions}


def test_the_best_answers_earn_all_and_the_worst_nothing(of):
    questions = [question.asked() for question in of(FULL)]
    best = {q.key: answer(q, best=True) for q in questions}
    worst = {q.key: answer(q, best=False) for q in questions if q.kind != "date"}
    assert survey_score(questions, best).score == 100
    assert survey_score(questions, worst).score == 0


def answer(question, *, best):
    if question.kind == "number":
        return str(question.full_at if best else question.none_at)
    if question.kind == "multiple":
        return "\n".join(key for key, share in question.points.items() if bool(share) is best)
    if question.kind == "choice":
        return (max if best else min)(question.points, key=question.points.get)
    return "2026-05-01"


def test_the_smelters_are_asked_of_who_uses_one_of_the_metals(of):
    questions = [question.asked() for question in of(ANNUAL)]
    assert "smelters" in visible(questions, {"metals": "gold"})
    assert "smelters" not in visible(questions, {"metals": "none"})
    assert "statement" in visible(questions, {"verification": "third"})
    assert "statement" not in visible(questions, {"verification": "internal"})
