"""Audits, findings and surveys to look up. They change in the portal, where the trail is written."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from sustainportal.web.read_only import ReadOnly

from ..models import Audit, Evidence, Finding, Plan, Step, Survey, SurveyStep


class History(ReadOnly):
    """Every kept field, to be looked at."""

    show_full_result_count = False

    def get_fields(self, request, obj=None):
        """What is named, else every kept field but the machine-readable parts."""
        if self.fields:
            return self.fields
        left_out = {"id", *(self.exclude or ())}
        return [field.name for field in self.model._meta.fields if field.name not in left_out]

    def get_readonly_fields(self, request, obj=None):
        return self.get_fields(request, obj)


class FindingInline(History, admin.TabularInline):
    model = Finding
    fields = ["reference", "provision", "rating", "state", "complete_due"]
    show_change_link = True

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("provision")

    @admin.display(description=_("finding"))
    def reference(self, finding):
        return finding.reference


@admin.register(Audit)
class AuditAdmin(History, admin.ModelAdmin):
    list_display = [
        "reference",
        "supplier",
        "site",
        "kind",
        "state",
        "outcome",
        "score",
        "planned_on",
    ]
    list_select_related = ["site__supplier"]
    list_filter = ["state", "kind", "outcome", "colour", "protocol"]
    search_fields = ["site__supplier__code", "site__supplier__name", "site__name", "firm"]
    search_help_text = _("Supplier code or name, site or firm")
    date_hierarchy = "planned_on"
    exclude = ["score_parts"]
    inlines = [FindingInline]

    @admin.display(description=_("audit"), ordering="pk")
    def reference(self, audit):
        return audit.reference

    @admin.display(description=_("supplier"), ordering="site__supplier__name")
    def supplier(self, audit):
        return audit.site.supplier.name


class StepInline(History, admin.TabularInline):
    model = Step
    fields = ["at", "verb", "from_state", "to_state", "by", "remark"]


class PlanInline(History, admin.StackedInline):
    model = Plan


class EvidenceInline(History, admin.TabularInline):
    model = Evidence
    fields = ["name", "stage", "content_type", "size", "sha256", "by", "at"]


@admin.register(Finding)
class FindingAdmin(History, admin.ModelAdmin):
    list_display = [
        "reference",
        "supplier",
        "provision",
        "rating",
        "state",
        "complete_due",
        "closed_at",
    ]
    list_select_related = ["audit__site__supplier", "provision"]
    list_filter = ["state", "rating", "provision__section", "zero_tolerance"]
    search_fields = [
        "audit__site__supplier__code", "audit__site__supplier__name", "provision__code", "description",
    ]  # fmt: skip
    search_help_text = _("Supplier code or name, provision or words of the finding")
    date_hierarchy = "discovered_on"
    exclude = ["deadlines"]
    inlines = [PlanInline, EvidenceInline, StepInline]

    @admin.display(description=_("finding"), ordering="pk")
    def reference(self, finding):
        return finding.reference

    @admin.display(description=_("supplier"), ordering="audit__site__supplier__name")
    def supplier(self, finding):
        return finding.audit.site.supplier.name


class SurveyStepInline(History, admin.TabularInline):
    model = SurveyStep
    fields = ["at", "verb", "from_state", "to_state", "by", "remark"]


@admin.register(Survey)
class SurveyAdmin(History, admin.ModelAdmin):
    list_display = ["supplier", "questionnaire", "year", "state", "score", "due_on"]
    list_select_related = ["supplier", "questionnaire"]
    list_filter = ["year", "state", "questionnaire"]
    search_fields = ["supplier__code", "supplier__name"]
    exclude = ["score_parts"]
    inlines = [SurveyStepInline]
