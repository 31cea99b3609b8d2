import pytest

from suppliers import catalogue_risk
from suppliers.models import Commodity, RiskModel
from tests.suppliers.risk_cast import small_model


@pytest.fixture
def factors(db, now):
    """The catalogue's factors, and its default model as a draft that nobody activated."""
    catalogue_risk.load(at=now)
    RiskModel.objects.filter(status="active").update(status="draft", activated_at=None)


@pytest.fixture
def model(factors, now):
    return small_model(at=now)


@pytest.fixture
def steel(db):
    return Commodity.objects.create(code="STEEL", name="Steel")
