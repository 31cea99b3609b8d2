"""Findings as a sheet, with their audits: the template, the import and the export are this one list."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sustainportal.sheets.columns import Column

from ..models import Audit, Finding, Matter, Protocol, Rating, ZeroToleranceKind


def protocols():
    """By name: a bare number in a cell never means a key of ours."""
    return [(str(row), str(row)) for row in Protocol.objects.all()]


def zero_tolerance_kinds():
    return [(row.code, str(row)) for row in ZeroToleranceKind.objects.all()]


def _day(name):
    """The day of a moment of the finding, as the wall clock has it."""

    def read(row):
        moment = getattr(row, name, None)
        return timezone.localdate(moment) if moment else None

    return read


def _of_finding(name):
    """A value that a row about an audit without findings does not have."""

    def read(row):
        found = row
        for part in name.split("."):
            found = getattr(found, part, None)
        return found

    return read


def _rating(row):
    return Rating(row.rating).label if isinstance(row, Finding) else None


def _nothing(row):
    """Only lists of others say this; nothing of ours goes out."""


AUDIT_PART = [
    Column(
        "audit", _("Audit"), max_length=20, value="audit.reference", example="AU-00012",
        help=_("An audit of this portal. Leave it empty for an audit of another list."),
    ),
    Column(
        "code", _("Supplier code"), required=True, max_length=40, value="audit.site.supplier.code",
        aliases=("vendor code",), hints=("vendor id", "supplier id", "facility id"),
    ),
    Column(
        "site", _("Site"), max_length=200, value="audit.site.name",
        hints=("plant", "factory", "facility", "facility name"),
        help=_("May be empty where the supplier has one site only."),
    ),
    Column(
        "audit_number", _("Number of the audit there"), max_length=60, value="audit.source_number",
        hints=("audit number", "audit id", "audit no", "inspection number", "activity number"),
        help=_("As the list has it. The same number again is the same audit."),
    ),
    Column(
        "kind", _("Kind of audit"), kind="choice", choices=Audit.Kind.choices, value="audit.kind",
        hints=("audit type", "inspection type"),
    ),
    Column(
        "protocol", _("Protocol"), kind="choice", choices=protocols,
        value=lambda row: str(row.audit.protocol),
    ),
    Column(
        "started_on", _("Visit began"), kind="date", value="audit.started_on",
        hints=("audit date", "opening date", "inspection date", "start date"),
    ),
    Column("closing_on", _("Closing meeting"), kind="date", value="audit.closing_on",
           hints=("end date", "closing date")),
    Column("final_on", _("Final report"), kind="date", value="audit.final_on", hints=("report date",)),
    Column("firm", _("Audit firm"), max_length=120, value="audit.firm", hints=("audit company",)),
    Column("conforming", _("Conforming items"), kind="integer", minimum=0, value="audit.conforming"),
    Column("applicable", _("Applicable items"), kind="integer", minimum=1, value="audit.applicable"),
    Column("outcome", _("Outcome"), kind="choice", choices=Audit.Outcome.choices, value="audit.outcome"),
]  # fmt: skip
FINDING_PART = [
    Column(
        "number", _("Finding no."), kind="integer", minimum=1, value=_of_finding("number"),
        help=_("Of a finding of this portal; leave it empty for a new one."),
    ),
    Column(
        "finding_number", _("Number of the finding there"), max_length=60,
        value=_of_finding("source_number"),
        hints=("finding id", "issue number", "citation", "citation id", "nc number", "violation id"),
    ),
    Column(
        "provision", _("Provision"), max_length=60, value=_of_finding("provision.code"),
        hints=("clause", "requirement", "standard", "code section", "violation code"),
        help=_("Its code, such as B2."),
    ),
    Column(
        "rating", _("Rating"), max_length=80, value=_rating,
        hints=("severity", "grade", "classification", "criticality", "finding type"),
        help=_("Ours, or a severity of another scheme that is known here."),
    ),
    Column(
        "zero_tolerance", _("Zero tolerance"), kind="choice", choices=zero_tolerance_kinds,
        value=_of_finding("zero_tolerance.code"), help=_("Only for priority findings."),
    ),
    Column("matter", _("Longer clock for"), kind="choice", choices=Matter.choices,
           value=_of_finding("matter")),
    Column(
        "description", _("What was found"), max_length=4000, multiline=True,
        value=_of_finding("description"), hints=("description", "finding", "details", "observation"),
    ),
    Column("discovered_on", _("Discovered on"), kind="date", value=_of_finding("discovered_on"),
           hints=("finding date", "date found", "issue date")),
    Column("sample_size", _("Sample looked at"), kind="integer", minimum=0,
           value=_of_finding("sample_size")),
    Column("sample_affected", _("Of these affected"), kind="integer", minimum=0,
           value=_of_finding("sample_affected")),
    Column("action", _("Action, as the list has it"), max_length=1000, multiline=True, value=_nothing,
           hints=("corrective action", "action taken", "resolution", "remark")),
    Column("due_on", _("Due there"), kind="date", value=_nothing, hints=("due date", "deadline"),
           help=_("Kept as the list says it; the portal's own dates follow its own rules.")),
    Column("approved_on", _("Plan approved"), kind="date", value=_day("approved_at")),
    Column("closed_on", _("Closed"), kind="date", value=_day("closed_at"),
           hints=("closing date", "date closed", "closure date", "completion date")),
    Column("withdrawn", _("Taken back there"), kind="boolean", value=_nothing, hints=("deleted", "cancelled"),
           help=_("The list no longer holds it for a finding.")),
]  # fmt: skip
FINDING_SHEET = [*AUDIT_PART, *FINDING_PART]
#: What in a row speaks of a finding; a row with none of it is about the audit alone.
OF_A_FINDING = (
    "number", "finding_number", "provision", "rating", "zero_tolerance", "matter", "description",
    "sample_size", "sample_affected",
)  # fmt: skip


class AuditAlone:
    """A row of the export about an audit without findings."""

    def __init__(self, audit):
        self.audit = audit


def rows_out(findings, audits):
    """The rows of an export: findings, then audits that have none."""
    yield from findings.iterator(chunk_size=2000)
    for audit in audits.iterator(chunk_size=2000):
        yield AuditAlone(audit)
