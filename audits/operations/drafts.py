"""The draft report with the supplier: shared, commented on, answered, taken back to correct.

While it is shared nothing of it counts: no clock runs, no plan can be handed in, risk is not told.
"""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.trail.operations import record

from .. import notices_drafts as notices
from ..models import Audit, AuditComment
from ..queries.scores import found_so_far, score_of
from .confirmations import check_confirmed
from .standing import claim, closing_day, held, only_lead

COMMENT, IN_PROGRESS = Audit.State.COMMENT, Audit.State.IN_PROGRESS
UNSHARED = {"shared_at": None, "comment_until": None, "commented_at": None, "commented_by": None}


@transaction.atomic
def share_draft(*, audit, closing_on, by, at):
    """Give the complete draft to the supplier, who may comment until `comment_until`, that day included.

    The period is the protocol's `comment_days`. ValidationError where counts and findings contradict
    each other or the closing day is wrong; NotNow where the protocol has no such period.
    """
    only_lead(audit, by)
    closing_day(audit, closing_on, at)
    audit = held(audit, IN_PROGRESS)
    if not audit.protocol.comment_days:
        raise NotNow(_("%s has no comment period: make the report final.") % audit.protocol)
    score_of(audit, *found_so_far(audit))  # refuses what is not complete
    check_confirmed(audit)
    until = timezone.localdate(at) + dt.timedelta(days=audit.protocol.comment_days)
    claim(
        audit, IN_PROGRESS, state=COMMENT, closing_on=closing_on, shared_at=at,
        comment_until=until, commented_at=None, commented_by=None,
    )  # fmt: skip
    record("audits.audit.shared", audit, by=by, at=at, closing_on=closing_on, comment_until=until)
    notices.draft_shared(audit, at=at)
    return audit


@transaction.atomic
def take_draft_back(*, audit, because, by, at):
    """Back on the auditor's desk to correct it; what was said about it stays."""
    only_lead(audit, by)
    audit = held(audit, COMMENT)
    claim(audit, COMMENT, state=IN_PROGRESS, **UNSHARED)
    record("audits.audit.taken_back", audit, by=by, at=at, because=because)
    notices.draft_taken_back(audit, because, at=at)
    return audit


@transaction.atomic
def comment_on_draft(*, audit, text, finding=None, by, at):
    """What the supplier says about the whole draft, or about one finding of it."""
    audit = _open_to(audit, by, at)
    if finding is not None and finding.audit_id != audit.pk:
        raise ValidationError({"finding": _("Choose a finding of this audit.")})
    if not text.strip():
        raise ValidationError({"text": _("Please write what you want to say.")})
    comment = AuditComment.objects.create(
        audit=audit, finding=finding, text=text.strip(), by=by, at=at
    )
    record(
        "audits.audit.commented", audit, by=by, at=at,
        finding=finding and finding.reference, remark=comment.text[:500],
    )  # fmt: skip
    notices.draft_commented(comment, at=at)
    return comment


@transaction.atomic
def say_nothing_to_add(*, audit, by, at):
    """The supplier ends its comment period early: the report may become final."""
    audit = _open_to(audit, by, at)
    claim(audit, COMMENT, commented_at=at, commented_by=by)
    record("audits.audit.nothing_to_add", audit, by=by, at=at)
    notices.draft_nothing_to_add(audit, at=at)
    return audit


@transaction.atomic
def answer_comment(*, comment, text, by, at):
    """The lead auditor's answer; each comment has one, before the report is final."""
    only_lead(comment.audit, by)
    held(comment.audit, COMMENT, IN_PROGRESS)
    if not text.strip():
        raise ValidationError({"text": _("Please write an answer.")})
    rows = AuditComment.objects.filter(pk=comment.pk, answered_at=None)
    if rows.update(answer=text.strip(), answered_at=at, answered_by=by) != 1:
        raise NotNow(_("This comment has been answered already."))
    comment.refresh_from_db()
    record(
        "audits.audit.answered", comment.audit, by=by, at=at,
        finding=comment.finding and comment.finding.reference, remark=comment.answer[:500],
    )  # fmt: skip
    notices.draft_answered(comment, at=at)
    return comment


def check_heard(audit, at):
    """NotNow unless the supplier was heard: the period is over, or it has nothing to add, and each
    comment has its answer."""
    if audit.state == IN_PROGRESS and audit.protocol.comment_days:
        raise NotNow(_("Share the draft with the supplier first: it may comment on it."))
    heard = audit.state != COMMENT or audit.commented_at
    if not heard and timezone.localdate(at) <= audit.comment_until:
        raise NotNow(
            _("The supplier may comment until %s.") % formats.date_format(audit.comment_until)
        )
    waiting = audit.comments.filter(answered_at=None).count()
    if waiting:
        raise NotNow(_("Answer every comment first: %d without an answer.") % waiting)


def _open_to(audit, person, at):
    """The shared draft, locked, for one of the supplier's people while they may still comment."""
    seen = Audit.objects.visible_to(person).filter(pk=audit.pk)
    if not person.has_perm("audits.comment_draft") or not seen.exists():
        raise NotYours(_("Drafts are commented on by the supplier's own people."))
    audit = held(audit, COMMENT)
    if audit.commented_at:
        raise NotNow(_("Your company has said that it has nothing to add."))
    if timezone.localdate(at) > audit.comment_until:
        raise NotNow(
            _("Comments were welcome until %s.") % formats.date_format(audit.comment_until)
        )
    return audit
