"""The words for why a finding or a supplier is proposed for a counselling meeting."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .rules.counselling import reasons

REASONS = {
    "zero_tolerance": lambda n: ngettext(
        "%(n)d zero-tolerance matter", "%(n)d zero-tolerance matters", n
    ),
    "priority": lambda n: ngettext("%(n)d priority finding", "%(n)d priority findings", n),
    "overdue": lambda n: ngettext("%(n)d overdue", "%(n)d overdue", n),
    "repeats": lambda n: ngettext("%(n)d found again", "%(n)d found again", n),
    "high": lambda n: _("risk class high"),
    "supervised": lambda n: _("under supervision"),
    "untreated": lambda n: _("not treated in the last two quarters"),
}


def reasons_of(need):
    """The phrases of a supplier, the weightiest first."""
    return [REASONS[code](count) % {"n": count} for code, count in reasons(need)]


def why_invited(need, findings):
    """The reason of an invitation, at most 200 letters; `findings` is how many were chosen."""
    words = ngettext("%(n)d finding to treat", "%(n)d findings to treat", findings)
    return ", ".join([words % {"n": findings}, *(reasons_of(need) if need else [])])[:200]


#: What speaks for a finding besides its rating, as it is kept.
TREATED = {
    "zero_tolerance": gettext_lazy("zero tolerance"),
    "overdue": gettext_lazy("overdue"),
    "repeat": gettext_lazy("found again"),
}


def why_treated(finding):
    """Why this finding, as codes with commas between; "" for its rating alone. Expects `is_overdue`."""
    facts = (finding.zero_tolerance_id, finding.is_overdue, finding.repeat_of_id)
    return ",".join(code for code, so in zip(TREATED, facts, strict=True) if so)


def treated_words(why):
    """The reader's words for the codes that `why_treated` gave."""
    return ", ".join(str(TREATED[code]) for code in why.split(",") if code in TREATED)
