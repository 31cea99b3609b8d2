"""What people are told about suppliers: one function per message, written in each reader's own language."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role
from sustainportal.notices.operations import owe


def people_of(supplier):
    """The supplier's own people."""
    return User.objects.filter(memberships__supplier=supplier, role=Role.SUPPLIER, is_active=True)


def buyers():
    """Procurement."""
    return User.objects.filter(role=Role.PROCUREMENT, is_active=True)


def corrections_proposed(supplier, *, count, by, at):
    owe(
        buyers(),
        "suppliers.correction.proposed",
        subject=lambda: (
            ngettext(
                "%(supplier)s proposes a correction",
                "%(supplier)s proposes %(count)d corrections",
                count,
            )
            % {"supplier": supplier.name, "count": count}
        ),
        body=lambda: _("Proposed by %s.") % by,
        link=f"{reverse('suppliers:correction_list')}?{urlencode({'q': supplier.code})}",
        at=at,
    )


def correction_decided(correction, *, at):
    """The supplier's people learn what became of it; a reason is told where there is one."""
    accepted = correction.state == type(correction).State.ACCEPTED
    owe(
        people_of(correction.supplier),
        f"suppliers.correction.{correction.state}",
        subject=lambda: (
            _("Your correction was accepted") if accepted else _("Your correction was declined")
        ),
        body=correction.reason,
        link=correction.get_absolute_url(),
        at=at,
    )


# --- declarations and certificates ------------------------------------------------------------
def signature_wanted(people, *, code, again, at):
    """The supplier's own people are asked to sign the code."""
    owe(
        people,
        "suppliers.declaration.asked",
        subject=lambda: (
            (_("Reminder: please sign “%s”") if again else _("Please sign “%s”")) % code
        ),
        body=lambda: _("Your company has not signed this version yet. It takes five minutes."),
        link=reverse("suppliers:our_papers"),
        at=at,
    )


def paper_handed_in(paper, *, name, by, at):
    """Procurement has something to accept; whoever handed it in knows."""
    owe(
        [person for person in buyers() if person.pk != by.pk],
        f"suppliers.{paper._meta.model_name}.handed_in",
        subject=lambda: (
            _("%(supplier)s: %(paper)s waits to be accepted")
            % {"supplier": paper.supplier.name, "paper": name}
        ),
        link=paper.get_absolute_url(),
        at=at,
    )


_JUDGED = {
    "accepted": lambda: _("Accepted: %s"),
    "declined": lambda: _("Declined: %s"),
    "withdrawn": lambda: _("Does not count any more: %s"),
}


def paper_judged(paper, *, name, at):
    """The supplier learns what became of its paper, and whoever handed it in."""
    readers = [*people_of(paper.supplier), *([paper.by] if paper.by else [])]
    doers = {paper.judged_by_id, paper.withdrawn_by_id}
    owe(
        [person for person in readers if person.pk not in doers],
        f"suppliers.{paper._meta.model_name}.{paper.state}",
        subject=lambda: _JUDGED[paper.state]() % name,
        body=paper.reason,
        link=paper.get_absolute_url(),
        at=at,
    )


def certificate_ends(people, certificate, *, on, at):
    """A certificate expires soon, or has expired."""
    over = certificate.expires_on < on
    owe(
        people,
        "suppliers.certificate.expired" if over else "suppliers.certificate.expires",
        subject=lambda: (
            (
                _("%(certificate)s has expired on %(day)s")
                if over
                else _("%(certificate)s is valid until %(day)s")
            )
            % {"certificate": certificate, "day": certificate.expires_on.isoformat()}
        ),
        body=lambda: _("Please hand in the new certificate as soon as you have it."),
        link=certificate.get_absolute_url(),
        at=at,
    )


def certificates_need_buyers(*, expired, unheard, at):
    """One notice a night: what has expired, and what nobody at the supplier could be told."""
    owe(
        buyers(),
        "suppliers.certificates.night",
        subject=lambda: (
            ngettext(
                "%(count)d certificate needs you",
                "%(count)d certificates need you",
                expired + unheard,
            )
            % {"count": expired + unheard}
        ),
        body=lambda: (
            _(
                "Expired and not renewed: %(expired)d. Expiring soon where nobody at the supplier was told, "
                "or where a renewal waits for your acceptance: %(unheard)d."
            )
            % {"expired": expired, "unheard": unheard}
        ),
        link=reverse("suppliers:certificate_list") + "?standing=ending",
        at=at,
    )


def approval_proposed(approval, *, at):
    """To those who may decide: every buyer but the proposer."""
    supplier = approval.supplier
    owe(
        buyers().exclude(pk=approval.proposed_by_id),
        "suppliers.approval.proposed",
        subject=lambda: _("An approval waits for a second person: %s") % supplier.name,
        body=lambda: (
            _("%(who)s proposes: %(decision)s.")
            % {"who": approval.proposed_by, "decision": approval.get_proposal_display()}
        ),
        link=approval.get_absolute_url(),
        at=at,
    )


def approval_decided(approval, *, at):
    """To the proposer and the supplier's own people: the decision and its condition, not the reasons."""
    supplier = approval.supplier
    owe(
        [approval.proposed_by, *people_of(supplier)],
        "suppliers.approval.decided",
        subject=lambda: (
            _("%(supplier)s: %(decision)s")
            % {"supplier": supplier.name, "decision": approval.get_decision_display()}
        ),
        body=lambda: condition_words(approval),
        link=approval.get_absolute_url(),
        at=at,
    )


def condition_due(approval, *, on, at):
    """To the buyers: the day of a condition comes near, is today, or has passed."""
    left = (approval.condition_until - on).days
    texts = {
        True: lambda: _("Condition overdue for %(days)d days: %(supplier)s"),
        False: lambda: _("Condition due in %(days)d days: %(supplier)s"),
    }
    owe(
        buyers(),
        "suppliers.approval.condition_due",
        subject=lambda: (
            texts[left < 0]() % {"days": abs(left), "supplier": approval.supplier.name}
            if left
            else _("Condition due today: %s") % approval.supplier.name
        ),
        body=lambda: condition_words(approval),
        link=approval.get_absolute_url(),
        at=at,
    )


def condition_words(approval):
    """What must happen by when; "" without a condition."""
    if approval.condition_until is None:
        return ""
    return _("By %(day)s: %(text)s") % {
        "day": date_format(approval.condition_until, "SHORT_DATE_FORMAT"),
        "text": approval.condition_text,
    }
