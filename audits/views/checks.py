"""Effectiveness checks: which are due, and what one showed."""

from django.utils import timezone
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from sustainportal.web.pages import ChangePage, ListPage

from .. import operations
from ..forms import CheckForm
from ..models import EffectivenessCheck

WITH_NAMES = EffectivenessCheck.objects.select_related(
    "finding__audit__site__supplier",
    "finding__provision",
    "finding__submitted_by",
    "finding__completed_by",
)


class CheckList(ListPage):
    """The checks that are owed, the first that is due on top."""

    permission = "audits.check_effect"
    template_name = "audits/check_list.html"
    default_sort = "due"
    sorts = {
        "due": ("due_on",),
        "finding": ("finding__audit", "finding__number"),
        "supplier": ("finding__audit__site__supplier__name", "due_on"),
    }

    def get_queryset(self):
        return WITH_NAMES.visible_to(self.request.user).filter(checked_at=None)

    def get_context_data(self, **kwargs):
        return super().get_context_data(today=timezone.localdate(), **kwargs)


class CheckRecord(ChangePage):
    permission = "audits.check_effect"
    queryset = WITH_NAMES
    template_name = "audits/check_record.html"
    form_class = CheckForm
    title = _("Does it still hold?")
    submit_label = _("Keep the check")
    success_message = _("The check is kept; the supplier is told.")

    def cancel_address(self):
        return self.object.finding.get_absolute_url()

    def get_context_data(self, **kwargs):
        finding = self.object.finding
        plan = finding.plans.prefetch_related("actions").order_by("-version").first()
        return super().get_context_data(finding=finding, plan=plan, **kwargs)

    def change(self, form):
        check = operations.record_check(
            check=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )
        return (check.repeat or check.finding).get_absolute_url()
