"""Suppliers under supervision: the list, and one of them with what has moved."""

import django_filters
from django import forms
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from suppliers.models import Supplier
from sustainportal.web.pages import DetailPage, ListPage

from ..models import Supervision, SupervisionGroup
from ..queries.supervision import (
    findings_between,
    supervision_rows,
    uncounted,
    with_moved,
)
from ..wording_supervision import written
from ..workbooks.supervision import SUPERVISION_COLUMNS

FINDINGS = 50  # findings a page


def groups_of(request):
    return SupervisionGroup.objects.visible_to(request.user)


def suppliers_of(request):
    return Supplier.objects.visible_to(request.user)


class SupervisionFilter(django_filters.FilterSet):
    standing = django_filters.ChoiceFilter(
        label=_("Running or ended"), choices=[("ended", _("Ended")), ("all", _("Running and ended"))],
        method="stands", empty_label=_("Running"),
    )  # fmt: skip
    why = django_filters.ChoiceFilter(label=_("Why"), choices=Supervision.Why.choices)
    group = django_filters.ModelChoiceFilter(
        label=_("Group"), queryset=groups_of, null_label=_("No group"), null_value="none"
    )
    supplier = django_filters.ModelChoiceFilter(
        label=_("Supplier"), queryset=suppliers_of, widget=forms.HiddenInput
    )

    class Meta:
        model = Supervision
        fields = []

    def stands(self, rows, name, value):
        return rows.exclude(ended_on=None) if value == "ended" else rows


class SupervisionList(ListPage):
    """Running ones, unless ended ones are asked for; each with what has moved."""

    permission = "training.read_supervision"
    model = Supervision
    filterset_class = SupervisionFilter
    template_name = "training/supervision_list.html"
    sorts = {
        "supplier": ("supplier__name",),
        "since": ("since",),
        "why": ("why", "supplier__name"),
        "group": ("group__name", "supplier__name"),
    }
    default_sort = "-since"
    columns = SUPERVISION_COLUMNS
    export_name = "supervision"

    def get_queryset(self):
        rows = supervision_rows(self.request.user)
        asked = self.request.GET
        return rows if asked.get("standing") or asked.get("supplier") else rows.running()

    def export_rows(self):
        return with_moved(self.object_list, today=timezone.localdate())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = with_moved(context["object_list"], today=timezone.localdate())
        for row in rows:
            row.cells = written(row)
        return context | {"object_list": rows}


class SupervisionDetail(DetailPage):
    permission = "training.read_supervision"
    queryset = Supervision.objects.select_related("supplier", "group", "started_by", "ended_by")
    template_name = "training/supervision_detail.html"

    def get_context_data(self, **kwargs):
        row, user = self.object, self.request.user
        with_moved([row], today=timezone.localdate())
        findings, then, now = findings_between(row, user)
        others = uncounted(findings, then, now)
        page = Paginator(findings, FINDINGS).get_page(self.request.GET.get("page"))
        for finding in page:
            finding.was, finding.stands = finding.pk in then, finding.pk in now
        return super().get_context_data(
            cells=written(row, others=others),
            page_obj=page,
            paginator=page.paginator,
            gone=len(then | now) - page.paginator.count,
            before_and_after=Supervision.objects.visible_to(user)
            .filter(supplier=row.supplier)
            .exclude(pk=row.pk),
            sees_group=row.group_id
            and SupervisionGroup.objects.visible_to(user).filter(pk=row.group_id).exists(),
            **kwargs,
        )
