"""The agenda of a visit, written as a whole."""

from django.contrib import messages
from django.utils.timezone import now
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from .. import operations
from ..forms.agenda import AgendaForm
from ..operations.agenda import PARTS
from ..queries.agenda import agenda_version
from ..rules.agenda import overlaps
from .audits import OneAudit


class AuditAgenda(OneAudit):
    permission = "audits.write_agenda"
    template_name = "audits/audit_agenda.html"
    form_class = AgendaForm
    title = _("Agenda")
    success_message = _("The agenda is kept; the other side is told.")

    def get_initial(self):
        return {"seen": agenda_version(self.object)}

    def get_form_kwargs(self):
        lines = list(self.object.agenda.values(*PARTS))
        return super().get_form_kwargs() | {"lines": lines, "first_day": self.object.planned_on}

    def change(self, form):
        audit = operations.keep_agenda(
            audit=self.object, lines=form.written(), seen=form.cleaned_data["seen"],
            by=self.request.user, at=now(),
        )  # fmt: skip
        for first, second in overlaps(audit.agenda.all()):
            words = {"first": first.topic, "second": second.topic}
            messages.warning(
                self.request, _now("“%(first)s” and “%(second)s” overlap on that day.") % words
            )
        return audit
