"""Suggested topics: what was found most often, and what treats it already."""

import re
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext
from django.views.generic import TemplateView

from audits.models import Provision
from audits.queries import years
from sustainportal.sheets.writing import download
from sustainportal.web.pages import Permitted

from ..models import Event
from ..queries.topics import topics, treated_by
from ..workbooks.topics import TOPIC_COLUMNS

SHOWN = 3  # events named with a topic; the others are counted


class Topics(Permitted, TemplateView):
    """`?year=2025&section=B`; without a year the last one that is over. `?export=xlsx` takes it away."""

    permission = "training.read_statistics"
    template_name = "training/topics.html"

    @cached_property
    def year(self):
        asked = self.request.GET.get("year", "")
        return int(asked) if re.fullmatch(r"[12][0-9]{3}", asked) else timezone.localdate().year - 1

    @cached_property
    def section(self):
        asked = self.request.GET.get("section", "")
        return asked if asked in Provision.Section.values else ""

    @cached_property
    def rows(self):
        found = topics(self.year, self.section)
        treated = treated_by(found, get_language())
        return [_row(topic, *treated[topic.code]) for topic in found]

    def get(self, request, *args, **kwargs):
        if request.GET.get("export") in {"xlsx", "csv"}:
            kind = request.GET["export"]
            return download(TOPIC_COLUMNS, self.rows, name=f"topics-{self.year}", kind=kind)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            rows=self.rows,
            year=self.year,
            before=self.year - 1,
            years=sorted({*years(), timezone.localdate().year - 1}, reverse=True),
            section=self.section,
            sections=Provision.Section.choices,
            **kwargs,
        )


def _row(topic, events, courses):
    theme = Provision.Section(topic.section).label.partition(" – ")[2]
    title = gettext("Training: %(topic)s") % {"topic": topic.title}
    kind = Event.Kind.TRAINING.value
    words = {"about": topic.code, "title": title, "theme": theme, "kind": kind}
    coming = (event for event in events if event.state in (Event.State.DRAFT, Event.State.OPEN))
    return {
        "topic": topic,
        "headings": ",".join(map(str, topic.headings)),
        "events": events,
        "more_events": max(len(events) - SHOWN, 0),
        "planned": next(coming, None),
        "courses": courses,
        "plan": f"{reverse('training:event_new')}?{urlencode(words)}",
    }
