"""The files of an audit's report: kept with their hash until the report is final, then for good."""

from django.db import transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.files.keeping import delete_files_of, filing
from sustainportal.trail.operations import record

from ..models import Audit, ReportFile
from .standing import held, only_lead

UNTIL_FINAL = (Audit.State.IN_PROGRESS, Audit.State.COMMENT)


def keep_reports(*, audit, files, by, at):
    """Keep these judged uploads with the audit; the same content is kept once. Returns the new rows."""
    only_lead(audit, by)
    with filing() as cabinet:
        audit = held(audit, *UNTIL_FINAL)
        known = set(audit.reports.values_list("sha256", flat=True))
        rows = []
        for upload in files:
            if upload.sha256 not in known:
                known.add(upload.sha256)
                rows.append(cabinet.keep(ReportFile(audit=audit, by=by, at=at), upload))
                record(
                    "audits.report.kept", audit, by=by, at=at,
                    name=upload.name, sha256=upload.sha256, size=rows[-1].size,
                )  # fmt: skip
    return rows


@transaction.atomic
def remove_report(*, report, by, at):
    """Take a file away that does not belong to the report; the trail keeps its name and hash."""
    only_lead(report.audit, by)
    audit = held(report.audit, *UNTIL_FINAL)
    row = audit.reports.filter(pk=report.pk).first()
    if row is None:
        raise NotNow(_("This file is not there any more."))
    record("audits.report.removed", audit, by=by, at=at, name=row.name, sha256=row.sha256)
    delete_files_of([row])
    audit.reports.filter(pk=row.pk).delete()
    return audit
