"""The people of suppliers, in sets."""

from collections import defaultdict

from suppliers.models import Membership
from sustainportal.accounts.roles import Role

#: Of more suppliers than that, a query reads all rows instead of naming each.
MOST_NAMED = 5000


def among(rows, suppliers, path="supplier"):
    """The rows of these suppliers (ids); of very many, all rows there are: the caller picks its own."""
    return rows.filter(**{f"{path}__in": suppliers}) if len(suppliers) <= MOST_NAMED else rows


def members(suppliers):
    """Memberships of people who can log in, of these suppliers (ids)."""
    rows = Membership.objects.filter(user__is_active=True, user__role=Role.SUPPLIER)
    return among(rows, suppliers).order_by("supplier", "user")


def people_by_supplier(suppliers):
    """{supplier id: [the active logins of its people]} of these suppliers (ids); one query."""
    found = defaultdict(list)
    for row in members(suppliers).select_related("user"):
        found[row.supplier_id].append(row.user)
    return found


def logins_by_supplier(suppliers):
    """The same with the ids of the logins; for very many suppliers."""
    found = defaultdict(list)
    for supplier, person in members(suppliers).values_list("supplier", "user").iterator():
        found[supplier].append(person)
    return found
