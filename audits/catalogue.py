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

#: (code, English, traditional Chinese, simplified Chinese)
ZERO_TOLERANCE = (
    ("child-labour", "Child labour", "童工", "童工"),
    ("forced-labour", "Forced labour", "強迫勞動", "强迫劳动"),
    ("toxic-discharge", "Untreated toxic discharge", "未經處理排放有毒物質", "未经处理排放有毒物质"),
    ("injury", "Direct injury to employees", "直接傷害員工", "直接伤害员工"),
    ("bribing-the-auditor", "Bribing the auditor", "賄賂稽核員", "贿赂审核员"),
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
    return [
        ZeroToleranceKind(code=code, name=name, name_hant=hant, name_hans=hans, source=SOURCE)
        for code, name, hant, hans in ZERO_TOLERANCE
    ]
