"""Reads of classes set by hand."""

from ..models import ClassOverride


def live_overrides(year, today, *, limit):
    """The classes set by hand that count in a year on a day, those that run out soonest first."""
    rows = ClassOverride.objects.live(today).filter(year=year).select_related("supplier")
    return list(rows.order_by("until", "pk")[:limit])


def overrides_of_year(year):
    """Every class set by hand in a year, whether it still counts or not, newest first."""
    return ClassOverride.objects.filter(year=year).select_related("supplier", "year")


def override_of(supplier, year, today):
    """The class set by hand that counts for a supplier in a year, or None."""
    return ClassOverride.objects.live(today).filter(supplier=supplier, year=year).first()
