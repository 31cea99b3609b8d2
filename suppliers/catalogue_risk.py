"""Factors, and the risk model the portal starts with. A default of ours, to be confirmed by the company.

`load` may run any number of times: it brings what is missing and never touches what is there.
"""

from django.utils import timezone

from .models import Category, Factor, ModelFactor, OverrideRule, RiskClass, RiskModel
from .operations.risk_model import activate_model, fill_model

MODEL = "Default 2026"
SOURCE = "sustainportal default"
YEARS = 3660  # country figures come out late and change slowly: they hold for ten years
C, W = Factor.Origin.COUNTRY, Factor.Origin.WORKFORCE
S, P, G = Factor.Origin.SPEND, Factor.Origin.POSTED, Factor.Origin.SECTOR

#: code: (name, unit, what it says, higher is worse, lowest, highest, origin)
FACTORS = {
    "cpi": ("Corruption perceptions", "/ 100", "Corruption Perceptions Index; 100 is very clean.", False, 0, 100, C),
    "wgi_ge": ("Government effectiveness", "", "Worldwide Governance Indicators, about −2.5 to 2.5; higher is better.", False, -4, 4, C),
    "wgi_rl": ("Rule of law", "", "Worldwide Governance Indicators, about −2.5 to 2.5; higher is better.", False, -4, 4, C),
    "wgi_rq": ("Regulatory quality", "", "Worldwide Governance Indicators, about −2.5 to 2.5; higher is better.", False, -4, 4, C),
    "wgi_cc": ("Control of corruption", "", "Worldwide Governance Indicators, about −2.5 to 2.5; higher is better.", False, -4, 4, C),
    "wgi_pv": ("Political stability", "", "Worldwide Governance Indicators, about −2.5 to 2.5; higher is better.", False, -4, 4, C),
    "wgi_va": ("Voice and accountability", "", "Worldwide Governance Indicators, about −2.5 to 2.5; higher is better.", False, -4, 4, C),
    "human_rights": ("Human-rights protection", "", "Human-rights protection score, about −3 to 5; higher is better.", False, -6, 8, C),
    "forced_labour_goods": ("Goods made with forced labour", "goods", "Goods of the country that the US Department of Labor lists for forced labour.", True, 0, None, C),
    "child_labour_goods": ("Goods made with child labour", "goods", "Goods of the country that the US Department of Labor lists for child labour.", True, 0, None, C),
    "sector_ghg": ("Greenhouse-gas intensity", "kg CO2e / USD", "Greenhouse gas per US dollar of goods: the sector's average unless the supplier's own was read.", True, 0, None, G),
    "epi": ("Environmental performance", "/ 100", "Environmental Performance Index; 100 is best.", False, 0, 100, C),
    "hdi": ("Human development", "", "Human Development Index, 0 to 1; 1 is best.", False, 0, 1, C),
    "fh_aor": ("Association rights", "/ 12", "Associational and organizational rights, Freedom House; 12 is best.", False, 0, 12, C),
    "migrant_percent": ("Migrant workers", "%", "Share of migrant workers over all sites, weighted by workers.", True, 0, 100, W),
    "spend": ("Purchases", "TWD million", "Purchase amount of the last full quarter.", True, 0, None, S),
    "open_findings": ("Open findings", "points", "Open audit findings: 20 a priority, 4 a major, 1 a minor one.", True, 0, None, P),
    "zero_tolerance": ("Open zero-tolerance findings", "findings", "Zero-tolerance findings that are not closed.", True, 0, None, P),
    "audit_score": ("Audit score", "/ 200", "Score of the last audit; 200 is best.", False, 0, 200, P),
    "saq_score": ("Self-assessment", "/ 100", "Score of the annual survey; 100 is best.", False, 0, 100, P),
    "cap_overdue": ("Overdue corrective actions", "actions", "Corrective actions past their date.", True, 0, None, P),
    "certificates_held": ("Certificates held", "%", "Share of the wanted management-system certificates that hold.", False, 0, 100, P),
    "training_participation": ("Training participation", "%", "Share of the events of four quarters a supplier was invited to that it came to. The default model does not weigh it.", False, 0, 100, P),
}  # fmt: skip

OUT, NEUTRAL, COUNTRY = (
    ModelFactor.Missing.LEAVE_OUT,
    ModelFactor.Missing.NEUTRAL,
    ModelFactor.Missing.COUNTRY,
)

#: category: (weight, [(factor, weight, best, worst, when missing, holds for days)])
CATEGORIES = {
    Category.MANAGEMENT_SYSTEM: (
        25,
        [
            ("wgi_ge", 20, 2, -1.5, NEUTRAL, YEARS),
            ("wgi_rl", 20, 2, -1.5, NEUTRAL, YEARS),
            ("cpi", 25, 90, 20, NEUTRAL, YEARS),
            ("audit_score", 20, 200, 100, OUT, 1100),
            ("saq_score", 15, 100, 40, OUT, 730),
        ],
    ),
    Category.LABOUR: (
        35,
        [
            ("fh_aor", 30, 12, 0, NEUTRAL, YEARS),
            ("hdi", 25, 0.95, 0.45, NEUTRAL, YEARS),
            ("migrant_percent", 20, 0, 50, COUNTRY, 1100),
            ("open_findings", 25, 0, 60, OUT, 1100),
        ],
    ),
    Category.ENVIRONMENT: (
        25,
        [
            ("epi", 60, 80, 25, NEUTRAL, YEARS),
            ("open_findings", 25, 0, 60, OUT, 1100),
            ("cap_overdue", 15, 0, 5, OUT, 1100),
        ],
    ),
    Category.PRODUCT: (
        15,
        [
            ("wgi_rq", 60, 2, -1.5, NEUTRAL, YEARS),
            ("spend", 40, 0, 500, OUT, 400),
        ],
    ),
}


def load(*, at):
    """Factors, and the default model, active unless another model is."""
    Factor.objects.bulk_create(
        [Factor(code=code, **_named(fields)) for code, fields in FACTORS.items()],
        ignore_conflicts=True,
    )
    if not RiskModel.objects.filter(name=MODEL).exists():
        model = default_model(at=at)
        if not RiskModel.objects.filter(status=RiskModel.Status.ACTIVE).exists():
            activate_model(model=model, by=None, at=at)


def default_model(*, at, name=MODEL):
    """The default model as a draft."""
    model = RiskModel.objects.create(
        name=name, valid_from=timezone.localdate(at), source=SOURCE, to_confirm=True
    )
    fill_model(
        model=model,
        categories={code: weight for code, (weight, _rows) in CATEGORIES.items()},
        factors=[(code, *row) for code, (_weight, rows) in CATEGORIES.items() for row in rows],
        overrides=[
            OverrideRule(
                factor_id="zero_tolerance",
                at_least=1,
                risk_class=RiskClass.HIGH,
                reason="An open zero-tolerance finding means high.",
            ),
            OverrideRule(
                factor_id="saq_score",
                below=70,
                red_flags=2,
                risk_class=RiskClass.HIGH,
                reason="A self-assessment below 70 and two or more red flags mean high.",
            ),
        ],
    )
    return model


def _named(fields):
    names = ("name", "unit", "help", "higher_is_worse", "lowest", "highest", "origin")
    return dict(zip(names, fields, strict=True))
