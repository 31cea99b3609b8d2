"""Registering people, recording who came, and the published statistics."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.forms import HiddenInput
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from suppliers.models import Supplier
from sustainportal.sheets.writing import download
from sustainportal.web.filters import YearFilter
from sustainportal.web.pages import ActOnOne, ChangePage, ListPage, OneThing, Permitted

from .. import operations
from ..forms import AttendanceForm, RegistrationForm, StrikeForm
from ..models import Attendance, Event, OpeningBalance, Registration
from ..queries import statistics
from ..rules.counting import hours, person_hours
from ..workbooks import ATTENDANCE_COLUMNS, STATISTICS_COLUMNS
from .events import may_record


def own_supplier(user):
    """The supplier this person belongs to; without one there is nothing to do here."""
    supplier = Supplier.objects.filter(memberships__user=user).first()
    if supplier is None:
        raise PermissionDenied
    return supplier


class Register(ChangePage):
    permission = "training.register_for_event"
    model = Event
    form_class = RegistrationForm
    title = _("Register a person")
    success_message = _("Registered.")

    def change(self, form):
        operations.register(
            self.object,
            supplier=own_supplier(self.request.user),
            **form.cleaned_data,
            by=self.request.user,
            at=timezone.now(),
        )
        return self.object


class Withdraw(ActOnOne):
    permission = "training.register_for_event"
    model = Registration
    success_message = _("The registration was withdrawn.")

    def act(self):
        return operations.withdraw(self.object, by=self.request.user, at=timezone.now())


class RecordingAttendance(OneThing):
    """An auditor records only at the events they lead."""

    def event(self):
        return self.object

    def dispatch(self, request, *args, **kwargs):
        self.request, self.kwargs = request, kwargs
        if request.user.has_perm(self.permission) and not may_record(request.user, self.event()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class AttendanceNew(RecordingAttendance, ChangePage):
    permission = "training.record_attendance"
    model = Event
    form_class = AttendanceForm
    title = _("Record attendance")
    success_message = _("Recorded.")

    def get_form_kwargs(self):
        suppliers = Supplier.objects.visible_to(self.request.user)
        return {**super().get_form_kwargs(), "suppliers": suppliers}

    def change(self, form):
        operations.record_attendance(
            self.object, **form.cleaned_data, by=self.request.user, at=timezone.now()
        )
        return self.object


class CheckIn(RecordingAttendance, ActOnOne):
    """One tap for a registered person: they came, from now."""

    permission = "training.record_attendance"
    model = Registration
    success_message = _("Checked in.")

    def event(self):
        return self.object.event

    def act(self):
        registration, now = self.object, timezone.now()
        operations.record_attendance(
            registration.event,
            supplier=registration.supplier,
            name=registration.name,
            email=registration.email,
            entered_at=now,
            by=self.request.user,
            at=now,
        )
        return registration.event


class AttendanceStrike(RecordingAttendance, ChangePage):
    permission = "training.record_attendance"
    model = Attendance
    form_class = StrikeForm
    title = _("Take back an attendance")

    def event(self):
        return self.object.event

    def change(self, form):
        return operations.strike_attendance(
            self.object, **form.cleaned_data, by=self.request.user, at=timezone.now()
        )


def suppliers_of(request):
    return Supplier.objects.visible_to(request.user)


class AttendanceFilter(django_filters.FilterSet):
    year = YearFilter("event__starts_on", lookup_expr="year", label=_("Year"))
    kind = django_filters.ChoiceFilter("event__kind", choices=Event.Kind.choices, label=_("Kind"))
    supplier = django_filters.ModelChoiceFilter(
        queryset=suppliers_of, widget=HiddenInput, label=_("Supplier")
    )

    class Meta:
        model = Attendance
        fields = []


class AttendanceList(ListPage):
    """The rows behind the person-times and the person-hours."""

    permission = "training.read_statistics"
    queryset = Attendance.objects.counted().select_related("event", "supplier")
    filterset_class = AttendanceFilter
    template_name = "training/attendance_list.html"
    sorts = {"date": ("event__starts_on", "pk"), "supplier": ("supplier__name", "pk")}
    default_sort = "-date"
    columns = ATTENDANCE_COLUMNS
    export_name = "attendance"


class Statistics(Permitted, TemplateView):
    """Person-times, hours, person-hours and suppliers reached by year, with running totals."""

    permission = "training.read_statistics"
    template_name = "training/statistics.html"

    def get(self, request, *args, **kwargs):
        kind = request.GET.get("kind", "")
        kind = kind if kind in Event.Kind.values else ""
        found = statistics(kind)
        if request.GET.get("export") in {"xlsx", "csv"}:
            return download(
                STATISTICS_COLUMNS, found["lines"], name="training", kind=request.GET["export"]
            )
        rows = [(line, hours(line.minutes), person_hours(line.seconds)) for line in found["lines"]]
        views = OpeningBalance.objects.filter(measure="views")
        return self.render_to_response(
            self.get_context_data(**found, rows=rows, kind=kind, kinds=Event.Kind, views=views)
        )
