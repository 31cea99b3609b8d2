"""The kept reasons of classifications: the only place that reads how they are stored."""

import json

from ..models import Classification, FactorReading, RiskModel
from ..rules.risk_difference import Kept
from ..rules.risk_record import full_record, reading_ids
from .risk_model import model_rules

OUT_OF_SCOPE = "out_of_scope"


def reasons_of(classification):
    """The whole arithmetic of one classification as plain data (see rules.risk_record). Four queries."""
    kept = classification.reasons
    rows = FactorReading.objects.filter(pk__in=reading_ids(kept)).order_by()
    sources = {pk: source for pk, *source in rows.values_list("pk", "source", "link")}
    return full_record(kept, model_rules(classification.model), sources)


def kept_in(year, suppliers):
    """{supplier id: Kept} of these suppliers (ids, or a range (first, last)) in a year; two queries, and
    three for each model that judged them."""
    return {supplier: side.kept() for supplier, side in sides_in(year, suppliers).items()}


def sides_in(year, suppliers):
    """As `kept_in`, but each a Side: its standing and score at once, its arithmetic when asked for."""
    rows = Classification.objects.filter(year=year).order_by()
    if isinstance(suppliers, tuple):
        rows = rows.filter(supplier__pk__range=suppliers)
    else:
        rows = rows.filter(supplier__in=suppliers)
    rows = list(rows)
    models = RiskModel.objects.in_bulk({row.model_id for row in rows})
    rules = {pk: model_rules(model) for pk, model in models.items()}
    return {row.supplier_id: Side(row, rules[row.model_id]) for row in rows}


class Side:
    """One classification as a side of a comparison."""

    __slots__ = ("row", "rules")

    def __init__(self, row, rules):
        self.row, self.rules = row, rules

    @property
    def standing(self):
        return self.row.risk_class if self.row.in_scope else OUT_OF_SCOPE

    @property
    def overall(self):
        return self.row.overall

    def kept(self):
        """With the arithmetic; its readings without their sources."""
        return Kept(
            self.standing,
            self.overall,
            self.row.coverage,
            full_record(self.row.reasons, self.rules, {}),
        )


def kept_of_verdict(verdict, rules, *, on):
    """A judgement that is not kept yet, as a side of a comparison."""
    record = full_record(json.loads(verdict.reasons(on)), rules, {})
    return Kept(verdict.standing, verdict.overall, verdict.coverage, record)
