"""The management approach in the admin site, and the due lists to look at."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate, now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.web.read_only import ReadOnly

from ..models import Approach, ApproachRow, Done, DueItem, DueList
from ..operations.approach import activate_approach, copy_approach, problems_of_approach
from .risk import OfDraft


class RowInline(OfDraft, admin.TabularInline):
    model = ApproachRow
    extra = 0


@admin.register(Approach)
class ApproachAdmin(OfDraft, admin.ModelAdmin):
    list_display = ["name", "status", "valid_from", "source", "to_confirm", "activated_at"]
    list_filter = ["status", "to_confirm"]
    search_fields = ["name", "source"]
    readonly_fields = ["status", "activated_at", "activated_by", "retired_at"]
    inlines = [RowInline]
    actions = ["activate", "copy_as_draft"]

    def has_add_permission(self, request):
        return admin.ModelAdmin.has_add_permission(self, request)

    def save_related(self, request, form, formsets, change):
        """A draft may be unfinished; what still stands in its way is told at once, row by row."""
        super().save_related(request, form, formsets, change)
        for problem in problems_of_approach(form.instance):
            messages.warning(request, problem)

    @admin.action(description=_("Activate the approach (retires the active one)"))
    def activate(self, request, chosen):
        if chosen.count() != 1:
            messages.error(request, gettext("Choose exactly one approach."))
            return
        approach = chosen.get()
        try:
            activate_approach(approach=approach, by=request.user, at=now())
        except ValidationError as refusal:
            for problem in refusal.messages:
                messages.error(request, problem)
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, gettext("%s is the active approach now.") % approach)

    @admin.action(description=_("Copy as new draft"))
    def copy_as_draft(self, request, chosen):
        for approach in chosen:
            name = free_name(approach.name)
            draft = copy_approach(approach=approach, name=name, by=request.user, at=now())
            messages.success(request, gettext("%s is a new draft.") % draft)


def free_name(name):
    """A name no approach has yet: the old one with today's date, and a number if need be."""
    base = f"{name[:40]} {localdate().isoformat()}"
    taken = set(Approach.objects.filter(name__startswith=base).values_list("name", flat=True))
    names = (base if n == 1 else f"{base} ({n})" for n in range(1, len(taken) + 2))
    return next(free for free in names if free not in taken)


@admin.register(DueList)
class DueListAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["year", "state", "approach", "seed", "as_of", "proposed_at", "confirmed_at"]
    ordering = ["-year"]


@admin.register(DueItem)
class DueItemAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["due_list", "supplier", "kind", "quarter", "state", "risk_class", "done_on"]
    list_select_related = ["due_list", "supplier"]
    list_filter = ["due_list", "kind", "state"]
    search_fields = ["supplier__code", "supplier__name"]
    show_full_result_count = False


@admin.register(Done)
class DoneAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["supplier", "kind", "on", "remote", "source"]
    list_select_related = ["supplier"]
    list_filter = ["kind", "remote"]
    search_fields = ["supplier__code", "supplier__name", "source"]
    show_full_result_count = False
