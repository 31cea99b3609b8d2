"""The smelters behind the metals: added one by one or many at once, changed, taken away.

A smelter is known by metal, name and number: adding it again changes its country and status.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import Smelter
from .surveys_answers import hold, touch

MOST = 2000  # smelters of one question


@dataclass(frozen=True)
class NewSmelter:
    """One line of the list; `country` is a code or ""."""

    metal: str
    name: str
    number: str = ""
    country: str = ""
    status: str = Smelter.Status.UNKNOWN

    @property
    def key(self):
        return self.metal, self.name.strip(), self.number.strip()


@transaction.atomic
def add_smelters(*, survey, question, smelters, by, at):
    """Add these (NewSmelter); who is listed already gets the new country and status. Returns how many
    are new and how many changed."""
    _of_the_survey(survey, question)
    hold(survey, by)
    return _write(survey, question, _known(survey, question), smelters, by=by, at=at)


@transaction.atomic
def replace_smelters(*, survey, question, smelters, by, at):
    """The list is exactly this (as a sheet brings it); returns whether anything changed."""
    _of_the_survey(survey, question)
    hold(survey, by)
    known = _known(survey, question)
    gone = [row.pk for key, row in known.items() if key not in {new.key for new in smelters}]
    Smelter.objects.filter(pk__in=gone).delete()
    new, changed = _write(survey, question, known, smelters, gone=len(gone), by=by, at=at)
    return bool(gone or new or changed)


@transaction.atomic
def remove_smelter(*, smelter, by, at):
    """Take one off the list. Returns its survey."""
    survey, question = smelter.survey, smelter.question
    hold(survey, by)
    if Smelter.objects.filter(pk=smelter.pk).delete()[0] != 1:
        raise NotNow(_("This smelter was taken off the list already."))
    _settle(survey, question, {"gone": 1, "smelter": str(smelter)}, by=by, at=at)
    return survey


def _known(survey, question):
    rows = survey.smelters.filter(question=question)
    return {(row.metal, row.name, row.number): row for row in rows}


def _write(survey, question, known, smelters, *, gone=0, by, at):
    wanted = {new.key: new for new in smelters}
    if len(known.keys() | wanted.keys()) > MOST:
        raise ValidationError(_("At most %d smelters fit one list.") % MOST)
    rows = [_row(survey, question, new) for key, new in wanted.items() if key not in known]
    changed = [
        (known[key], new)
        for key, new in wanted.items()
        if key in known
        and (known[key].country_id or "", known[key].status) != (new.country, new.status)
    ]
    for row, new in changed:
        row.country_id, row.status = new.country or None, new.status
    Smelter.objects.bulk_create(rows, batch_size=500)
    Smelter.objects.bulk_update(
        [row for row, _new in changed], ["country", "status"], batch_size=500
    )
    if rows or changed or gone:
        told = {"created": len(rows), "updated": len(changed)} | ({"gone": gone} if gone else {})
        _settle(survey, question, told, by=by, at=at)
    return len(rows), len(changed)


def _row(survey, question, new):
    return Smelter(
        survey=survey,
        question=question,
        metal=new.metal,
        name=new.name.strip(),
        number=new.number.strip(),
        country_id=new.country or None,
        status=new.status,
    )


def _settle(survey, question, told, *, by, at):
    """The answer of the question is how many there are now."""
    touch(survey, question, survey.smelters.filter(question=question).count(), by=by, at=at)
    record("audits.survey.smelters", survey, by=by, at=at, question=question.key, **told)


def _of_the_survey(survey, question):
    if question.questionnaire_id != survey.questionnaire_id or question.kind != "smelters":
        raise ValidationError(_("There is no such question: %s.") % question.key)
