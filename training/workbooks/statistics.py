"""Columns of the published figures and of the rows behind them."""

from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column

from ..models import Event

FIGURES = [
    Column("person_times", _("Person-times"), kind="integer"),
    Column("heads", _("of these without names"), kind="integer"),
    Column("hours", _("Hours"), kind="decimal"),
    Column("person_hours", _("Person-hours"), kind="decimal"),
    Column("suppliers", _("Suppliers reached"), kind="integer"),
]


def _then(name):
    """The published value of a measure, where the year was published."""
    return lambda line: line.before.get(name, getattr(line, name)) if line.is_published else None


PUBLISHED = [
    Column(
        "published_person_times",
        _("Person-times, published"),
        kind="integer",
        value=_then("person_times"),
    ),
    Column("published_hours", _("Hours, published"), kind="decimal", value=_then("hours")),
    Column(
        "published_person_hours",
        _("Person-hours, published"),
        kind="decimal",
        value=_then("person_hours"),
    ),
    Column(
        "published_suppliers",
        _("Suppliers reached, published"),
        kind="integer",
        value=_then("suppliers"),
    ),
]

STATISTICS_COLUMNS = [
    Column("year", _("Year"), kind="integer"),
    *FIGURES,
    Column("total_person_times", _("Person-times, total"), kind="integer"),
    Column("total_hours", _("Hours, total"), kind="decimal"),
    *PUBLISHED,
]

CELL_COLUMNS = [
    Column("year", _("Year"), kind="integer"),
    Column("kind", _("Kind"), value=lambda line: line.kind and Event.Kind(line.kind).label),
    Column("theme", _("Theme")),
    Column("tier", _("Tier"), value=lambda line: line.tier or None, kind="integer"),
    *FIGURES,
    *PUBLISHED,
]

VIEW_COLUMNS = [
    Column("year", _("Year"), kind="integer", value=lambda row: row[0]),
    Column("views", _("Course views"), kind="integer", value=lambda row: row[1]),
    Column("total", _("Course views, total"), kind="integer", value=lambda row: row[2]),
]

EVENT = [
    Column("date", _("Date"), kind="date", value="event.starts_on"),
    Column("event", _("Event code"), value="event.code"),
    Column("title", _("Event"), value="event.title"),
]

HEAD_COUNT_COLUMNS = [
    *EVENT,
    Column("organisation", _("Organisation")),
    Column("supplier", _("Supplier code"), value="supplier.code"),
    Column("heads", _("People"), kind="integer"),
]

SESSION_COLUMNS = [
    *EVENT,
    Column("topic", _("Topic")),
    Column("speaker", _("Speaker")),
    Column("organisation", _("Organisation")),
    Column("starts_at", _("Starts"), kind="datetime"),
    Column("minutes", _("Minutes"), kind="integer"),
]

REACHED_COLUMNS = [
    Column("code", _("Supplier code")),
    Column("name", _("Supplier")),
    Column("tier", _("Tier"), kind="integer"),
]
