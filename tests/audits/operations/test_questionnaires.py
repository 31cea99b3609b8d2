"""Questionnaires written whole: a used one is fixed, a copy points to nothing of the original."""

import pytest
from django.core.exceptions import ValidationError

from audits.models import Question, Questionnaire, Section
from audits.operations.questionnaires import copy_questionnaire, keep_questionnaire
from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.models import Entry


def parts():
    """New rows: B1 hangs on A1."""
    a, b = (Section(code=code, number=n, title=code) for n, code in enumerate("AB", start=1))
    gate = Question(
        section=a, key="gate", number=1, kind="choice", text="?", options=[["yes", "Yes", 1]]
    )
    hangs = Question(
        section=b, key="hangs", number=2, kind="text", text="?", weight=0, shown_if=gate,
        shown_if_values=["yes"],
    )  # fmt: skip
    return {"sections": [a, b], "questions": [gate, hangs]}


@pytest.fixture
def keep(db, buyer, now):
    def kept(**fields):
        own = {"title": "Water", "version": "1", "intro": "First."}
        return keep_questionnaire(fields=own | fields, **parts(), by=buyer, at=now)

    return kept


def test_sections_and_conditions_are_tied_to_the_new_rows(keep):
    questionnaire = keep()
    gate, hangs = questionnaire.questions.all()
    assert (hangs.shown_if, hangs.section.code, gate.section.code) == (gate, "B", "A")
    assert set(questionnaire.sections.values_list("code", flat=True)) == {"A", "B"}


def test_the_same_version_again_replaces_what_was_there(keep):
    first = keep()
    again = keep(intro="Second.")
    assert (again.pk, again.intro) == (first.pk, "Second.")
    assert (Question.objects.count(), Section.objects.count()) == (2, 2)
    assert Entry.objects.filter(event="audits.questionnaire.imported").count() == 2


def test_one_that_was_sent_out_is_not_replaced(survey, buyer, now):
    used = survey.questionnaire
    fields = {"title": used.title, "version": used.version, "intro": "Rewritten."}
    with pytest.raises(NotNow):
        keep_questionnaire(fields=fields, **parts(), by=buyer, at=now)
    used.refresh_from_db()
    assert (used.questions.count(), used.intro[:6]) == (12, "Twelve")


def test_a_copy_has_rows_of_its_own_and_is_not_offered(keep, buyer, now):
    original = keep()
    copy = copy_questionnaire(questionnaire=original, version="2", by=buyer, at=now)
    gate, hangs = copy.questions.all()
    assert (hangs.shown_if, hangs.section.questionnaire, gate.section.questionnaire) == (
        gate, copy, copy,
    )  # fmt: skip
    assert (copy.is_current, copy.intro, original.questions.count()) == (False, "First.", 2)
    copy.questions.all().delete()
    assert original.questions.count() == 2


def test_a_version_is_copied_to_one_that_is_free(keep, buyer, now):
    original = keep()
    with pytest.raises(ValidationError):
        copy_questionnaire(questionnaire=original, version="1", by=buyer, at=now)
    assert Questionnaire.objects.count() == 1


def test_without_its_trail_nothing_is_kept(keep, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr("audits.operations.questionnaires.record", broken)
    with pytest.raises(RuntimeError):
        keep()
    assert Questionnaire.objects.count() == 0
