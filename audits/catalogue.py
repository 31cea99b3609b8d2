"""What the audits room ships: protocol and provisions, deadlines, zero tolerance, a questionnaire.

The RBA's headings are titles only (RBA Code of Conduct 8.0.1). Figures are defaults of this portal,
marked to confirm. Loading again adds what is missing and leaves what an administrator changed.
"""

from django.db import transaction

from .catalogue_questions import QUESTIONNAIRE, questions
from .models import (
    DeadlineProfile,
    DeadlineRule,
    Protocol,
    Provision,
    Question,
    Questionnaire,
    ZeroToleranceKind,
)

STANDARD, VERSION = "RBA", "8.0.1"
PROFILE = "v5.x default"
SOURCE = "Portal default"

PROVISIONS = {
    "A": (
        "Prohibition of Forced Labor",
        "Young Workers",
        "Working Hours",
        "Wages and Benefits",
        "Non-Discrimination/Non-Harassment/Humane Treatment",
        "Freedom of Association and Collective Bargaining",
    ),
    "B": (
        "Occupational Health and Safety",
        "Emergency Preparedness",
        "Occupational Injury and Illness",
        "Industrial Hygiene",
        "Physically Demanding Work",
        "Machine Safeguarding",
        "Sanitation, Food, and Housing",
        "Health and Safety Communication",
    ),
    "C": (
        "Environmental Permits and Reporting",
        "Pollution Prevention and Resource Conservation",
        "Hazardous Substances",
        "Solid Waste",
        "Air Emissions",
        "Materials Restrictions",
        "Water Management",
        "Energy Consumption and Greenhouse Gas Emissions",
    ),
    "D": (
        "Business Integrity",
        "No Improper Advantage",
        "Disclosure of Information",
        "Intellectual Property",
        "Fair Business, Advertising and Competition",
        "Protection of Identity and Non-Retaliation",
        "Responsible Sourcing of Minerals",
        "Privacy",
    ),
    "E": (
        "Company Commitment",
        "Management Accountability and Responsibility",
        "Legal and Customer Requirements",
        "Risk Assessment and Risk Management",
        "Improvement Objectives",
        "Training",
        "Communication",
        "Worker/Stakeholder Engagement and Access To Remedy",
        "Audits and Assessments",
        "Corrective Action Process",
        "Documentation and Records",
        "Supplier Responsibility",
    ),
}

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
    protocol, _made = Protocol.objects.get_or_create(
        standard=STANDARD,
        version=VERSION,
        defaults={"deadline_profile": profile, "source": SOURCE},
    )
    return {
        "provisions": _make(Provision, _provisions(protocol)),
        "deadlines": _make(DeadlineRule, _deadlines(profile)),
        "zero_tolerance": _make(ZeroToleranceKind, _zero_tolerance()),
        "questions": _questionnaire(),
    }


def _make(model, rows):
    before = model.objects.count()
    model.objects.bulk_create(rows, ignore_conflicts=True)
    return model.objects.count() - before


def _provisions(protocol):
    return [
        Provision(protocol=protocol, section=section, number=n, code=f"{section}{n}", title=title)
        for section, titles in PROVISIONS.items()
        for n, title in enumerate(titles, start=1)
    ]


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


def _questionnaire():
    """A questionnaire is loaded whole or, when it is there, left alone."""
    questionnaire, made = Questionnaire.objects.get_or_create(
        title=QUESTIONNAIRE["title"],
        version=QUESTIONNAIRE["version"],
        defaults={"intro": QUESTIONNAIRE["intro"]},
    )
    if not made:
        return 0
    return len(
        Question.objects.bulk_create(
            Question(questionnaire=questionnaire, **fields) for fields in questions()
        )
    )
