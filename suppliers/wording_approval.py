"""What the rules of approval say, in the reader's language. Rules speak in keys; the words are here."""

import datetime as dt
from decimal import Decimal

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .models import Approval
from .rules.approval import (
    ASSESSMENT,
    CERTIFICATE,
    DECLARATION,
    EXPIRED,
    FAILED,
    MET,
    MISSING,
    SOON,
)

PROBLEMS = {
    "asks_for_nothing": _("It asks for nothing, so everybody would pass."),
    "no_validity": _("An assessment must hold for at least one month."),
    "twice": _("It stands here twice."),
    "pass_mark_out_of_range": _("The pass mark %(mark)s must be above 0 and at most 100."),
    "minimum_out_of_range": _("The minimum per dimension %(mark)s must lie between 0 and 100."),
    "no_dimensions": _("This kind of assessment has no dimensions."),
    "weights_not_100": _("The weights of its dimensions add up to %(total)s, not to 100."),
}

#: Why an assessment cannot be reckoned.
UNUSABLE = {
    "no_dimensions": _("%(kind)s has no dimensions: an administrator must add them first."),
    "weights_not_100": _(
        "The weights of %(kind)s do not add up to 100: an administrator must mend them."
    ),
    "score_out_of_range": _("A score of %(kind)s lies outside 0 to 100."),
}

#: Why a decision cannot be kept.
REFUSALS = {
    "open": _(
        "Something on the checklist is still open: approve conditionally with a date, or reject."
    ),
    "no_reason": _("A rejection needs a reason."),
    "no_date": _("A conditional approval needs the day by which the condition is to be met."),
    "date_passed": _("The day must lie after today."),
    "no_text": _("A conditional approval says what must happen."),
    "not_conditional": _("A day and a condition belong to a conditional approval only."),
}

STATES = {
    MET: _("In order"),
    SOON: _("Expires soon"),
    MISSING: _("Missing"),
    EXPIRED: _("Expired"),
    FAILED: _("Not passed"),
}
#: The badge that goes with a state.
TONES = {MET: "passed", SOON: "waiting", MISSING: "failed", EXPIRED: "failed", FAILED: "failed"}

TO_DO = {
    (CERTIFICATE, MISSING): _("Hand in a valid certificate."),
    (CERTIFICATE, EXPIRED): _("Hand in the renewed certificate."),
    (CERTIFICATE, SOON): _("Renew it in time."),
    (DECLARATION, MISSING): _("Sign the declaration of the current code version."),
    (ASSESSMENT, MISSING): _("Have the assessment done."),
    (ASSESSMENT, EXPIRED): _("Have the assessment done again."),
    (ASSESSMENT, FAILED): _("Improve what was weak and be assessed again."),
    (ASSESSMENT, SOON): _("Plan the next assessment."),
}

#: What the catalogue keeps in English: pages translate it.
CATALOGUE_TEXTS = [
    _("Quality system"),
    _("Production process"),
    _("Free of hazardous substances"),
    _("Social responsibility"),
    _("Quality policy and documents"),
    _("Management's part in quality"),
    _("Design and change control"),
    _("Purchasing and incoming goods"),
    _("Control of production"),
    _("Inspection and tests"),
    _("Measuring equipment"),
    _("Handling of faulty goods"),
    _("Correction and prevention"),
    _("Storage, packing and delivery"),
    _("Training and skills"),
    _("Incoming material"),
    _("Work at the line"),
    _("Process capability"),
    _("Machines and tools"),
    _("Final inspection"),
    _("Management of restricted substances"),
    _("Material data and tests"),
    _("Separation and tracing"),
    _("Labour and human rights"),
    _("Health and safety"),
    _("Environment"),
    _("Ethics"),
    _("Management system"),
]


def problem_text(problem):
    """One problem of a policy as a sentence that names its row."""
    what, arrow, key = problem.row.partition(" › ")
    names = {
        "policy": gettext("Policy"),
        "certificate": gettext("Required certificates"),
        "assessment": gettext("Required assessments"),
    }
    return f"{names[what]}{arrow}{key.upper()}: {PROBLEMS[problem.key] % problem.detail}"


