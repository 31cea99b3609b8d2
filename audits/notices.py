"""What people are told about audits, findings and surveys: one function per message.

Texts are made when they are written, in the reader's own language.
"""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role
from sustainportal.notices.operations import owe, owe_each

from . import wording_reminders


def people_of(supplier):
    """The supplier's own people."""
    return User.objects.filter(memberships__supplier=supplier, role=Role.SUPPLIER, is_active=True)


def seeing_to(finding):
    """Who of the supplier sees to a finding: those named, as long as they are its people; else all."""
    people = people_of(finding.audit.site.supplier)
    return people.filter(findings_owned=finding) or people


def reviewers_of(audit):
    """Who judges what comes back: the lead auditor as long as they are assigned to the supplier, and who
    planned the audit; if neither may see it any more, every buyer."""
    people = [person for person in (audit.auditor, audit.planned_by) if _judges(person, audit)]
    return people or list(User.objects.filter(role=Role.PROCUREMENT, is_active=True))


def _judges(person, audit):
    if not person.is_active:
        return False
    if person.role == Role.AUDITOR:
        return audit.site.supplier.assignments.filter(user=person).exists()
    return person.role == Role.PROCUREMENT


def every_buyer():
    return User.objects.filter(role=Role.PROCUREMENT, is_active=True)


def in_charge(buyer):
    """The buyer in charge; every buyer where that person is gone."""
    there = buyer.is_active and buyer.role == Role.PROCUREMENT
    return [buyer] if there else [*every_buyer()]


def audit_planned(audit, *, at):
    owe(
        [*people_of(audit.site.supplier), audit.auditor],
        "audits.audit.planned",
        subject=lambda: _("An audit of %(site)s is planned for %(day)s") % named(audit),
        body=lambda: _("%(kind)s, lead auditor %(auditor)s.") % named(audit),
        link=audit.get_absolute_url(),
        at=at,
    )


def audit_moved(audit, *, at):
    owe(
        [*people_of(audit.site.supplier), audit.auditor],
        "audits.audit.changed",
        subject=lambda: _("The audit of %(site)s is now planned for %(day)s") % named(audit),
        body=lambda: _("%(kind)s, lead auditor %(auditor)s.") % named(audit),
        link=audit.get_absolute_url(),
        at=at,
    )


def audit_handed_over(audit, *, before, because, at):
    """`before`: who was its lead auditor."""
    owe(
        [*people_of(audit.site.supplier), audit.auditor, before],
        "audits.audit.handed_over",
        subject=lambda: _("The audit of %(site)s is now led by %(auditor)s") % named(audit),
        body=because,
        link=audit.get_absolute_url(),
        at=at,
    )


def audit_cancelled(audit, *, at):
    owe(
        [*people_of(audit.site.supplier), audit.auditor],
        "audits.audit.cancelled",
        subject=lambda: _("The audit of %(site)s on %(day)s will not take place") % named(audit),
        body=audit.cancelled_because,
        link=audit.get_absolute_url(),
        at=at,
    )


def audit_final(audit, *, count, at):
    """`count`: how many findings the supplier has to answer."""
    owe(
        [*people_of(audit.site.supplier), audit.planned_by],
        "audits.audit.final",
        subject=lambda: _("The report of the audit of %(site)s is final") % named(audit),
        body=lambda: _("Findings: %d. Each shows by when its plan is due.") % count,
        link=audit.get_absolute_url(),
        at=at,
    )


def due_item_dropped(item, *, at):
    """The due list dropped what an audit is planned for: its planner decides whether it takes place."""
    audit = item.audit
    words = {"audit": audit.reference, "supplier": item.due_item.supplier.name}
    owe(
        [audit.planned_by],
        "audits.programme.dropped",
        subject=lambda: _("%(audit)s at %(supplier)s is no longer on the due list") % words,
        body=lambda: _("It is still planned. Cancel it if it should not take place."),
        link=audit.get_absolute_url(),
        at=at,
    )


