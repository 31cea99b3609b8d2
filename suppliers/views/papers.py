"""A supplier's papers on one page, its files, and what all papers have in common."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.generic import View

from sustainportal.files.views import FileDownload
from sustainportal.web.pages import ChangePage, DetailPage, Permitted

from ..forms_papers import ReasonForm
from ..models import PaperFile, Supplier
from ..queries.papers import ASKED, active_code
from ..queries.papers_pages import certificates_by_kind, declarations_of


class OurPapers(Permitted, View):
    """The door in the menu of a supplier's own people."""

    permission = "suppliers.sign_declaration"

    def get(self, request):
        own = Supplier.objects.visible_to(request.user).first()
        if own is None:
            raise Http404
        return redirect("suppliers:supplier_papers", own.pk)


class SupplierPapers(DetailPage):
    """What was signed, which certificates are held, and what waits."""

    permission = "suppliers.read_papers"
    template_name = "suppliers/supplier_papers.html"
    queryset = Supplier.objects.select_related("country")

    def get_context_data(self, **kwargs):
        supplier, code = self.object, active_code()
        declarations = declarations_of(supplier)
        of_code = [row for row in declarations if code and row.code_id == code.pk]
        return super().get_context_data(
            code=code,
            signed=next((row for row in of_code if row.counts), None),
            waiting=next((row for row in of_code if row.waits), None),
            must_sign=code is not None and supplier.status in ASKED,
            asked=supplier.signature_requests.filter(code=code).first(),
            declarations=declarations,
            kinds=[(kind, with_words(rows)) for kind, rows in certificates_by_kind(supplier)],
            **kwargs,
        )


def with_words(certificates):
    """Each certificate with `standing` as of today, where it counts and nothing renewed it."""
    today = localdate()
    for row in certificates:
        row.standing = row.standing_on(today) if row.counts and not row.renewed else ""
    return certificates


class PaperDownload(FileDownload):
    permission = "suppliers.read_papers"
    model = PaperFile


class JudgePaper(ChangePage):
    """Accept, decline or withdraw: `operation` is called with the paper as `noun`."""

    permission = "suppliers.judge_paper"
    operation = None
    noun = ""

    def change(self, form):
        operation = type(self).operation
        return operation(
            **{self.noun: self.object}, by=self.request.user, at=now(), **form.cleaned_data
        )


class RefusePaper(JudgePaper):
    form_class = ReasonForm
