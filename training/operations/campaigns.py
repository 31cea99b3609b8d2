"""Mailings about courses: planned, changed, sent once, and opened by the link in a person's mail."""

from django.db import transaction
from django.utils.translation import gettext as _

from suppliers.models import Membership
from sustainportal.accounts.refusals import NotNow
from sustainportal.jobs.operations import ask
from sustainportal.trail.operations import record

from .. import notices_campaigns as notices
from ..models import Campaign, CampaignMail
from ..queries.campaigns import recipients

AT_ONCE = 300  # people mailed by one request; more are mailed by a worker
SPAN = 200  # people mailed in one transaction of a worker


@transaction.atomic
def keep_campaign(campaign, *, by, at):
    """Keep a new or changed mailing (validated by its form). One that was sent stands still."""
    new = campaign.pk is None
    if new:
        campaign.created_at, campaign.created_by = at, by
        campaign.save()
    else:
        said = {"title", "course_id", "text", "rule"}
        unsent = Campaign.objects.filter(pk=campaign.pk, sent_at=None)
        if unsent.update(**{name: getattr(campaign, name) for name in said}) != 1:
            raise NotNow(_("This campaign was sent; it can no longer be changed."))
    verb = "planned" if new else "changed"
    record(f"training.campaign.{verb}", campaign, by=by, at=at, course=campaign.course.code)
    return campaign


@transaction.atomic
def send_campaign(campaign, *, by, at):
    """Send it, once: all of it or, to very many people, the asking for the job that mails them. Returns how
    many were mailed, and the job or None. NotNow as below."""
    people = start_campaign(campaign, by=by, at=at)
    if people > AT_ONCE:
        return 0, ask("training.send_campaign", by=by, at=at, campaign=campaign.pk)
    return sum(mail_people(campaign, span, at=at) for span in mailing_spans(campaign)), None


@transaction.atomic
def start_campaign(campaign, *, by, at):
    """Claim the sending, once. Whoever claimed it then mails the people. NotNow where it is claimed, or
    where nobody would get it."""
    people = recipients(campaign).count()
    if not people:
        raise NotNow(
            _("Nobody would get this mail: choose more suppliers, or give them logins first.")
        )
    if Campaign.objects.filter(pk=campaign.pk, sent_at=None).update(sent_at=at) != 1:
        raise NotNow(_("This campaign was sent already."))
    campaign.sent_at = at
    record("training.campaign.sent", campaign, by=by, at=at, people=people)
    return people


def mailing_spans(campaign):
    """The people (ids) still to be mailed, in lists."""
    rows = recipients(campaign).exclude(pk__in=campaign.mails.values("user"))
    ids = list(rows.values_list("pk", flat=True))
    return [ids[start : start + SPAN] for start in range(0, len(ids), SPAN)]


@transaction.atomic
def mail_people(campaign, people, *, at):
    """Mail these people (ids); who has the mail already does not get another. Returns how many."""
    Campaign.objects.select_for_update().get(pk=campaign.pk)  # one sender after the other
    rows = Membership.objects.filter(user__in=people, user__is_active=True).select_related("user")
    rows = rows.exclude(user__in=CampaignMail.objects.filter(campaign=campaign).values("user"))
    mails = CampaignMail.objects.bulk_create(
        CampaignMail(campaign=campaign, user=row.user, supplier_id=row.supplier_id, sent_at=at)
        for row in rows.order_by("user")
    )
    notices.tell_campaign(campaign, mails, at=at)
    return len(mails)


def open_mail(mail, *, at):
    """The person followed the link; the first time is kept. Returns whether it was the first."""
    return CampaignMail.objects.filter(pk=mail.pk, opened_at=None).update(opened_at=at) == 1