def finding_at_once(finding, *, at):
    """A priority finding does not wait for the report; zero tolerance goes to every buyer."""
    audit = finding.audit
    buyers = every_buyer() if finding.zero_tolerance_id else in_charge(audit.planned_by)
    owe(
        [*people_of(audit.site.supplier), *buyers],
        "audits.finding.at_once",
        subject=lambda: (
            (
                _("Zero tolerance at %(site)s: %(matter)s")
                if finding.zero_tolerance_id
                else _("Priority finding at %(site)s: %(provision)s")
            )
            % {
                "site": audit.site,
                "matter": finding.zero_tolerance,
                "provision": finding.provision,
            }
        ),
        body=finding.description,
        link=finding.get_absolute_url(),
        at=at,
    )


_MOVED = {
    "submit_plan": lambda: _("A plan was submitted: %(finding)s"),
    "return_plan": lambda: _("Your plan came back: %(finding)s"),
    "approve_plan": lambda: _("Your plan is approved: %(finding)s"),
    "accept_no_action": lambda: _("“No action” is accepted: %(finding)s"),
    "submit_actions": lambda: _("Actions were submitted: %(finding)s"),
    "return_actions": lambda: _("Further action is wanted: %(finding)s"),
    "verify": lambda: _("Verified, ready for closure: %(finding)s"),
    "close": lambda: _("Closed: %(finding)s"),
    "remark": lambda: _("New remark: %(finding)s"),
}


def finding_moved(finding, step, *, at):
    """Tell the other side of a move; whoever made it knows."""
    audit = finding.audit
    by_supplier = step.by.role == Role.SUPPLIER
    readers = reviewers_of(audit) if by_supplier else [*seeing_to(finding)]
    if step.verb == "verify":
        readers += reviewers_of(audit)
    owe(
        [person for person in readers if person.pk != step.by_id],
        f"audits.finding.{step.verb}",
        subject=lambda: _MOVED[step.verb]() % {"finding": finding},
        body=step.remark,
        link=finding.get_absolute_url(),
        at=at,
    )


def survey_assigned(survey, *, to, at):
    """`to`: the supplier's own people."""
    owe(
        to,
        "audits.survey.assigned",
        subject=lambda: _("A survey is waiting for you: %s") % survey.questionnaire,
        body=lambda: _("Please answer it by %s.") % date_format(survey.due_on),
        link=survey.get_absolute_url(),
        at=at,
    )


def survey_submitted(survey, *, at):
    owe(
        in_charge(survey.assigned_by),
        "audits.survey.submitted",
        subject=lambda: (
            _("%(supplier)s submitted %(survey)s")
            % {"supplier": survey.supplier.name, "survey": survey.questionnaire}
        ),
        link=survey.get_absolute_url(),
        at=at,
    )


def survey_returned(survey, remark, *, at):
    owe(
        people_of(survey.supplier),
        "audits.survey.returned",
        subject=lambda: _("Please change your answers: %s") % survey.questionnaire,
        body=lambda: remark + "\n" + _("Please answer it by %s.") % date_format(survey.due_on),
        link=survey.get_absolute_url(),
        at=at,
    )


def survey_withdrawn(survey, reason, *, at):
    owe(
        people_of(survey.supplier),
        "audits.survey.withdrawn",
        subject=lambda: _("You need not answer this survey: %s") % survey.questionnaire,
        body=reason,
        link=reverse("audits:survey_list"),
        at=at,
    )


def survey_accepted(survey, *, at):
    owe(
        people_of(survey.supplier),
        "audits.survey.accepted",
        subject=lambda: _("Your survey is accepted: %s") % survey.questionnaire,
        link=survey.get_absolute_url(),
        at=at,
    )


def named(audit):
    return {
        "site": audit.site,
        "day": date_format(audit.planned_on),
        "kind": audit.get_kind_display(),
        "auditor": audit.auditor,
    }



def reminded(digests, *, today, at):
    """One notice for each `queries.reminders.Digest`, of all that is due to that person."""
    owe_each(
        (
            (
                digest.person,
                lambda digest=digest: wording_reminders.subject(digest),
                lambda digest=digest: wording_reminders.body(digest, today),
                _reminder_list(digest.person),
            )
            for digest in digests
        ),
        "audits.reminder",
        at=at,
    )


def _reminder_list(person):
    return reverse("audits:due_list" if person.role == Role.SUPPLIER else "audits:review_list")
