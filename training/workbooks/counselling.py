"""Columns of counselling meetings, their follow-ups and what they did."""

from django.utils.translation import gettext_lazy as _

from audits.models import Rating, State
from sustainportal.sheets.columns import Column

from ..models import Event

MEETING_COLUMNS = [
    Column("starts_on", _("Date"), kind="date"),
    Column("code", _("Event code")),
    Column("title", _("Title")),
    Column("state", _("State"), kind="choice", choices=Event.State.choices),
    Column("lead", _("Leading auditor"), value=lambda row: str(row.lead or "")),
    Column("suppliers", _("Suppliers"), kind="integer"),
    Column("findings", _("Findings"), kind="integer"),
    Column("causes", _("Causes recorded"), kind="integer"),
    Column("open", _("Open follow-ups"), kind="integer"),
    Column("late", _("Overdue follow-ups"), kind="integer"),
]

FOLLOW_UP_COLUMNS = [
    Column("due_on", _("By"), kind="date"),
    Column("text", _("What follows")),
    Column("owner", _("Who sees to it")),
    Column("supplier_code", _("Supplier code"), value="treated.finding.audit.site.supplier.code"),
    Column("supplier", _("Supplier"), value="treated.finding.audit.site.supplier.name"),
    Column("finding", _("Finding"), value="treated.finding.reference"),
    Column("meeting", _("Meeting"), value="treated.event.title"),
    Column("met_on", _("Date of the meeting"), kind="date", value="treated.event.starts_on"),
    Column("done_at", _("Done"), kind="datetime"),
    Column("done_remark", _("What was done")),
]

GROUP_WORDS = {"treated": _("Treated"), "untreated": _("Not treated")}

EFFECT_COLUMNS = [
    Column("period", _("Period")),
    Column("meetings", _("Meetings"), kind="integer"),
    Column("group", _("Findings"), value=lambda row: str(GROUP_WORDS[row["group"]])),
    Column("findings", _("Number"), kind="integer"),
    Column("closed", _("Closed"), kind="integer"),
    Column("rate", _("Improvement rate, %"), kind="decimal"),
    Column("median", _("Days to close, median"), kind="decimal"),
    Column("mean", _("Days to close, mean"), kind="decimal"),
    Column("few", _("Too few to tell"), kind="boolean"),
]

EFFECT_FINDING_COLUMNS = [
    Column("reference", _("Finding")),
    Column("supplier_code", _("Supplier code"), value="audit.site.supplier.code"),
    Column("supplier", _("Supplier"), value="audit.site.supplier.name"),
    Column("provision", _("Provision"), value="provision.code"),
    Column("rating", _("Rating"), kind="choice", choices=Rating.choices),
    Column("state", _("State"), kind="choice", choices=State.choices),
    Column("since", _("Counted from"), kind="date"),
    Column("closed_on", _("Closed"), kind="date"),
    Column(
        "days",
        _("Days to close"),
        kind="integer",
        value=lambda row: row.took.days if row.took else None,
    ),
]
