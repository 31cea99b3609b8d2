"""Approval in the admin site: policies (a draft can be changed, nothing else), kinds of assessment, and
what was assessed and decided, to be read."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.timezone import localdate, now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.web.read_only import ReadOnly

from ..models import (
    Approval,
    ApprovalPolicy,
    Assessment,
    AssessmentDimension,
    AssessmentKind,
    AssessmentScore,
    RequiredAssessment,
    RequiredCertificate,
)
from ..operations.approval_policy import (
    activate_approval_policy,
    copy_approval_policy,
    problems_of,
)
from ..rules.assessment import problem_with
from ..wording_approval import PROBLEMS
from .risk import OfDraft


class CertificateRow(OfDraft, admin.TabularInline):
    model = RequiredCertificate
    extra = 0


class AssessmentRow(OfDraft, admin.TabularInline):
    model = RequiredAssessment
    extra = 0


@admin.register(ApprovalPolicy)
class ApprovalPolicyAdmin(OfDraft, admin.ModelAdmin):
    list_display = ["name", "status", "valid_from", "source", "to_confirm", "activated_at"]
    list_filter = ["status", "to_confirm"]
    search_fields = ["name", "source"]
    readonly_fields = ["status", "activated_at", "activated_by", "retired_at"]
    inlines = [CertificateRow, AssessmentRow]
    actions = ["activate", "copy_as_draft"]

    def has_add_permission(self, request):
        return admin.ModelAdmin.has_add_permission(self, request)

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def save_related(self, request, form, formsets, change):
        """A draft may be unfinished; what still stands in its way is told at once."""
        super().save_related(request, form, formsets, change)
        for problem in problems_of(form.instance):
            messages.warning(request, problem)

    @admin.action(description=_("Activate the policy (retires the active one)"))
    def activate(self, request, chosen):
        if chosen.count() != 1:
            messages.error(request, gettext("Choose exactly one policy."))
            return
        policy = chosen.get()
        try:
            activate_approval_policy(policy=policy, by=request.user, at=now())
        except ValidationError as refusal:
            for problem in refusal.messages:
                messages.error(request, problem)
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, gettext("%s is the active approval policy now.") % policy)

    @admin.action(description=_("Copy as new draft"))
    def copy_as_draft(self, request, chosen):
        for policy in chosen:
            name = free_name(policy.name)
            draft = copy_approval_policy(policy=policy, name=name, by=request.user, at=now())
            messages.success(request, gettext("%s is a new draft.") % draft)


def free_name(name):
    """A name no policy has yet: the old one with today's date, and a number if need be."""
    base = f"{name[:40]} {localdate().isoformat()}"
    taken = set(ApprovalPolicy.objects.filter(name__startswith=base).values_list("name", flat=True))
    names = (base if n == 1 else f"{base} ({n})" for n in range(1, len(taken) + 2))
    return next(free for free in names if free not in taken)


class WholeWeights(BaseInlineFormSet):
    """The dimensions of a kind are kept together, and only when their weights add up to 100."""

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data]
        weights = [row["weight"] for row in rows if not row.get("DELETE")]
        problem = problem_with(weights)
        if problem:
            raise ValidationError(PROBLEMS[problem] % {"total": sum(weights)})


class OfUnused:
    """Changeable until the first assessment of the kind is recorded."""

    @staticmethod
    def unused(kind):
        return kind is None or not Assessment.objects.filter(kind=kind).exists()

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and self.unused(obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self.unused(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self.unused(obj)


class DimensionInline(OfUnused, admin.TabularInline):
    model = AssessmentDimension
    formset = WholeWeights
    extra = 0


@admin.register(AssessmentKind)
class AssessmentKindAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "area", "source", "to_confirm", "position"]
    list_display_links = ["code", "name"]
    list_filter = ["area", "to_confirm"]
    search_fields = ["code", "name"]
    inlines = [DimensionInline]

    def get_readonly_fields(self, request, obj=None):
        return ["code"] if obj else []

    def has_delete_permission(self, request, obj=None):
        return False


class ScoreInline(ReadOnly, admin.TabularInline):
    model = AssessmentScore


@admin.register(Assessment)
class AssessmentAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["supplier", "kind", "assessed_on", "total", "passed", "valid_until"]
    list_select_related = ["supplier", "kind"]
    list_filter = ["kind", "passed"]
    search_fields = ["supplier__code", "supplier__name", "assessor", "organisation"]
    date_hierarchy = "assessed_on"
    inlines = [ScoreInline]


@admin.register(Approval)
class ApprovalAdmin(ReadOnly, admin.ModelAdmin):
    list_display = [
        "supplier",
        "kind",
        "state",
        "decision",
        "proposed_by",
        "decided_by",
        "decided_at",
    ]
    list_select_related = ["supplier", "proposed_by", "decided_by"]
    list_filter = ["state", "decision", "kind"]
    search_fields = ["supplier__code", "supplier__name"]
    date_hierarchy = "proposed_at"
