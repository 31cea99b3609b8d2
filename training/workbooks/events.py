"""Columns of events."""

from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column

EVENT_COLUMNS = [
    Column("code", _("Event code")),
    Column("title", _("Title")),
    Column("kind", _("Kind"), value=lambda event: event.get_kind_display()),
    Column("theme", _("Theme")),
    Column("starts_on", _("Date"), kind="date"),
    Column("place", _("Place")),
    Column("state", _("State"), value=lambda event: event.get_state_display()),
]
