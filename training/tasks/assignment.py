"""Every night rules give courses and people are reminded; a large mailing is sent by a worker."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sustainportal.jobs.kinds import job_kind

from ..models import Campaign, CourseRule
from ..operations.assignment import apply_rules
from ..operations.assignment_reminders import remind, spans
from ..operations.campaigns import mail_people, mailing_spans
from ..queries.course_answers import answered
from ..rules.assignment import GIVE

SPAN = 200  # suppliers in one transaction


def suppliers_to_give(*, by, at, rule=None, **args):
    """The suppliers that a rule in use gives something to today, in lists of ids; of one rule, or of all."""
    rules = CourseRule.objects.filter(is_active=True, course__is_published=True)
    rules = rules.filter(pk=rule) if rule else rules
    day, ids = timezone.localdate(at), set()
    for one in rules.select_related("course"):
        ids |= {fit.supplier_id for fit in answered(one, on=day) if fit.answer == GIVE}
    ids = sorted(ids)
    return [ids[start : start + SPAN] for start in range(0, len(ids), SPAN)]


@job_kind(
    "training.apply_course_rules",
    label=_("Courses assigned by rule"),
    plan=suppliers_to_give,
    nightly=lambda at: {"day": timezone.localdate(at).isoformat()},
    done=lambda args: ("training:assignment_list", []),
)
def apply_span(item, *, by, at, rule=None, **args):
    made = apply_rules(suppliers=item, at=at, rules=[rule] if rule else None)
    return {"suppliers": len(item), "courses": made}


def reminder_spans(*, by, at, day):
    return spans(today=dt.date.fromisoformat(day))


@job_kind(
    "training.remind_of_courses",
    label=_("Reminders of assigned courses"),
    plan=reminder_spans,
    nightly=lambda at: {"day": timezone.localdate(at).isoformat()},
    done=lambda args: ("training:assignment_list", []),
)
def remind_span(item, *, by, at, day):
    return remind(item, today=dt.date.fromisoformat(day), at=at)


def people_to_mail(*, by, at, campaign):
    return mailing_spans(Campaign.objects.select_related("course").get(pk=campaign))


@job_kind(
    "training.send_campaign",
    label=_("Campaign about a course"),
    plan=people_to_mail,
    done=lambda args: ("training:campaign_detail", [args["campaign"]]),
)
def mail_span(item, *, by, at, campaign):
    mailed = mail_people(Campaign.objects.select_related("course").get(pk=campaign), item, at=at)
    return {"people": mailed}
