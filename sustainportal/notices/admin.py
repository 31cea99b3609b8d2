"""Notices as read-only history: who was told what, and whether the mail left."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from sustainportal.web.read_only import ReadOnly

from .models import Notice


class MailedFilter(admin.SimpleListFilter):
    title = _("mail")
    parameter_name = "mail"

    def lookups(self, request, model_admin):
        return [("owed", _("still owed")), ("refused", _("refused so far")), ("sent", _("sent"))]

    def queryset(self, request, queryset):
        match self.value():
            case "owed":
                return queryset.owed()
            case "refused":
                return queryset.owed().filter(attempts__gt=0)
            case "sent":
                return queryset.exclude(sent_at=None)
        return queryset


@admin.register(Notice)
class NoticeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["subject", "recipient", "event", "owed_at", "sent_at", "read_at", "attempts"]
    list_filter = [MailedFilter, "owed_at"]
    list_select_related = ["recipient"]
    search_fields = ["subject", "event", "recipient__username", "recipient__email"]
    search_help_text = _("Subject, event, login or e-mail")
    date_hierarchy = "owed_at"
    show_full_result_count = False
