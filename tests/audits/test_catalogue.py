import csv
from pathlib import Path

import pytest

from audits import catalogue
from audits.models import DeadlineRule, Protocol, Provision, Question, ZeroToleranceKind


def test_five_sections_with_their_provisions(catalogues):
    sections = Provision.objects.values_list("section", flat=True)
    counts = {section: list(sections).count(section) for section in "ABCDE"}
    assert counts == {"A": 6, "B": 8, "C": 8, "D": 8, "E": 12}
    assert str(Provision.objects.get(code="B2")) == "B2 Emergency Preparedness"
    listed = [row.code for row in Provision.objects.filter(section="E")]
    assert (listed[0], listed[-1]) == ("E1", "E12")


def test_the_titles_are_those_of_the_published_list():
    source = Path(__file__).parents[3] / "shared" / "data" / "rba_code_8.0.1_provisions.csv"
    if not source.exists():
        pytest.skip("The published list is not beside this checkout.")
    with source.open(encoding="utf-8", newline="") as file:
        published = {row["provision_code"]: row["provision_title"] for row in csv.DictReader(file)}
    ours = {
        f"{section}{number}": title
        for section, titles in catalogue.PROVISIONS.items()
        for number, title in enumerate(titles, start=1)
    }
    assert ours == published


def test_loading_twice_changes_nothing_and_keeps_what_an_admin_changed(catalogues, now):
    rule = DeadlineRule.objects.get(rating="major")
    rule.submit_days = 10
    rule.save()
    made = catalogue.load(at=now)
    assert set(made.values()) == {0}
    rule.refresh_from_db()
    assert rule.submit_days == 10


def test_every_rule_names_its_source(catalogues):
    assert Protocol.objects.get().source
    assert DeadlineRule.objects.filter(source="").count() == 0
    assert DeadlineRule.objects.filter(to_confirm=False).count() == 0
    assert ZeroToleranceKind.objects.count() == 5


def test_the_questions_can_be_saved_as_an_admin_would(catalogues):
    questions = Question.objects.all()
    for question in questions:
        question.full_clean()
    assert {question.section for question in questions} == set("ABCDE")
    assert {question.kind for question in questions} == {"choice", "number", "text"}
