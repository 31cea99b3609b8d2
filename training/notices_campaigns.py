"""The mail of a campaign: the campaign's own text, the course as the person takes it, a link of their own."""

from django.urls import reverse
from django.utils.translation import gettext as _

from sustainportal.notices.operations import owe_each

from .queries.courses import siblings
from .rules.assignment import in_language

EVENT = "training.campaign.sent"


def tell_campaign(campaign, mails, *, at):
    """Each mail's person is told once."""
    families = siblings([campaign.course])[campaign.course_id]
    return owe_each([_message(campaign, mail, families) for mail in mails], EVENT, at=at)


def _message(campaign, mail, families):
    course = in_language(campaign.course, families, mail.user.language or "en")

    def body():
        title = _("Course: %(title)s") % {"title": course.title}
        return "\n\n".join(part for part in (campaign.text, title, course.summary) if part)

    link = reverse("training:campaign_link", args=[mail.token])
    return mail.user, campaign.title, body, link
