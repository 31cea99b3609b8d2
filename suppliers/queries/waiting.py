"""What waits for a person in this room."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from sustainportal.web.waiting import Waiting

from ..models import (
    Certificate,
    Correction,
    Declaration,
    DueList,
    PossibleMatch,
    Supplier,
)
from ..models.paper_life import Paper
from .approval import proposals_for
from .papers import papers_due


def waiting_for(person, *, on):
    """The piles of this room that wait for this person; at most six counts."""
    piles = []
    if person.has_perm("suppliers.review_import"):
        names = PossibleMatch.objects.visible_to(person).open()
        piles.append(pile(names, _("Names to review"), "suppliers:review_list"))
    if person.has_perm("suppliers.review_correction"):
        open_ones = Correction.objects.visible_to(person).open()
        piles.append(pile(open_ones, _("Corrections to review"), "suppliers:correction_list"))
    if person.has_perm("suppliers.decide_approval"):
        label, route = _("Approvals to decide"), "suppliers:approval_list"
        piles.append(pile(proposals_for(person), label, route, "?standing=waiting"))
    if person.has_perm("suppliers.judge_paper"):
        piles += papers_to_judge(person)
    if person.has_perm("suppliers.confirm_due_list"):
        drafts = DueList.objects.filter(state=DueList.State.DRAFT, proposed_at__isnull=False)
        drafts = drafts.exclude(proposed_by=person.pk)
        piles.append(pile(drafts, _("Due lists to confirm"), "suppliers:due"))
    if person.has_perm("suppliers.sign_declaration"):
        piles.append(own_papers(person, on))
    return piles


def papers_to_judge(person):
    """The papers that somebody else handed in."""
    kinds = [
        (Certificate, _("Certificates to judge"), "certificate_list", "?state=handed_in"),
        (Declaration, _("Declarations to judge"), "declaration_list", "?standing=waiting"),
    ]
    handed_in = Q(state=Paper.State.HANDED_IN) & ~Q(by=person.pk)
    return [
        pile(model.objects.visible_to(person).filter(handed_in), label, f"suppliers:{route}", query)
        for model, label, route, query in kinds
    ]


def own_papers(person, on):
    """What the person's own company has to sign or renew."""
    own = Supplier.objects.visible_to(person).first()
    due = papers_due(own, on=on) if own else []
    late = sum(day < on for _what, day, _where in due)
    address = reverse("suppliers:our_papers")
    return Waiting(_("Papers to sign or renew"), len(due), address, late)


def pile(rows, label, route, query=""):
    return Waiting(label, rows.order_by().count(), reverse(route) + query)
