"""What is changed in the admin site is told in the trail as well."""

from django.db import transaction
from django.utils.timezone import now

from .operations import record


class Told:
    """For a ModelAdmin. Things say themselves how they are told: `told(verb, changes)` gives (event,
    subject, detail) for "added", "changed" and "removed", or None for what the trail need not know.
    `changes` is {field: [before, after]} of the form. Rows of inlines are told the same way."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        tell(obj, "changed" if change else "added", changes_of(form), by=request.user)

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        for obj in formset.new_objects:
            tell(obj, "added", {}, by=request.user)
        for obj, _fields in formset.changed_objects:
            tell(obj, "changed", {}, by=request.user)
        for obj in formset.deleted_objects:
            tell(obj, "removed", {}, by=request.user)

    def delete_model(self, request, obj):
        with transaction.atomic():
            tell(obj, "removed", {}, by=request.user)
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            for obj in queryset:
                tell(obj, "removed", {}, by=request.user)
            super().delete_queryset(request, queryset)


def changes_of(form):
    """{field: [before, after]} as the form had it."""
    return {
        name: [form.initial.get(name), form.cleaned_data.get(name)]
        for name in form.changed_data
        if name in form.cleaned_data
    }


def tell(thing, verb, changes, *, by):
    story = thing.told(verb, changes) if hasattr(thing, "told") else None
    if story:
        event, subject, detail = story
        record(event, subject, by=by, at=now(), **detail)
