"""Can this approach be used at all? Every reason against it, each naming the row it is about."""

from collections import Counter

from .due import ORDER
from .risk_check import Problem

MOST_MONTHS = 120
TIERS = {None, 1, 2, 3}


def check_approach(rules, *, kinds, visits):
    """The list of problems, empty if the approach may be used. `kinds` are the codes there are,
    `visits` those that could be done remotely."""
    if not rules:
        return [Problem("approach", "no_rows")]
    return [
        *(Problem(code, "class_without_row") for code in ORDER if not _has_row(rules, code)),
        *(
            Problem(code, "unknown_tier_gets_nothing")
            for code in ORDER
            if _has_row(rules, code) and all(rule.tier for rule in rules if rule.risk_class == code)
        ),
        *(
            Problem(key, "twice")
            for key, count in Counter(rule.key for rule in rules).items()
            if count > 1
        ),
        *(problem for rule in rules for problem in _row(rule, kinds, visits)),
    ]


def _has_row(rules, risk_class):
    return any(rule.risk_class == risk_class for rule in rules)


def _row(rule, kinds, visits):
    if rule.risk_class not in ORDER:
        yield Problem(rule.key, "unknown_class")
    if rule.tier not in TIERS:
        yield Problem(rule.key, "unknown_tier")
    if rule.kind not in kinds:
        yield Problem(rule.key, "unknown_kind")
    if not 1 <= rule.every_months <= MOST_MONTHS:
        yield Problem(
            rule.key, "months_out_of_range", {"months": rule.every_months, "most": MOST_MONTHS}
        )
    if not 0 <= rule.share <= 100:
        yield Problem(rule.key, "share_out_of_range", {"share": rule.share})
    if rule.remote and rule.kind not in visits:
        yield Problem(rule.key, "remote_without_visit")
