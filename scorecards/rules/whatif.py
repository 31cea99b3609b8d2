"""What would raise the grade: the points to the next band, and which dimension could bring them; and what
other figures would make of a kept card."""

from decimal import ROUND_UP, Decimal

from .policy import HUNDRED
from .scorecard import CENT, NOT_GRADED, Figure, band_of, inputs_of, judge


def what_would_raise(policy, judgement):
    """The cheapest ways up from a judgement, as plain data.

    `floors`: open conditions that hold the grade, and the grade the score alone would give.
    `next`: the next better band, the points to it and, per dimension, the value (0–100) it must
    reach alone, or None where even 100 is not enough. `missing`: figures to hand in.
    """
    floors = [r for r in judgement.reasons if r["code"] == "floor" and r["holds"]]
    missing = [r["criterion"] for r in judgement.reasons if r["code"] == "missing"]
    answer = {"floors": floors, "missing": missing, "without_floors": None, "next": None}
    graded = any(reason["code"] == "band" for reason in judgement.reasons)
    if not graded:
        answer["without_floors"] = NOT_GRADED
        return answer
    band = band_of(policy.bands, judgement.score)
    answer["without_floors"] = band.grade
    better = [other for other in policy.bands if other.lower > band.lower]
    if better:
        answer["next"] = _next(better[-1], judgement)
    return answer


def judged_if(policy, parts, changes, closed):
    """The Judgement of a kept card with other figures and without some findings; nothing is kept.

    `changes`: criterion → value; one the card does not know yet counts too. `closed`: ids of findings
    that hold no condition any more.
    """
    figures, conditions = inputs_of(parts)
    figures |= {code: Figure(value) for code, value in changes.items()}
    left = {
        name: [row for row in rows if row["kind"] != "finding" or row["id"] not in closed]
        for name, rows in conditions.items()
    }
    return judge(policy, figures, left)


def _next(band, judgement):
    points = band.lower - judgement.score
    ways = [_way(part, points) for part in judgement.dimensions if part.value is not None]
    ways.sort(key=lambda way: (way["to"] is None, way["rise"]))
    return {"grade": band.grade, "lower": band.lower, "points": points, "ways": ways}


def _way(part, points):
    """How far this dimension alone must rise: points ÷ its counted weight, rounded up to 0.01."""
    rise = (points * HUNDRED / part.counted).quantize(CENT, ROUND_UP)
    to = (part.value + rise).quantize(CENT, ROUND_UP)
    return {
        "dimension": part.code,
        "value": part.value.quantize(CENT),
        "rise": rise,
        "to": to if to <= HUNDRED else None,
        "at_most": ((HUNDRED - part.value) * part.counted / HUNDRED).quantize(Decimal("0.01")),
    }
