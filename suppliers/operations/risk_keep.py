"""Keep the verdicts of a span: only the rows that differ, in one go, with the trail of changed classes."""

import json
from typing import NamedTuple

from sustainportal.trail.operations import entry, record_many

from ..models import Classification
from ..queries.risk import SCORES
from ..rules.risk import NOT_CLASSIFIED, shown
from ..rules.risk_record import text_digest
from .copying import upsert

OUT_OF_SCOPE = "out_of_scope"
VALUES = ["overall", "risk_class", "in_scope", "coverage", *SCORES]
COLUMNS = [
    "supplier_id",
    "year_id",
    "model_id",
    *VALUES,
    "figures",
    "digest",
    "judged_at",
    "reasons",
]


class Before(NamedTuple):
    """What is known of a kept row before a run: enough to tell whether anything differs."""

    digest: str
    figures: str
    risk_class: str
    in_scope: bool

    @property
    def standing(self):
        return self.risk_class if self.in_scope else OUT_OF_SCOPE


class Verdict:
    """The judgement of one supplier, ready to be kept: `text` as rules.risk_record.kept_text has it."""

    __slots__ = ("basis", "risk_class", "sums", "supplier", "text")

    def __init__(self, supplier, basis, text, sums=None):
        self.supplier, self.basis, self.text, self.sums = supplier, basis, text, sums
        self.risk_class = sums.risk_class if sums else NOT_CLASSIFIED

    @property
    def in_scope(self):
        return self.sums is not None

    @property
    def standing(self):
        """The class, or that there is none because the supplier is out of scope."""
        return self.risk_class if self.in_scope else OUT_OF_SCOPE

    @property
    def overall(self):
        return shown(self.sums.overall) if self.sums else None

    @property
    def coverage(self):
        return self.sums.coverage / 100 if self.sums else 0.0

    @property
    def scores(self):
        """In the order of the columns; none of a supplier without an overall score."""
        if self.overall is None:
            return [None] * len(SCORES)
        return [shown(self.sums.scores.get(name)) for name in SCORES]

    def reasons(self, on):
        """What is kept, as JSON text."""
        return f'{{"on":"{on}",{self.text}}}'

    def set_by_hand(self, record):
        more = {"by_model": self.risk_class, "by_hand": record}
        self.text += "," + json.dumps(more)[1:-1]
        self.risk_class = record["class"]


def kept_rows(year, *, first, last):
    """{supplier id: Before} of a year; one query."""
    rows = Classification.objects.filter(year=year, supplier__pk__range=(first, last)).order_by()
    return {
        supplier: Before._make(row)
        for supplier, *row in rows.values_list("supplier", *Before._fields)
    }


def keep(verdicts, kept, *, year, model, on, by, at):
    """Write the verdicts that differ from what is kept, and the trail of changed classes; how many differ."""
    rows, moved, changed = [], [], 0
    for verdict in verdicts:
        sums, number = verdict.sums, verdict.supplier.pk
        values = (verdict.overall, verdict.risk_class, verdict.in_scope, verdict.coverage)
        values = [*values, *verdict.scores]
        now = text_digest(f"{model.pk} {values} {sums and sums.covered} {verdict.text}")
        before = kept.get(number)
        if before is None or (before.digest, before.figures) != (now, verdict.basis):
            keys = number, year.pk, model.pk
            rows.append([*keys, *values, verdict.basis, now, at, verdict.reasons(on)])
        changed += before is None or before.digest != now
        if before is None or before.standing != verdict.standing:
            moved.append((verdict.supplier, before and before.standing, verdict.standing))
    upsert(Classification, COLUMNS, rows, unique=["supplier_id", "year_id"])
    record_many(
        [
            entry(
                "suppliers.supplier.classified",
                supplier,
                by=by,
                at=at,
                year=year.pk,
                before=before,
                now=now,
                model=model.name,
            )
            for supplier, before, now in moved
        ]
    )
    return changed
