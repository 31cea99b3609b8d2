"""What the rules of this room say, in the reader's language. Rules speak in codes; the words are here."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .models import Condition, CriterionCode, DimensionCode
from .rules.limits import POLICY_RULES

PLACES = {
    "dimensions": _("Dimensions"),
    "bands": _("Grade bands"),
    "coverage_floor": _("Coverage floor"),
    "cap": _("At most with one supplier"),
    "step": _("Largest change a quarter"),
    "second_share": _("Further sources"),
    "min_sources": _("Least number of sources"),
    "churn": _("Cost of moving a point"),
    **dict(DimensionCode.choices),
    **dict(CriterionCode.choices),
    **dict(Condition.choices),
}

PROBLEMS = {
    "out_of_range": _("%(value)s is out of range."),
    "weights_not_100": _("the weights add up to %(value)s, not to 100."),
    "weight_not_positive": _("the weight %(value)s must be above 0."),
    "no_criteria": _("it has a weight, but no figure counts in it."),
    "no_dimension": _("it stands in a dimension that has no weight."),
    "counted_twice": _("it is counted in two places."),
    "scale_has_one_end": _("0 and 100 both mean %(value)s."),
    "no_classes": _("it does not say what each risk class counts."),
    "no_bands": _("there is none."),
    "bands_not_in_order": _("its lower bound %(value)s is not below that of the better grade."),
    "lowest_band_not_0": _(
        "the lowest band must start at 0, not at %(value)s: every score needs a grade."
    ),
    "grade_twice": _("the grade has two bands."),
    "unknown_grade": _("there is no grade %(value)s."),
    "needs_more_sources": _(
        "with %(value)s points each, the least number of sources can never reach 100."
    ),
    "move_backwards": _("the move starts at %(value)s, above its end."),
    "no_move": _("the grade has no target move."),
}


def problem_text(problem):
    """One problem of a policy as a sentence that names its place."""
    place = PLACES.get(problem["place"], problem["place"])
    return f"{place}: {PROBLEMS[problem['code']] % problem}"


# --- scorecards -------------------------------------------------------------------------------

CARD_REASONS = {
    "missing": _("%(criterion)s is missing: its weight is spread over the rest."),
    "coverage": _(
        "Only %(coverage)s %% of the weight is known; below %(floor)s %% a supplier is not graded."
    ),
    "band": _("The score %(score)s lies in the band of %(grade)s, which starts at %(lower)s."),
    "floor": _("%(condition)s (%(count)s): the grade is at most %(grade)s."),
    "floor_idle": _(
        "%(condition)s (%(count)s): the grade would be at most %(grade)s; it is not better anyway."
    ),
}


def card_reason(reason):
    """One reason of a scorecard as a sentence."""
    code = reason["code"]
    if code == "floor" and not reason["holds"]:
        code = "floor_idle"
    words = {key: _word(value) for key, value in reason.items()}
    return CARD_REASONS[code] % words


def _word(value):
    return PLACES.get(value, value) if isinstance(value, str) else value


def dimension_name(code):
    """A dimension's code in words."""
    return dict(DimensionCode.choices).get(code, code)


def criterion_name(code):
    """A criterion's code in words."""
    return dict(CriterionCode.choices).get(code, code)


def condition_name(code):
    """A floor's condition in words."""
    return dict(Condition.choices).get(code, code)


# --- recommendations --------------------------------------------------------------------------

RULES = {
    "cap": _("the ceiling for one supplier"),
    "step": _("the largest change a quarter"),
    "min_sources": _("the least number of sources"),
    "capacity": _("its capacity"),
    "designated": _("the customer designated it: no cut"),
    "support": _("no cut before support was offered"),
    "not_graded": _("not graded: unchanged"),
    "zero_tolerance": _("open zero tolerance: no growth"),
    "status": _("not an active supplier: no growth"),
    "sum": _("the shares must sum to 100"),
}

LINE_REASONS = {
    "move": _("Grade %(grade)s aims at %(least)s to %(most)s points."),
    "move_even": _("Grade %(grade)s aims at %(least)s points."),
    "not_graded": _("Not graded: the share stays as it is."),
    "single_source": _("Single source: the share stays as it is. Develop a second source."),
    "notify_customer": _("Customer-designated: no cut; notify the customer."),
    "exit_plan": _("Open zero-tolerance finding: no growth; an exit plan is due."),
    "offer_support": _(
        "No support was offered within a year: offer counselling or training before any cut."
    ),
    "share_unknown": _("No share of this quarter is on record; 0 stands in."),
    "bound": _("Held at %(value)s by this: %(rule)s. The target is missed by %(missed)s points."),
    "bound_sum": _("The shares must sum to 100: the target is missed by %(missed)s points."),
}

NOTES = {
    "single_source": _("Single source: nothing moves. Develop a second source."),
    "current_sum": _("The shares of the quarter add up to %(value)s, not to 100."),
}


def line_reason(reason):
    """One reason of a recommendation's line as a sentence."""
    code = reason["code"]
    words = dict(reason)
    if code == "move":
        words |= {side: signed(reason[side]) for side in ("least", "most")}
        code = "move_even" if reason["least"] == reason["most"] else "move"
    if code == "bound":
        code = "bound_sum" if reason["rule"] == "sum" else "bound"
        words["rule"] = RULES[reason["rule"]]
    return LINE_REASONS[code] % words


def signed(points):
    """ "5" → "+5", "-10" → "−10"."""
    text = str(points)
    if text.startswith("-"):
        return f"−{text[1:]}"
    return text if text in {"0", "0.000"} else f"+{text}"


def note_text(note):
    """One remark on a whole recommendation."""
    return NOTES[note["code"]] % note


def amount_text(amount, names):
    """One relaxation: which rule, of whom, from where to where. `names`: supplier code → name."""
    words = {**amount, "rule": RULES[amount["rule"]], "who": names.get(amount["source"], "")}
    if amount["rule"] in POLICY_RULES and amount["to"] is not None:
        return gettext("%(rule)s: from %(from)s to %(to)s points") % words
    if amount["to"] is not None:
        return gettext("%(who)s, %(rule)s: from %(from)s to %(to)s points") % words
    if amount["source"] is None:
        return gettext("%(rule)s: by %(by)s points") % words
    return gettext("%(who)s, %(rule)s: by %(by)s points") % words


def broken_text(broken, names):
    """One rule that chosen shares break."""
    words = {**broken, "rule": RULES[broken["rule"]], "who": names.get(broken["source"], "")}
    if broken["source"] is None:
        return gettext("%(rule)s (by %(by)s points)") % words
    return gettext("%(who)s: %(rule)s (by %(by)s points)") % words
