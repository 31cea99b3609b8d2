"""What people are told about counselling meetings: causes found, follow-ups promised, done and due."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role
from sustainportal.notices.operations import owe, owe_each

#: Lines written out in one notice; the others are counted.
LINES = 15


def people_of(supplier):
    return User.objects.filter(memberships__supplier=supplier, role=Role.SUPPLIER, is_active=True)


def _others(people, by):
    return [person for person in people if person.pk != by.pk]


def cause_found(treated, *, by, at):
    """The supplier's people: their plan begins with it."""
    finding, event = treated.finding, treated.event
    owe(
        _others(people_of(finding.audit.site.supplier), by),
        "training.meeting.cause",
        subject=lambda: _("Cause found: %(finding)s") % {"finding": finding},
        body=lambda: (
            _("“%(title)s” found this cause; your plan begins with it:\n%(cause)s")
            % {"title": event.title, "cause": treated.cause}
        ),
        link=finding.get_absolute_url(),
        at=at,
    )


def buyers():
    return User.objects.filter(role=Role.PROCUREMENT, is_active=True).order_by("pk")


def owners_of(follow_up, *, theirs, ours):
    """Who is told of it: its login as long as that is active; for one of ours that is switched off the auditor
    who leads the meeting, else procurement (`ours`); otherwise all people of the supplier (`theirs`)."""
    owner, lead = follow_up.owner_user, follow_up.treated.event.lead
    if owner and owner.is_active:
        return [owner]
    if owner is None or owner.role == Role.SUPPLIER:
        return list(theirs)
    return [lead] if lead.is_active else list(ours)


def promised(follow_up, *, by, at):
    theirs = people_of(follow_up.treated.finding.audit.site.supplier)
    owe(
        _others(owners_of(follow_up, theirs=theirs, ours=buyers()), by),
        "training.follow_up.added",
        subject=lambda: (
            _("To do by %(day)s: %(text)s")
            % {"day": date_format(follow_up.due_on), "text": follow_up.text}
        ),
        body=lambda: (
            _("Promised in “%(title)s” for %(finding)s. Who sees to it: %(owner)s.")
            % {
                "title": follow_up.treated.event.title,
                "finding": follow_up.treated.finding,
                "owner": follow_up.owner,
            }
        ),
        link=follow_up.get_absolute_url(),
        at=at,
    )


def done(follow_up, *, by, at):
    """The auditor who led the meeting."""
    lead = follow_up.treated.event.lead
    owe(
        _others([lead] if lead else [], by),
        "training.follow_up.done",
        subject=lambda: _("Done: %(text)s") % {"text": follow_up.text},
        body=follow_up.done_remark,
        link=follow_up.get_absolute_url(),
        at=at,
    )


def reminded(digests, *, on, at):
    """One notice a person: `digests` is {person: their follow-ups, the next due first}."""
    link = reverse("training:follow_up_list")
    owe_each(
        [(person, _subject(rows, on), _body(rows, on), link) for person, rows in digests.items()],
        "training.follow_up.reminder",
        at=at,
    )


def _subject(rows, on):
    late = sum(row.due_on < on for row in rows)

    def subject():
        words = ngettext("%(n)d follow-up is due", "%(n)d follow-ups are due", len(rows))
        text = words % {"n": len(rows)}
        return text + (_(", %(n)d of them overdue") % {"n": late} if late else "")

    return subject


def _body(rows, on):
    def body():
        lines = [f"{date_format(row.due_on)}  {row.text} ({row.owner})" for row in rows[:LINES]]
        if len(rows) > LINES:
            lines.append(_("and %(n)d more") % {"n": len(rows) - LINES})
        return "\n".join(lines)

    return body
