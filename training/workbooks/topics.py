"""Columns of suggested topics."""

from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column

TOPIC_COLUMNS = [
    Column("section", _("Section"), value="topic.section"),
    Column("code", _("Provision"), value="topic.code"),
    Column("title", _("Title"), value="topic.title"),
    Column("suppliers", _("Suppliers"), kind="integer", value="topic.suppliers"),
    Column("findings", _("Findings"), kind="integer", value="topic.findings"),
    Column("before", _("Findings, year before"), kind="integer", value="topic.before"),
    Column("open", _("Open today"), kind="integer", value="topic.open"),
    Column("events", _("Events"), value=lambda row: ", ".join(str(e) for e in row["events"])),
    Column("courses", _("Courses"), value=lambda row: ", ".join(str(c) for c in row["courses"])),
]
