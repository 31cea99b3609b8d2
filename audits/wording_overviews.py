"""Words of the overviews: steps, ages, who waits for whom."""

from django.utils.translation import gettext_lazy as _

from .rules import life

STEP_WORDS = {
    "submit": _("Submit the plan (supplier)"),
    "approve": _("Judge the plan (buyer or auditor)"),
    "act": _("Act and show it (supplier)"),
    "verify": _("Verify (buyer or auditor)"),
    "close": _("Close (another buyer or auditor)"),
}

#: How long ago an open finding was discovered.
AGE_WORDS = {
    "30": _("0–30 days"),
    "90": _("31–90 days"),
    "180": _("91–180 days"),
    "more": _("more than 180 days"),
}

#: How long the date that runs against whoever is next is past.
LATE_WORDS = {
    "no": _("not overdue"),
    "30": _("overdue 1–30 days"),
    "90": _("overdue 31–90 days"),
    "180": _("overdue 91–180 days"),
    "more": _("overdue more than 180 days"),
}

#: Who waits for whom, in each state of an open finding.
WAITING_WORDS = {
    life.NOT_STARTED: _("Buyer and auditor wait for the supplier: plan"),
    life.NEEDS_REVISION: _("Buyer and auditor wait for the supplier: revised plan"),
    life.SUBMITTED: _("The supplier waits for a buyer or auditor: approval"),
    life.APPROVED: _("Buyer and auditor wait for the supplier: actions"),
    life.FURTHER_ACTION: _("Buyer and auditor wait for the supplier: further action"),
    life.ACTIONS_SUBMITTED: _("The supplier waits for a buyer or auditor: verification"),
    life.READY_FOR_CLOSURE: _("The supplier waits for another buyer or auditor: closure"),
}

COMPARED = {
    "year": _("Year"),
    "country": _("Country"),
    "tier": _("Tier"),
    "commodity": _("Commodity"),
}
