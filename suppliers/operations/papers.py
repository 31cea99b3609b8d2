"""What declarations and certificates have in common: kept with their file, judged by another person."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.accounts.roles import Role

from ..models import Membership, Paper, PaperFile

State = Paper.State
DONE_ALREADY = {
    State.ACCEPTED: lambda: _("It is accepted already."),
    State.DECLINED: lambda: _("It was declined meanwhile."),
    State.WITHDRAWN: lambda: _("It was withdrawn meanwhile."),
    State.HANDED_IN: lambda: _("It was not accepted yet."),
}


def keep_file(cabinet, supplier, upload, *, by, at):
    """The kept row of a judged upload, or None where there is none."""
    if upload is None:
        return None
    return cabinet.keep(PaperFile(supplier=supplier, by=by, at=at), upload)


def insert(paper, taken):
    """Save a new paper; NotNow with the text `taken` where another one stands in its place."""
    try:
        with transaction.atomic():
            paper.save(force_insert=True)
    except IntegrityError as error:
        raise NotNow(taken) from error
    return paper


def refuse_foreign(supplier, by):
    """A supplier's person hands in for their own company only; NotYours otherwise."""
    if by is None or by.role != Role.SUPPLIER:
        return
    if not Membership.objects.filter(supplier=supplier, user=by).exists():
        raise NotYours(_("You do not belong to %s.") % supplier.name)


def move(paper, *, before, taken="", **values):
    """Claim the paper while it is in the state `before` and write the values. NotNow if somebody was faster,
    or with the text `taken` where another paper stands in its place."""
    rows = type(paper).objects.filter(pk=paper.pk)
    try:
        with transaction.atomic():
            claimed = rows.filter(state=before).update(**values)
    except IntegrityError as error:
        raise NotNow(taken) from error
    if claimed != 1:
        raise NotNow(DONE_ALREADY[rows.values_list("state", flat=True).get()]())
    paper.refresh_from_db()
    return paper


def judge(paper, state, *, by, at, reason="", taken="", **more):
    """Accept or decline what was handed in. NotYours for whoever handed it in."""
    if paper.by_id is not None and paper.by_id == by.pk:
        raise NotYours(_("You handed this in: another person judges it."))
    return move(
        paper,
        before=State.HANDED_IN,
        taken=taken,
        state=state,
        judged_by=by,
        judged_at=at,
        reason=reason,
        **more,
    )


def withdraw(paper, *, reason, by, at):
    """Take back what was accepted: from now on it never counted."""
    values = {"withdrawn_by": by, "withdrawn_at": at, "reason": reason}
    return move(paper, before=State.ACCEPTED, state=State.WITHDRAWN, **values)
