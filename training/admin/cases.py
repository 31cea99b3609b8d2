"""Cases, to be looked at: they are written and published on their pages, where names are looked for."""

from django.contrib import admin

from sustainportal.web.read_only import ReadOnly

from ..models import Case


@admin.register(Case)
class CaseAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["title", "provision", "published_at"]
    search_fields = ["title", "title_hant", "title_hans", "provision"]
