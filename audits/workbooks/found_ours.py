"""Rows about an audit of this portal: new findings while it is in progress, else nothing but what is known."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from sustainportal.accounts.roles import Role

from ..models import Audit
from ..operations.imported import CREATE, Planned
from ..operations.imported_ours import check_finding
from .found_findings import column_of, differences


class OfOurs:
    """For the importer of findings."""

    def _of_ours(self, row, audit, finding):
        before = self.findings.find(row, audit, finding)
        if row.errors:
            return
        if before is not None:
            self._compare(row, audit, before, finding)
        elif self._may_record(row, audit):
            self._recorded(row, audit, finding)

    def _compare(self, row, audit, before, finding):
        changes = differences(before, finding, row.values)
        if changes:
            names = ", ".join(sorted(str(row.source.labels.get(column_of(n), n)) for n in changes))
            row.refuse(None, gettext("%(finding)s is recorded already, with another %(names)s: change it on its page.")
                       % {"finding": before.reference, "names": names})  # fmt: skip
            return
        row.outcome = "unchanged"
        self._count_audit(row, audit)

    def _may_record(self, row, audit):
        held = audit.audit
        if held.state != Audit.State.IN_PROGRESS:
            words = {"audit": held.reference, "state": held.get_state_display()}
            row.refuse("audit", gettext("%(audit)s is “%(state)s”: findings are recorded while it is in progress.") % words)
        elif self.by and held.auditor_id != self.by.pk and self.by.role != Role.PROCUREMENT:
            words = {"audit": held.reference, "auditor": held.auditor}
            row.refuse("audit", gettext("%(audit)s is recorded by its lead auditor, %(auditor)s.") % words)
        for key in ("closed_on", "approved_on", "action", "withdrawn"):
            if row.values[key]:
                row.refuse(key, gettext("An audit in progress has nothing approved, done or closed yet."))
        return not row.errors

    def _recorded(self, row, audit, finding):
        try:
            check_finding(finding, self.at)
        except ValidationError as error:
            for key, sentences in error.message_dict.items():
                row.refuse(key if key in row.values else None, " ".join(sentences))
            return
        self._date(finding)
        self._done(row, Planned(audit, finding, CREATE))
