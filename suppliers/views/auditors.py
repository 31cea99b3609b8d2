"""Which auditors see a supplier: procurement assigns and releases them."""

from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.models import User
from sustainportal.web.pages import ActOnOne

from .. import operations
from ..forms_names import AuditorForm
from ..models import Supplier
from .names import ChangeRecord, names_address


class AuditorAssign(ChangeRecord):
    permission = "suppliers.assign_auditor"
    model = Supplier
    form_class = AuditorForm
    title = _("Assign an auditor")
    intro = _("An auditor sees the suppliers assigned to them, and no others.")
    submit_label = _("Assign")
    success_message = _("The auditor can see this supplier now.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"supplier": self.object}

    def keep(self, values):
        operations.assign_auditor(supplier=self.object, by=self.request.user, at=now(), **values)


class AuditorRelease(ActOnOne):
    permission = "suppliers.assign_auditor"
    model = Supplier
    success_message = _("The auditor cannot see this supplier any more.")

    def act(self):
        user = get_object_or_404(User, pk=self.kwargs["user"])
        operations.release_auditor(supplier=self.object, user=user, by=self.request.user, at=now())
        return names_address(self.object.pk)
