"""Columns of who is invited to an event and what they answered, and of who is registered."""

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column

from ..queries.answers import ANSWERS

ANSWER_COLUMNS = [
    Column("code", _("Supplier code"), value=lambda row: row.supplier.code),
    Column("supplier", _("Supplier"), value=lambda row: row.supplier.name),
    Column("reason", _("Why invited")),
    Column("invited_on", _("Invited"), kind="date", value=lambda row: localdate(row.invited_at)),
    Column("answer", _("Answer"), value=lambda row: str(ANSWERS[row.answer])),
    Column("seated", _("People registered"), kind="integer"),
    Column("in_line", _("People in line"), kind="integer"),
    Column("declined_because", _("Declined because")),
    Column("somebody_came", _("Came"), kind="boolean"),
    Column("excused_because", _("Why nobody came")),
]
REGISTRATION_COLUMNS = [
    Column("name", _("Name")),
    Column("email", _("E-mail")),
    Column("code", _("Supplier code"), value=lambda row: row.supplier.code),
    Column("supplier", _("Supplier"), value=lambda row: row.supplier.name),
    Column("place", _("Place"), value=lambda row: row.place.name if row.place else ""),
    Column(
        "registered_on",
        _("Registered"),
        kind="date",
        value=lambda row: localdate(row.registered_at),
    ),
    Column(
        "seat",
        _("Seat"),
        value=lambda row: str(ANSWERS["waiting"] if row.waiting_since else _("has a seat")),
    ),
]
