"""Columns of the case library: every part in every language."""

from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column

from ..models import Case
from ..models.case import PARTS

CASE_COLUMNS = [
    Column("provision", _("Provision")),
    *(
        Column(f"{part}{suffix}", Case._meta.get_field(f"{part}{suffix}").verbose_name)
        for part in PARTS
        for suffix in ("", "_hant", "_hans")
    ),
    Column("published_at", _("Published"), kind="datetime"),
]
