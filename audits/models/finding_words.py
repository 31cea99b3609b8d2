"""The words of a finding: how bad, what about, and where in its life it stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..rules import life


class Rating(models.TextChoices):
    PRIORITY = "priority", _("Priority")
    MAJOR = "major", _("Major")
    MINOR = "minor", _("Minor")
    RISK = "risk", _("Risk of non-conformance")
    OPPORTUNITY = "opportunity", _("Opportunity for improvement")


class Matter(models.TextChoices):
    """Matters whose priority findings have a longer clock."""

    HOURS_UP_TO_84 = "hours_up_to_84", _("Working hours, up to 84 a week")
    SOCIAL_INSURANCE = "social_insurance", _("Social insurance")


class FoundBy(models.TextChoices):
    """What brought it to light; the yearly figures count what audits found."""

    AUDIT = "audit", _("an audit")
    CHECK = "check", _("an effectiveness check")


class State(models.TextChoices):
    NOT_STARTED = life.NOT_STARTED, _("Not started")
    SUBMITTED = life.SUBMITTED, _("Plan submitted")
    NEEDS_REVISION = life.NEEDS_REVISION, _("Plan needs revision")
    APPROVED = life.APPROVED, _("Approved, under way")
    ACTIONS_SUBMITTED = life.ACTIONS_SUBMITTED, _("Actions submitted")
    FURTHER_ACTION = life.FURTHER_ACTION, _("Further action wanted")
    READY_FOR_CLOSURE = life.READY_FOR_CLOSURE, _("Ready for closure")
    CLOSED = life.CLOSED, _("Closed")


#: What counts as a finding to put right, in the yearly figures (opportunities are not).
TO_PUT_RIGHT = (Rating.PRIORITY, Rating.MAJOR, Rating.MINOR, Rating.RISK)
