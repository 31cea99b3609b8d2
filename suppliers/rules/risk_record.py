"""A judgement as plain data, to keep and to show: exactly what was computed, down to the reading.

What is kept of a supplier is what was judged, as JSON; the model that judged stands beside it:

    {"on", "scope": {...}, "readings": {factor: [value, read on, reading id]}, "notes": {factor: why},
     "stand_ins": {factor: {"value", "read_on", "source", "link"}}, "override": {"class", "reason"},
     "by_model": class, "by_hand": {"class", "reason", "by", "at", "until", "id"}}

What is shown is worked out from it by the same rule again (`full_record`):

    {"on", "by_score", "band": [from, to], "red_flags", "scope": {...}, "override": {...} or absent,
     "by_model" and "by_hand" as kept, or both absent,
     "categories": [{"category", "weight", "score", "coverage", "factors": [
         {"factor", "weight", "how", "points", "adds", "value", "read_on", "source", "link", "id", "why"}]}]}

`adds` are the points of the overall score that come from this factor; what is empty is left out.
Out of scope there is only "on" and "scope". Older rows were kept in full: they are shown as they are.
"""

import datetime as dt
import hashlib
import json

from .risk import Reading, judge

BY_HAND = ("by_model", "by_hand")


def kept_text(sums, scope, readings, dates, *, notes=None, stand_ins=None):
    """What is kept of a judgement, but for its day, as JSON text without the outer braces.

    `readings`: factor -> (value, day, id, …); `dates` writes a day. Put together by hand: a run over all
    suppliers spends no more time on anything else.
    """
    rows = [f'"{code}":[{row[0]!r},"{dates[row[1]]}",{row[2]}]' for code, row in readings.items()]
    more = {}
    if notes:
        more["notes"] = notes
    if stand_ins:
        more["stand_ins"] = {code: _reading(found) for code, found in stand_ins.items()}
    if sums.override:
        more["override"] = {"class": sums.override.risk_class, "reason": sums.override.reason}
    rest = "," + json.dumps(more)[1:-1] if more else ""
    return f'"scope":{json.dumps(scope_record(scope))},"readings":{{{",".join(rows)}}}{rest}'


def unjudged_text(scope):
    """What is kept of a supplier out of scope."""
    return f'"scope":{json.dumps(scope_record(scope))}'


def reading_ids(kept):
    """The ids of the readings a kept judgement saw."""
    return [row[2] for row in kept.get("readings", {}).values()]


def full_record(kept, model, sources):
    """What a kept judgement shows. `model`: the plain model that judged; `sources`: reading id -> (source,
    link), empty where a reading is no longer there."""
    if "readings" not in kept:
        return kept
    on = dt.date.fromisoformat(kept["on"])
    judgement = judge(
        model,
        {
            code: Reading(value, dt.date.fromisoformat(day), *sources.get(number, ("", "")), number)
            for code, (value, day, number) in kept["readings"].items()
        },
        on=on,
        country_values={
            code: Reading(
                row["value"],
                dt.date.fromisoformat(row["read_on"]),
                row["source"],
                row.get("link", ""),
            )
            for code, row in kept.get("stand_ins", {}).items()
        },
        notes=kept.get("notes"),
    )
    record = record_of(judgement, kept["scope"], on=on)
    decided, now = kept.get("override"), record.get("override", {})
    if decided and (decided["class"], decided["reason"]) != (now.get("class"), now.get("reason")):
        record["override"] = decided  # what decided then is told, though it would not decide today
    return record | {name: kept[name] for name in BY_HAND if name in kept}


def record_of(judgement, scope, *, on):
    """The judgement of a supplier in scope as plain data; the scope is plain data already."""
    record = {
        "on": on.isoformat(),
        "scope": scope,
        "by_score": judgement.by_score,
        "band": [judgement.lower_edge, judgement.upper_edge],
        "red_flags": judgement.red_flags,
        "categories": [_category(score) for score in judgement.categories],
    }
    if judgement.override:
        record["override"] = _override(judgement.override, judgement.override_reading)
    return record


def by_hand_record(*, risk_class, reason, name, at, until, id):
    """A class set by hand, beside "by_model": the class that the model judged."""
    return {
        "class": risk_class,
        "reason": reason,
        "by": name,
        "at": at.isoformat(),
        "until": until.isoformat(),
        "id": id,
    }


def scope_record(scope):
    record = {"reason": scope.reason}
    if scope.threshold is not None:
        record["threshold"] = float(scope.threshold)
        record["quarters"] = list(scope.quarters)
    if scope.amount is not None:
        record["amount"] = float(scope.amount)
    return record


def digest_of(*parts):
    """32 characters that differ when the parts differ."""
    return text_digest(json.dumps(parts, sort_keys=True, separators=(",", ":"), default=str))


def text_digest(text):
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


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
    if getattr(reading, "id", None) is not None:
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
