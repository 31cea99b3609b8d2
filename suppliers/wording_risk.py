"""Why a supplier stands elsewhere than before, in the reader's language (see rules.risk_difference)."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .models import Category
from .wording import number

SCOPE_WORDS = {
    "key": _("a key supplier"),
    "amount": _("purchases reach the threshold"),
    "unknown_amount": _("no purchase amount is known"),
    "too_little": _("purchases stay below the threshold"),
    "not_a_supplier": _("rejected, or no longer a supplier"),
}

#: What can be done about a factor, in words for the supplier and the buyer alike.
ADVICE = {
    "open_findings": _(
        "Close the open findings: a priority counts 20, a major one 4, a minor one 1."
    ),
    "cap_overdue": _("Hand in the overdue corrective actions, or agree on new dates."),
    "zero_tolerance": _("Close the zero-tolerance findings before anything else."),
    "audit_score": _("Correct the deviations of the last audit and have the correction audited."),
    "saq_score": _("Improve what the self-assessment marked down, then answer it anew."),
    "migrant_percent": _("Keep the workforce figures of the sites up to date; employ directly."),
    "sector_ghg": _(
        "Measure your own emissions: a measured figure counts instead of the sector's."
    ),
    "certificates_held": _("Renew or obtain the certificates that are missing."),
    "training_participation": _("Send somebody to the events your company is invited to."),
}


def reason_text(because, factors):
    """The main reason as a sentence; empty if nothing differs. `factors`: code -> Factor."""
    if not because:
        return ""
    return _WORDS[because["what"]](because, factors)


def _scope(because, factors):
    return gettext("The scope: %(before)s → %(after)s.") % {
        side: SCOPE_WORDS.get(because[side], because[side]) for side in ("before", "after")
    }


def _by_hand(because, factors):
    if because["after"]:
        return gettext("Set by hand by %(name)s.") % {"name": because["after"]}
    return gettext("No longer set by hand by %(name)s.") % {"name": because["before"]}


def _rule(because, factors):
    if because["after"]:
        return gettext(because["after"])
    return gettext("No longer: %(rule)s") % {"rule": gettext(because["before"])}


def _coverage(because, factors):
    return gettext("How much is known: %(before)s %% → %(after)s %% of the model's weight.") % {
        side: number(because[side]) for side in ("before", "after")
    }


def _bands(because, factors):
    words = {}
    for side in ("before", "after"):
        low, high = because[side]
        if low is None:
            words[side] = "–"
        else:
            words[side] = f"{number(low)}–{number(high)}"
    return gettext("The bands: %(before)s → %(after)s.") % words


def _factor(because, factors):
    return gettext("%(category)s › %(factor)s: %(before)s → %(after)s points.") % {
        "category": Category(because["category"]).label,
        "factor": factors.get(because["factor"], because["factor"]),
        "before": number(because["before"]),
        "after": number(because["after"]),
    }


_WORDS = {
    "scope": _scope,
    "by_hand": _by_hand,
    "rule": _rule,
    "coverage": _coverage,
    "bands": _bands,
    "factor": _factor,
}
