"""What people of the demo company did about risk: sectors, readings by hand, classes by hand, a draft model."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from sustainportal.accounts.models import User

from . import tasks
from .models import (
    Category,
    Classification,
    Factor,
    ModelFactor,
    OverrideRule,
    RiskClass,
    RiskModel,
    Sector,
    Supplier,
)
from .operations import copy_model, override_class
from .operations.readings_by_hand import record_reading, withdraw_reading
from .operations.risk import judge_again
from .operations.risk_preview import begin_preview, finish_preview, preview_span

#: The sector of a trade, by NAICS code.
SECTORS = {
    "Assembly": "334111", "Displays": "334419", "Batteries": "335911", "Circuits": "334412",
    "Optics": "333314", "Metalworks": "332322", "Connectors": "334417", "Packaging": "322212",
    "Polymers": "326113", "Magnets": "327110", "Components": "334419",
}  # fmt: skip
#: supplier code: (factor, value, days ago, source, reason)
READINGS = {
    "S-003": ("sector_ghg", 0.21, 30, "Energy bills 2025, checked on site", "Measured; better than the sector's average"),
    "S-012": ("saq_score", 71.5, 12, "Self-assessment on paper", "The form came by post while their login was being renewed"),
    "S-021": ("migrant_percent", 12, 45, "Visit of 14 March", "The registry's figure is of two years ago"),
}  # fmt: skip
WITHDRAWN = ("S-016", "audit_score", 140, 60, "Audit report, page 3", "Typed from the report")
WHY_WITHDRAWN = "The page is of another plant"
DRAFT = "With sector emissions (draft)"


def give_sectors():
    """A sector for every supplier, by its trade; nothing where the catalogue of sectors is empty."""
    known = set(Sector.objects.values_list("pk", flat=True))
    for trade, code in SECTORS.items():
        if code in known:
            Supplier.objects.filter(category=trade, sector=None).update(sector=code)


def build(year, *, at):
    """After the year was judged: readings and classes by hand, and a draft with its preview."""
    buyer = User.objects.filter(username="buyer").first()
    by_hand(buyer, at=at)
    if buyer:
        overrides(year, buyer, at=at)
    make_draft(year, by=User.objects.filter(username="admin").first(), at=at)


def by_hand(buyer, *, at):
    """Readings a buyer recorded, and one that was taken back."""
    for code, row in READINGS.items():
        record(code, *row, by=buyer, at=at)
    taken_back = record(*WITHDRAWN, by=buyer, at=at)
    withdraw_reading(reading=taken_back, reason=WHY_WITHDRAWN, by=buyer, at=at)


def record(code, factor, value, days_ago, source, reason, *, by, at):
    return record_reading(
        supplier=Supplier.objects.get(code=code),
        factor=Factor.objects.get(pk=factor),
        value=value,
        read_on=timezone.localdate(at) - dt.timedelta(days=days_ago),
        source=source,
        reason=reason,
        by=by,
        at=at,
    )


def overrides(year, buyer, *, at):
    """Two classes set by hand: one counts, one has run out (where the year is old enough)."""
    rows = Classification.objects.filter(year=year, in_scope=True).exclude(overall=None)
    medium = rows.filter(risk_class=RiskClass.MEDIUM).select_related("supplier").order_by("pk")[:2]
    if len(medium) < 2:
        return
    live, past = (row.supplier for row in medium)
    override_class(
        supplier=live, year=year, risk_class=RiskClass.HIGH, by=buyer, at=at,
        reason="A fire at the plant next door; we visit before we trust the figures.",
        until=timezone.localdate(at) + dt.timedelta(days=60),
    )  # fmt: skip
    then = at - dt.timedelta(days=40)
    if timezone.localdate(then).year == year:
        override_class(
            supplier=past, year=year, risk_class=RiskClass.LOW, by=buyer, at=then,
            reason="New owner with a good record; until the audit.",
            until=timezone.localdate(at) - dt.timedelta(days=5),
        )  # fmt: skip
        judge_again(supplier_id=past.pk, year=year, by=None, at=at)


def make_draft(year, *, by, at):
    """A copy of the active model that weighs the sector's emissions and listed goods, and a look at it."""
    active = RiskModel.objects.get(status=RiskModel.Status.ACTIVE)
    draft = copy_model(model=active, name=DRAFT, by=by, at=at)
    environment, labour = Category.ENVIRONMENT, Category.LABOUR
    weigh(draft, environment, {"epi": 40, "open_findings": 20, "cap_overdue": 10})
    weigh(draft, labour, {"fh_aor": 20, "hdi": 15})
    ModelFactor.objects.bulk_create(
        [
            part(draft, environment, "sector_ghg", 30, 0, 1),
            part(draft, labour, "human_rights", 10, 4, -2),
            part(draft, labour, "forced_labour_goods", 10, 0, 5),
        ]
    )
    OverrideRule.objects.create(
        model=draft, factor_id="audit_score", below=120, risk_class=RiskClass.HIGH,
        reason="An audit score below 120 means high.",
    )  # fmt: skip
    preview = begin_preview(model=draft.pk, year=year, by=by, at=at)
    for first, last in tasks.all_spans():
        preview_span(preview=preview.pk, first=first, last=last, by=by, at=at)
    finish_preview(preview=preview.pk, by=by, at=at)


def weigh(draft, category, weights):
    for factor, weight in weights.items():
        rows = ModelFactor.objects.filter(model=draft, category=category, factor=factor)
        rows.update(weight=Decimal(weight))


def part(draft, category, factor, weight, best, worst):
    return ModelFactor(
        model=draft,
        category=category,
        factor_id=factor,
        weight=Decimal(weight),
        best=best,
        worst=worst,
        missing=ModelFactor.Missing.LEAVE_OUT,
        max_age_days=3660,
    )
