"""What a quarter's cards are judged from, gathered in sets: about ten queries, however many suppliers.

Everything is read as of the quarter's last day, or as of `on` while the quarter is still running, so
that an old quarter computed late still speaks of itself.
"""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from audits.queries import cap_timeliness, last_audit_scores, open_findings, survey_scores
from suppliers.models import Classification
from suppliers.rules import quarters
from training.queries import participation

from ..models import Condition, OperatingFigure
from ..rules.scorecard import Figure


def gather(quarter, supplier_ids, *, on):
    """{supplier id: (criterion → Figure, condition → open rows)} for rules.scorecard.judge."""
    last = quarters.last_day(quarter)
    day = min(last, on)
    figures = {supplier: {} for supplier in supplier_ids}
    for found in (
        _operating(quarter, supplier_ids),
        _audits(supplier_ids, day),
        _surveys(quarter, supplier_ids, day),
        _timeliness(quarter, supplier_ids, None if on > last else on - dt.timedelta(days=1)),
        _classes(quarter, supplier_ids),
        _training(quarter, supplier_ids),
    ):
        for supplier, code, figure in found:
            figures[supplier][code] = figure
    conditions = _conditions(supplier_ids, day)
    return {supplier: (figures[supplier], conditions.get(supplier, {})) for supplier in figures}


def _operating(quarter, supplier_ids):
    rows = OperatingFigure.objects.filter(quarter=quarter, supplier__in=supplier_ids)
    for pk, supplier, code, value, source in rows.values_list(
        "pk", "supplier", "dimension", "value", "source"
    ):
        yield supplier, code, Figure(value, (_source("figure", pk, source, value),))


def _audits(supplier_ids, day):
    """The last scored audit; one that is no longer valid is shown but does not count."""
    for supplier, last in last_audit_scores(supplier_ids, until=day).items():
        valid = last.valid_until is None or last.valid_until >= day
        label = f"AU-{last.audit_id:05d}"
        source = _source("audit", last.audit_id, label, last.score, last.final_on)
        yield supplier, "audit", Figure(last.score if valid else None, (source,))


def _surveys(quarter, supplier_ids, day):
    """The accepted self-assessment of the quarter's year, else of the year before."""
    year, _number = quarters.parts(quarter)
    for of in (year - 1, year):  # the later one replaces the earlier
        for supplier, result in survey_scores(of, supplier_ids).items():
            if result.score is None or timezone.localdate(result.submitted_at) > day:
                continue
            source = _source("survey", result.survey_id, str(of), result.score)
            yield supplier, "survey", Figure(result.score, (source,))


def _timeliness(quarter, supplier_ids, until):
    for supplier, caps in cap_timeliness(quarter, suppliers=supplier_ids, until=until).items():
        value = f"{caps.on_time}/{caps.due}"
        yield (
            supplier,
            "cap_timeliness",
            Figure(caps.percent, (_source("caps", supplier, quarter, value),)),
        )


def _classes(quarter, supplier_ids):
    """The risk class of the quarter's year, else of the year before; no class is no figure."""
    year, _number = quarters.parts(quarter)
    rows = Classification.objects.filter(
        supplier__in=supplier_ids, year__in=[year - 1, year], in_scope=True
    ).exclude(risk_class="not_classified")
    rows = rows.order_by("year").values_list("pk", "supplier", "year", "risk_class")
    for pk, supplier, of, risk_class in rows:
        source = _source("classification", pk, str(of), risk_class)
        source["place"] = [supplier, of]
        yield supplier, "risk_class", Figure(risk_class, (source,))


def _training(quarter, supplier_ids):
    for supplier, part in participation(quarter, supplier_ids).items():
        if part.rate is None:
            continue
        value = f"{part.attended}/{part.invited}"
        yield (
            supplier,
            "training",
            Figure(Decimal(str(part.rate)), (_source("training", supplier, quarter, value),)),
        )


def _conditions(supplier_ids, day):
    """{supplier: {condition: rows}} of open zero-tolerance and priority findings."""
    rows = open_findings(supplier_ids, on=day).filter(rating="priority").order_by("pk")
    found = {}
    for pk, supplier, audit, number, severe in rows.values_list(
        "pk", "audit__site__supplier", "audit", "number", "zero_tolerance"
    ):
        source = _source("finding", pk, f"AU-{audit:05d}-{number}")
        of = found.setdefault(supplier, {})
        of.setdefault(Condition.OPEN_PRIORITY.value, []).append(source)
        if severe is not None:
            of.setdefault(Condition.ZERO_TOLERANCE.value, []).append(source)
    return found


def _source(kind, pk, label, value=None, on=None):
    """One row a figure was read from, as it is kept with the card."""
    source = {"kind": kind, "id": pk, "label": label}
    if value is not None:
        source["value"] = str(value)
    if on is not None:
        source["on"] = on.isoformat()
    return source
