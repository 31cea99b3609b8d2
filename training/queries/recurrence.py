"""Beside each course assigned for a finding: whether the same provision was found again afterwards."""

from collections import defaultdict

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from audits.models import Audit, Finding, ProvisionMatch

from ..models import Course, CourseAssignment
from ..rules.recurrence import Taken, looked, summary

SAME = ProvisionMatch.Kind.SAME
THEIRS = OuterRef(OuterRef("finding__provision"))

#: What a list can be narrowed to: (completed, what was seen since).
STATES = {
    "completed_again": (True, Q(again__isnull=False)),
    "completed_not_again": (True, Q(again__isnull=True, audited=True)),
    "completed_not_looked": (True, Q(again__isnull=True, audited=False)),
    "open_again": (False, Q(again__isnull=False)),
    "open_not_again": (False, Q(again__isnull=True, audited=True)),
    "open_not_looked": (False, Q(again__isnull=True, audited=False)),
}


def with_recurrence(rows):
    """Adds to assignments: `since`, the day from which one looks (of completion; while there is none, of
    assignment); `again`, the first finding after it (an id) under the same provision, or one the crosswalk
    calls the same, at the same supplier; `audited`, whether an audit begun after it is final."""
    since = Coalesce(TruncDate("completed_at"), TruncDate("assigned_at"))
    later = (
        Finding.objects.reported()
        .to_put_right()
        .filter(
            Q(provision=OuterRef("finding__provision"))
            | Q(provision__in=_counterparts("provision", "counterpart"))
            | Q(provision__in=_counterparts("counterpart", "provision")),
            audit__site__supplier=OuterRef("supplier"),
            discovered_on__gt=OuterRef("since"),
        )
    )
    later = later.exclude(pk=OuterRef("finding")).order_by("discovered_on", "pk")
    audits = Audit.objects.filter(
        site__supplier=OuterRef("supplier"), state="final", started_on__gt=OuterRef("since")
    )
    return rows.annotate(since=since).annotate(
        again=Subquery(later.values("pk")[:1]), audited=Exists(audits)
    )


def _counterparts(here, there):
    return ProvisionMatch.objects.filter(kind=SAME, **{here: THEIRS}).values(there)


def in_state(rows, state):
    """Assignments for a finding that stand so (a key of STATES); `rows` have their recurrence."""
    completed, seen = STATES[state]
    return rows.filter(
        seen, finding__isnull=False, lifted_at=None, completed_at__isnull=not completed
    )


def seen(row):
    """What was seen since: "again", "not_again", "not_looked"; "" where it was not for a finding."""
    if row.finding_id is None or row.lifted_at:
        return ""
    return looked(row.again is not None, row.audited)


def summaries(rows):
    """[(course, CourseSummary)] of assignments, by title; lifted ones count nowhere."""
    taken = defaultdict(list)
    names = ("course", "due_on", "completed_at", "finding", "again", "audited")
    rows = with_recurrence(rows.filter(lifted_at=None)).order_by()
    for course, due, done, finding, again, audited in rows.values_list(*names).iterator():
        done = done and timezone.localdate(done)
        seen_since = looked(again is not None, audited)
        taken[course].append(Taken(due, done, finding is not None, seen_since))
    named = Course.objects.filter(pk__in=taken).order_by("title", "pk")
    return [(course, summary(taken[course.pk])) for course in named]


def for_finding(finding, user):
    """The assignments made for a finding that this person may see, with their recurrence."""
    rows = CourseAssignment.objects.visible_to(user).filter(finding=finding)
    return with_recurrence(rows.select_related("course")).order_by("assigned_at", "pk")


def found_again(rows, user):
    """Gives assignments `found`: the finding that came after, where the person may see it; one query."""
    ids = [row.again for row in rows if row.again]
    known = Finding.objects.visible_to(user).filter(pk__in=ids).select_related("provision")
    by_id = {finding.pk: finding for finding in known}
    for row in rows:
        row.seen, row.found = seen(row), by_id.get(row.again)
    return rows
