"""How long each step of a finding's life takes, told from the steps that were taken."""

import datetime as dt
from decimal import Decimal

from django.db.models import (
    Avg,
    Case,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    Q,
    When,
    Window,
)
from django.db.models.functions import Coalesce, Lag

from ..models import Rating, Step
from ..wording_overviews import STEP_WORDS
from .counted import is_counted

#: Kind of step → the verbs that end it: each answer to what was handed in counts, also one that returns it.
STEPS = {
    "submit": ("submit_plan",),
    "approve": ("approve_plan", "accept_no_action", "return_plan"),
    "act": ("submit_actions",),
    "verify": ("verify", "return_actions"),
    "close": ("close",),
}


def days_per_step(year):
    """Of each kind of step in findings of that year's audits: average days since the step before it (the first
    one since the final report; of priority findings since they were recorded), how many steps, and in how
    many findings. One query."""
    verbs = [verb for group in STEPS.values() for verb in group]
    rows = Step.objects.filter(is_counted(year, "finding__"), verb__in=verbs).order_by()
    start = Case(
        When(finding__rating=Rating.PRIORITY, then=F("finding__recorded_at")),
        default=F("finding__audit__final_at"),
    )
    before = Window(Lag("at"), partition_by=F("finding"), order_by=[F("at"), F("pk")])
    took = ExpressionWrapper(F("at") - Coalesce(before, start), output_field=DurationField())
    figures = rows.annotate(took=took).aggregate(**_figures())
    return [
        {
            "step": step,
            "label": STEP_WORDS[step],
            "days": _days(figures[f"{step}_took"]),
            "count": figures[f"{step}_n"],
            "findings": figures[f"{step}_findings"],
        }
        for step in STEPS
    ]


def _figures():
    found = {}
    for step, verbs in STEPS.items():
        of_it = Q(verb__in=verbs)
        found[f"{step}_took"] = Avg("took", filter=of_it)
        found[f"{step}_n"] = Count("pk", filter=of_it)
        found[f"{step}_findings"] = Count("finding", distinct=True, filter=of_it)
    return found


def _days(duration):
    """Days with one place; None without steps, never below 0."""
    if duration is None:
        return None
    return max(Decimal(0), Decimal(duration / dt.timedelta(days=1)).quantize(Decimal("0.1")))
