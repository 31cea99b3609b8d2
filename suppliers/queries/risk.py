"""Reads of the yearly judgement, for pages, reports and the rooms downstream."""

from collections import defaultdict

from django.db import connection
from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    DateField,
    Exists,
    F,
    FloatField,
    IntegerField,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.functions import Coalesce, ExtractYear, Now

from ..models import Category, Classification, FactorReading, RiskClass, RiskYear
from .packed import packed

SCORES = Category.values  # the names of the score fields too


def classification_of(supplier, year):
    """The supplier's row of that year, or None."""
    return Classification.objects.filter(supplier=supplier, year=year).first()


def latest_classification(supplier):
    """The supplier's row of the newest year that has begun and has one, or None."""
    begun = Classification.objects.filter(supplier=supplier, year_id__lte=ExtractYear(Now()))
    return begun.order_by("-year_id").first()


def classes_of(year, suppliers=None):
    """{supplier id: class} of a year's suppliers in scope; of all, or of the given ids."""
    rows = Classification.objects.filter(year=year, in_scope=True)
    if suppliers is not None:
        rows = rows.filter(supplier__in=suppliers)
    return dict(rows.order_by().values_list("supplier", "risk_class"))


def open_years_judged():
    """The open years with classifications; at once, however many there are."""
    judged = Classification.objects.filter(year=OuterRef("pk"))
    return list(
        RiskYear.objects.filter(Exists(judged), closed_at=None).values_list("pk", flat=True)
    )


def latest_readings(*, first, last, factors, on):
    """{supplier id: {factor: (value, day, reading id)}}: of each factor the reading that counts on a day.

    That is the one read last, of these the one recorded last; withdrawn ones never count. Days as
    `day_number` counts them. One query.
    """
    codes = list(factors)
    rows = FactorReading.objects.valid().filter(
        supplier__pk__range=(first, last), factor__in=codes, read_on__lte=on
    )
    if connection.features.can_distinct_on_fields:
        order = ("supplier_id", "factor_id", "-read_on", "-recorded_at", "-pk")
        rows = rows.order_by(*order).distinct(*order[:2])
    else:
        rows = rows.order_by("read_on", "recorded_at", "pk")
    numbers = [When(factor=code, then=Value(n)) for n, code in enumerate(codes)]
    found = defaultdict(dict)
    for row in packed(
        rows.annotate(number=Case(*numbers, output_field=IntegerField())),
        ("value", FloatField),
        ("read_on", DateField),
        ("pk", BigIntegerField),
        ("supplier", BigIntegerField),
        ("number", IntegerField),
    ):
        found[row[3]][codes[row[4]]] = row
    return found


def class_counts(year):
    """{"high", "medium", "low", "not_classified", "out_of_scope"}: suppliers of a year; one query."""
    rows = (
        Classification.objects.filter(year=year)
        .order_by()
        .values_list("in_scope", "risk_class")
        .annotate(count=Count("pk"))
    )
    counts = dict.fromkeys([*RiskClass.values, "out_of_scope"], 0)
    for in_scope, risk_class, count in rows:
        counts[risk_class if in_scope else "out_of_scope"] += count
    return counts


def in_band(category, band):
    """The condition that a category's score lies in a band of the model it was judged by."""
    high, medium = F("model__high_from"), F("model__medium_from")
    return {
        "high": Q(**{f"{category}__gte": high}),
        "medium": Q(**{f"{category}__gte": medium, f"{category}__lt": high}),
        "low": Q(**{f"{category}__lt": medium}),
        "none": Q(**{f"{category}__isnull": True}),
    }[band]


BANDS = ("high", "medium", "low", "none")


def heat_map(year):
    """{category: {band: suppliers in scope}}, the band being that of the category's score; one query."""
    cells = {
        f"{category}_{band}_n": Count("pk", filter=in_band(category, band))
        for category in SCORES
        for band in BANDS
    }
    counts = Classification.objects.filter(year=year, in_scope=True).order_by().aggregate(**cells)
    return {
        category: {band: counts[f"{category}_{band}_n"] for band in BANDS} for category in SCORES
    }


def class_list(year):
    """A year's classifications for a list: the supplier joined, the reasons left out; `score` sorts those
    without an overall score below all others."""
    return (
        Classification.objects.filter(year=year)
        .select_related("supplier")
        .defer("reasons", "supplier__name_key")
        .annotate(score=Coalesce("overall", -1.0))
    )


def years_of(supplier):
    """A supplier's classifications without their reasons, newest year first."""
    return supplier.classifications.select_related("year").defer("reasons").order_by("-year_id")
