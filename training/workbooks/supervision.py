"""Columns of supervisions and groups."""

from django.utils.translation import gettext_lazy as _

from suppliers.models import RiskClass
from sustainportal.sheets.columns import Column


def _of(side, name):
    """Reads a fact of a row: `then`, or `now` (the end, of an ended supervision)."""
    return lambda row: getattr(row, side).get(name)


def _class(side):
    return lambda row: (
        RiskClass(code).label if (code := getattr(row, side).get("risk_class")) else ""
    )


def _both(name, then, now, kind="integer"):
    return [
        Column(f"{name}_then", then, kind=kind, value=_of("then", name)),
        Column(f"{name}_now", now, kind=kind, value=_of("now", name)),
    ]


SUPERVISION_COLUMNS = [
    Column("code", _("Supplier code"), value="supplier.code"),
    Column("supplier", _("Supplier"), value="supplier.name"),
    Column("since", _("Since"), kind="date"),
    Column("ended_on", _("Until"), kind="date"),
    Column("days", _("Days"), kind="integer"),
    Column("why", _("Why"), value=lambda row: row.get_why_display()),
    Column("reason", _("Reason")),
    Column("group", _("Group"), value="group.name"),
    Column("class_then", _("Class then"), value=_class("then")),
    Column("class_now", _("Class now"), value=_class("now")),
    *_both("priority", _("Priority then"), _("Priority now")),
    *_both("major", _("Major then"), _("Major now")),
    *_both("minor", _("Minor then"), _("Minor now")),
    *_both("overdue", _("Overdue then"), _("Overdue now")),
    *_both("audit_score", _("Audit score then"), _("Audit score now"), kind="decimal"),
    Column("ended_because", _("Ended because")),
]

GROUP_COLUMNS = [
    Column("name", _("Group")),
    Column("about", _("What it is for")),
    Column("lead", _("Auditor"), value=lambda row: str(row.lead) if row.lead else ""),
    Column("suppliers", _("Suppliers"), kind="integer", value="supplier_count"),
    Column("posts", _("Posts"), kind="integer", value="post_count"),
    Column("unread", _("Unread"), kind="integer"),
]
