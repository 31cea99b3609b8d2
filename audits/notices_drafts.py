"""What both sides are told about the draft report and the agenda."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sustainportal.notices.operations import owe

from .notices import named, people_of, reviewers_of


def draft_shared(audit, *, at):
    owe(
        people_of(audit.site.supplier),
        "audits.audit.shared",
        subject=lambda: (
            _("The draft report of the audit of %(site)s is open for your comments") % named(audit)
        ),
        body=lambda: (
            _(
                "Please read it and comment by %(day)s, or say that you have nothing to add. It is a draft: no deadline runs yet."
            )
            % {"day": date_format(audit.comment_until)}
        ),
        link=audit.get_absolute_url(),
        at=at,
    )


def draft_taken_back(audit, because, *, at):
    owe(
        people_of(audit.site.supplier),
        "audits.audit.taken_back",
        subject=lambda: _("The draft report of %(site)s is being corrected") % named(audit),
        body=because,
        link=audit.get_absolute_url(),
        at=at,
    )


def draft_commented(comment, *, at):
    audit = comment.audit
    owe(
        reviewers_of(audit),
        "audits.audit.commented",
        subject=lambda: _("A comment on the draft report of %(site)s") % named(audit),
        body=comment.text,
        link=audit.get_absolute_url(),
        at=at,
    )


def draft_nothing_to_add(audit, *, at):
    owe(
        reviewers_of(audit),
        "audits.audit.nothing_to_add",
        subject=lambda: _("Nothing to add to the draft report of %(site)s") % named(audit),
        body=lambda: _("The report can become final once every comment is answered."),
        link=audit.get_absolute_url(),
        at=at,
    )


def draft_answered(comment, *, at):
    audit = comment.audit
    owe(
        people_of(audit.site.supplier),
        "audits.audit.answered",
        subject=lambda: (
            _("Your comment on the draft report of %(site)s is answered") % named(audit)
        ),
        body=comment.answer,
        link=audit.get_absolute_url(),
        at=at,
    )


def agenda_kept(audit, *, by, at):
    """Both sides but whoever wrote it."""
    people = [*people_of(audit.site.supplier), audit.auditor, audit.planned_by]
    owe(
        [person for person in people if person.pk != by.pk],
        "audits.audit.agenda",
        subject=lambda: _("The agenda of the audit of %(site)s on %(day)s") % named(audit),
        body=lambda: _("It stands on the page of the audit."),
        link=audit.get_absolute_url(),
        at=at,
    )
