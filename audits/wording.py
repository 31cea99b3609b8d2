"""Words for the codes of the rules, for pages."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .rules import life

#: Who is next in each state.
NEXT_WORDS = {
    life.NOT_STARTED: _("Supplier: plan"),
    life.NEEDS_REVISION: _("Supplier: revise the plan"),
    life.SUBMITTED: _("Buyer or auditor: approve"),
    life.APPROVED: _("Supplier: act and show it"),
    life.FURTHER_ACTION: _("Supplier: act further"),
    life.ACTIONS_SUBMITTED: _("Buyer or auditor: verify"),
    life.READY_FOR_CLOSURE: _("Another buyer or auditor: close"),
    life.CLOSED: "",
}

#: What comes after closing: what it is called, and who is next.
AFTERWARDS = {
    life.CHECK: (_("Effectiveness check"), _("Buyer or auditor: check whether it holds")),
    life.REPEAT: (_("Open again as a repeat"), ""),
}

#: Who is next while a finding is a draft.
DRAFT_WORDS = _("Auditor: finish the audit")

#: The reviewers' verbs in the order of their buttons, and whether one sends back.
REVIEW = {
    "approve_plan": (_("Approve the plan"), False),
    "accept_no_action": (_("Accept that nothing is done"), False),
    "verify": (_("Verify: ready for closure"), False),
    "close": (_("Close the finding"), False),
    "return_plan": (_("Return the plan"), True),
    "return_actions": (_("Ask for further action"), True),
}


def review_verbs(finding, verbs):
    """The buttons for these verbs: label, address, whether it sends back."""
    return [
        {
            "label": label,
            "address": reverse(f"audits:{verb}", args=[finding.pk]),
            "returns": returns,
        }
        for verb, (label, returns) in REVIEW.items()
        if verb in verbs
    ]
