"""The default policy and short ways to write figures, for the tests of the rules."""

from decimal import Decimal

from scorecards.rules.policy import Band, Criterion, Dimension, Floor, Policy
from scorecards.rules.scorecard import Figure

D = Decimal


def alone(code, weight):
    return Dimension(code, D(weight), (Criterion(code, D(100)),))


BANDS = (Band("A", D(85)), Band("B", D(70)), Band("C", D(60)), Band("D", D(0)))
FLOORS = (Floor("zero_tolerance", "D", overrides=True), Floor("open_priority", "C"))
CLASSES = {"low": D(100), "medium": D(60), "high": D(20)}
TECHNOLOGY = Dimension(
    "technology", D(10), (Criterion("technology", D(50)), Criterion("service", D(50)))
)
SUSTAINABILITY = Dimension(
    "sustainability",
    D(20),
    (
        Criterion("audit", D(35), D(0), D(200)),
        Criterion("survey", D(15)),
        Criterion("cap_timeliness", D(20)),
        Criterion("risk_class", D(20), classes=CLASSES),
        Criterion("training", D(10)),
    ),
)
POLICY = Policy(
    (alone("quality", 30), alone("cost", 20), alone("delivery", 20), TECHNOLOGY, SUSTAINABILITY),
    BANDS,
    FLOORS,
    D(50),
)
EVERYTHING = ("quality", "cost", "delivery", "technology", "service",
              "audit", "survey", "cap_timeliness", "risk_class", "training")  # fmt: skip


def figures(**values):
    return {code: Figure(D(v) if not isinstance(v, str) else v) for code, v in values.items()}


def all_at(value):
    """Every figure of the default policy at one value; audit doubled, the class apart."""
    values = dict.fromkeys(EVERYTHING, value)
    values["audit"] = D(value) * 2
    values["risk_class"] = "low"
    return figures(**values)
