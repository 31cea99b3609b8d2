"""Jobs as read-only history, with the technical detail of what went wrong."""

from django.contrib import admin

from sustainportal.web.read_only import ReadOnly

from .models import Job


@admin.register(Job)
class JobAdmin(ReadOnly, admin.ModelAdmin):
    list_display = [
        "title",
        "part_of_id",
        "state",
        "position",
        "total",
        "asked_by_name",
        "asked_at",
        "finished_at",
    ]
    list_filter = ["state", "kind", "asked_at"]
    search_fields = ["kind", "asked_by_name", "error", "error_detail"]
    date_hierarchy = "asked_at"
    show_full_result_count = False
    exclude = ["asked_by"]

    @admin.display(description=Job._meta.verbose_name, ordering="kind")
    def title(self, job):
        return str(job)
