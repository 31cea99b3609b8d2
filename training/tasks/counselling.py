"""Every night people are reminded of the follow-ups of counselling meetings."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sustainportal.jobs.kinds import job_kind

from ..operations.follow_up_reminders import remind


@job_kind(
    "training.remind_follow_ups",
    label=_("Reminders of follow-ups"),
    nightly=lambda at: {"day": timezone.localdate(at).isoformat()},
    done=lambda args: ("training:follow_up_list", []),
)
def remind_follow_ups(item, *, by, at, day):
    return remind(today=dt.date.fromisoformat(day), at=at)
