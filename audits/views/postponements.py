"""More time for a finding: asked for on one page, decided on the finding's own."""

from django.utils.formats import date_format
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from sustainportal.web.pages import ActOnOne, ChangePage

from .. import operations
from ..forms import DecisionForm, PostponementForm
from ..models import Finding, Postponement
from ..operations.deadlines import last_day
from .findings import OneFinding


class PostponementAsk(OneFinding):
    permission = "audits.ask_postponement"
    form_class = PostponementForm
    title = _("Ask for more time")
    submit_label = _("Ask for it")
    success_message = _("It is asked for; another person decides.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"intro": self.standing()} | kwargs)

    def standing(self):
        """What is due now, and how far more time may reach."""
        finding, last = self.object, last_day(self.object)
        if finding.complete_due is None:
            return str(finding)
        words = {"finding": finding, "due": date_format(finding.complete_due)}
        if last is None:
            return _("%(finding)s: completion is due on %(due)s.") % words
        text = _("%(finding)s: completion is due on %(due)s; nothing may be due after %(last)s.")
        return text % (words | {"last": date_format(last)})

    def get_initial(self):
        return {"kind": Postponement.Kind.EXTENSION, "seen": self.object.last_step()}

    def change(self, form):
        operations.ask_postponement(
            finding=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )
        return self.object


class Decision(ChangePage):
    """Grant or refuse; the finding's page posts here."""

    permission = "audits.decide_postponement"
    queryset = Postponement.objects.select_related("finding__audit__site__supplier", "asked_by")
    form_class = DecisionForm
    operation = None
    remark_required = False

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"remark_required": self.remark_required}

    def cancel_address(self):
        return self.object.finding.get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"intro": self.object.reason} | kwargs)

    def change(self, form):
        operation = type(self).operation
        return operation(
            postponement=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )


class PostponementGrant(Decision):
    operation = operations.grant_postponement
    title = submit_label = _("Grant it")
    success_message = _("Granted; the supplier is told.")


class PostponementRefuse(Decision):
    operation = operations.refuse_postponement
    remark_required = True
    title = submit_label = _("Refuse it")
    success_message = _("Refused; the supplier is told.")


class PauseEnd(ActOnOne):
    permission = "audits.decide_postponement"
    queryset = Finding.objects.select_related("audit__site__supplier")
    success_message = _("The clock runs again.")

    def act(self):
        return operations.end_pause(finding=self.object, by=self.request.user, at=now())
