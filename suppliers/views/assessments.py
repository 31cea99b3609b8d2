"""Assessments: recorded by procurement or the assigned auditor, confirmed, and opened with their arithmetic."""

from django.forms import model_to_dict
from django.shortcuts import get_list_or_404, get_object_or_404
from django.utils.functional import cached_property
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.roles import Role
from sustainportal.files.views import FileDownload
from sustainportal.web.pages import ActOnOne, ChangePage, DetailPage, ListPage

from ..filters_approval import AssessmentFilter
from ..forms_approval import AssessmentForm
from ..models import Assessment, AssessmentKind, AssessmentReport, Supplier
from ..operations import assessments as operations
from ..rules.assessment import weighted_total
from ..wording_approval import figure
from ..workbooks.assessments import RESULT_COLUMNS, Columns

RESULTS = {True: ("passed", _("Passed")), False: ("failed", _("Not passed")), None: ("", "–")}


class AssessmentList(ListPage):
    permission = "suppliers.read_assessment"
    template_name = "suppliers/assessment_list.html"
    filterset_class = AssessmentFilter
    columns = Columns(*RESULT_COLUMNS)
    export_name = "assessments"
    default_sort = "-assessed_on"
    sorts = {
        "supplier": ("supplier__name", "-assessed_on"),
        "kind": ("kind__position", "-assessed_on"),
        "assessed_on": ("assessed_on",),
        "total": ("total",),
        "valid_until": ("valid_until",),
    }

    def get_queryset(self):
        rows = Assessment.objects.visible_to(self.request.user)
        rows = rows.select_related("supplier", "site", "kind")
        return rows.prefetch_related("scores") if self.request.GET.get("export") else rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(today=localdate(), **kwargs)
        for row in context["object_list"]:
            row.tone, row.result = RESULTS[row.passed]
            row.total_words = figure(row.total)
        return context


class AssessmentDetail(DetailPage):
    """One assessment: every dimension, what it adds to the total, and what the marks asked for."""

    permission = "suppliers.read_assessment"
    template_name = "suppliers/assessment_detail.html"
    queryset = Assessment.objects.select_related(
        "supplier", "site", "kind", "policy", "recorded_by", "confirmed_by"
    )

    def get_context_data(self, **kwargs):
        assessment = self.object
        scores = list(assessment.scores.select_related("dimension"))
        asked = (
            assessment.policy
            and assessment.policy.assessments.filter(kind=assessment.kind_id).first()
        )
        tone, result = RESULTS[assessment.passed]
        return super().get_context_data(
            scores=[score_words(row, asked) for row in scores],
            total=figure(weighted_total([(row.weight, row.score) for row in scores])),
            sum_words=" + ".join(added(row) for row in scores),
            asked=asked,
            tone=tone,
            result=result,
            reports=list(assessment.reports.select_related("by")),
            may_change=self.may_change(),
            seen=operations.seen_as(assessment),
            **kwargs,
        )

    def may_change(self):
        """Whether it is a draft that this person may change and confirm."""
        assessment, person = self.object, self.request.user
        own = person.role != Role.AUDITOR or assessment.recorded_by_id == person.pk
        return own and not assessment.is_confirmed and person.has_perm(OneAssessment.permission)


def score_words(row, asked):
    """A dimension as the page shows it: its score, its weight, and what it adds to the total."""
    return {
        "name": str(row.dimension),
        "score": figure(row.score),
        "weight": figure(row.weight),
        "adds": figure(row.score * row.weight / 100),
        "weak": bool(asked) and row.score < asked.dimension_minimum,
    }


def added(row):
    return f"{figure(row.score)} × {figure(row.weight)} %"


class OneAssessment(ChangePage):
    """Base of the two forms: one page, with a score for each dimension of the kind."""

    permission = "suppliers.record_assessment"
    template_name = "suppliers/assessment_form.html"
    form_class = AssessmentForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"supplier": self.supplier, "kind": self.kind}

    def get_context_data(self, **kwargs):
        return super().get_context_data(supplier=self.supplier, kind=self.kind, **kwargs)


class AssessmentNew(OneAssessment):
    """First the kind (in the address), then its form."""

    model = Supplier
    success_message = _("The assessment is recorded. It counts once it is confirmed.")

    @property
    def supplier(self):
        return self.object

    @cached_property
    def kind(self):
        kinds = AssessmentKind.objects.all()
        asked = self.request.GET.get("kind", "").replace("\0", "")
        return get_object_or_404(kinds, pk=asked) if asked else get_list_or_404(kinds)[0]

    @property
    def title(self):
        return _t("Record an assessment: %s") % self.kind

    def get_context_data(self, **kwargs):
        return super().get_context_data(kinds=AssessmentKind.objects.all(), **kwargs)

    def change(self, form):
        return operations.record_assessment(
            supplier=self.object,
            kind=self.kind,
            by=self.request.user,
            at=now(),
            **form.facts(),
        )


class AssessmentChange(OneAssessment):
    queryset = Assessment.objects.select_related("supplier", "kind")
    success_message = _("The assessment was changed.")

    @property
    def supplier(self):
        return self.object.supplier

    @property
    def kind(self):
        return self.object.kind

    @property
    def title(self):
        return _t("Change the assessment: %s") % self.kind

    def get_initial(self):
        facts = model_to_dict(self.object, AssessmentForm.Meta.fields)
        return facts | {"seen": operations.seen_as(self.object)}

    def get_form_kwargs(self):
        scores = self.object.scores.values_list("dimension", "score")
        return super().get_form_kwargs() | {"scores": scores}

    def change(self, form):
        return operations.change_assessment(
            assessment=self.object,
            seen=form.cleaned_data["seen"],
            by=self.request.user,
            at=now(),
            **form.facts(),
        )


class AssessmentConfirm(ActOnOne):
    permission = "suppliers.record_assessment"
    queryset = Assessment.objects.select_related("supplier")
    success_message = _("Confirmed: it counts now, and is not changed any more.")

    def act(self):
        return operations.confirm_assessment(
            assessment=self.object,
            seen=self.request.POST.get("seen", ""),
            by=self.request.user,
            at=now(),
        )


class ReportDownload(FileDownload):
    permission = "suppliers.read_assessment"
    model = AssessmentReport
