"""Risk in the admin site: factors, models (a draft can be changed, nothing else), and what was read."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate, now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.web.read_only import ReadOnly

from ..models import (
    CategoryWeight,
    Classification,
    Factor,
    FactorReading,
    ModelFactor,
    OverrideRule,
    RiskModel,
    RiskYear,
)
from ..operations import activate_model, copy_model
from ..operations.risk_model import problems_of


@admin.register(Factor)
class FactorAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "unit", "higher_is_worse", "origin"]
    list_display_links = ["code", "name"]
    list_filter = ["origin", "higher_is_worse"]
    search_fields = ["code", "name"]

    def get_readonly_fields(self, request, obj=None):
        """What kept judgements rest on stays; names and explanations may be improved."""
        return ["code", "higher_is_worse", "origin"] if obj else []

    def has_delete_permission(self, request, obj=None):
        return False


class OfDraft:
    """Changeable while the model is a draft, read-only for ever after."""

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and (obj is None or obj.is_draft)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.is_draft)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and obj is not None and obj.is_draft


class CategoryInline(OfDraft, admin.TabularInline):
    model = CategoryWeight
    extra = 0


class FactorInline(OfDraft, admin.TabularInline):
    model = ModelFactor
    extra = 0
    autocomplete_fields = ["factor"]


class OverrideInline(OfDraft, admin.TabularInline):
    model = OverrideRule
    extra = 0
    autocomplete_fields = ["factor"]


@admin.register(RiskModel)
class RiskModelAdmin(OfDraft, admin.ModelAdmin):
    list_display = ["name", "status", "valid_from", "source", "to_confirm", "activated_at"]
    list_filter = ["status", "to_confirm"]
    search_fields = ["name", "source"]
    readonly_fields = ["status", "activated_at", "activated_by", "retired_at"]
    inlines = [CategoryInline, FactorInline, OverrideInline]
    actions = ["activate", "copy_as_draft"]

    def has_add_permission(self, request):
        return admin.ModelAdmin.has_add_permission(self, request)

    def save_related(self, request, form, formsets, change):
        """A draft may be unfinished; what still stands in its way is told at once."""
        super().save_related(request, form, formsets, change)
        for problem in problems_of(form.instance):
            messages.warning(request, problem)

    @admin.action(description=_("Activate the model (retires the active one)"))
    def activate(self, request, chosen):
        if chosen.count() != 1:
            messages.error(request, gettext("Choose exactly one model."))
            return
        model = chosen.get()
        try:
            activate_model(model=model, by=request.user, at=now())
        except ValidationError as refusal:
            for problem in refusal.messages:
                messages.error(request, problem)
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, gettext("%s is the active risk model now.") % model)

    @admin.action(description=_("Copy as new draft"))
    def copy_as_draft(self, request, chosen):
        for model in chosen:
            draft = copy_model(model=model, name=free_name(model.name), by=request.user, at=now())
            messages.success(request, gettext("%s is a new draft.") % draft)


def free_name(name):
    """A name no model has yet: the old one with today's date, and a number if need be."""
    base = f"{name[:40]} {localdate().isoformat()}"
    taken = set(RiskModel.objects.filter(name__startswith=base).values_list("name", flat=True))
    names = (base if n == 1 else f"{base} ({n})" for n in range(1, len(taken) + 2))
    return next(free for free in names if free not in taken)


@admin.register(FactorReading)
class FactorReadingAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["supplier", "factor", "value", "read_on", "source", "derived", "withdrawn_at"]
    list_select_related = ["supplier", "factor"]
    list_filter = ["factor", "derived"]
    search_fields = ["supplier__code", "supplier__name", "source"]
    date_hierarchy = "read_on"
    show_full_result_count = False


@admin.register(RiskYear)
class RiskYearAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["year", "closed_at", "closed_by"]
    ordering = ["-year"]


@admin.register(Classification)
class ClassificationAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["supplier", "year", "risk_class", "in_scope", "overall", "coverage", "model"]
    list_select_related = ["supplier", "year", "model"]
    list_filter = ["year", "risk_class", "in_scope", "model"]
    search_fields = ["supplier__code", "supplier__name"]
    show_full_result_count = False
