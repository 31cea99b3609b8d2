"""Answer a survey: the page, one answer at a time, copying last year's."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sustainportal.accounts.refusals import NotNow
from sustainportal.web.pages import ActOnOne, ChangePage, OneThing

from .. import operations
from ..forms import AnswersForm, OneAnswerForm
from ..operations.surveys_answers import Stale, changed_text
from ..queries.survey_pages import choices, sheet_of
from ..queries.surveys import (
    doubts_of,
    given,
    last_accepted,
    last_answers,
    mark,
)
from ..rules.answers import COUNTED
from ..wording_surveys import problem_text
from .surveys import WITH_NAMES


class SurveyFill(ChangePage):
    """The questions with their answers so far: keep them, or hand them in."""

    permission = "audits.answer_survey"
    template_name = "audits/survey_fill.html"
    queryset = WITH_NAMES
    form_class = AnswersForm
    stale = {}

    def get_form_kwargs(self):
        questions = list(self.object.questionnaire.questions.select_related("section"))
        return super().get_form_kwargs() | {"questions": questions}

    def get_context_data(self, **kwargs):
        returned = self.object.steps.exclude(remark="").select_related("by").last()
        sheet = sheet_of(self.object)
        context = super().get_context_data(returned=returned, sheet=sheet, **kwargs)
        form = context["form"]
        for row in sheet.rows:
            show(row, form, self.stale.get(row.key))
        context["problems"] = [row for row in sheet.rows if row.errors]
        return context

    def change(self, form):
        survey, person, at = self.object, self.request.user, now()
        answers = {"answers": form.answers(), "seen": form.seen()}
        try:
            operations.save_answers(survey=survey, **answers, by=person, at=at)
        except Stale as refusal:
            self.stale = refusal.answers
            raise
        if "hand_in" not in self.request.POST:
            self.success_message = _("Your answers are kept.")
            return reverse("audits:survey_fill", args=[survey.pk])
        operations.submit_survey(survey=survey, by=person, at=at)
        self.success_message = _("Your answers are handed in.")
        return survey


def show(row, form, stale):
    """What the page writes into the controls of a question: what was sent, else what is kept."""
    sent = form.is_bound and row.question in form.sent()
    kept = given(row.answer)
    row.given = form.given(row.question) if sent else kept
    if row.question.kind in COUNTED and sent:
        kept = replace(kept, value="")
    row.kept = vars(kept) if row.given != kept else None
    row.stale = changed_text(row.key, stale) if stale else ""
    saw = form.seen().get(row.key) if sent and row.kept and not stale else None
    row.stamp = saw or mark(row.answer)
    row.errors = form.errors.get(row.key, [])
    row.choices = choices(row.question, row.given.value)
    row.units = [row.question.unit, *(name for name, _factor in row.question.other_units)]


class SurveyAnswer(OneThing):
    """One answer, kept as it is typed. 200 with its new stamp; 409 with who changed it to what when;
    422 with what is wrong."""

    permission = "audits.answer_survey"
    queryset = WITH_NAMES
    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        form = OneAnswerForm(request.POST)
        if not form.is_valid():
            return JsonResponse({"errors": flat(form.errors.values())}, status=422)
        key, kept = form.cleaned_data["key"], form.given()
        try:
            answer = operations.save_answer(
                survey=self.object, key=key, answer=kept, seen=form.cleaned_data["seen"],
                by=request.user, at=now(),
            )  # fmt: skip
        except Stale as refusal:
            answer = refusal.answers[key]
            told = {"conflict": changed_text(key, answer), **as_json(answer)}
            return JsonResponse(told, status=409)
        except NotNow as refusal:
            return JsonResponse({"closed": str(refusal)}, status=409)
        except ValidationError as error:
            return JsonResponse({"errors": error.messages}, status=422)
        told = {**as_json(answer), "doubts": self.doubts(key, answer)}
        return JsonResponse(told)

    def doubts(self, key, answer):
        before = last_accepted(self.object)
        if answer is None:
            return []
        last = last_answers(before).get(key)
        year = before.year if before else ""
        found = doubts_of(answer.question, answer, last)
        return [problem_text(problem, answer.question, year) for problem in found]


def flat(lists):
    return [str(one) for some in lists for one in some]


def as_json(answer):
    """An answer as the script of the page takes it."""
    says = {"stamp": mark(answer), **vars(given(answer)), "who": ""}
    if answer:
        when = formats.date_format(timezone.localtime(answer.answered_at), "SHORT_DATETIME_FORMAT")
        says["who"] = f"{answer.answered_by}, {when}"
    return says


class SurveyCopy(ActOnOne):
    permission = "audits.answer_survey"
    queryset = WITH_NAMES

    def act(self):
        count = operations.copy_answers(survey=self.object, by=self.request.user, at=now())
        self.success_message = (
            ngettext(
                "%d answer was copied. Please check it.",
                "%d answers were copied. Please check them.",
                count,
            )
            % count
        )
        return reverse("audits:survey_fill", args=[self.object.pk])
