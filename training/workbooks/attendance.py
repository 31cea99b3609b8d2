"""Columns of attendances."""

from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column

ATTENDANCE_COLUMNS = [
    Column("event", _("Event code"), value="event.code", required=True, max_length=40),
    Column("supplier", _("Supplier code"), value="supplier.code", required=True, max_length=40),
    Column("name", _("Name"), required=True, max_length=100),
    Column("email", _("E-mail"), max_length=254),
    Column("minutes", _("Minutes"), kind="integer", value="attended_minutes"),
]
