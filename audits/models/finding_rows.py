"""The words for choosing findings: reported, open, overdue, waiting, found by a text."""

from django.db import models
from django.db.models import Case, Count, F, Q, Value, When

from suppliers.models import Supplier
from sustainportal.accounts.roles import Role
from sustainportal.accounts.scopes import ScopedQuerySet

from ..rules import deadlines, life
from .audit import REFERENCE
from .finding_words import TO_PUT_RIGHT, Rating, State

DUE_FIELD = {
    deadlines.SUBMIT: "submit_due",
    deadlines.APPROVE: "approve_due",
    deadlines.COMPLETE: "complete_due",
}


def reported(prefix=""):
    """What has left the auditor's desk: findings of final audits; priority ones at once."""
    return Q(**{f"{prefix}audit__state": "final"}) | Q(**{f"{prefix}rating": Rating.PRIORITY})


class FindingQuerySet(ScopedQuerySet):
    to_supplier = "audit__site__supplier"

    def visible_to(self, user):
        """As everywhere; the supplier sees what is reported, never an auditor's draft."""
        rows = super().visible_to(user)
        if getattr(user, "role", None) in (Role.PROCUREMENT, Role.AUDITOR, Role.ADMIN):
            return rows
        return rows.filter(reported())

    def reported(self):
        return self.filter(reported())

    def open(self):
        return self.exclude(state=State.CLOSED)

    def to_put_right(self):
        return self.filter(rating__in=TO_PUT_RIGHT)

    def waiting_for_supplier(self):
        return self.reported().filter(state__in=life.WAITS_FOR_SUPPLIER)

    def waiting_for_reviewer(self):
        return self.filter(state__in=life.WAITS_FOR_REVIEWER)

    def with_due(self, today=None):
        """Adds `due`: the date that runs against whoever is next (null: none, or closed);
        with a day also `is_overdue`, as of that day."""
        whens = [
            When(state=state, then=F(DUE_FIELD[step]))
            for state, (_roles, step) in life.NEXT.items()
            if step
        ]
        rows = self.annotate(due=Case(*whens, default=None, output_field=models.DateField()))
        if today is None:
            return rows
        late = Case(When(due__lt=today, then=Value(True)), default=Value(False))
        return rows.annotate(is_overdue=late)

    def overdue(self, today):
        return self.open().with_due(today).filter(is_overdue=True)

    def search(self, text):
        """By reference (AU-00012-3), supplier, site, provision code or words of the description."""
        match = REFERENCE.match(text)
        if match:
            rows = self.filter(audit=match[1])
            return rows.filter(number=match[2]) if match[2] else rows
        text = text.strip()
        return self.filter(
            Q(audit__site__supplier__in=Supplier.objects.search(text).order_by().values("pk"))
            | Q(audit__site__name__icontains=text)
            | Q(provision__code__iexact=text)
            | Q(provision__title__icontains=text)
            | Q(description__icontains=text)
        )

    def counted_by_rating(self):
        """{"priority": n, "major": n, …} of these rows, every rating named."""
        counts = dict.fromkeys(Rating.values, 0)
        counts.update(self.order_by().values_list("rating").annotate(Count("pk")))
        return counts
