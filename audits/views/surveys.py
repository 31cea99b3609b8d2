"""Pages of surveys: list, one survey with its answers, assign, fill in, review."""

import re

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from suppliers.models.due import quarter_end
from sustainportal.trail.models import Entry
from sustainportal.web.pages import ActOnOne, ChangePage, DetailPage, ListPage, NewPage

from .. import operations
from ..filters import SurveyFilter
from ..forms import AnswersForm, AssignForm, SurveyRemarkForm
from ..models import Provision, Survey
from ..queries.pages import survey_answers
from ..queries.programme import survey_suppliers
from ..rules.survey import FILLABLE
from ..workbooks import SURVEY_COLUMNS

WITH_NAMES = Survey.objects.select_related(
    "questionnaire", "supplier", "submitted_by", "accepted_by"
)


class SurveyList(ListPage):
    permission = "audits.read_survey"
    template_name = "audits/survey_list.html"
    queryset = Survey.objects.select_related("questionnaire", "supplier").defer("score_parts")
    filterset_class = SurveyFilter
    columns = SURVEY_COLUMNS
    export_name = "surveys"
    default_sort = "-year"
    sorts = {
        "supplier": ("supplier__name",),
        "year": ("year", "due_on"),
        "due": ("due_on",),
        "state": ("state", "due_on"),
        "score": ("score",),
    }

    def get_context_data(self, **kwargs):
        return super().get_context_data(today=timezone.localdate(), fillable=FILLABLE, **kwargs)


class SurveyDetail(DetailPage):
    permission = "audits.read_survey"
    template_name = "audits/survey_detail.html"
    queryset = WITH_NAMES

    def get_context_data(self, **kwargs):
        survey, person = self.object, self.request.user
        tells = person.has_perm("trail.read_trail")
        handed_in = survey.submitted_at is not None
        hidden = not handed_in and not person.has_perm("audits.answer_survey")
        return super().get_context_data(
            rows=[] if hidden else survey_answers(survey),
            hidden=hidden,
            sections=dict(Provision.Section.choices),
            steps=survey.steps.select_related("by"),
            late=survey.is_fillable and survey.due_on < timezone.localdate(),
            entries=Entry.objects.about(survey) if tells else None,
            **kwargs,
        )


class SurveyAssign(NewPage):
    permission = "audits.assign_survey"
    form_class = AssignForm
    title = _("Send out a survey")
    intro = _(
        "It goes to every approved and active supplier that fits; who has it already keeps it."
    )
    submit_label = _("Send out")

    @cached_property
    def programme(self):
        """(year, quarter) of the programme whose suppliers these are, or None: ?programme=2026&quarter=3."""
        year, quarter = (self.request.GET.get(name, "") for name in ("programme", "quarter"))
        known = re.fullmatch("20[0-9]{2}", year) and re.fullmatch("[1-4]", quarter)
        return (int(year), int(quarter)) if known else None

    def get_form_kwargs(self):
        among = survey_suppliers(*self.programme) if self.programme else None
        return super().get_form_kwargs() | {"among": among}

    def get_initial(self):
        today = timezone.localdate()
        if not self.programme:
            return {"year": today.year}
        year, quarter = self.programme
        return {"year": year, "due_on": max(quarter_end(year, quarter), today)}

    def get_context_data(self, **kwargs):
        if self.programme:
            year, quarter = self.programme
            count = survey_suppliers(year, quarter).count()
            words = {"count": count, "year": year, "quarter": quarter}
            text = _(
                "Suppliers whose survey the programme of %(year)s asks for by Q%(quarter)s: %(count)s."
            )
            kwargs["intro"] = text % words
        return super().get_context_data(**kwargs)

    def cancel_address(self):
        if self.programme:
            return reverse("audits:programme_year", args=[self.programme[0]])
        return reverse("audits:survey_list")

    def change(self, form):
        made = operations.assign_surveys(
            questionnaire=form.cleaned_data["questionnaire"],
            suppliers=form.suppliers(),
            year=form.cleaned_data["year"],
            due_on=form.cleaned_data["due_on"],
            by=self.request.user,
            at=now(),
        )
        self.success_message = ngettext(
            "%d supplier has a new survey.", "%d suppliers have a new survey.", len(made)
        ) % len(made)
        return self.cancel_address()


class SurveyFill(ChangePage):
    """The questions with their answers so far: keep them, or hand them in."""

    permission = "audits.answer_survey"
    template_name = "audits/survey_fill.html"
    queryset = WITH_NAMES
    form_class = AnswersForm

    def get_form_kwargs(self):
        questions = list(self.object.questionnaire.questions.all())
        return super().get_form_kwargs() | {"questions": questions}

    def get_initial(self):
        return AnswersForm.initial_of(self.object.answers.select_related("question"))

    def get_context_data(self, **kwargs):
        returned = self.object.steps.exclude(remark="").select_related("by").last()
        sections = dict(Provision.Section.choices)
        return super().get_context_data(returned=returned, sections=sections, **kwargs)

    def change(self, form):
        hand_in = "hand_in" in self.request.POST
        operation = operations.submit_survey if hand_in else operations.save_answers
        survey = operation(
            survey=self.object, answers=form.answers(), by=self.request.user, at=now()
        )
        self.success_message = (
            _("Your answers are handed in.") if hand_in else _("Your answers are kept.")
        )
        return survey if hand_in else reverse("audits:survey_fill", args=[survey.pk])


class SurveyAccept(ActOnOne):
    permission = "audits.review_survey"
    queryset = WITH_NAMES
    success_message = _("The survey is accepted; the supplier is told.")

    def act(self):
        return operations.accept_survey(survey=self.object, by=self.request.user, at=now())


class SurveyReturn(ChangePage):
    permission = "audits.review_survey"
    queryset = WITH_NAMES
    form_class = SurveyRemarkForm
    title = submit_label = _("Ask for changes")
    success_message = _("The survey is returned; the supplier is told.")

    def change(self, form):
        return operations.request_changes(
            survey=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )


class SurveyReopen(SurveyReturn):
    title = submit_label = _("Open the survey again")
    success_message = _("The survey is open again; the supplier is told.")

    def change(self, form):
        return operations.reopen_survey(
            survey=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )
