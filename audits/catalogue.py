"""What the audits room ships: protocols and provisions, deadlines, zero tolerance, severities of other
schemes, questionnaires.

The RBA's headings are titles only, what to look at is in our own words. Figures are defaults of this portal,
marked to confirm. Loading again adds what is missing and leaves what an administrator changed.
"""

from django.db import transaction

from .catalogue_protocols import load_protocols
from .catalogue_questions.loading import load as load_questionnaires
from .catalogue_severities import load_severities
from .models import (
    DeadlineProfile,
    DeadlineRule,
    ZeroToleranceKind,
)

PROFILE = "v5.x default"
SOURCE = "Portal default"

#: (rating, scope, clock, submit, approve, complete) in calendar days.
DEADLINES = (
    ("priority", "hse", "discovery", 7, 10, 30),
    ("priority", "other", "discovery", 7, 10, 90),
    ("priority", "hours_or_insurance", "report", 14, 42, 180),
    ("major", "any", "report", 14, 42, 180),
    ("minor", "any", "report", 14, 42, 270),
    ("risk", "any", "report", 14, 42, 270),
)

ZERO_TOLERANCE = (
    ("child-labour", "Child labour"),
    ("forced-labour", "Forced labour"),
    ("toxic-discharge", "Untreated toxic discharge"),
    ("injury", "Direct injury to employees"),
    ("bribing-the-auditor", "Bribing the auditor"),
)


@transaction.atomic
def load(*, at):
    """Load what is missing; returns how many rows were made, by noun."""
    profile, _made = DeadlineProfile.objects.get_or_create(
        name=PROFILE, defaults={"source": SOURCE}
    )
    made = load_protocols(profile, SOURCE)
    return made | {
        "severities": load_severities(),
        "deadlines": _make(DeadlineRule, _deadlines(profile)),
        "zero_tolerance": _make(ZeroToleranceKind, _zero_tolerance()),
        "questions": load_questionnaires(),
    }


def _make(model, rows):
    before = model.objects.count()
    model.objects.bulk_create(rows, ignore_conflicts=True)
    return model.objects.count() - before


def _deadlines(profile):
    return [
        DeadlineRule(
            profile=profile,
            rating=rating,
            scope=scope,
            clock=clock,
            submit_days=submit,
            approve_days=approve,
            complete_days=complete,
            source=SOURCE,
        )
        for rating, scope, clock, submit, approve, complete in DEADLINES
    ]


def _zero_tolerance():
    return [ZeroToleranceKind(code=code, name=name, source=SOURCE) for code, name in ZERO_TOLERANCE]
