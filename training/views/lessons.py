"""A lesson of a course: its text, its film or document, and that it was viewed."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone

from sustainportal.files.content import FILMS
from sustainportal.files.streaming import shown_in_parts
from sustainportal.files.views import FileDownload
from sustainportal.web.pages import ActOnOne, DetailPage

from .. import operations
from ..models import Campaign, Lesson, LessonFile, VideoHost
from ..queries.shelf import visible_courses
from ..rules.lesson_text import blocks
from ..rules.video import host_of
from ..rules.viewing import is_person
from .attendance import own_supplier


def visible_lessons(user):
    return Lesson.objects.filter(course__in=visible_courses(user)).select_related("course")


class LessonDetail(DetailPage):
    permission = "training.read_course"
    template_name = "training/lesson_detail.html"

    def get_queryset(self):
        return visible_lessons(self.request.user)

    def get_context_data(self, **kwargs):
        lessons = list(self.object.course.lessons.all())
        place = lessons.index(self.object)
        kept = LessonFile.objects.filter(lesson=self.object).first()
        return super().get_context_data(
            place=place + 1,
            number=len(lessons),
            before=lessons[place - 1] if place else None,
            following=next(iter(lessons[place + 1 :]), None),
            blocks=blocks(self.object.body),
            film=kept if kept and kept.content_type in FILMS else None,
            document=kept if kept and kept.content_type not in FILMS else None,
            player=player_host(self.object),
            **kwargs,
        )

    def render_to_response(self, context, **options):
        """The policy of just this page lets in its own film, or the one trusted player."""
        response = super().render_to_response(context, **options)
        if context["film"]:
            response._csp_update = {"media-src": ["'self'"]}
        elif context["player"]:
            response._csp_update = {"frame-src": [f"https://{context['player']}"]}
        return response


def player_host(lesson):
    """The host of a lesson's player as long as it is trusted and not ours; empty otherwise."""
    host = host_of(lesson.address) if lesson.kind == Lesson.Kind.VIDEO else ""
    trusted = host and VideoHost.objects.filter(host=host).exists()
    return host if trusted and host != host_of(settings.PORTAL_ADDRESS) else ""


class LessonFileDownload(FileDownload):
    """The document of a lesson, as a download."""

    permission = "training.read_course"
    model = LessonFile

    def get_queryset(self):
        return LessonFile.objects.filter(lesson__in=visible_lessons(self.request.user))


class LessonFilm(DetailPage):
    """The film of a lesson, for the player of its page."""

    permission = "training.read_course"
    model = LessonFile

    def get_queryset(self):
        return LessonFile.objects.filter(lesson__in=visible_lessons(self.request.user))

    def get(self, request, *args, **kwargs):
        if self.object.content_type not in FILMS:
            raise Http404
        return shown_in_parts(request, self.object)


class LessonViewed(ActOnOne):
    """Counts a view: pressed by the page itself once it is shown, or by hand without script."""

    permission = "training.take_course"

    def get_queryset(self):
        return visible_lessons(self.request.user)

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        return HttpResponse(status=204) if request.htmx else response

    def act(self):
        lesson, now = self.object, timezone.now()
        if counts(self.request):
            operations.view_lesson(
                lesson,
                supplier=own_supplier(self.request.user),
                by=self.request.user,
                at=now,
                on=timezone.localdate(now),
                campaign=campaign_of(self.request, lesson.course),
            )
        return lesson.course


def counts(request):
    """Whether a person looks, not a program and not a page fetched ahead."""
    asked = request.headers
    ahead = " ".join(asked.get(name, "") for name in ("Purpose", "Sec-Purpose", "X-Moz"))
    return is_person(asked.get("User-Agent", ""), ahead)


def campaign_of(request, course):
    """The campaign whose link led this person to the course, in any of its languages; else None."""
    remembered = request.session.get("campaign") or {}
    own = str(course.pk)
    if own in remembered:
        return Campaign.objects.filter(pk=remembered[own], course=course).first()
    if not course.series:
        return None
    mailed = Campaign.objects.filter(pk__in=remembered.values(), course__series=course.series)
    return mailed.order_by("-pk").first()
