"""How a plain value of a column looks to a person, in the language of the moment."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from .columns import NO, YES


def shower(column):
    """The function from a plain value to what stands in the cell: a label, a local time, a number."""
    if column.kind == "choice":
        labels = {value: str(label) for value, label in column.pairs()}
        return lambda value: labels.get(value, value)
    if column.kind == "boolean":
        yes, no = str(YES), str(NO)
        return lambda value: yes if value else no
    if column.kind == "date":
        return _day
    if column.kind == "datetime":
        return moment
    return lambda value: value


def _day(value):
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def moment(value):
    """A datetime as the clock on the wall shows it, to the second; anything else as it is."""
    if not isinstance(value, dt.datetime):
        return value
    if timezone.is_aware(value):
        value = timezone.localtime(value).replace(tzinfo=None)
    return value.replace(microsecond=0)


def shown_row(columns, values):
    """{key: text} of the values of an imported row, for the preview."""
    shown = {}
    for column in columns:
        if column.key in values:
            value = values[column.key]
            shown[column.key] = "" if value is None else _text(shower(column)(value))
    return shown


def _text(value):
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
