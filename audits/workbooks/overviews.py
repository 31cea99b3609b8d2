"""Columns of the tables of the overviews, for Excel."""

from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column

COUNT = Column("count", _("Findings"), kind="integer")
CLOSED = Column("closed", _("Closed"), kind="integer")
OVERDUE = Column("overdue", _("Overdue"), kind="integer")

OUTCOME_COLUMNS = [Column("label", _("Outcome")), Column("count", _("Audits"), kind="integer")]
RATING_COLUMNS = [Column("label", _("Rating")), COUNT, CLOSED]
SECTION_COLUMNS = [Column("label", _("Section")), COUNT, CLOSED]
PROVISION_COLUMNS = [
    Column("code", _("Code")),
    Column("label", _("Provision")),
    COUNT,
    CLOSED,
    Column("share", _("Share, %"), kind="decimal"),
    Column("cumulative", _("Cumulative, %"), kind="decimal"),
]
STEP_COLUMNS = [
    Column("label", _("Step")),
    Column("days", _("Average days"), kind="decimal"),
    Column("count", _("Steps"), kind="integer"),
    Column("findings", _("Findings"), kind="integer"),
]
SPAN_COLUMNS = [Column("label", _("Findings")), Column("rating", _("Rating")), COUNT]
WAITING_COLUMNS = [
    Column("label", _("Who waits for whom")),
    Column("state_label", _("State")),
    COUNT,
    OVERDUE,
]
PARTY_COLUMNS = [Column("name", _("Who is waited for")), COUNT, OVERDUE]
COMPARISON_COLUMNS = [
    Column("label", _("Compared")),
    Column("suppliers", _("Suppliers audited"), kind="integer", value="improvement.suppliers"),
    Column("audits", _("Audits"), kind="integer"),
    Column("findings", _("Findings"), kind="integer", value="improvement.findings"),
    Column("per_audit", _("Findings per audit"), kind="decimal"),
    Column("closed", _("Closed"), kind="integer", value="improvement.closed"),
    Column("pooled", _("Improvement, pooled, %"), kind="decimal", value="improvement.pooled"),
    Column("mean", _("Improvement, mean per supplier, %"), kind="decimal", value="improvement.mean"),
    Column("open", _("Open"), kind="integer"),
    OVERDUE,
]
