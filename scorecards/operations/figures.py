"""Keep operating figures, in sets."""

import datetime as dt
from collections import Counter

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import OperatingFigure, Quarter


@transaction.atomic
def keep_figures(figures, *, by, at):
    """Keep (supplier id, quarter, dimension, value 0–100, row number) tuples; opens their quarters.

    An older figure of the same supplier, quarter and dimension is replaced. NotNow for a published quarter.
    """
    counts = Counter(quarter for _supplier, quarter, *_rest in figures)
    Quarter.objects.bulk_create(
        [Quarter(pk=code, opened_at=at) for code in sorted(counts)], ignore_conflicts=True
    )
    held = Quarter.objects.select_for_update().in_bulk(sorted(counts))
    for quarter in held.values():
        if quarter.is_published:
            raise NotNow(
                _("%(quarter)s is published: its figures do not change.") % {"quarter": quarter}
            )
    source = f"import {timezone.localdate(at)}, row "
    came_in = {code: _after_computing(row, at) for code, row in held.items()}
    OperatingFigure.objects.bulk_create(
        [
            OperatingFigure(
                supplier_id=supplier,
                quarter_id=quarter,
                dimension=dimension,
                value=value,
                source=f"{source}{row}",
                recorded_at=came_in[quarter],
            )
            for supplier, quarter, dimension, value, row in figures
        ],
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["supplier", "quarter", "dimension"],
        update_fields=["value", "source", "recorded_at"],
    )
    for code, count in sorted(counts.items()):
        record("scorecards.figures.imported", held[code], by=by, at=at, figures=count)
    return len(figures)


def _after_computing(quarter, at):
    """When figures kept now came in: after the quarter's computation, even if the file was handed in
    before it, so that publishing asks for a new one."""
    computed = quarter.computed_at
    return at if computed is None else max(at, computed + dt.timedelta(microseconds=1))
