"""The draft report as both sides read it, and what waits for them."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from sustainportal.web.waiting import Waiting

from ..models import Audit, AuditComment, Finding

COMMENT = Audit.State.COMMENT


def draft_findings(audit, person):
    """The findings of a shared draft that this person may comment on; none in any other state."""
    if audit.state != COMMENT:
        return Finding.objects.none()
    rows = Finding.objects.shown_to(person).filter(audit=audit)
    return rows.select_related("provision", "zero_tolerance").order_by("number")


def comments_of(audit, person):
    """What was said about the draft and answered, oldest first, as this person may see it."""
    rows = AuditComment.objects.visible_to(person).filter(audit=audit)
    return rows.select_related("by", "answered_by", "finding")


def draft_page(audit, person, today):
    """What the audit's page shows of a draft: comments, whether one may still be made, what waits."""
    comments = list(comments_of(audit, person))
    open_now = audit.state == COMMENT and not audit.commented_at and today <= audit.comment_until
    return {
        "comments": comments,
        "unanswered": sum(row.answered_at is None for row in comments),
        "reads_draft": audit.state == COMMENT and person.has_perm("audits.comment_draft"),
        "may_comment": open_now and person.has_perm("audits.comment_draft"),
        "is_heard": audit.state == COMMENT and not open_now,
    }


def to_comment_on(audits, on):
    """Those whose draft the supplier may still comment on."""
    return audits.filter(state=COMMENT, commented_at=None, comment_until__gte=on)


def led_by(audits, person):
    """This lead auditor's drafts that are with suppliers."""
    return audits.filter(state=COMMENT, auditor=person)


def drafts_waiting(person, *, on):
    """Piles of drafts that wait for this person; one query each."""
    piles, drafts = [], Audit.objects.visible_to(person).filter(state=COMMENT)
    address = reverse("audits:audit_list") + "?drafts="
    if person.has_perm("audits.comment_draft"):
        count = to_comment_on(drafts, on).count()
        piles.append(Waiting(_("Draft reports to comment on"), count, address + "comment"))
    if person.has_perm("audits.record_audit"):
        counts = led_by(drafts, person).aggregate(
            count=Count("pk", distinct=True),
            late=Count("pk", filter=Q(comment_until__lt=on), distinct=True),
        )
        label = _("Your draft reports with suppliers")
        piles.append(Waiting(label, counts["count"], address + "mine", counts["late"]))
    return piles
