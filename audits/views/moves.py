"""The reviewers' buttons, the remarks of both sides, evidence."""

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from sustainportal.files.views import FileDownload

from .. import operations
from ..forms import MoveForm, RemarkForm
from ..models import Evidence
from .findings import OneFinding


class Move(OneFinding):
    """A reviewer's verb. The finding's page posts here; refused, the form comes back with the reason."""

    form_class = MoveForm
    operation = None
    remark_required = False

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"remark_required": self.remark_required}

    def get_initial(self):
        return {"seen": self.object.last_step()}

    def change(self, form):
        operation = type(self).operation
        return operation(finding=self.object, by=self.request.user, at=now(), **form.cleaned_data)


class PlanApprove(Move):
    permission = "audits.review_action"
    operation = operations.approve_plan
    title = submit_label = _("Approve the plan")
    success_message = _("The plan is approved; the supplier is told.")


class PlanReturn(Move):
    permission = "audits.review_action"
    operation = operations.return_plan
    remark_required = True
    title = submit_label = _("Return the plan")
    success_message = _("The plan is returned; the supplier is told.")


class NoActionAccept(Move):
    permission = "audits.review_action"
    operation = operations.accept_no_action
    remark_required = True
    title = submit_label = _("Accept that nothing is done")
    success_message = _("Accepted; another person has to close it.")


class ActionsVerify(Move):
    permission = "audits.verify_action"
    operation = operations.verify
    title = submit_label = _("Verify the actions")
    success_message = _("Verified; another person has to close it.")


class ActionsReturn(Move):
    permission = "audits.review_action"
    operation = operations.return_actions
    remark_required = True
    title = submit_label = _("Ask for further action")
    success_message = _("Further action is asked for; the supplier is told.")


class FindingClose(Move):
    permission = "audits.close_finding"
    operation = operations.close
    title = submit_label = _("Close the finding")
    success_message = _("The finding is closed; the supplier is told.")


class FindingRemark(OneFinding):
    """Say something without moving anything."""

    permission = "audits.remark_finding"
    form_class = RemarkForm
    title = _("Write a remark")
    submit_label = _("Send")
    success_message = _("The remark is sent.")

    def change(self, form):
        return operations.remark(
            finding=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )


class EvidenceDownload(FileDownload):
    permission = "audits.read_evidence"
    model = Evidence
