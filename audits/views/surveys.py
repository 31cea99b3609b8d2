"""Pages of surveys: list, one survey with its answers, and judging it."""

from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from sustainportal.trail.models import Entry
from sustainportal.web.pages import ChangePage, DetailPage, ListPage

from .. import operations
from ..filters_surveys import SurveyFilter
from ..forms import SeenForm, SurveyRemarkForm, SurveyWithdrawForm
from ..models import Survey
from ..operations.surveys import score_of
from ..queries.survey_pages import sheet_of
from ..rules import survey as rules
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
    keeps_views = True
    sorts = {
        "supplier": ("supplier__name",),
        "year": ("year", "due_on"),
        "due": ("due_on",),
        "state": ("state", "due_on"),
        "score": ("score",),
    }

    def get_queryset(self):
        return super().get_queryset().with_late(timezone.localdate())


class SurveyDetail(DetailPage):
    """The answers beside last year's. What is not handed in yet is the supplier's own."""

    permission = "audits.read_survey"
    template_name = "audits/survey_detail.html"
    queryset = WITH_NAMES

    def get_context_data(self, **kwargs):
        survey, person = self.object, self.request.user
        tells = person.has_perm("trail.read_trail")
        ours = person.has_perm("audits.answer_survey")
        hidden = survey.submitted_at is None and not ours
        return super().get_context_data(
            sheet=None if hidden else sheet_of(survey),
            hidden=hidden,
            ours=ours,
            score=self.score(hidden),
            sections={part.code: str(part) for part in survey.questionnaire.sections.all()},
            steps=survey.steps.select_related("by"),
            seen=survey.last_step(),
            late=survey.is_fillable and survey.due_on < timezone.localdate(),
            entries=Entry.objects.about(survey) if tells else None,
            **kwargs,
        )

    def score(self, hidden):
        """How the score came about; while it is judged, what it would be."""
        if (
            self.object.score_parts
            or hidden
            or not self.request.user.has_perm("audits.review_survey")
        ):
            return self.object.score_parts
        return score_of(self.object).as_dict()


class Judge(ChangePage):
    """A judgement of the answers as the person saw them."""

    permission = "audits.review_survey"
    queryset = WITH_NAMES
    form_class = SurveyRemarkForm

    def get_initial(self):
        """What the person saw before they came here: the page of the survey says so."""
        asked = self.request.GET.get("seen", "")
        seen = int(asked) if asked.isascii() and asked.isdigit() else self.object.last_step()
        again = timezone.localdate() + rules.AGAIN
        return {"seen": seen, "due_on": max(self.object.due_on, again)}


class SurveyAccept(Judge):
    form_class = SeenForm
    title = submit_label = _("Accept")
    success_message = _("The survey is accepted; the supplier is told.")

    def change(self, form):
        return operations.accept_survey(
            survey=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )


class SurveyReturn(Judge):
    title = submit_label = _("Ask for changes")
    success_message = _("The survey is returned; the supplier is told.")

    def change(self, form):
        return operations.request_changes(
            survey=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )


class SurveyWithdraw(ChangePage):
    permission = "audits.assign_survey"
    queryset = WITH_NAMES
    form_class = SurveyWithdrawForm
    title = submit_label = _("Take the survey back")
    intro = _("It can be taken back while nobody has begun to answer it. The supplier is told why.")
    success_message = _("The survey is taken back; the supplier is told.")

    def change(self, form):
        operations.withdraw_survey(
            survey=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )
        return reverse("audits:survey_list")


class SurveyReopen(Judge):
    title = submit_label = _("Open the survey again")
    success_message = _("The survey is open again; the supplier is told.")

    def change(self, form):
        return operations.reopen_survey(
            survey=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )
