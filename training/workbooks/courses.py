"""Columns of courses and of their certificates."""

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column

COURSE_COLUMNS = [
    Column("code", _("Code")),
    Column("title", _("Title")),
    Column("language", _("Language"), value=lambda row: row.get_language_display()),
    Column("standard", _("Standard")),
    Column("provision", _("Provision")),
    Column("series", _("Series")),
    Column("lessons", _("Lessons"), kind="integer", value="lesson_count"),
    Column("published", _("Published"), kind="boolean", value="is_published"),
]


CERTIFICATE_COLUMNS = [
    Column("code", _("Code")),
    Column("name", _("Name")),
    Column("supplier", _("Supplier code"), value="supplier.code"),
    Column("supplier_name", _("Supplier"), value="supplier.name"),
    Column("course", _("Course"), value="course.title"),
    Column("standard", _("Standard"), value="course.standard"),
    Column(
        "completed",
        _("Completed"),
        kind="date",
        value=lambda row: localdate(row.completed_at),
    ),
    Column("score", _("Quiz, percent"), kind="integer"),
    Column("until", _("Valid until"), kind="date", value="valid_until"),
]
