"""The supplier's pages: the plan, what was done, and plans of many findings at once."""

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sustainportal.web.pages import ChangePage

from .. import operations
from ..forms import ActionsForm, BulkPlanForm, PlanOfActionForm
from ..models import Audit, Evidence
from ..queries import MOST_ROWS, answered, new_causes, plannable
from ..rules import life
from .findings import OneFinding

OF_ACTION = ["kind", "text", "responsible", "starts_on", "expected_on"]


def name_of(person):
    return person.get_full_name() or person.get_username()


class PlanOfAction(OneFinding):
    """The supplier's plan, on one page; a returned one comes filled in, with the remark on top. It begins with
    a cause that was found since the last plan, in a counselling meeting for example."""

    permission = "audits.log_action"
    template_name = "audits/finding_plan.html"
    form_class = PlanOfActionForm
    title = _("Log a corrective action")
    submit_label = _("Submit the plan")
    success_message = _("Your plan is submitted; the reviewers are told.")

    def last_plan(self):
        return self.object.plans.prefetch_related("actions").order_by("-version").first()

    @cached_property
    def found_cause(self):
        return new_causes([self.object.pk]).get(self.object.pk)

    def get_form_kwargs(self):
        last = self.last_plan()
        rows = [model_to_dict(action, OF_ACTION) for action in last.actions.all()] if last else []
        may_refuse = self.object.rating in life.NO_ACTION_RATINGS
        own = {"may_refuse": may_refuse, "actions": rows or [self.first_row()]}
        return super().get_form_kwargs() | own

    def first_row(self):
        """What most plans begin with: oneself, today, and the day it is due."""
        today = timezone.localdate()
        due = self.object.complete_due
        return {
            "kind": "corrective",
            "responsible": name_of(self.request.user),
            "starts_on": today,
            "expected_on": due if due and due >= today else None,
        }

    def get_initial(self):
        last = self.last_plan()
        kept = model_to_dict(last, ["root_cause", "no_action_because"]) if last else {}
        for place, why in enumerate(last.whys if last else [], start=1):
            kept[f"why_{place}"] = why
        if self.found_cause:
            kept["root_cause"] = self.found_cause.text
        return kept | {"seen": self.object.last_step()}

    def get_context_data(self, **kwargs):
        returns = self.object.steps.filter(verb__in=("return_plan", "return_actions"))
        returned = returns.select_related("by").last()
        found = {"returned": returned, "found_cause": self.found_cause}
        return super().get_context_data(**found | kwargs)

    def change(self, form):
        return operations.submit_plan(
            finding=self.object, by=self.request.user, at=now(), **form.plan()
        )


class Actions(OneFinding):
    """What the supplier did, with what shows it."""

    permission = "audits.log_action"
    template_name = "audits/finding_actions.html"
    form_class = ActionsForm
    title = _("Show what was done")
    submit_label = _("Submit the actions")
    success_message = _("Your actions are submitted; the reviewers are told.")

    def get_form_kwargs(self):
        plan = self.object.plans.prefetch_related("actions").order_by("-version").first()
        own = {"actions": plan.actions.all() if plan else (), "today": timezone.localdate()}
        return super().get_form_kwargs() | own

    def get_initial(self):
        return {"seen": self.object.last_step()}

    def get_context_data(self, **kwargs):
        returned = self.object.steps.filter(verb="return_actions").select_related("by").last()
        shown = self.object.evidence.filter(stage=Evidence.Stage.ACTION).select_related("by")
        return super().get_context_data(returned=returned, shown=shown, **kwargs)

    def change(self, form):
        return operations.submit_actions(
            finding=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )


class BulkPlan(ChangePage):
    """Plans of many findings of one audit. Each is kept as a whole or not at all; what could not be kept
    comes back with its reason, the others are in."""

    permission = "audits.log_action"
    model = Audit
    template_name = "audits/finding_bulk.html"
    form_class = BulkPlanForm
    title = _("Plan several findings at once")
    submit_label = _("Submit these plans")

    def get_form_kwargs(self):
        if self.request.method == "POST":
            findings = answered(self.object, self.request.user, self.request.POST)
        else:
            findings = plannable(self.object, self.request.user)
        causes = new_causes(finding.pk for finding in findings)
        for finding in findings:
            finding.found_cause = causes.get(finding.pk)
        return super().get_form_kwargs() | {"findings": findings}

    def get_context_data(self, **kwargs):
        return super().get_context_data(most=MOST_ROWS, **kwargs)

    def get_initial(self):
        today = timezone.localdate()
        dues = [row.complete_due for row in plannable(self.object, self.request.user)]
        coming = [due for due in dues if due and due >= today]
        return {
            "responsible": name_of(self.request.user),
            "starts_on": today,
            "expected_on": min(coming, default=None),
        }

    def cancel_address(self):
        return reverse("audits:due_list")

    def form_valid(self, form):
        rows = form.chosen()
        if not rows:
            form.add_error(None, _("Write a corrective action for at least one finding."))
            return self.form_invalid(form)
        outcomes = operations.submit_plans(rows=form.plans(rows), by=self.request.user, at=now())
        refused = [(row, one.error) for row, one in zip(rows, outcomes, strict=True) if one.error]
        self.tell(len(rows) - len(refused))
        if not refused:
            return HttpResponseRedirect(self.cancel_address())
        for row, error in refused:
            row.add_error(None, error)
        kept = {row.finding.pk for row in rows} - {row.finding.pk for row, _error in refused}
        form.rows = [row for row in form.rows if row.finding.pk not in kept]
        return self.form_invalid(form)

    def tell(self, count):
        if count:
            text = ngettext("%(n)d plan is submitted.", "%(n)d plans are submitted.", count)
            messages.success(self.request, text % {"n": count})
