"""A kept judgement with words: what the page of a supplier's risk and `explain_risk` both show."""

import datetime as dt
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .. import wording
from ..models import Category, Factor, RiskClass
from ..rules.risk_record import adding_most, gaps
from ..wording import number

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

    @property
    def given(self):
        """A condition of the country, which the supplier cannot change."""
        return self.factor.origin == Factor.Origin.COUNTRY


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
    given: float  # points of the overall score that come from its countries
    missing: list[Line]


def tree_of(classification):
    """The kept reasons of a classification, with labels, units and addresses. Two queries."""
    record = classification.reasons
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
        band=band_text(classification),
        override=override_text(override, factors),
        override_address=_reading_address(override),
        red_flags=record.get("red_flags", 0),
        branches=list(branches.values()),
        lower=[line for line in adding if not line.given][:SHOWN],
        given=sum(line.adds for line in adding if line.given),
        missing=[lines[row["category"], row["factor"]] for row in gaps(record)],
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


def band_text(classification):
    """Which band the overall score fell into, or why there is none."""
    record = classification.reasons
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
