"""Catalogues of the training room: courses, opening balances; events as read-only history."""

from django.contrib import admin

from sustainportal.web.read_only import ReadOnly

from .models import (
    Attendance,
    Course,
    Event,
    Lesson,
    LessonView,
    OpeningBalance,
    PublishedYear,
    Session,
)


class LessonInline(admin.StackedInline):
    model = Lesson
    extra = 0

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not is_taken(obj)


def is_taken(course):
    """Whether somebody has viewed or completed it: those counts are published and do not vanish."""
    if course is None:
        return False
    viewed = LessonView.objects.filter(lesson__course=course)
    return viewed.exists() or course.completions.exists()


@admin.register(Course)
class CourseAdmin(admin.ModelAdmin):
    list_display = ["title", "code", "language", "provision", "is_published"]
    list_filter = ["language", "is_published"]
    search_fields = ["title", "code", "provision"]
    inlines = [LessonInline]

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not is_taken(obj)


@admin.register(OpeningBalance)
class OpeningBalanceAdmin(admin.ModelAdmin):
    list_display = ["measure", "since_year", "until_year", "value", "source"]
    list_filter = ["measure"]


class SessionInline(ReadOnly, admin.TabularInline):
    model = Session
    extra = 0


@admin.register(Event)
class EventAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["title", "code", "kind", "starts_on", "state"]
    list_filter = ["kind", "state", "is_online"]
    search_fields = ["title", "code", "theme"]
    date_hierarchy = "starts_on"
    inlines = [SessionInline]


@admin.register(Attendance)
class AttendanceAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["name", "supplier", "event", "attended_minutes"]
    list_select_related = ["supplier", "event"]
    search_fields = ["name", "supplier__name", "supplier__code", "event__title", "event__code"]


@admin.register(PublishedYear)
class PublishedYearAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["year", "published_at", "published_by"]
    list_select_related = ["published_by"]
