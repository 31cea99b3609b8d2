"""Beside a finding the courses assigned for it, and whether it came back; beside a supplier what is open."""

from django.utils import timezone

from sustainportal.web.beside import beside

from ..queries.assignment import open_by_supplier
from ..queries.recurrence import for_finding, found_again


@beside("audits.finding", template="training/_assigned_beside.html")
def courses(finding, user):
    if not user.has_perm("training.read_assignment"):
        return None
    rows, today = found_again(list(for_finding(finding, user)), user), timezone.localdate()
    for row in rows:
        row.days = (today - row.since).days
        row.is_late = not (row.completed_at or row.lifted_at) and row.due_on < today
    return {"rows": rows} if rows else None


@beside("suppliers.supplier", template="training/_assigned_supplier.html")
def open_courses(supplier, user):
    if not user.has_perm("training.read_assignment"):
        return None
    counts = open_by_supplier(user, supplier)
    if counts is None:
        return None
    return counts | {"supplier": supplier, "is_late": counts["next"] < timezone.localdate()}
