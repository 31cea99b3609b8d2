"""The night's reminders of courses: 14, 7 and 1 days before, on the day, then every week. Not of courses under
revision, nor to suppliers that are none any more.

Suppliers are taken in spans; what they are reminded of is marked in the same transaction, so nobody is told
twice in a night and a night that was missed is made up.
"""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from audits.rules.reminders import BEFORE, reminder

from .. import notices_assignment as notices
from ..models import CourseAssignment
from ..queries.courses import on_the_shelf
from ..queries.invitations import may_be_invited

SPAN = 200  # suppliers in one transaction


def near(today):
    """Open assignments in reach of a first reminder, not yet reminded of today."""
    not_today = Q(reminded_on=None) | Q(reminded_on__lt=today)
    last = today + dt.timedelta(days=max(BEFORE))
    rows = CourseAssignment.objects.open().filter(not_today, on_the_shelf(), due_on__lte=last)
    return rows.filter(supplier__in=may_be_invited().order_by().values("pk"))


def spans(*, today):
    """Suppliers (ids) with something near, in lists."""
    ids = sorted(set(near(today).order_by().values_list("supplier", flat=True)))
    return [ids[start : start + SPAN] for start in range(0, len(ids), SPAN)]


@transaction.atomic
def remind(suppliers, *, today, at):
    """Remind these suppliers' people of what is due; {"people", "courses"}."""
    rows = near(today).filter(supplier__in=suppliers).select_related("course", "finding")
    due = [row for row in rows if reminder(row.due_on, row.reminded_on, today)]
    people = notices.remind(due, today=today, at=at)
    marked = CourseAssignment.objects.filter(pk__in=[row.pk for row in due])
    return {"people": people, "courses": marked.update(reminded_on=today)}
