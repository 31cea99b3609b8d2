"""What is written down about a finding in a counselling meeting: its cause, and what follows."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from sustainportal.web.pages import ChangePage

from ..forms_counselling import CauseForm, FollowUpForm
from ..models import TreatedFinding
from ..operations import counselling as operations
from ..queries.counselling import may_treat

SUPPLIER = "finding__audit__site__supplier"


class Treating(ChangePage):
    """A form about one finding of a meeting, for who treats it: the lead auditor, procurement."""

    permission = "training.treat_finding"
    queryset = TreatedFinding.objects.select_related("event", SUPPLIER, "finding__provision")

    def dispatch(self, request, *args, **kwargs):
        self.request, self.kwargs = request, kwargs
        allowed = request.user.has_perm(self.permission)
        if allowed and not may_treat(request.user, self.object.event):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"intro": self.words()} | kwargs)

    def words(self):
        finding = self.object.finding
        return f"{finding}, {finding.audit.site.supplier.name}: {finding.description[:300]}"


class TreatedCause(Treating):
    form_class = CauseForm
    template_name = "training/treated_cause.html"
    title = _("Record the cause found")
    success_message = _("The cause is recorded; the supplier's plan begins with it.")

    def get_initial(self):
        seen = self.object.treated_at
        return {"cause": self.object.cause, "seen": seen.isoformat() if seen else ""}

    def change(self, form):
        return operations.record_cause(
            self.object, cause=form.cleaned_data["cause"], seen=moment(form.cleaned_data["seen"]),
            by=self.request.user, at=timezone.now(),
        )  # fmt: skip


def moment(text):
    """The moment a page brought along, or None for none (and for what is no moment)."""
    try:
        return parse_datetime(text)
    except ValueError:
        return None


class FollowUpNew(Treating):
    form_class = FollowUpForm
    title = _("Add a follow-up")
    success_message = _("The follow-up is kept; who sees to it is told and reminded.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"treated": self.object}

    def change(self, form):
        return operations.add_follow_up(
            self.object, **form.cleaned_data, by=self.request.user, at=timezone.now()
        )
