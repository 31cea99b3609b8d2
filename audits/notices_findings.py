"""What people are told about more time, owners and effectiveness checks."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role
from sustainportal.notices.operations import owe

from .notices import people_of, reviewers_of, seeing_to


def postponement_asked(row, *, at):
    """Those who may decide, and nobody who asked. That of a priority finding is for procurement."""
    finding = row.finding
    readers = reviewers_of(finding.audit)
    if finding.rating == finding.Rating.PRIORITY:
        readers = User.objects.filter(role=Role.PROCUREMENT, is_active=True)
    owe(
        [person for person in readers if person.pk != row.asked_by_id],
        "audits.postponement.asked",
        subject=lambda: _("More time is asked for: %(finding)s") % {"finding": finding},
        body=lambda: (
            _("%(kind)s until %(day)s: %(reason)s")
            % {
                "kind": row.get_kind_display(),
                "day": date_format(row.until),
                "reason": row.reason,
            }
        ),
        link=finding.get_absolute_url(),
        at=at,
    )


_DECIDED = {
    "granted": lambda: _("More time is granted: %(finding)s"),
    "refused": lambda: _("More time is not granted: %(finding)s"),
}


def postponement_decided(row, *, at):
    finding = row.finding
    readers = {person.pk: person for person in [*seeing_to(finding), row.asked_by]}
    owe(
        [person for pk, person in readers.items() if pk != row.decided_by_id],
        f"audits.postponement.{row.state}",
        subject=lambda: _DECIDED[row.state]() % {"finding": finding},
        body=row.remark,
        link=finding.get_absolute_url(),
        at=at,
    )


def pause_ended(finding, *, by, at):
    """Both sides; `by` is None when its last day had come."""
    readers = [*seeing_to(finding), *reviewers_of(finding.audit)]
    owe(
        [person for person in readers if by is None or person.pk != by.pk],
        "audits.postponement.ended",
        subject=lambda: _("The clock runs again: %(finding)s") % {"finding": finding},
        body=lambda: (
            _("Completion is due on %s.") % date_format(finding.complete_due)
            if finding.complete_due
            else ""
        ),
        link=finding.get_absolute_url(),
        at=at,
    )


def finding_entrusted(finding, people, *, by, at):
    """Those who were named to see to it."""
    owe(
        [person for person in people if person.pk != by.pk],
        "audits.finding.entrusted",
        subject=lambda: _("You see to this finding: %(finding)s") % {"finding": finding},
        body=finding.description,
        link=finding.get_absolute_url(),
        at=at,
    )


def check_held(finding, *, at):
    owe(
        people_of(finding.audit.site.supplier),
        "audits.check.held",
        subject=lambda: _("Checked, and it holds: %(finding)s") % {"finding": finding},
        link=finding.get_absolute_url(),
        at=at,
    )


def finding_repeated(finding, *, at):
    """A check opened it again: the supplier has to answer it anew."""
    owe(
        [*people_of(finding.audit.site.supplier), *_buyers(finding)],
        "audits.finding.repeated",
        subject=lambda: (
            _("A check found it again: %(finding)s (%(earlier)s)")
            % {"finding": finding, "earlier": finding.repeat_of.reference}
        ),
        body=finding.description,
        link=finding.get_absolute_url(),
        at=at,
    )


def _buyers(finding):
    return [person for person in reviewers_of(finding.audit) if person.role == Role.PROCUREMENT]
