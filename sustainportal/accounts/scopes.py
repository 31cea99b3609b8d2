"""May they see this one? Every row that belongs to a supplier is read through `visible_to`."""

from typing import ClassVar

from django.db import models

from .roles import Role

EVERY_ROW = object()
#: From the supplier to the person. A role that is not here sees nothing.
SCOPES = {
    Role.ADMIN: EVERY_ROW,
    Role.PROCUREMENT: EVERY_ROW,
    Role.SALES: EVERY_ROW,
    Role.SUPPLIER: "memberships__user",
    Role.AUDITOR: "assignments__user",
}


def sees_every_supplier(person):
    """Whether no supplier is closed to this person's role."""
    return SCOPES.get(person.role) is EVERY_ROW


class ScopedQuerySet(models.QuerySet):
    """Rows that belong to a supplier. A subclass states its path to the supplier, nothing else.

    One person is joined at most once to one supplier (unique constraints), so no row doubles.
    """

    to_supplier: ClassVar[str] = "supplier"

    def visible_to(self, user):
        """The rows this person may see: a join to their own supplier, never a list of ids."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        scope = SCOPES.get(user.role)
        if scope is EVERY_ROW:
            return self
        if scope is None:
            return self.none()
        path = "__".join(part for part in (self.to_supplier, scope) if part)
        return self.filter(**{path: user.pk})
