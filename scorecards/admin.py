"""Policies of this room as drafts and versions; everything that was judged or decided, to be read."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.web.read_only import ReadOnly

from . import operations
from .models import (
    Allocation,
    AllocationLine,
    AllocationPolicy,
    ClassValue,
    Criterion,
    Decision,
    Dimension,
    GradeBand,
    GradeFloor,
    GradeMove,
    OperatingFigure,
    Quarter,
    Scorecard,
    ScorecardPolicy,
)


class DraftsOnly:
    """A policy and its rows may be changed while it is a draft, and only looked at afterwards."""

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.is_draft)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or obj.is_draft)


class RowsOfPolicy(DraftsOnly, admin.TabularInline):
    extra = 0

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and (obj is None or obj.is_draft)


def rows_of(model):
    """An inline for one kind of a policy's rows."""
    return type(f"{model.__name__}Inline", (RowsOfPolicy,), {"model": model})


class PolicyAdmin(DraftsOnly, admin.ModelAdmin):
    list_display = ["name", "status", "valid_from", "source", "to_confirm", "activated_at"]
    list_filter = ["status", "to_confirm"]
    search_fields = ["name", "source"]
    readonly_fields = ["status", "problems", "activated_at", "activated_by", "retired_at"]
    actions = ["activate", "copy_as_draft"]

    @admin.display(description=_("what stands against activating it"))
    def problems(self, policy):
        if policy is None or policy.pk is None:
            return "–"
        return " ".join(operations.problems_of(policy)) or _("Nothing.")

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    @admin.action(description=_("Activate; the one before retires"), permissions=["change"])
    def activate(self, request, queryset):
        if queryset.count() != 1:
            messages.error(request, gettext("Choose exactly one draft to activate."))
            return
        policy = queryset.get()
        try:
            operations.activate_policy(policy=policy, by=request.user, at=timezone.now())
        except ValidationError as error:
            for problem in error.messages:
                messages.error(request, problem)
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, gettext("%(policy)s is active now.") % {"policy": policy})

    @admin.action(description=_("Copy as a new draft"), permissions=["add"])
    def copy_as_draft(self, request, queryset):
        at = timezone.now()
        for policy in queryset:
            name = f"{policy.name[:40]} {timezone.localtime(at):%Y-%m-%d %H%M%S}"
            operations.copy_policy(policy=policy, name=name, by=request.user, at=at)
            messages.success(request, gettext("Draft made: %(name)s") % {"name": name})


@admin.register(ScorecardPolicy)
class ScorecardPolicyAdmin(PolicyAdmin):
    inlines = [rows_of(m) for m in (Dimension, Criterion, ClassValue, GradeBand, GradeFloor)]


@admin.register(AllocationPolicy)
class AllocationPolicyAdmin(PolicyAdmin):
    inlines = [rows_of(GradeMove)]


@admin.register(Quarter)
class QuarterAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["code", "state", "computed_at", "computed_by", "published_at", "published_by"]
    list_filter = ["state"]


@admin.register(OperatingFigure)
class OperatingFigureAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["supplier", "quarter", "dimension", "value", "source", "recorded_at"]
    list_filter = ["quarter", "dimension"]
    list_select_related = ["supplier"]
    search_fields = ["supplier__code", "supplier__name"]


@admin.register(Scorecard)
class ScorecardAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["supplier", "quarter", "grade", "score", "coverage", "policy", "frozen_at"]
    list_filter = ["quarter", "grade", "policy"]
    list_select_related = ["supplier", "policy"]
    search_fields = ["supplier__code", "supplier__name"]


class LineInline(ReadOnly, admin.TabularInline):
    model = AllocationLine
    fields = ["supplier", "grade", "current", "share", "decided"]


class DecisionInline(ReadOnly, admin.StackedInline):
    model = Decision


@admin.register(Allocation)
class AllocationAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["commodity", "quarter", "state", "feasible", "as_of", "proposed_by"]
    list_filter = ["quarter", "state", "feasible"]
    list_select_related = ["commodity", "proposed_by"]
    search_fields = ["commodity__name", "commodity__code"]
    inlines = [LineInline, DecisionInline]
