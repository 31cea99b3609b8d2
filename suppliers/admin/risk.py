"""Risk in the admin site: factors and sectors, and to look up: what was read and judged."""

from django.contrib import admin

from sustainportal.web.read_only import ReadOnly

from ..models import Classification, Factor, FactorReading, RiskYear, Sector


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


@admin.register(Sector)
class SectorAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "intensity", "year", "source"]
    list_display_links = ["code", "name"]
    search_fields = ["code", "name"]

    def get_readonly_fields(self, request, obj=None):
        return ["code"] if obj else []


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
