"""What a class would be if some readings were others: judged by the same rule, nothing is kept."""

import datetime as dt
from dataclasses import dataclass

from ..rules.risk import Reading, judge
from .risk import latest_classification
from .risk_model import model_rules
from .risk_reasons import reasons_of


@dataclass(frozen=True, slots=True)
class ClassIf:
    """`overall` 0–100 (100 = worst) or None below the coverage floor; `reason`: what
    decides beside the score, or why it was set by hand."""

    risk_class: str
    overall: float | None
    reason: str = ""
    by_hand: bool = False


def class_if(supplier, changes):
    """(before, [after, …]): a ClassIf of the supplier's newest judgement, and one for each dict of
    factor → value in `changes`; (None, []) where it was not judged or is out of scope. A class set by hand
    stands, whatever the readings say."""
    kept = latest_classification(supplier)
    if kept is None or not kept.in_scope:
        return None, []
    seen = kept.reasons
    if "by_hand" in seen:
        stands = ClassIf(kept.risk_class, kept.overall, seen["by_hand"]["reason"], by_hand=True)
        return stands, [stands for _change in changes]
    rules, on = model_rules(kept.model), dt.date.fromisoformat(seen["on"])
    readings, typical = _seen(kept)
    return (
        _judged(rules, readings, typical, on),
        [_judged(rules, readings | _new(change, on), typical, on) for change in changes],
    )


def _seen(kept):
    """(readings, stand-ins) by factor, as the judgement saw them."""
    if "readings" not in kept.reasons:
        return _seen_in_full(reasons_of(kept))
    rows = kept.reasons["readings"].items()
    readings = {code: Reading(value, _day(day)) for code, (value, day, _id) in rows}
    rows = kept.reasons.get("stand_ins", {}).items()
    return readings, {code: Reading(row["value"], _day(row["read_on"])) for code, row in rows}


def _seen_in_full(record):
    """As `_seen`, of a judgement that was kept with its whole arithmetic (as older ones were)."""
    readings, typical = {}, {}
    for category in record["categories"]:
        for line in category["factors"]:
            if "value" in line:
                found = Reading(line["value"], _day(line["read_on"]))
                (readings if line["how"] == "reading" else typical)[line["factor"]] = found
    return readings, typical


def _new(change, on):
    return {factor: Reading(float(value), on) for factor, value in change.items()}


def _judged(rules, readings, typical, on):
    judgement = judge(rules, readings, on=on, country_values=typical)
    reason = judgement.override.reason if judgement.override else ""
    return ClassIf(judgement.risk_class, judgement.overall, reason)


def _day(text):
    return dt.date.fromisoformat(text)
