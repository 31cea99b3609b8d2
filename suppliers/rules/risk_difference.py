"""Why does a supplier stand elsewhere than before? Two kept judgements in, the main reason out.

A reason is plain data: {"what", "before", "after"} and for a factor also "category" and "factor".
`what` is, in the order they are looked for:

- scope: in scope on one side only ("before"/"after": the scope's words)
- by_hand: a named person set the class on one side only (the names)
- rule: an override rule decided on one side only (its reasons)
- coverage: enough was known on one side only (percent)
- bands: the score would have had the old class in the old bands (the bands)
- factor: the factor whose part of the overall score changed most (points of the overall score)
"""

from typing import Any, NamedTuple


class Kept(NamedTuple):
    """One side: the standing is a class, or "out_of_scope"; `record` as in rules.risk_record."""

    standing: str
    overall: float | None
    coverage: float
    record: dict[str, Any]


def main_reason(before, after):
    """The main reason of the difference; {} if nothing differs."""
    if before.standing == after.standing and before.overall == after.overall:
        return {}
    moved = before.standing != after.standing
    looks = (_scope, _by_hand, _rule, _coverage, _bands) if moved else (_scope,)
    for look in looks:
        if found := look(before, after):
            return found
    return _factor(before.record, after.record)


def parts(record):
    """{(category, factor): points of the overall score that come from it}."""
    return {
        (category["category"], line["factor"]): line.get("adds", 0.0)
        for category in record.get("categories", ())
        for line in category["factors"]
    }


def _scope(before, after):
    sides = before.standing, after.standing
    if sides.count("out_of_scope") != 1:
        return {}
    return _found("scope", before.record["scope"]["reason"], after.record["scope"]["reason"])


def _by_hand(before, after):
    return _words("by_hand", before, after, key="by_hand", word="by")


def _rule(before, after):
    return _words("rule", before, after, key="override", word="reason")


def _words(what, before, after, *, key, word):
    """Found where one side has it and the other has not, or has another one."""
    old, new = (side.record.get(key, {}).get(word, "") for side in (before, after))
    return _found(what, old, new) if old != new else {}


def _coverage(before, after):
    sides = before.standing, after.standing
    if sides.count("not_classified") != 1:
        return {}
    return _found("coverage", before.coverage, after.coverage)


def _bands(before, after):
    low, high = before.record.get("band") or (None, None)
    if (
        low is None
        or after.overall is None
        or before.record.get("band") == after.record.get("band")
    ):
        return {}
    inside = low <= after.overall and (after.overall < high or high >= 100)
    return _found("bands", before.record["band"], after.record["band"]) if inside else {}


def _factor(before, after):
    old, new = parts(before), parts(after)
    pairs = {key: (old.get(key, 0.0), new.get(key, 0.0)) for key in sorted({*old, *new})}
    most = max(pairs, key=lambda key: abs(pairs[key][1] - pairs[key][0]), default=None)
    if most is None or pairs[most][0] == pairs[most][1]:
        return {}
    category, factor = most
    return {**_found("factor", *pairs[most]), "category": category, "factor": factor}


def _found(what, before, after):
    return {"what": what, "before": before, "after": after}
