"""Files that show what an answer says: the same content once per question, taken away while it is open."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.files.keeping import delete_files_of, filing
from sustainportal.trail.operations import record

from ..models import SurveyFile
from .surveys_answers import hold, touch

MOST = 20  # files of one question


def keep_survey_files(*, survey, question, files, by, at):
    """Keep these judged uploads with a question of the survey; a file that is there already is kept once.
    Returns the new rows."""
    _of_the_survey(survey, question)
    with filing() as cabinet:
        hold(survey, by)
        there = set(survey.files.filter(question=question).values_list("sha256", flat=True))
        new = {upload.sha256: upload for upload in files if upload.sha256 not in there}
        if len(there) + len(new) > MOST:
            raise ValidationError(_("At most %d files are kept with one question.") % MOST)
        rows = [
            cabinet.keep(SurveyFile(survey=survey, question=question, by=by, at=at), upload)
            for upload in new.values()
        ]
        for row in rows:
            _told("audits.survey.file_kept", survey, question, row, by=by, at=at)
        if rows and question.kind == "file":
            touch(survey, question, len(there) + len(rows), by=by, at=at)
    return rows


def remove_survey_file(*, file, by, at):
    """Take a file away while the survey is open. Returns its survey."""
    survey, question = file.survey, file.question
    with filing():
        hold(survey, by)
        if SurveyFile.objects.filter(pk=file.pk).delete()[0] != 1:
            raise NotNow(_("This file was taken away already."))
        delete_files_of([file])
        _told("audits.survey.file_removed", survey, question, file, by=by, at=at)
        if question.kind == "file":
            touch(survey, question, survey.files.filter(question=question).count(), by=by, at=at)
    return survey


def _of_the_survey(survey, question):
    if question.questionnaire_id != survey.questionnaire_id:
        raise ValidationError(_("There is no such question: %s.") % question.key)


def _told(event, survey, question, row, *, by, at):
    record(
        event, survey, by=by, at=at,
        name=row.name, sha256=row.sha256, size=row.size, question=question.key,
    )  # fmt: skip
