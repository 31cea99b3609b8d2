"""What the tests of risk stand on: the catalogue's factors and a small model anyone can do in the head."""

import datetime as dt
from decimal import Decimal

from suppliers.models import CountryIndicator, OverrideRule, RiskModel, Supply
from suppliers.operations import activate_model
from suppliers.operations.risk_model import fill_model

DAY = dt.date(2026, 8, 17)


def small_model(*, at, name="Small", activate=True, **settings):
    """Labour 60 (hdi 50, open findings 50), product 40 (spend). Zero tolerance means high."""
    model = RiskModel.objects.create(name=name, valid_from=at.date(), source="test", **settings)
    fill_model(
        model=model,
        categories={"labour": Decimal(60), "product": Decimal(40)},
        factors=[
            ("labour", "hdi", 50, 1, 0, "neutral", 3650),
            ("labour", "open_findings", 50, 0, 100, "leave_out", 365),
            ("product", "spend", 100, 0, 100, "worst", 400),
        ],
        overrides=[
            OverrideRule(
                factor_id="zero_tolerance", at_least=1, risk_class="high", reason="zero tolerance"
            )
        ],
    )
    return activate_model(model=model, by=None, at=at) if activate else model


def indicator(country, factor, value, *, year=2022, source="index"):
    return CountryIndicator.objects.create(
        country=country, factor_id=factor, year=year, value=value, source=source
    )


def bought(supplier, commodity, amount, *, quarter="2026Q2", currency="TWD"):
    return Supply.objects.create(
        supplier=supplier,
        commodity=commodity,
        quarter=quarter,
        amount=amount,
        currency=currency,
    )
