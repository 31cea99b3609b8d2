"""The demo company's risk: two closed years and the open one, judged with the readings there were."""

import datetime as dt
import random

from django.db import transaction
from django.utils import timezone

from sustainportal.accounts.models import User

from . import demo_judgement, tasks
from .models import Classification, FactorReading, RiskYear, Supplier
from .operations import NewReading, read_factors
from .operations.risk import classify_span, close_year


@transaction.atomic
def build(*, at):
    """Readings of the past, two closed years, this year open. Does nothing where years are."""
    if RiskYear.objects.exists():
        return {}
    chance = random.Random("risk")
    demo_judgement.give_sectors()
    this_year = timezone.localdate(at).year
    buyer = User.objects.filter(username="buyer").first()
    for year in (this_year - 2, this_year - 1):
        evening = timezone.make_aware(dt.datetime(year, 12, 20, 18, 0))
        read_the_past(chance, year, by=buyer, at=evening)
        judge_year(year, by=buyer, at=evening)
        close_year(year=year, by=buyer, at=evening + dt.timedelta(days=1))
    judge_year(this_year, by=None, at=at)
    demo_judgement.build(this_year, at=at)
    return {
        "factor readings": FactorReading.objects.count(),
        "classifications": Classification.objects.count(),
    }


def judge_year(year, *, by, at):
    """The same spans as the job takes, in the foreground."""
    for first, last in tasks.spans(by=by, at=at, year=year):
        classify_span(year=year, first=first, last=last, by=by, at=at)


def read_the_past(chance, year, *, by, at):
    """What surveys and audits told in the autumn of a year, where the demo has nothing from then."""
    day = dt.date(year, 10, 15)
    known = set(
        FactorReading.objects.filter(read_on__lte=day, read_on__year=year).values_list(
            "supplier", "factor"
        )
    )
    rows = []
    for supplier in Supplier.objects.order_by("code"):
        steady = random.Random(supplier.code).random()  # a supplier's own level, year after year
        saq = round(min(100, 45 + 55 * steady + chance.uniform(-8, 8)), 1)
        found = round(max(0, 60 * (1 - steady) + chance.uniform(-15, 15)))
        rows.append(NewReading(supplier.pk, "saq_score", saq, day, f"Annual survey {year}"))
        if chance.random() < 0.5:
            score = max(60, min(200, 200 - 2 * found))
            rows.append(NewReading(supplier.pk, "audit_score", score, day, f"Audit {year}"))
            rows.append(NewReading(supplier.pk, "open_findings", found, day, f"Audit {year}"))
    rows = [row for row in rows if (row.supplier_id, row.factor) not in known]
    read_factors(readings=rows, by=by, at=at)
