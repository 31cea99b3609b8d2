"""What is known of one survey: its questions, its answers, last year's, and what is still missing."""

from collections import Counter

from ..models import Answer, Smelter, Survey
from ..rules import answers as rules
from ..rules.figures import conformant_share
from ..rules.survey import visible


def questions_of(survey):
    """The questions in order, with their section and condition at hand; one query."""
    return list(survey.questionnaire.questions.select_related("section", "shown_if"))


def expected(question):
    """The question as its answers are checked."""
    return rules.Expected(
        key=question.key,
        kind=question.kind,
        points={option[0]: option[2] for option in question.options},
        unit=question.unit,
        other_units=tuple(tuple(pair) for pair in question.other_units),
        may_not_apply=question.may_not_apply,
        least=question.least,
        most=question.most,
        explain_percent=question.explain_percent,
        wants_file=question.wants_file,
    )


def given(answer):
    """An answer as the rules take it; what nobody has answered is an empty one."""
    if answer is None:
        return rules.Given()
    return rules.Given(answer.value, answer.not_applicable, answer.unit, answer.explanation)


def mark(answer):
    """The stamp of an answer as it is now."""
    return rules.stamp(answer.version if answer else 0, given(answer))


def answers_by_key(survey):
    """{question key: Answer}, with who gave it and what it was copied from; one query."""
    rows = survey.answers.select_related("question", "answered_by", "copied_from")
    return {row.question.key: row for row in rows}


def last_accepted(survey):
    """The supplier's accepted survey of the newest earlier year, of the same questionnaire in whatever
    version; None if there is none."""
    rows = Survey.objects.filter(
        supplier=survey.supplier_id,
        questionnaire__title=survey.questionnaire.title,
        state=Survey.State.ACCEPTED,
        year__lt=survey.year,
    )
    return rows.select_related("questionnaire").order_by("-year", "-accepted_at", "-pk").first()


def last_answers(before):
    """The accepted answers of an earlier survey by key, without what was not to be asked then."""
    if before is None:
        return {}
    answers = answers_by_key(before)
    shown = shown_keys(questions_of(before), answers)
    return {key: row for key, row in answers.items() if key in shown}


def shown_keys(questions, answers):
    """The keys of the questions that are to be asked after these answers (key -> Answer)."""
    return visible(
        [question.asked() for question in questions],
        {key: row.value for key, row in answers.items()},
        {key for key, row in answers.items() if row.not_applicable},
    )


def problems_of(survey, *, questions=None, answers=None, last=None):
    """[(question, Problem)]: what keeps the answers kept now from being handed in."""
    questions = questions or questions_of(survey)
    answers = answers_by_key(survey) if answers is None else answers
    if last is None:
        last = last_answers(last_accepted(survey))
    found = rules.problems(
        [expected(question) for question in questions],
        {key: given(row) for key, row in answers.items()},
        {key: given(row) for key, row in last.items()},
        Counter(survey.files.values_list("question__key", flat=True)),
        shown_keys(questions, answers),
    )
    by_key = {question.key: question for question in questions}
    return [(by_key[problem.key], problem) for problem in found]


def doubts_of(question, answer, last):
    """What one answer (an Answer, or None) leaves to be explained beside last year's."""
    if answer is None or answer.explanation:
        return []
    return rules.doubts(expected(question), given(answer), given(last) if last else None)


def shares_of(rows):
    """[{metal, label, conformant, named, percent}] of smelters (objects), the metals that have any."""
    shares = conformant_share([(row.metal, row.status) for row in rows])
    return [
        {"metal": metal, "label": Smelter.Metal(metal).label, **vars(share)}
        for metal, share in shares.items()
        if share.named
    ]


def unanswered(questions, answers, shown):
    """The questions to be asked that have no answer yet."""
    return [
        question
        for question in questions
        if question.key in shown and not is_answered(answers.get(question.key))
    ]


def is_answered(answer: Answer | None):
    return answer is not None and (answer.not_applicable or answer.value != "")
