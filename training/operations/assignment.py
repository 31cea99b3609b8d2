"""Give courses to suppliers, by rule or by hand; complete and lift what was given."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from suppliers.models import Supplier
from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import entry, record, record_many

from .. import notices_assignment as notices
from ..models import Course, CourseAssignment, CourseRule
from ..queries.course_answers import Held, answered
from ..queries.courses import family
from ..rules.assignment import GIVE, due_on

BATCH = 1000  # rows written by one statement


@transaction.atomic
def apply_rules(*, suppliers, at, rules=None):
    """Give the courses of all rules in use (or of these) to whom of the suppliers (ids) they fit and who
    has them not; their people are told once. Applied again it gives nothing twice. Returns how many."""
    day, made = timezone.localdate(at), []
    rows = CourseRule.objects.filter(is_active=True, course__is_published=True)
    rows = rows if rules is None else rows.filter(pk__in=rules)
    for rule in rows.select_related("course").order_by("pk"):
        _one_at_a_time(rule.course)
        made += _give(rule, suppliers, day, at)
    notices.tell_assigned(_with_names(made), at=at)
    return len(made)


def _one_at_a_time(course):
    """Whoever gives this course in any language waits until we are done."""
    list(Course.objects.select_for_update().filter(pk__in=family(course)).order_by("pk"))


def _give(rule, suppliers, day, at):
    due = due_on(day, rule.due_days)
    fits = answered(rule, on=day, suppliers=suppliers)
    return _keep(
        CourseAssignment(
            course=rule.course, supplier_id=fit.supplier_id, rule=rule, finding_id=fit.finding_id,
            why=fit.why, assigned_at=at, due_on=due,
        )
        for fit in fits
        if fit.answer == GIVE
    )  # fmt: skip


def _keep(rows, *, by=None):
    made = CourseAssignment.objects.bulk_create(rows, batch_size=BATCH)
    suppliers = Supplier.objects.in_bulk({row.supplier_id for row in made})
    for row in made:
        row.supplier = suppliers[row.supplier_id]
    record_many(
        [
            entry(
                "training.assignment.made", row, by=by, at=row.assigned_at,
                course=row.course.code, supplier=row.supplier.code, due_on=row.due_on.isoformat(),
            )
            for row in made
        ]
    )  # fmt: skip
    return made


def _with_names(made):
    """The new rows with what a notice names."""
    ids, found = [row.pk for row in made], []
    for start in range(0, len(ids), BATCH):
        rows = CourseAssignment.objects.filter(pk__in=ids[start : start + BATCH])
        found += rows.select_related("course", "finding")
    return found


@transaction.atomic
def assign_by_hand(*, course, suppliers, due_on, why, by, at):
    """Give a course to these suppliers (ids); who has it open without a finding keeps what they have, and
    where everybody has completed it there is nobody left to take it. Returns how many are new."""
    _one_at_a_time(course)
    held = Held(course, suppliers, timezone.localdate(at))
    without = {pk for pk in suppliers if pk in held.open or held.nobody_left(pk)}
    made = _keep(
        [
            CourseAssignment(
                course=course, supplier_id=supplier, why=why, assigned_at=at, assigned_by=by,
                due_on=due_on,
            )
            for supplier in suppliers
            if supplier not in without
        ],
        by=by,
    )  # fmt: skip
    notices.tell_assigned(_with_names(made), at=at)
    return len(made)


@transaction.atomic
def complete_assignments(*, course, supplier, at, by=None):
    """Somebody of the supplier completed the course: what is open of it, in any language and for any
    finding, is completed. Returns how many were."""
    rows = CourseAssignment.objects.open().filter(course__in=family(course), supplier=supplier)
    rows = list(rows.select_for_update(of=("self",)).select_related("course", "supplier"))
    CourseAssignment.objects.filter(pk__in=[row.pk for row in rows]).update(completed_at=at)
    record_many(
        [
            entry(
                "training.assignment.completed", row, by=by, at=at,
                course=row.course.code, supplier=row.supplier.code,
            )
            for row in rows
        ]
    )  # fmt: skip
    return len(rows)


@transaction.atomic
def lift_assignment(assignment, *, because, by, at):
    """The supplier need not take it any more, for this reason. NotNow where it is over already."""
    rows = CourseAssignment.objects.open().filter(pk=assignment.pk)
    if rows.update(lifted_at=at, lifted_because=because) != 1:
        raise NotNow(_("This course was completed or lifted meanwhile."))
    record(
        "training.assignment.lifted", assignment, by=by, at=at,
        course=assignment.course.code, supplier=assignment.supplier.code, because=because,
    )  # fmt: skip
    return assignment