def line_words(line, supplier_id, proofs=None):
    """A line of a checklist as a page shows it: name, state, tone, says, todo, the address of the row that
    proves it (`proofs`: see queries.approval.proofs_of), and where the rest can be done."""
    return {
        "name": name_of(line),
        "state": str(STATES[line["state"]]),
        "tone": TONES[line["state"]],
        "says": says(line),
        "todo": str(TO_DO.get((line["what"], line["state"]), "")),
        "address": proof_address(line, proofs or {}),
        "todo_address": (
            ""
            if line["what"] == ASSESSMENT
            else reverse("suppliers:supplier_papers", args=[supplier_id])
        ),
    }


def proof_address(line, proofs):
    """The page of the assessment, certificate or declaration behind a line; "" if none is known."""
    if line["what"] == ASSESSMENT:
        row, route = line.get("row"), "suppliers:assessment_detail"
    elif line["what"] == CERTIFICATE:
        row = proofs.get((line["key"], line.get("until")))
        route = "suppliers:certificate_detail"
    else:
        row, route = proofs.get(line.get("on")), "suppliers:declaration_detail"
    return reverse(route, args=[row]) if row else ""


def name_of(line):
    """What is asked for: "ISO 9001", "Declaration of the code", "QSA Quality system"."""
    if line["what"] == DECLARATION:
        return gettext("Declaration of the code of conduct")
    if line["what"] == ASSESSMENT:
        return f"{line['key'].upper()} {gettext(line['name'])}"
    return line["name"]


def says(line):
    """How it stands, in a sentence with its numbers."""
    if line["state"] == MISSING:
        return gettext("Nothing valid is there.")
    if line["what"] == CERTIFICATE:
        if not line["until"]:
            return gettext("Valid without an end.")
        return gettext("Valid until %s.") % day_words(line["until"])
    if line["what"] == DECLARATION:
        return gettext("Signed on %s.") % day_words(line["on"])
    return " ".join(assessed(line))


def assessed(line):
    total, mark = Decimal(line["total"]), Decimal(line["pass_mark"])
    lowest, minimum = Decimal(line["lowest"]), Decimal(line["minimum"])
    numbers = {"total": figure(total), "mark": figure(mark), "day": day_words(line["on"])}
    yield gettext("%(total)s of 100 on %(day)s; the pass mark is %(mark)s.") % numbers
    if lowest < minimum:
        numbers = {"score": figure(lowest), "minimum": figure(minimum)}
        yield (
            gettext("“%(name)s” has %(score)s; every dimension needs %(minimum)s.")
            % {"name": gettext(line["weakest"]), **numbers}
        )
    yield gettext("It holds until %s.") % day_words(line["until"])


def missing_words(lines):
    """What is open, in one line: "ISO 14001, Declaration, QSA"; "" if nothing is."""
    return ", ".join(short_name(line) for line in lines if line["state"] not in (MET, SOON))


def short_name(line):
    if line["what"] == DECLARATION:
        return gettext("Declaration")
    return line["key"].upper() if line["what"] == ASSESSMENT else line["name"]


def day_words(text):
    return date_format(dt.date.fromisoformat(text), "SHORT_DATE_FORMAT")


def figure(value):
    """A score in the reader's way, without empty decimals."""
    value = value.normalize()
    return number_format(value, decimal_pos=max(0, -value.as_tuple().exponent))


def decisions(keys):
    """(value, label) of these decisions in the order of the house."""
    return [choice for choice in Approval.Decision.choices if choice[0] in keys]


def decisions_now(keys):
    """(value, label) of every decision; one that the checklist does not allow says so."""
    closed = gettext("%s – not while something is open")
    return [
        (value, label if value in keys else closed % label)
        for value, label in Approval.Decision.choices
    ]
