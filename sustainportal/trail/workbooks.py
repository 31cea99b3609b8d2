"""The trail as a sheet (export only)."""

import json

from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column

TRAIL_COLUMNS = [
    Column("at", _("When"), kind="datetime"),
    Column("actor", _("Who")),
    Column("event", _("Event")),
    Column("subject", _("About")),
    Column("subject_type", _("Kind of thing")),
    Column("subject_id", _("Id")),
    Column("detail", _("Detail"), value=lambda row: json.dumps(row.detail, ensure_ascii=False)),
]
