"""What findings suggest as topics of events, and what treats them already."""

from collections import defaultdict

from django.db.models import Count

from audits.models import Provision
from audits.queries import open_findings
from audits.queries.counted import counted
from sustainportal.web.languages import in_language

from ..models import Course, Event
from ..rules.topics import Topic, ranked
from .shelf import one_per_series

SUPPLIER = "audit__site__supplier"


def topics(year, section=""):
    """The year's topics, most pressing first; four aggregates and the catalogue. Findings count as in the
    yearly figures of audits. Provisions of several versions with the same code and title are one topic."""
    groups = defaultdict(list)
    for provision in Provision.objects.order_by("pk"):
        if section in ("", provision.section):
            line = (provision.section, provision.code, in_language(provision, "title"))
            groups[line].append(provision.pk)
    now, before = _counts(counted(year)), _counts(counted(year - 1))
    standing, suppliers = _counts(open_findings().order_by()), _suppliers(year)
    return ranked(
        Topic(
            *line,
            headings=tuple(keys),
            findings=sum(now.get(key, 0) for key in keys),
            suppliers=len(set().union(*(suppliers.get(key, ()) for key in keys))),
            before=sum(before.get(key, 0) for key in keys),
            open=sum(standing.get(key, 0) for key in keys),
        )
        for line, keys in groups.items()
    )


def _counts(findings):
    return dict(findings.values_list("provision").annotate(Count("pk")))


def _suppliers(year):
    """{provision id: ids of the suppliers it was found at}."""
    found = defaultdict(set)
    for provision, supplier in counted(year).values_list("provision", SUPPLIER).distinct():
        found[provision].add(supplier)
    return found


def treated_by(topics, language):
    """{code: (events about it, newest first, courses about it or all of its section)} of topics: neither
    cancelled nor unpublished; of each series the course in this language where there is one."""
    found = {topic.code: ([], []) for topic in topics}
    events = Event.objects.filter(about__in=found).exclude(state=Event.State.CANCELLED)
    for event in events.order_by("-starts_on", "-pk"):
        found[event.about][0].append(event)
    courses = _courses({*found, *(topic.section for topic in topics)}, language)
    for code, section in {(topic.code, topic.section) for topic in topics}:
        found[code][1].extend(courses[code] + courses[section])
    return found


def _courses(places, language):
    """{provision or section: published courses about just that, by title}."""
    shelf = Course.objects.filter(provision__in=places, is_published=True)
    found = defaultdict(list)
    for course in one_per_series(shelf, language).order_by("title", "pk"):
        found[course.provision].append(course)
    return found
