"""Write questionnaires: from a workbook, from the catalogue, as the next version of one."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import Question, Questionnaire, Section

#: What a new version takes over from the one before.
KEPT = ("title", "title_hant", "title_hans", "intro", "intro_hant", "intro_hans", "posts_score")


def write_parts(questionnaire, sections, questions):
    """Keep new sections and questions of a questionnaire, in their order. A question's `section` and
    `shown_if` are among those handed in; conditions are tied once every question has an id."""
    for part in (*sections, *questions):
        part.questionnaire = questionnaire
    Section.objects.bulk_create(sections)
    conditions = [(question, question.shown_if) for question in questions if question.shown_if]
    for question in questions:
        question.section, question.shown_if = question.section, None  # the section has its id now
    Question.objects.bulk_create(questions)
    for question, condition in conditions:
        question.shown_if = condition
    Question.objects.bulk_update([question for question, _condition in conditions], ["shown_if"])


@transaction.atomic
def copy_questionnaire(*, questionnaire, version, by, at):
    """The next version: the same sections, questions and conditions, not offered until it is ready.
    A version that is there already is refused (ValidationError)."""
    if Questionnaire.objects.filter(title=questionnaire.title, version=version).exists():
        raise ValidationError(_("There is a version %(version)s already.") % {"version": version})
    fields = {name: getattr(questionnaire, name) for name in KEPT}
    copy = Questionnaire.objects.create(**fields, version=version, is_current=False)
    sections, questions = _parts(questionnaire)
    write_parts(copy, sections, questions)
    record(
        "audits.questionnaire.copied", copy, by=by, at=at, copied_from=str(questionnaire.version)
    )
    return copy


def _parts(questionnaire):
    """Its sections and questions as new rows that point to one another."""
    sections = {section.pk: section for section in questionnaire.sections.all()}
    questions = {question.pk: question for question in questionnaire.questions.all()}
    for question in questions.values():
        question.section = sections[question.section_id]
        question.shown_if = questions.get(question.shown_if_id)
    for part in (*sections.values(), *questions.values()):
        part.pk, part._state.adding = None, True
    return list(sections.values()), list(questions.values())


@transaction.atomic
def keep_questionnaire(*, fields, sections, questions, by, at):
    """Make a questionnaire of these fields, or replace the one of the same title and version as long as
    it was not put to anyone (else NotNow). `sections` and `questions` are new rows, as in write_parts."""
    own = {"title": fields["title"], "version": fields["version"]}
    questionnaire, made = Questionnaire.objects.select_for_update().get_or_create(
        **own, defaults=fields
    )
    if not made:
        if questionnaire.is_used:
            raise NotNow(_("%s has been sent out meanwhile and is fixed.") % questionnaire)
        Question.objects.filter(questionnaire=questionnaire).delete()
        Section.objects.filter(questionnaire=questionnaire).delete()
        for name, value in fields.items():
            setattr(questionnaire, name, value)
        questionnaire.save()
    write_parts(questionnaire, sections, questions)
    record("audits.questionnaire.imported", questionnaire, by=by, at=at, questions=len(questions))
    return questionnaire
