"""An audit that has begun goes to another lead auditor."""

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from .. import operations
from ..forms import HandOverForm
from .audits import OneAudit


class AuditHandOver(OneAudit):
    """The lead auditor cannot finish an audit that has begun: another one does."""

    permission = "audits.plan_audit"
    form_class = HandOverForm
    title = _("Hand the audit over")
    success_message = _("The audit is handed over; everybody concerned is told.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"lead": self.object.auditor}

    def change(self, form):
        return operations.hand_over_audit(
            audit=self.object, by=self.request.user, at=now(), **form.cleaned_data
        )
