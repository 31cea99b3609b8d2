"""A judgement as plain data, to keep and to show: exactly what was computed, down to the reading.

    {"on", "by_score", "band": [from, to], "red_flags", "scope": {...}, "override": {...} or absent,
     "categories": [{"category", "weight", "score", "coverage", "factors": [
         {"factor", "weight", "how", "points", "adds", "value", "read_on", "source", "link", "id", "why"}]}]}

`adds` are the points of the overall score that come from this factor; what is empty is left out.
"""

import hashlib
import json


def record_of(judgement, scope, *, on):
    """The judgement of a supplier in scope as plain data."""
    record = {
        "on": on.isoformat(),
        "scope": scope_record(scope),
        "by_score": judgement.by_score,
        "band": [judgement.lower_edge, judgement.upper_edge],
        "red_flags": judgement.red_flags,
        "categories": [_category(score) for score in judgement.categories],
    }
    if judgement.override:
        record["override"] = _override(judgement.override, judgement.override_reading)
    return record


def unjudged_record(scope, *, on):
    """What is kept of a supplier out of scope."""
    return {"on": on.isoformat(), "scope": scope_record(scope)}


def scope_record(scope):
    record = {"reason": scope.reason}
    if scope.threshold is not None:
        record["threshold"] = float(scope.threshold)
        record["quarters"] = list(scope.quarters)
    if scope.amount is not None:
        record["amount"] = float(scope.amount)
    return record


def digest_of(*parts):
    """32 characters that differ when what was judged differs. The day of the judgement does not count."""
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def without_day(record):
    return {key: value for key, value in record.items() if key != "on"}


def adding_most(record):
    """The factors that add to the overall score, most first."""
    lines = [
        {**line, "category": category["category"]}
        for category in record.get("categories", ())
        for line in category["factors"]
        if line.get("adds")
    ]
    return sorted(lines, key=lambda line: -line["adds"])


def gaps(record):
    """The factors without a valid reading."""
    return [
        {**line, "category": category["category"]}
        for category in record.get("categories", ())
        for line in category["factors"]
        if line["how"] != "reading"
    ]


def _category(score):
    return {
        "category": score.category,
        "weight": float(score.weight),
        "score": score.score,
        "coverage": score.coverage,
        "factors": [_factor(line) for line in score.lines],
    }


def _factor(line):
    record = {"factor": line.factor, "weight": float(line.weight), "how": line.how}
    if line.points is not None:
        record["points"] = line.points
        record["adds"] = line.contribution
    if line.reading is not None:
        record.update(_reading(line.reading))
    if line.why:
        record["why"] = line.why
    return record


def _reading(reading):
    record = {
        "value": reading.value,
        "read_on": reading.read_on.isoformat(),
        "source": reading.source,
    }
    if reading.link:
        record["link"] = reading.link
    if reading.id is not None:
        record["id"] = reading.id
    return record


def _override(rule, reading):
    record = {"class": rule.risk_class, "reason": rule.reason}
    if rule.factor:
        record.update(factor=rule.factor, **_reading(reading))
    for name in ("at_least", "below", "red_flags"):
        if getattr(rule, name) is not None:
            record[name] = getattr(rule, name)
    if rule.overall_from is not None:
        record["overall_from"] = float(rule.overall_from)
    return record
