"""Take an answer sheet in: what was changed in it is kept, what was changed in the portal meanwhile is told."""

from django.db import transaction

from sustainportal.trail.operations import record

from ..queries.surveys import answers_by_key, mark, questions_of
from .surveys_answers import hold, keep
from .surveys_smelters import replace_smelters


@transaction.atomic
def take_answer_sheet(*, survey, answers, seen, smelters, by, at):
    """Keep the answers of a sheet (see save_answers) and its lists of smelters: key -> (stamp of the list
    it was made from, [NewSmelter]). Returns what became of them (Kept): `stale` ones are left as they are.
    ValidationError, and nothing kept, for what cannot be an answer."""
    hold(survey, by)
    questions = {question.key: question for question in questions_of(survey)}
    known, stale_lists = answers_by_key(survey), {}
    kept = keep(survey, answers, seen, by=by, at=at)
    for key, (stamp, rows) in smelters.items():
        if stamp != mark(known.get(key)):
            stale_lists[key] = known.get(key)
        elif replace_smelters(survey=survey, question=questions[key], smelters=rows, by=by, at=at):
            kept.changed.add(key)
    kept.stale |= stale_lists
    record("audits.survey.sheet", survey, by=by, at=at, answers=sorted(kept.changed))
    return kept
