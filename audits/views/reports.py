"""The files of an audit's report: put in by the lead auditor, downloaded by whoever may."""

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from sustainportal.files.views import FileDownload
from sustainportal.web.pages import ActOnOne

from .. import operations
from ..forms.drafts import ReportForm
from ..models import ReportFile
from .audits import OneAudit


class AuditReports(OneAudit):
    permission = "audits.record_audit"
    form_class = ReportForm
    title = _("Add files to the report")
    success_message = _("The files are kept.")

    def change(self, form):
        operations.keep_reports(
            audit=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )
        return self.object


class ReportDownload(FileDownload):
    permission = "audits.read_report"
    model = ReportFile


class ReportRemove(ActOnOne):
    permission = "audits.record_audit"
    queryset = ReportFile.objects.select_related("audit__auditor")
    success_message = _("The file is taken away; the trail remembers it.")

    def act(self):
        return operations.remove_report(report=self.object, by=self.request.user, at=now())
