"""More of the demo company: checks that were done, more time asked for and granted, owners named."""

import datetime as dt

from django.utils import timezone

from sustainportal.accounts.models import User

from . import operations
from .models import EffectivenessCheck, Finding, State
from .operations.deadlines import last_day

DAY = dt.timedelta(days=1)


def build(*, at):
    """Four of five checks that were due are done, the others wait; one extension is asked for at the first
    supplier, one pause is granted at another."""
    check_what_was_closed(at)
    person = User.objects.get(username="supplier")
    own = Finding.objects.visible_to(person).reported()
    for finding in own.filter(state=State.APPROVED)[:1]:
        operations.name_owners(finding=finding, owners=[person], by=person, at=at - 3 * DAY)
        ask(finding, "extension", finding.complete_due + 30 * DAY, by=person, at=at - 3 * DAY)
    mine = own.order_by().values("pk")
    others = Finding.objects.reported().filter(state=State.APPROVED).exclude(pk__in=mine)
    for finding in others.exclude(rating="priority").order_by("pk")[:1]:
        until = timezone.localdate(at) + 40 * DAY
        row = ask(finding, "pause", until, by=finding.submitted_by, at=at - 5 * DAY)
        if row:
            operations.grant_postponement(
                postponement=row, remark="The flood was in the news.", by=finding.audit.auditor,
                at=at - 2 * DAY,
            )  # fmt: skip


def ask(finding, kind, until, *, by, at):
    """Ask where it may be asked: the last day of the profile bounds it."""
    if finding.complete_due is None or until > last_day(finding):
        return None
    reason = "The maker of the doors delivers a month late."
    if kind == "pause":
        reason = "The plant stands still after the flood."
    return operations.ask_postponement(
        finding=finding, kind=kind, until=until, reason=reason, by=by, at=at
    )


def check_what_was_closed(at):
    day = timezone.localdate(at) - 3 * DAY
    owed = EffectivenessCheck.objects.filter(due_on__lt=day, checked_at=None)
    for check in owed.select_related("finding__audit__auditor").order_by("pk"):
        if check.pk % 5:
            day = check.due_on + 2 * DAY
            operations.record_check(
                check=check, holds=True, remark="Seen on site.", by=check.finding.audit.auditor,
                at=at + (day - timezone.localdate(at)),
            )  # fmt: skip
