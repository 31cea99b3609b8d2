"""How versions and other schemes read on ours: the crosswalk of provisions, and severities."""

from django.contrib import admin

from ..models import ProvisionMatch, Severity


@admin.register(ProvisionMatch)
class ProvisionMatchAdmin(admin.ModelAdmin):
    list_display = ["provision", "from_protocol", "kind", "counterpart", "to_protocol"]
    list_select_related = ["provision__protocol", "counterpart__protocol"]
    list_filter = ["provision__protocol", "counterpart__protocol", "kind"]
    search_fields = [
        "provision__code",
        "provision__title",
        "counterpart__code",
        "counterpart__title",
    ]
    autocomplete_fields = ["provision", "counterpart"]

    @admin.display(description="")
    def from_protocol(self, match):
        return match.provision.protocol

    @admin.display(description="")
    def to_protocol(self, match):
        return match.counterpart.protocol


@admin.register(Severity)
class SeverityAdmin(admin.ModelAdmin):
    list_display = ["scheme", "name", "rating", "zero_tolerance", "source", "to_confirm"]
    list_display_links = ["scheme", "name"]
    list_filter = ["scheme", "rating", "to_confirm"]
    search_fields = ["scheme", "name", "source"]
