"""A kept judgement with words: what the page of a supplier's risk and `explain_risk` both show."""

import datetime as dt
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .. import wording, wording_risk
from ..models import Category, Factor, RiskClass
from ..rules.risk_record import adding_most, gaps
from ..wording import number
from .risk_reasons import reasons_of

GIVEN = (Factor.Origin.COUNTRY, Factor.Origin.SPEND)
SHOWN = 5  # factors under "what would lower it"


@dataclass
class Line:
    """One factor in one category. Numbers as kept; `address` opens the reading."""

    factor: Factor
    category: str
    weight: float
    points: float | None
    adds: float
    how: str
    what: str  # the reading's absence in words; empty if there is a reading
    scale: str
    value: float | None = None
    read_on: dt.date | None = None
    source: str = ""
    link: str = ""
    address: str = ""
    best: float | None = None  # the value that would add nothing

    @property
    def given(self):
        """A condition of the country or of what we buy, which the supplier cannot change."""
        return self.factor.origin in GIVEN

    @property
    def advice(self):
        """What to do about it; empty where only the better value can be named."""
        return wording_risk.ADVICE.get(self.factor.code, "")


@dataclass
class Branch:
    label: str
    weight: float
    score: float | None
    coverage: float
    lines: list[Line] = field(default_factory=list)

    @property
    def adds(self):
        return sum(line.adds for line in self.lines)


@dataclass
class Tree:
    scope: str
    on: dt.date
    band: str
    override: str
    override_address: str
    red_flags: int
    branches: list[Branch]
    lower: list[Line]  # what the supplier could do something about, most points first
    given: float  # points of the overall score that come from its countries and from purchases
    missing: list[Line]
    aim: str  # how many points fewer would change the class; empty if none would
    by_hand: str  # who set the class, why and until when; empty if the model decided
    by_model: str  # the class the model judged, where one was set by hand


def tree_of(classification):
    """The kept reasons of a classification, with labels, units and addresses. Two queries."""
    record = reasons_of(classification)
    factors = Factor.objects.in_bulk()
    scales = {(row.category, row.factor_id): row for row in classification.model.factors.all()}
    branches = {
        category["category"]: Branch(
            Category(category["category"]).label,
            category["weight"],
            category["score"],
            category["coverage"],
            [_line(line, category["category"], factors, scales) for line in category["factors"]],
        )
        for category in record.get("categories", ())
    }
    lines = {
        (code, line.factor.code): line for code, branch in branches.items() for line in branch.lines
    }
    adding = [lines[row["category"], row["factor"]] for row in adding_most(record)]
    override = record.get("override", {})
    return Tree(
        scope=scope_text(record["scope"]),
        on=dt.date.fromisoformat(record["on"]),
        band=band_text(classification, record),
        override=override_text(override, factors),
        override_address=_reading_address(override),
        red_flags=record.get("red_flags", 0),
        branches=list(branches.values()),
        lower=[line for line in adding if not line.given][:SHOWN],
        given=sum(line.adds for line in adding if line.given),
        missing=[lines[row["category"], row["factor"]] for row in gaps(record)],
        aim=aim_text(classification, record),
        by_hand=by_hand_text(record.get("by_hand")),
        by_model=RiskClass(record["by_model"]).label if record.get("by_model") else "",
    )


def _line(row, category, factors, scales):
    scale = scales.get((category, row["factor"]))
    what = ""
    if row["how"] != "reading":
        what = f"{wording.HOW[row['how']]} ({wording.WHY[row.get('why', 'none')]})"
    return Line(
        factor=factors[row["factor"]],
        category=Category(category).label,
        weight=row["weight"],
        points=row.get("points"),
        adds=row.get("adds", 0.0),
        how=row["how"],
        what=what,
        scale=_("0 points at %(best)s, 100 at %(worst)s")
        % {"best": number(scale.best), "worst": number(scale.worst)}
        if scale
        else "",
        value=row.get("value"),
        read_on=dt.date.fromisoformat(row["read_on"]) if "read_on" in row else None,
        source=row.get("source", ""),
        link=row.get("link", ""),
        address=_reading_address(row),
        best=scale.best if scale else None,
    )


def _reading_address(row):
    return reverse("suppliers:reading_detail", args=[row["id"]]) if row.get("id") else ""


def scope_text(scope):
    """Why a supplier is in scope, or out of it, as a sentence."""
    return wording.SCOPE[scope["reason"]] % {
        "amount": number(scope.get("amount", 0)),
        "threshold": number(scope.get("threshold", 0)),
        "quarters": ", ".join(scope.get("quarters", ())),
    }


def band_text(classification, record):
    """Which band the overall score fell into, or why there is none."""
    if not classification.in_scope:
        return ""
    if record["by_score"] == RiskClass.NOT_CLASSIFIED:
        return _(
            "Readings cover %(coverage)s %% of the model's weight; below %(floor)s %% no score is given."
        ) % {
            "coverage": number(classification.coverage),
            "floor": number(classification.model.coverage_floor),
        }
    lower, upper = record["band"]
    return _(
        "The overall score %(score)s lies in the band “%(label)s”, from %(lower)s to %(upper)s."
    ) % {
        "score": number(classification.overall),
        "label": RiskClass(record["by_score"]).label,
        "lower": number(lower),
        "upper": number(upper) if upper >= 100 else _("below %s") % number(upper),
    }


def override_text(override, factors):
    """The rule that decided, with the reading it saw; empty if the score decided."""
    if not override:
        return ""
    text = _(override["reason"])
    if "factor" in override:
        day = date_format(dt.date.fromisoformat(override["read_on"]), "SHORT_DATE_FORMAT")
        factor = factors[override["factor"]]
        text += f" {factor}: {number(override['value'])} ({override['source']}, {day})"
    return text


def aim_text(classification, record):
    """How many points fewer would mean the next lower class, where the score decides."""
    lower = (record.get("band") or [None])[0]
    if not lower or record.get("override") or record.get("by_hand"):
        return ""
    below = {RiskClass.HIGH: RiskClass.MEDIUM, RiskClass.MEDIUM: RiskClass.LOW}
    fewer = round(classification.overall - lower + 0.01, 2)
    return _("%(points)s points fewer would make it “%(label)s”: that is below %(edge)s.") % {
        "points": number(fewer),
        "label": below[RiskClass(record["by_score"])].label,
        "edge": number(lower),
    }


def by_hand_text(by_hand):
    """Who set the class by hand, why, and until when; empty if nobody did."""
    if not by_hand:
        return ""
    return _("%(name)s, until %(until)s: %(reason)s") % {
        "name": by_hand["by"],
        "until": date_format(dt.date.fromisoformat(by_hand["until"]), "DATE_FORMAT"),
        "reason": by_hand["reason"],
    }
