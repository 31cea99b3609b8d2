"""The rows behind the figures: attendances, head counts, sessions, suppliers reached."""

from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _

from suppliers.models import Supplier
from sustainportal.web.pages import ListPage

from ..filters import AttendanceFilter, HeadCountFilter, ReachedFilter, SessionFilter
from ..models import Attendance, HeadCount, Session
from ..workbooks import ATTENDANCE_COLUMNS, HEAD_COUNT_COLUMNS, REACHED_COLUMNS, SESSION_COLUMNS


class StatisticsRows(ListPage):
    permission = "training.read_statistics"
    default_sort = "-date"

    def get_queryset(self):
        """Who may read the figures sees every supplier; head counts and sessions have no scope of their own."""
        rows = self.queryset.all()
        return rows.visible_to(self.request.user) if hasattr(rows, "visible_to") else rows


class AttendanceList(StatisticsRows):
    """The rows behind the person-times and the person-hours."""

    queryset = Attendance.objects.counted().select_related("event", "supplier")
    filterset_class = AttendanceFilter
    template_name = "training/attendance_list.html"
    sorts = {"date": ("event__starts_on", "pk"), "supplier": ("supplier__name", "pk")}
    columns = ATTENDANCE_COLUMNS
    export_name = "attendance"


class HeadCountList(StatisticsRows):
    """Person-times whose names were not kept: how many people an organisation sent."""

    queryset = HeadCount.objects.filter(event__state="held").select_related("event", "supplier")
    filterset_class = HeadCountFilter
    template_name = "training/head_count_list.html"
    sorts = {
        "date": ("event__starts_on", "pk"),
        "organisation": ("organisation", "pk"),
        "heads": ("heads", "pk"),
    }
    columns = HEAD_COUNT_COLUMNS
    export_name = "heads"

    def get_context_data(self, **kwargs):
        total = self.object_list.order_by().aggregate(n=Sum("heads", default=0))["n"]
        return super().get_context_data(total=total, **kwargs)


class SessionList(StatisticsRows):
    """The rows behind the hours."""

    queryset = Session.objects.filter(event__state="held").select_related("event")
    filterset_class = SessionFilter
    template_name = "training/session_list.html"
    sorts = {"date": ("event__starts_on", "starts_at", "pk"), "minutes": ("minutes", "pk")}
    columns = SESSION_COLUMNS
    export_name = "sessions"

    def get_context_data(self, **kwargs):
        total = self.object_list.order_by().aggregate(n=Sum("minutes", default=0))["n"]
        return super().get_context_data(total=total, **kwargs)


class ReachedList(StatisticsRows):
    """The suppliers reached, with their person-times in the same part of what was held."""

    queryset = Supplier.objects.select_related("country")
    filterset_class = ReachedFilter
    template_name = "training/reached_list.html"
    sorts = {"supplier": ("name", "pk"), "tier": ("tier", "name", "pk")}
    default_sort = "supplier"
    columns = REACHED_COLUMNS
    export_name = "suppliers-reached"
    title = _("Suppliers reached")

    def get_queryset(self):
        return Supplier.objects.visible_to(self.request.user)

    def rows(self):
        rows = super().rows()
        return rows if self.narrowed else self.filterset.filter_queryset(rows)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        part, shown = self.filterset.part(), list(context["object_list"])
        named = part.attendances().filter(supplier__in=shown).order_by().values_list("supplier")
        heads = part.heads().filter(supplier__in=shown).order_by().values_list("supplier")
        people = dict(named.annotate(Count("pk")))
        for supplier, count in heads.annotate(Sum("heads")):
            people[supplier] = people.get(supplier, 0) + count
        for supplier in shown:
            supplier.person_times = people.get(supplier.pk, 0)
        return context | {"object_list": shown}
