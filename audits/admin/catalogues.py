"""Catalogues an administrator keeps: protocols, provisions, deadlines, zero tolerance, questionnaires.

What has been used is succeeded by a new version, not rewritten: kept scores and dates stay as they are.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models import (
    DeadlineProfile,
    DeadlineRule,
    Protocol,
    Provision,
    Question,
    Questionnaire,
    ZeroToleranceKind,
)


class KeptWhenUsed:
    """May be deleted as long as nothing stands on it (`used_by`: a related name)."""

    used_by = ""

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not getattr(obj, self.used_by).exists())


class DeadlineRuleInline(admin.TabularInline):
    model = DeadlineRule
    extra = 0


@admin.register(DeadlineProfile)
class DeadlineProfileAdmin(KeptWhenUsed, admin.ModelAdmin):
    used_by = "protocols"
    list_display = ["name", "cap_months", "source", "to_confirm"]
    list_filter = ["to_confirm"]
    search_fields = ["name", "source"]
    inlines = [DeadlineRuleInline]


class ProvisionInline(admin.TabularInline):
    model = Provision
    extra = 0
    show_change_link = True


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
        (_("Where it comes from"), {"fields": ["source", "to_confirm"]}),
    ]


@admin.register(Provision)
class ProvisionAdmin(KeptWhenUsed, admin.ModelAdmin):
    used_by = "findings"
    list_display = ["code", "title", "section", "protocol"]
    list_display_links = ["code", "title"]
    list_select_related = ["protocol"]
    list_filter = ["protocol", "section"]
    search_fields = ["code", "title"]
    ordering = ["protocol", "section", "number"]


@admin.register(ZeroToleranceKind)
class ZeroToleranceKindAdmin(KeptWhenUsed, admin.ModelAdmin):
    used_by = "findings"
    list_display = ["name", "is_current", "source", "to_confirm"]
    list_filter = ["is_current", "to_confirm"]
    search_fields = ["name", "code"]
    prepopulated_fields = {"code": ["name"]}


class QuestionInline(admin.StackedInline):
    model = Question
    extra = 0
    fields = [
        ("section", "number", "key", "kind"),
        "text",
        "help",
        ("weight", "unit", "may_not_apply"),
        "options",
        ("none_at", "full_at"),
    ]


@admin.register(Questionnaire)
class QuestionnaireAdmin(KeptWhenUsed, admin.ModelAdmin):
    """Once it has been sent out its questions are fixed; a change is a new version."""

    used_by = "surveys"
    list_display = ["title", "version", "is_current", "posts_score"]
    list_display_links = ["title", "version"]
    list_filter = ["is_current", "posts_score"]
    search_fields = ["title", "version"]
    inlines = [QuestionInline]

    def get_inline_instances(self, request, obj=None):
        inlines = super().get_inline_instances(request, obj)
        if obj is not None and obj.surveys.exists():
            for inline in inlines:
                inline.has_add_permission = lambda request, obj=None: False
                inline.has_change_permission = lambda request, obj=None: False
                inline.has_delete_permission = lambda request, obj=None: False
        return inlines
