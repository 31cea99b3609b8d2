"""When no shares hold every rule: which rules clash, and what relaxing each would allow."""

from decimal import ROUND_CEILING, Decimal

from .limits import POLICY_RULES, SUPPLIER_RULES, bounds_of
from .shares import build, nearest_shares

STEP = Decimal("0.001")
TINY = 1e-6


def clashes_and_cures(limits, sources):
    """(rules of a smallest set that cannot hold together, cures).

    A cure relaxes one rule alone by the least amount, or, where none alone is enough, several
    together: {"rules", "alone", "amounts": [{"rule", "source", "by", "from", "to"}], "shares"}.
    """
    rules = _in_force(limits, sources)
    clashes = _smallest_clash(limits, sources, rules)
    cures = [_cure(limits, sources, (rule,)) for rule in rules]
    cures = [cure for cure in cures if cure]
    if not cures:
        cures = [_cure(limits, sources, rules)]
    return clashes, tuple(cures)


def _in_force(limits, sources):
    """The rules that speak here, in one fixed order."""
    present = {bound.rule for source in sources for bound in bounds_of(limits, source)}
    if limits.min_sources > 1:
        present.add("min_sources")
    return tuple(rule for rule in (*POLICY_RULES, *SUPPLIER_RULES) if rule in present)


def _smallest_clash(limits, sources, rules):
    """Leave out rule after rule while the rest still cannot hold: what remains is needed for the clash."""
    dropped = []
    for rule in rules:
        if nearest_shares(limits, sources, (*dropped, rule)) is None:
            dropped.append(rule)
    return tuple(rule for rule in rules if rule not in dropped)


def _cure(limits, sources, relaxed):
    programme, columns, slack = build(limits, sources, (), relaxed)
    values = programme and programme.solve()
    if not values:
        return None
    amounts = [
        _amount(limits, sources, rule, code, values[column])
        for (rule, code), column in slack.items()
        if values[column] > TINY
    ]
    shares = {code: _up(values[column], STEP) for code, column in columns.items()}
    return {"rules": [a["rule"] for a in amounts], "alone": len(relaxed) == 1,
            "amounts": amounts, "shares": shares}  # fmt: skip


def _amount(limits, sources, rule, code, value):
    """By how much, and from where to where for the policy's own numbers."""
    by = _up(value, STEP, ROUND_CEILING)
    before = {"cap": limits.cap, "step": limits.step}.get(rule)
    if rule == "capacity":
        before = next(source.capacity for source in sources if source.code == code)
    after = None if before is None else before + by
    return {"rule": rule, "source": code, "by": by, "from": before, "to": after}


def _up(value, step, rounding=None):
    return Decimal(round(value, 6)).quantize(step, rounding=rounding)
