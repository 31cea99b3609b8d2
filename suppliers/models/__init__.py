from .classification import Classification, RiskYear
from .code_series import CodeSeries
from .country import Country, CountryAlias, CountryIndicator
from .factor import Factor, FactorReading
from .membership import Assignment, Membership
from .possible_match import PossibleMatch, WaitingRow
from .risk_model import Category, CategoryWeight, ModelFactor, OverrideRule, RiskClass, RiskModel
from .site import Site
from .supplier import Supplier, SupplierAlias
from .supply import Commodity, Supply

__all__ = [
    "Assignment",
    "Category",
    "CategoryWeight",
    "Classification",
    "CodeSeries",
    "Commodity",
    "Country",
    "CountryAlias",
    "CountryIndicator",
    "Factor",
    "FactorReading",
    "Membership",
    "ModelFactor",
    "OverrideRule",
    "PossibleMatch",
    "RiskClass",
    "RiskModel",
    "RiskYear",
    "Site",
    "Supplier",
    "SupplierAlias",
    "Supply",
    "WaitingRow",
]
