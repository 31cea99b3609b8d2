"""Events and what was counted, as read-only history; opening balances."""

from django.contrib import admin

from sustainportal.web.read_only import ReadOnly

from ..models import Attendance, Event, OpeningBalance, Place, PublishedYear, Session


@admin.register(OpeningBalance)
class OpeningBalanceAdmin(admin.ModelAdmin):
    list_display = ["measure", "since_year", "until_year", "value", "source"]
    list_filter = ["measure"]


class SessionInline(ReadOnly, admin.TabularInline):
    model = Session
    extra = 0


class PlaceInline(ReadOnly, admin.TabularInline):
    model = Place
    extra = 0


@admin.register(Event)
class EventAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["title", "code", "kind", "starts_on", "state"]
    list_filter = ["kind", "state", "is_online"]
    search_fields = ["title", "code", "theme"]
    date_hierarchy = "starts_on"
    inlines = [PlaceInline, SessionInline]


@admin.register(Attendance)
class AttendanceAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["name", "supplier", "event", "attended_minutes"]
    list_select_related = ["supplier", "event"]
    search_fields = ["name", "supplier__name", "supplier__code", "event__title", "event__code"]


@admin.register(PublishedYear)
class PublishedYearAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["year", "published_at", "published_by"]
    list_select_related = ["published_by"]
