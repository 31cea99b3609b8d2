"""What a closure audit saw of the findings it follows up."""

from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from .. import operations
from ..forms.confirmations import ConfirmationForm
from ..queries.confirmations import confirmation_rows
from .audits import OneAudit


class AuditConfirm(OneAudit):
    permission = "audits.record_audit"
    template_name = "audits/audit_confirm.html"
    form_class = ConfirmationForm
    title = _("Look at the findings again")
    success_message = _("Kept. It takes effect when the report is final.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"rows": confirmation_rows(self.object)}

    def change(self, form):
        audit = operations.confirm_findings(
            audit=self.object, said=form.said(), by=self.request.user, at=now()
        )
        return reverse("audits:audit_record", args=[audit.pk])
