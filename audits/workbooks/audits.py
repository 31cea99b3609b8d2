"""Columns of the list of audits: export, and what is imported, come from the same list."""

from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column

from ..models import Audit

AUDIT_COLUMNS = [
    Column("reference", _("Audit")),
    Column("supplier_code", _("Supplier code"), value="site.supplier.code"),
    Column("supplier", _("Supplier"), value="site.supplier.name"),
    Column("site", _("Site"), value="site.name"),
    Column("kind", _("Kind"), kind="choice", choices=Audit.Kind.choices),
    Column("protocol", _("Protocol"), value=lambda audit: str(audit.protocol)),
    Column("auditor", _("Lead auditor"), value=lambda audit: str(audit.auditor)),
    Column("firm", _("Audit firm")),
    Column("planned_on", _("Planned for"), kind="date"),
    Column("started_on", _("Visit began"), kind="date"),
    Column("final_on", _("Final report"), kind="date"),
    Column("state", _("State"), kind="choice", choices=Audit.State.choices),
    Column("outcome", _("Outcome"), kind="choice", choices=Audit.Outcome.choices),
    Column("score", _("Score"), kind="decimal"),
    Column("valid_until", _("Valid until"), kind="date"),
]
