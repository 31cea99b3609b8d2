"""Columns of people to match."""

from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column

UNKNOWN_COLUMNS = [
    Column("event", _("Event code"), value="event.code"),
    Column("name", _("Name")),
    Column("email", _("E-mail")),
    Column("organisation", _("Organisation")),
    Column("state", _("State"), value=lambda row: row.get_state_display()),
    Column("supplier", _("Supplier code"), value="supplier.code"),
]
