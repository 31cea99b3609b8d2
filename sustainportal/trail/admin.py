"""The trail, to be read and searched, never changed."""

from django.contrib import admin

from sustainportal.web.read_only import ReadOnly

from .models import Entry


@admin.register(Entry)
class EntryAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["at", "actor", "event", "subject"]
    list_filter = ["at", "subject_type"]
    search_fields = ["event", "actor", "subject", "subject_id"]
    date_hierarchy = "at"
    show_full_result_count = False
