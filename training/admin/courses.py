"""Courses, their lessons and quizzes; the hosts whose players a lesson may show."""

from django.contrib import admin
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from sustainportal.trail.told import Told

from ..forms_lessons import FairChoices, LessonForm, PublishedLessons, VideoHostForm
from ..models import Course, Lesson, LessonView, QuizChoice, QuizQuestion, VideoHost
from ..operations.lessons import forget_files_of, keep_lesson_file, remove_lesson_file


def is_taken(course):
    """Whether somebody has viewed or completed it: those counts are published and do not vanish."""
    if course is None:
        return False
    viewed = LessonView.objects.filter(lesson__course=course)
    return viewed.exists() or course.completions.exists() or course.attempts.exists()


class FilesGoAlong(Told):
    """What deletes lessons, or courses with theirs, takes the lessons' files from the disk."""

    def delete_model(self, request, obj):
        with transaction.atomic():
            forget_files_of(self.lessons([obj]))
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            forget_files_of(self.lessons(queryset))
            super().delete_queryset(request, queryset)

    def save_formset(self, request, form, formset, change):
        with transaction.atomic():
            if formset.model is Lesson:
                forget_files_of([gone.instance.pk for gone in formset.deleted_forms])
            super().save_formset(request, form, formset, change)

    def lessons(self, things):
        return things


class LessonInline(admin.TabularInline):
    """The list of lessons; what is in one stands on its own page."""

    model = Lesson
    formset = PublishedLessons
    fields = ["position", "title", "kind", "minutes"]
    extra = 0
    show_change_link = True

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not is_taken(obj)


class QuestionInline(admin.TabularInline):
    """The bank; a question is written with its answers on its own page."""

    model = QuizQuestion
    fields = ["position", "text", "is_active"]
    extra = 0
    show_change_link = True

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Course)
class CourseAdmin(FilesGoAlong, admin.ModelAdmin):
    list_display = ["title", "code", "language", "standard", "provision", "is_published"]
    list_filter = ["language", "is_published", "standard"]
    search_fields = ["title", "code", "provision", "standard", "series"]
    inlines = [LessonInline, QuestionInline]

    def lessons(self, things):
        return Lesson.objects.filter(course__in=things)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not is_taken(obj)


@admin.register(Lesson)
class LessonAdmin(FilesGoAlong, admin.ModelAdmin):
    form = LessonForm
    list_display = ["title", "course", "position", "kind", "minutes"]
    list_select_related = ["course"]
    list_filter = ["kind", "course__language"]
    search_fields = ["title", "body", "course__title", "course__code"]
    autocomplete_fields = ["course"]
    readonly_fields = ["kept_file"]

    @admin.display(description=_("file"))
    def kept_file(self, lesson):
        kept = getattr(lesson, "kept", None) if lesson.pk else None
        return kept.name if kept else "–"

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if form.cleaned_data["file"]:
            keep_lesson_file(obj, form.cleaned_data["file"], by=request.user, at=now())
        elif form.cleaned_data["take_file_away"]:
            remove_lesson_file(obj, by=request.user, at=now())

    def has_delete_permission(self, request, obj=None):
        taken = obj is not None and is_taken(obj.course)
        return super().has_delete_permission(request, obj) and not taken


class ChoiceInline(admin.TabularInline):
    model = QuizChoice
    formset = FairChoices
    extra = 4


@admin.register(QuizQuestion)
class QuizQuestionAdmin(Told, admin.ModelAdmin):
    """Attempts keep a question as it read when it was asked: a change reaches new attempts only."""

    list_display = ["text", "course", "position", "is_active"]
    list_select_related = ["course"]
    list_filter = ["is_active", "course__language"]
    search_fields = ["text", "course__title", "course__code"]
    autocomplete_fields = ["course"]
    inlines = [ChoiceInline]


@admin.register(VideoHost)
class VideoHostAdmin(Told, admin.ModelAdmin):
    form = VideoHostForm
    list_display = ["host", "note"]
    search_fields = ["host", "note"]
