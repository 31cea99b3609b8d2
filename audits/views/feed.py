"""A person's days in their own calendar program: the page with the secret address, and what stands behind it."""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from sustainportal.web.pages import Act, Permitted

from ..models import CalendarFeed
from ..operations.feed import make_feed, remove_feed
from ..queries.feed import entries_for, person_of


class Calendar(Permitted, TemplateView):
    """Says whether there is an address; POST makes a new one and shows it, this one time."""

    permission = "audits.keep_calendar"
    template_name = "audits/calendar.html"

    def get_context_data(self, **kwargs):
        feed = CalendarFeed.objects.filter(user=self.request.user).first()
        return super().get_context_data(feed=feed, **kwargs)

    def post(self, request, *args, **kwargs):
        key = make_feed(by=request.user, at=timezone.now())
        path = reverse("audits:calendar_feed", args=[key])
        response = self.render_to_response(
            self.get_context_data(address=settings.PORTAL_ADDRESS + path)
        )
        response["Cache-Control"] = "no-store"
        return response


class CalendarRemove(Act):
    permission = "audits.keep_calendar"
    success_message = gettext_lazy("The address no longer works.")

    def act(self):
        remove_feed(by=self.request.user, at=timezone.now())
        return reverse("audits:calendar")


@method_decorator(login_not_required, name="dispatch")
class Feed(View):
    """The calendar, for whoever holds its address; any other address is a 404. In the person's language."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, key):
        person = person_of(key)
        if person is None:
            raise Http404
        with translation.override(person.language or settings.LANGUAGE_CODE):
            body = written(entries_for(person, timezone.localdate()), at=timezone.now())
        response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
        response["Cache-Control"] = "private, max-age=3600"
        response["Referrer-Policy"] = "no-referrer"
        return response


def written(entries, *, at):
    """The entries as an iCalendar file (RFC 5545)."""
    from icalendar import Calendar, Event  # loaded by who asks for one, not by every process

    host = urlsplit(settings.PORTAL_ADDRESS).hostname
    calendar = Calendar()
    calendar.add("prodid", f"-//{host}//sustainportal//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Supplier sustainability"))
    calendar.add("refresh-interval", dt.timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.key}@{host}")
        event.add("dtstamp", at)
        event.add("dtstart", entry.day)
        event.add("summary", entry.title)
        event.add("description", entry.text)
        event.add("url", settings.PORTAL_ADDRESS + entry.path)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical()
