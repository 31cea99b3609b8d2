"""Certificates of courses: the list, the PDF, and the page on which anybody may check one."""

from io import BytesIO

import django_filters
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from sustainportal.web.filters import YearFilter
from sustainportal.web.pages import DetailPage, ListPage

from ..models import Completion, Course
from ..rules.certificates import code_of, holds
from ..workbooks.courses import CERTIFICATE_COLUMNS


def courses_completed(request):
    seen = Completion.objects.visible_to(request.user)
    return Course.objects.filter(pk__in=seen.values("course")).order_by("title", "pk")


class CertificateFilter(django_filters.FilterSet):
    course = django_filters.ModelChoiceFilter(queryset=courses_completed, label=_("Course"))
    language = django_filters.ChoiceFilter(
        field_name="course__language", choices=settings.LANGUAGES, label=_("Language")
    )
    year = YearFilter("completed_at", lookup_expr="year", label=_("Year"))

    class Meta:
        model = Completion
        fields = []


class CertificateList(ListPage):
    """Procurement sees all; a supplier's people those of their own supplier."""

    permission = "training.read_certificate"
    queryset = Completion.objects.select_related("course", "supplier")
    template_name = "training/certificate_list.html"
    filterset_class = CertificateFilter
    sorts = {
        "completed": ("completed_at",),
        "name": ("name",),
        "course": ("course__title", "name"),
        "supplier": ("supplier__name", "name"),
    }
    default_sort = "-completed"
    columns = CERTIFICATE_COLUMNS
    export_name = "certificates"

    def get_context_data(self, **kwargs):
        context, today = super().get_context_data(**kwargs), localdate()
        for row in context["object_list"]:
            row.holds = holds(row.valid_until, today)
        return context


class CertificateDownload(DetailPage):
    """For its holder, wherever they work now, and for whoever may see the supplier."""

    permission = "training.read_certificate"
    model = Completion

    def get_queryset(self):
        user, rows = self.request.user, Completion.objects.select_related("course", "user")
        seen = Completion.objects.visible_to(user)
        return rows.filter(Q(pk__in=seen.values("pk")) | Q(user=user))

    def get(self, request, *args, **kwargs):
        from ..certificate_pdf import certificate  # loaded by who asks for one

        response = FileResponse(
            BytesIO(certificate(self.object)),
            as_attachment=True,
            filename=f"certificate-{self.object.code}.pdf",
            content_type="application/pdf",
        )
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-store"
        return response


@method_decorator(login_not_required, name="dispatch")
class CertificateCheck(View):
    """Where a code is typed in: for anybody who holds a certificate in their hands."""

    http_method_names = ["get", "head", "options"]

    def get(self, request):
        code = code_of(request.GET.get("code", ""))
        if code:
            return redirect("training:certificate", code=code)
        return _shown(request, {})


@method_decorator(login_not_required, name="dispatch")
class CertificateShown(View):
    """Says of one code whether it holds: name, course and days, never the supplier. Codes are not listed
    anywhere and not guessed (80 bits); an unknown one is a 404 that says so."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, code):
        rows = Completion.objects.select_related("course", "user")
        row = rows.filter(code=code_of(code)).first()
        if row is None:
            return _shown(request, {"code": code[:40], "unknown": True}, status=404)
        return _shown(request, {"certificate": row, "holds": holds(row.valid_until, localdate())})


def _shown(request, words, status=200):
    response = render(request, "training/certificate.html", words, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response
