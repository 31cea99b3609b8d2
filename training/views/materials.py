"""The files of an event: listed, kept, opened, taken away."""

from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.roles import Role
from sustainportal.files.views import FileDownload
from sustainportal.web.pages import ActOnOne, ChangePage, DetailPage

from ..forms_materials import MaterialForm
from ..models import Event, Material
from ..operations import materials as operations
from ..queries.answers import who_came_is_known
from ..queries.materials import absent, by_kind, records_of


def may_keep(person, event):
    """Procurement keeps files with any event, an auditor with those they lead."""
    if not person.has_perm("training.keep_material") or event.state == Event.State.CANCELLED:
        return False
    return person.role != Role.AUDITOR or event.lead_id == person.pk


def of_the_lead(rows, person, path="lead"):
    """The rows an auditor may change: those of the events they lead."""
    return rows.filter(**{path: person}) if person.role == Role.AUDITOR else rows


def list_address(event):
    return reverse("training:material_list", args=[event.pk])


class MaterialList(DetailPage):
    permission = "training.read_material"
    model = Event
    template_name = "training/material_list.html"

    def get_context_data(self, **kwargs):
        event, person = self.object, self.request.user
        sends = person.has_perm("training.send_records") and event.state == Event.State.HELD
        has_records = sends and records_of(event).exists()
        known = has_records and who_came_is_known(event, localdate())
        sent = event.records_sent.visible_to(person)
        own = sent.select_related("seen_by").first() if person.role == Role.SUPPLIER else None
        return super().get_context_data(
            kinds=by_kind(event),
            may_keep=may_keep(person, event),
            sends=sends,
            has_records=has_records,
            known=known,
            absent=absent(event).count() if known else 0,
            own=own,
            sent=sent.count(),
            seen=sent.exclude(seen_at=None).count(),
            **kwargs,
        )


class MaterialNew(ChangePage):
    permission = "training.keep_material"
    model = Event
    form_class = MaterialForm
    title = _("Keep files with the event")
    submit_label = _("Keep")
    success_message = _("The files are kept.")

    def get_queryset(self):
        return of_the_lead(super().get_queryset(), self.request.user)

    def get_initial(self):
        return {"kind": self.request.GET.get("kind", "")}

    def cancel_address(self):
        return list_address(self.object)

    def change(self, form):
        operations.keep_materials(self.object, **form.cleaned_data, by=self.request.user, at=now())
        return list_address(self.object)


class MaterialDownload(FileDownload):
    """Gives the file and writes nothing: `MaterialOpen` marks it as seen and leads here."""

    permission = "training.read_material"
    model = Material


class MaterialOpen(ActOnOne):
    permission = "training.read_material"
    model = Material

    def act(self):
        operations.open_material(self.object, by=self.request.user, at=now())
        return self.object


class MaterialRemove(ActOnOne):
    permission = "training.keep_material"
    queryset = Material.objects.select_related("event")
    success_message = _("The file was removed.")

    def get_queryset(self):
        return of_the_lead(super().get_queryset(), self.request.user, "event__lead")

    def act(self):
        return list_address(operations.remove_material(self.object, by=self.request.user, at=now()))
