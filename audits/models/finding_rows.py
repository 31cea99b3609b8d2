"""The words for choosing findings: reported, open, overdue, waiting, found by a text."""

import datetime as dt

from django.db import models
from django.db.models import Case, Count, F, Q, Value, When
from django.db.models.functions import Coalesce

from sustainportal.accounts.roles import Role
from sustainportal.accounts.scopes import ScopedQuerySet

from ..rules import deadlines, life
from .audit import REFERENCE
from .finding_search import finds
from .finding_words import TO_PUT_RIGHT, FoundBy, Rating, State

DUE_FIELD = {
    deadlines.SUBMIT: "submit_due",
    deadlines.APPROVE: "approve_due",
    deadlines.COMPLETE: "complete_due",
}


def reported(prefix=""):
    """What has left the auditor's desk: findings of final audits; priority ones at once."""
    return Q(**{f"{prefix}audit__state": "final"}) | Q(**{f"{prefix}rating": Rating.PRIORITY})


def due_date():
    """The date that runs against whoever is next; null: none, closed, or the clock stands still."""
    running = [
        When(state=state, then=F(DUE_FIELD[step]))
        for state, (_roles, step) in life.NEXT.items()
        if step
    ]
    whens = [When(paused_on__isnull=False, then=None), *running]
    return Case(*whens, default=None, output_field=models.DateField())


def due_order():
    """The same for sorting: what has no date comes last. Lists lean on indexes of exactly this, filters too:
    before a day is overdue on that day, the rest is not."""
    return Coalesce(due_date(), Value(dt.date.max), output_field=models.DateField())


class FindingQuerySet(ScopedQuerySet):
    to_supplier = "audit__site__supplier"
    #: The day `with_due` was asked with, for who narrows the rows further.
    day = None

    def _clone(self):
        rows = super()._clone()
        rows.day = self.day
        return rows

    def visible_to(self, user):
        """As everywhere; the supplier sees what is reported, never an auditor's draft."""
        rows = super().visible_to(user)
        if getattr(user, "role", None) in (Role.PROCUREMENT, Role.AUDITOR, Role.ADMIN):
            return rows
        return rows.filter(reported())

    def shown_to(self, user):
        """What this person may read: what is theirs (`visible_to`), and for the supplier also the draft
        it may comment on. A draft is in no list, count or export, and nothing moves it."""
        rows = ScopedQuerySet.visible_to(self, user)
        if getattr(user, "role", None) in (Role.PROCUREMENT, Role.AUDITOR, Role.ADMIN):
            return rows
        return rows.filter(reported() | Q(audit__state="comment"))

    def reported(self):
        return self.filter(reported())

    def open(self):
        return self.exclude(state=State.CLOSED)

    def to_put_right(self):
        return self.filter(rating__in=TO_PUT_RIGHT)

    def found_by_audits(self):
        """Without what effectiveness checks opened again: the yearly figures count what audits found."""
        return self.filter(found_by=FoundBy.AUDIT)

    def waiting_for_supplier(self):
        return self.reported().filter(state__in=life.WAITS_FOR_SUPPLIER)

    def waiting_for_reviewer(self):
        return self.filter(state__in=life.WAITS_FOR_REVIEWER)

    def with_due(self, today=None):
        """Adds `due`: the date that runs against whoever is next (null: none, closed, or the clock stands
        still); with a day also `is_overdue`, as of that day."""
        rows = self.annotate(due=due_date())
        if today is None:
            return rows
        late = Case(When(due__lt=today, then=Value(True)), default=Value(False))
        rows = rows.annotate(is_overdue=late)
        rows.day = today
        return rows

    def overdue(self, today):
        return self.open().with_due(today).filter(is_overdue=True)

    def search(self, text):
        """By reference (AU-00012-3), supplier, site, provision or a part of the description."""
        match = REFERENCE.match(text)
        if match:
            rows = self.filter(audit=match[1])
            return rows.filter(number=match[2]) if match[2] else rows
        text = text.strip()
        if not text:
            return self
        condition = finds(self.model.objects.all(), text)
        return self.none() if condition is None else self.filter(condition)

    def counted_by_rating(self):
        """{"priority": n, "major": n, …} of these rows, every rating named."""
        counts = dict.fromkeys(Rating.values, 0)
        counts.update(self.order_by().values_list("rating").annotate(Count("pk")))
        return counts
