"""What comes with answers: the files of a question, and the list of smelters."""

from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.files.views import FileDownload
from sustainportal.web.pages import ActOnOne, ChangePage, OneThing

from .. import operations
from ..forms import SmelterForm, SmelterLinesForm, SurveyFilesForm
from ..models import Smelter, SurveyFile
from ..queries.surveys import answers_by_key, mark, shares_of
from .survey_fill import flat
from .surveys import WITH_NAMES


class OneSurvey(OneThing):
    permission = "audits.answer_survey"
    queryset = WITH_NAMES

    kinds = ()  # of questions; none named: any

    @cached_property
    def question(self):
        rows = self.object.questionnaire.questions.select_related("section")
        rows = rows.filter(kind__in=self.kinds) if self.kinds else rows
        return get_object_or_404(rows, key=self.kwargs["key"])


class SurveyFiles(OneSurvey, ChangePage):
    """The files of one question: its own page, and the list by itself for the script of the fill page."""

    template_name = "audits/survey_files.html"
    form_class = SurveyFilesForm

    def get_context_data(self, **kwargs):
        files = self.object.files.filter(question=self.question).select_related("by")
        return super().get_context_data(
            question=self.question,
            files=files,
            back=fill_address(self.object, self.question),
            **kwargs,
        )

    def change(self, form):
        operations.keep_survey_files(
            survey=self.object, question=self.question, by=self.request.user, at=now(),
            files=form.cleaned_data["files"],
        )  # fmt: skip
        return reverse("audits:survey_files", args=[self.object.pk, self.question.key])


def fill_address(survey, question):
    return f"{reverse('audits:survey_fill', args=[survey.pk])}#q-{question.key}"


class SurveyFileRemove(ActOnOne):
    permission = "audits.answer_survey"
    queryset = SurveyFile.objects.select_related("survey__questionnaire", "question")
    success_message = _("The file is taken away.")

    def act(self):
        survey = operations.remove_survey_file(file=self.object, by=self.request.user, at=now())
        return fill_address(survey, self.object.question)


class SurveyFileDownload(FileDownload):
    """What was never handed in is the supplier's own."""

    permission = "audits.read_survey"
    model = SurveyFile

    def get_queryset(self):
        rows = super().get_queryset()
        if self.request.user.has_perm("audits.answer_survey"):
            return rows
        return rows.exclude(survey__submitted_at=None)


class SurveySmelters(OneSurvey, ChangePage):
    """The smelters of one question: one added at a time, or many lines at once."""

    template_name = "audits/survey_smelters.html"
    kinds = ("smelters",)

    def get_form_class(self):
        return SmelterLinesForm if "lines" in self.request.POST else SmelterForm

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        own = {} if "lines" in self.request.POST else {"language": get_language()}
        return kwargs | own

    def get_context_data(self, **kwargs):
        rows = list(self.object.smelters.filter(question=self.question).select_related("country"))
        context = super().get_context_data(
            question=self.question, smelters=rows, shares=shares_of(rows),
            back=fill_address(self.object, self.question), **kwargs,
        )  # fmt: skip
        many = isinstance(context["form"], SmelterLinesForm)
        context["lines_form"] = context["form"] if many else SmelterLinesForm()
        context["one_form"] = SmelterForm(language=get_language()) if many else context["form"]
        return context

    def change(self, form):
        new, changed = operations.add_smelters(
            survey=self.object, question=self.question, smelters=form.smelters(),
            by=self.request.user, at=now(),
        )  # fmt: skip
        self.success_message = _("Smelters added: %(new)d, changed: %(changed)d.") % {
            "new": new,
            "changed": changed,
        }
        return reverse("audits:survey_smelters", args=[self.object.pk, self.question.key])


class SmelterRemove(ActOnOne):
    permission = "audits.answer_survey"
    queryset = Smelter.objects.select_related("survey__questionnaire", "question")
    success_message = _("The smelter is taken off the list.")

    def act(self):
        survey = operations.remove_smelter(smelter=self.object, by=self.request.user, at=now())
        return reverse("audits:survey_smelters", args=[survey.pk, self.object.question.key])


class SurveyFileList(OneSurvey):
    """Files sent by the script of the fill page: the list as it is then, or what is wrong."""

    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        form = SurveyFilesForm(request.POST, request.FILES)
        if not form.is_valid():
            return JsonResponse({"errors": flat(form.errors.values())}, status=422)
        try:
            operations.keep_survey_files(
                survey=self.object, question=self.question, files=form.cleaned_data["files"],
                by=request.user, at=now(),
            )  # fmt: skip
        except NotNow as refusal:
            return JsonResponse({"errors": [str(refusal)]}, status=409)
        except ValidationError as error:
            return JsonResponse({"errors": error.messages}, status=422)
        files = self.object.files.filter(question=self.question).select_related("by")
        listed = {"files": files, "fill": True}
        response = TemplateResponse(request, "audits/_survey_files.html", listed)
        answer = answers_by_key(self.object).get(self.question.key)
        response["X-Answer-Stamp"] = mark(answer)
        return response
