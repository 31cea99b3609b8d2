"""Columns of records sent."""

from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column

RECORDS_SENT_COLUMNS = [
    Column("code", _("Supplier code"), value="supplier.code"),
    Column("name", _("Supplier"), value="supplier.name"),
    Column("sent_at", _("Sent"), kind="datetime"),
    Column("seen_at", _("Seen"), kind="datetime"),
    Column("seen_by", _("Seen by"), value=lambda row: str(row.seen_by) if row.seen_by else ""),
]
