"""Online courses. A view, a learner and a completion are three counts, apart from the other three."""

import secrets

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet
from sustainportal.files.models import KeptFile, not_empty, random_path

from ..rules.certificates import code_of

#: Letters and figures nobody takes for one another.
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_code():
    """A certificate's code: sixteen characters nobody guesses (80 bits), in groups of four."""
    drawn = "".join(secrets.choice(_LETTERS) for _place in range(16))
    return "-".join(drawn[place : place + 4] for place in range(0, 16, 4))


class CourseQuerySet(models.QuerySet):
    def search(self, text):
        """Courses in which every word stands: title, summary, code, standard or provision."""
        fields = ("title", "summary", "code", "standard", "provision")
        rows = self
        for word in text.split()[:8]:
            rows = rows.filter(
                Q(*((f"{name}__icontains", word) for name in fields), _connector="OR")
            )
        return rows


class Course(models.Model):
    code = models.CharField(_("code"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    summary = models.CharField(_("what it teaches"), max_length=300, blank=True)
    provision = models.CharField(
        _("provision of the code"), max_length=10, blank=True, help_text=_("For example B2.")
    )
    series = models.SlugField(
        _("series"),
        max_length=40,
        blank=True,
        help_text=_("The same course in another language has the same series."),
    )
    standard = models.CharField(
        _("standard"),
        max_length=40,
        blank=True,
        help_text=_("For example ISO 14001 or RBA code B."),
    )
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark, percent"), default=80, help_text=_("Of the quiz; 1 to 100.")
    )
    questions_asked = models.PositiveSmallIntegerField(
        _("questions asked"),
        default=0,
        help_text=_("How many of the bank an attempt asks, in random order. 0: all of them."),
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts allowed"), default=0, help_text=_("Per person. 0: as many as they like.")
    )
    valid_months = models.PositiveSmallIntegerField(
        _("certificate holds, months"), default=0, help_text=_("0: without end.")
    )
    is_published = models.BooleanField(_("published"), default=False)

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pass_mark__range=(1, 100)), name="course_pass_mark_is_percent"
            ),
            models.UniqueConstraint(
                fields=["series", "language"],
                condition=~Q(series=""),
                name="one_course_per_series_and_language",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("training:course_detail", args=[self.pk])

    def told(self, verb, changes):
        """How the trail tells of it when it is changed in the admin site."""
        return f"training.course.{verb}", self, {"fields": sorted(changes)} if changes else {}


class VideoHost(models.Model):
    """A host whose pages may be shown inside a lesson. Without a row here nothing from outside is."""

    host = models.CharField(
        _("host"), max_length=100, unique=True, help_text=_("For example player.example.org.")
    )
    note = models.CharField(_("why it is trusted"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("video host")
        verbose_name_plural = _("video hosts")
        ordering = ["host"]

    def __str__(self):
        return self.host

    def told(self, verb, changes):
        return f"training.video_host.{verb}", self, {}


class Lesson(models.Model):
    class Kind(models.TextChoices):
        TEXT = "text", _("Text")
        VIDEO = "video", _("Video")
        DOCUMENT = "document", _("Document")

    course = models.ForeignKey(Course, models.CASCADE, related_name="lessons")
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.TEXT)
    body = models.TextField(_("text"), blank=True)
    address = models.CharField(
        _("address of the video"),
        max_length=300,
        blank=True,
        validators=[URLValidator(schemes=["https"])],
        help_text=_("Of an embedded player, on a host of the list of video hosts."),
    )
    minutes = models.PositiveSmallIntegerField(_("duration, minutes"), default=5)

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ["course", "position"]
        constraints = [
            models.UniqueConstraint(fields=["course", "position"], name="one_lesson_per_position")
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("training:lesson_detail", args=[self.pk])

    def told(self, verb, changes):
        return f"training.lesson.{verb}", self.course, {"name": self.title}


def lesson_path(row, name):
    return random_path("lessons", row.content_type)


class LessonFile(KeptFile):
    """The film or the document of a lesson."""

    lesson = models.OneToOneField(Lesson, models.CASCADE, related_name="kept")
    file = models.FileField(_("file"), upload_to=lesson_path, max_length=200)
    at = models.DateTimeField(_("uploaded"))

    class Meta:
        verbose_name = _("lesson file")
        verbose_name_plural = _("lesson files")
        constraints = [not_empty("lesson_file_is_not_empty")]


class LessonViewQuerySet(ScopedQuerySet):
    to_supplier = "supplier"


class LessonView(models.Model):
    """Counted once per person, lesson and day; only suppliers' people count, never a preview."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="views")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="+")
    viewed_on = models.DateField(_("viewed on"))
    campaign = models.ForeignKey(
        "training.Campaign",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="views",
        verbose_name=_("campaign"),
    )  # the mailing whose link led here

    objects = LessonViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("lesson view")
        verbose_name_plural = _("lesson views")
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "user", "viewed_on"], name="one_view_per_person_lesson_and_day"
            )
        ]

    def __str__(self):
        return f"{self.user_id} {self.lesson_id} {self.viewed_on}"


class CompletionQuerySet(ScopedQuerySet):
    to_supplier = "supplier"

    def search(self, text):
        """By person, supplier, course, or the certificate's code however it is typed."""
        fields = ("name", "supplier__name", "supplier__code", "course__title")
        found = Q(*((f"{name}__icontains", text.strip()) for name in fields), _connector="OR")
        return self.filter(found | Q(code=code_of(text)))

    def holding(self, on):
        """Those whose certificate holds on a day; the last day counts."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=on))


class Completion(models.Model):
    """`completed_at` is the first time and never moves, so that a year's count stays; a renewal is kept
    beside it. `valid_until` is kept as it was promised, whatever the course says later."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="completions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="+")
    completed_at = models.DateTimeField(_("completed"))
    renewed_at = models.DateTimeField(_("renewed"), null=True, editable=False)  # the last time
    valid_until = models.DateField(
        _("valid until"), null=True, editable=False
    )  # the last day; without one it holds for good
    code = models.CharField(
        _("certificate"), max_length=20, unique=True, default=new_code, editable=False
    )
    name = models.CharField(_("name on the certificate"), max_length=200, blank=True)
    score = models.PositiveSmallIntegerField(_("quiz, percent"), null=True, blank=True)

    objects = CompletionQuerySet.as_manager()

    class Meta:
        verbose_name = _("completion")
        verbose_name_plural = _("completions")
        constraints = [
            models.UniqueConstraint(
                fields=["course", "user"], name="one_completion_per_course_and_person"
            )
        ]

    def __str__(self):
        return f"{self.user_id} {self.course_id}"

    @property
    def last_at(self):
        """When it was completed or, since then, renewed."""
        return self.renewed_at or self.completed_at
