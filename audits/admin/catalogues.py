"""Catalogues an administrator keeps: protocols, provisions, deadlines, zero tolerance.

What has been used is succeeded by a new version, not rewritten: kept scores and dates stay as they are.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models import (
    Audit,
    DeadlineProfile,
    DeadlineRule,
    Finding,
    Protocol,
    Provision,
    ProvisionMatch,
    ZeroToleranceKind,
)


class KeptWhenUsed:
    """May be deleted as long as nothing stands on it (`used_by`: a related name)."""

    used_by = ""

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not getattr(obj, self.used_by).exists())


class FixedWhenUsed:
    """Rows of a catalogue stay as they are once `is_used` says that something stands on it."""

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not self.is_used(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not self.is_used(obj)


def times_audits(profile):
    """Whether audits run by these deadlines."""
    return profile is not None and Audit.objects.filter(protocol__deadline_profile=profile).exists()


class DeadlineRuleInline(FixedWhenUsed, admin.TabularInline):
    model = DeadlineRule
    extra = 0

    def is_used(self, profile):
        return times_audits(profile)

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and not self.is_used(obj)


@admin.register(DeadlineProfile)
class DeadlineProfileAdmin(KeptWhenUsed, admin.ModelAdmin):
    used_by = "protocols"
    list_display = ["name", "cap_months", "source", "to_confirm"]
    list_filter = ["to_confirm"]
    search_fields = ["name", "source"]
    inlines = [DeadlineRuleInline]

    def get_readonly_fields(self, request, obj=None):
        return ["cap_months"] if times_audits(obj) else []


class ProvisionInline(FixedWhenUsed, admin.TabularInline):
    model = Provision
    fields = ["section", "code", "number", "title", "category"]
    extra = 0
    show_change_link = True

    def is_used(self, protocol):
        return protocol is not None and Finding.objects.filter(audit__protocol=protocol).exists()


@admin.register(Protocol)
class ProtocolAdmin(KeptWhenUsed, admin.ModelAdmin):
    used_by = "audits"
    list_display = ["standard", "version", "deadline_profile", "is_current", "to_confirm"]
    list_display_links = ["standard", "version"]
    list_select_related = ["deadline_profile"]
    list_filter = ["is_current", "to_confirm"]
    search_fields = ["standard", "version", "source"]
    inlines = [ProvisionInline]
    scored_by = [
        "standard", "version", "maximum", "floor", "priority_weight", "major_weight", "minor_weight",
        "green_above", "yellow_above", "platinum_from", "gold_from", "silver_from", "validity_months",
        "deadline_profile", "check_days",
    ]  # fmt: skip

    def get_readonly_fields(self, request, obj=None):
        """What audits were judged by stays: recognition is read from it; a change is a new version."""
        return self.scored_by if obj is not None and obj.audits.exists() else []

    fieldsets = [
        (None, {"fields": [("standard", "version"), "is_current", "deadline_profile"]}),
        (
            _("Score"),
            {
                "fields": [
                    ("maximum", "floor"),
                    ("priority_weight", "major_weight", "minor_weight"),
                    ("green_above", "yellow_above"),
                    ("platinum_from", "gold_from", "silver_from"),
                    "validity_months",
                ]
            },
        ),
        (_("Time"), {"fields": ["comment_days", "check_days"]}),
        (_("Where it comes from"), {"fields": ["source", "to_confirm"]}),
    ]


class MatchInline(admin.TabularInline):
    """What this heading is elsewhere."""

    model = ProvisionMatch
    fk_name = "provision"
    autocomplete_fields = ["counterpart"]
    extra = 0


@admin.register(Provision)
class ProvisionAdmin(KeptWhenUsed, admin.ModelAdmin):
    used_by = "findings"
    list_display = ["code", "title", "section", "category", "protocol"]
    list_display_links = ["code", "title"]
    list_select_related = ["protocol"]
    list_filter = ["protocol", "section", "category"]
    search_fields = ["code", "title", "title_hant", "title_hans"]
    inlines = [MatchInline]
    ordering = ["protocol", "section", "number"]

    def get_readonly_fields(self, request, obj=None):
        """What findings were recorded under keeps its name and its place."""
        used = obj is not None and obj.findings.exists()
        return ["protocol", "section", "code", "category", "title"] if used else []


@admin.register(ZeroToleranceKind)
class ZeroToleranceKindAdmin(KeptWhenUsed, admin.ModelAdmin):
    used_by = "findings"
    list_display = ["name", "is_current", "source", "to_confirm"]
    list_filter = ["is_current", "to_confirm"]
    search_fields = ["name", "name_hant", "name_hans", "code"]
    prepopulated_fields = {"code": ["name"]}
