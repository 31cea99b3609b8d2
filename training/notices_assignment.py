"""What suppliers' people are told about courses: one notice a person, with every course in their language."""

from collections import defaultdict

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sustainportal.notices.operations import owe_each

from .queries.courses import siblings
from .queries.people import people_by_supplier
from .rules.assignment import in_language
from .wording_assignment import why_words

ASSIGNED = "training.course.assigned"
REMINDER = "training.course.reminder"
#: Courses written out in one notice; the others are counted.
LINES = 15


def tell_assigned(rows, *, at):
    """Their people are told of new assignments (with course, supplier and finding loaded)."""
    return _tell(rows, ASSIGNED, _assigned_subject, _assigned_body, at=at)


def remind(rows, *, today, at):
    """Their people are reminded of open assignments that are due soon, or overdue on the day `today`."""

    def subject(lines):
        late = sum(row.due_on < today for row, _course in lines)
        if late:
            text = ngettext("%(n)d course is overdue", "%(n)d courses are overdue", late)
            return text % {"n": late}
        text = ngettext("%(n)d course is due soon", "%(n)d courses are due soon", len(lines))
        return text % {"n": len(lines)}

    return _tell(rows, REMINDER, subject, _reminder_body, at=at)


def _tell(rows, event, subject, body, *, at):
    of_supplier = defaultdict(list)
    for row in rows:
        of_supplier[row.supplier_id].append(row)
    families = siblings({row.course_id: row.course for row in rows}.values())
    messages = [
        _message(person, of_supplier[supplier], families, subject, body)
        for supplier, people in people_by_supplier(of_supplier.keys()).items()
        for person in people
        if supplier in of_supplier
    ]
    return owe_each(messages, event, at=at)


def _message(person, rows, families, subject, body):
    lines = {}  # one course is one line, with its first date
    for row in sorted(rows, key=lambda row: (row.due_on, row.pk)):
        course = in_language(row.course, families[row.course_id], person.language or "en")
        lines.setdefault(course.pk, (row, course))
    shown = list(lines.values())
    return person, lambda: subject(shown), lambda: body(shown), reverse("training:to_take")


def _assigned_subject(lines):
    if len(lines) == 1:
        return _("Course to take: %(title)s") % {"title": lines[0][1].title}
    return _("Courses to take: %(n)d") % {"n": len(lines)}


def _assigned_body(lines):
    first = _("Your company is asked to take these courses. One of you completes each by its date.")
    return f"{first}\n\n{_written(lines)}"


def _reminder_body(lines):
    first = _(
        "These courses are still open for your company. It is enough that one of you completes them."
    )
    return f"{first}\n\n{_written(lines)}"


def _written(lines):
    text = [
        _("– %(title)s, by %(day)s (%(why)s)")
        % {"title": course.title, "day": date_format(row.due_on), "why": why_words(row)}
        for row, course in lines[:LINES]
    ]
    if len(lines) > LINES:
        text.append(_("and %(n)d more") % {"n": len(lines) - LINES})
    return "\n".join(text)
