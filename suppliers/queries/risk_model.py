"""The risk model as plain rules."""

from dataclasses import asdict, replace
from decimal import Decimal

from ..models import Category, Classification, RiskModel
from ..rules import risk
from ..rules.risk_record import digest_of


def active_model():
    """The active risk model, or None."""
    return RiskModel.objects.filter(status=RiskModel.Status.ACTIVE).first()


def model_of_year(year):
    """The name of the model that judged a year last; empty if none did."""
    rows = Classification.objects.filter(year=year).order_by("-judged_at", "-pk")
    return rows.values_list("model__name", flat=True).first() or ""


def model_rules(model):
    """The plain model that `rules.risk.judge` takes; categories in the order of the house."""
    factors = {}
    for row in model.factors.order_by("-weight", "factor"):
        factors.setdefault(row.category, []).append(
            risk.FactorRule(
                row.factor_id, row.weight, row.best, row.worst, row.missing, row.max_age_days
            )
        )
    weights = {row.category: row.weight for row in model.categories.all()}
    codes = [code for code in Category.values if code in weights or code in factors]
    return risk.Model(
        name=model.name,
        categories=tuple(
            risk.CategoryRule(code, weights.get(code, Decimal(0)), tuple(factors.get(code, ())))
            for code in codes
        ),
        overrides=tuple(
            risk.Override(
                row.risk_class,
                row.reason,
                row.factor_id or "",
                row.at_least,
                row.below,
                row.overall_from,
                row.red_flags,
            )
            for row in model.overrides.order_by("pk")
        ),
        high_from=model.high_from,
        medium_from=model.medium_from,
        coverage_floor=Decimal(model.coverage_floor),
        red_flag_from=model.red_flag_from,
    )


def model_digest(model):
    """32 characters that differ when anything that judges differs; the model's name does not count."""
    rules = asdict(replace(model_rules(model), name=""))
    return digest_of(rules, model.scope_amount, model.scope_quarters)
