"""Pages that move a finding: the supplier's two forms, the reviewers' buttons, evidence."""

from django.forms import model_to_dict
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from sustainportal.files.views import FileDownload

from .. import operations
from ..forms import ActionsForm, MoveForm, PlanOfActionForm, RemarkForm
from ..models import Evidence
from ..rules import life
from .findings import OneFinding


class PlanOfAction(OneFinding):
    """The supplier's plan, on one page; a returned one comes filled in, with the remark on top."""

    permission = "audits.log_action"
    template_name = "audits/finding_plan.html"
    form_class = PlanOfActionForm
    title = _("Log a corrective action")
    submit_label = _("Submit the plan")
    success_message = _("Your plan is submitted; the reviewers are told.")

    def get_form_kwargs(self):
        may_refuse = self.object.rating in life.NO_ACTION_RATINGS
        return super().get_form_kwargs() | {"may_refuse": may_refuse}

    def get_initial(self):
        last = self.object.actions.order_by("-version").first()
        kept = model_to_dict(last, PlanOfActionForm.Meta.fields) if last else {}
        return kept | {"seen": self.object.last_step()}

    def get_context_data(self, **kwargs):
        returned = self.object.steps.filter(verb="return_plan").select_related("by").last()
        return super().get_context_data(returned=returned, **kwargs)

    def change(self, form):
        return operations.submit_plan(
            finding=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )


class Actions(OneFinding):
    """What the supplier did, with what shows it."""

    permission = "audits.log_action"
    template_name = "audits/finding_actions.html"
    form_class = ActionsForm
    title = _("Show what was done")
    submit_label = _("Submit the actions")
    success_message = _("Your actions are submitted; the reviewers are told.")

    def get_initial(self):
        return {"seen": self.object.last_step()}

    def get_context_data(self, **kwargs):
        returned = self.object.steps.filter(verb="return_actions").select_related("by").last()
        shown = self.object.evidence.filter(stage=Evidence.Stage.ACTION)
        return super().get_context_data(returned=returned, shown=shown, **kwargs)

    def change(self, form):
        return operations.submit_actions(
            finding=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )


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
