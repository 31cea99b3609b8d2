from .allocation import Allocation, AllocationLine, Decision
from .allocation_policy import AllocationPolicy, GradeMove
from .operating_figure import OperatingFigure
from .policy_life import Status
from .quarter import Quarter
from .scorecard import Scorecard
from .scorecard_policy import (
    ClassValue,
    Condition,
    Criterion,
    CriterionCode,
    Dimension,
    DimensionCode,
    GradeBand,
    GradeFloor,
    ScorecardPolicy,
)

__all__ = [
    "Allocation",
    "AllocationLine",
    "AllocationPolicy",
    "ClassValue",
    "Condition",
    "Criterion",
    "CriterionCode",
    "Decision",
    "Dimension",
    "DimensionCode",
    "GradeBand",
    "GradeFloor",
    "GradeMove",
    "OperatingFigure",
    "Quarter",
    "Scorecard",
    "ScorecardPolicy",
    "Status",
]
