"""Two records that are one company: find the other, look at both side by side, merge, split again."""

from django.apps import apps
from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import RedirectView

from sustainportal.web.pages import ActOnOne, ChangePage, DetailPage, Permitted

from ..forms_merging import MergeForm
from ..models import Merge, Supplier
from ..operations.merging import merge_suppliers, split_suppliers
from ..queries.merging import similar_suppliers, what_would_move

#: What is shown side by side: (label, attribute).
COMPARED = (
    (_("Code"), "code"), (_("Name"), "name"), (_("Country"), "country"), (_("Region"), "region"),
    (_("Tier"), "get_tier_display"), (_("Category"), "category"), (_("Status"), "get_status_display"),
)  # fmt: skip


class ByCode(Permitted, RedirectView):
    """The address of a supplier's code; the code of a merged record leads to the one that was kept."""

    permission = "suppliers.read_supplier"

    def get_redirect_url(self, *args, **kwargs):
        rows = Supplier.objects.visible_to(self.request.user)
        named = Supplier.objects.filter(code=self.kwargs["code"].replace("\0", ""))
        first = named.values_list("merged_into", "pk").first()
        return get_object_or_404(rows, pk=first and (first[0] or first[1])).get_absolute_url()


class MergeChoose(DetailPage):
    """Which supplier is it the same as?"""

    permission = "suppliers.merge_suppliers"
    queryset = Supplier.objects.standing().select_related("country")
    template_name = "suppliers/merge_choose.html"

    def get_context_data(self, **kwargs):
        text = self.request.GET.get("q", "").replace("\0", "")[:200]
        found = similar_suppliers(self.object, text=text)
        return super().get_context_data(q=text, found=found, **kwargs)


class MergeNew(ChangePage):
    """Both side by side, and what would move to the one that is kept."""

    permission = "suppliers.merge_suppliers"
    queryset = Supplier.objects.standing().select_related("country")
    form_class = MergeForm
    template_name = "suppliers/merge_new.html"

    @cached_property
    def gone(self):
        rows = Supplier.objects.visible_to(self.request.user).exclude(pk=self.object.pk)
        return get_object_or_404(rows.select_related("country"), pk=self.kwargs["gone"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            gone=self.gone,
            compared=[
                (label, told(self.object, name), told(self.gone, name)) for label, name in COMPARED
            ],
            spellings=[texts(one.aliases.all()) for one in (self.object, self.gone)],
            sites=[texts(one.sites.all()[:8]) for one in (self.object, self.gone)],
            moving=what_would_move(self.object, self.gone),
            **kwargs,
        )

    def change(self, form):
        merge = merge_suppliers(
            keep=self.object, gone=self.gone, by=self.request.user, at=now(), **form.cleaned_data
        )
        words = {"gone": self.gone, "kept": self.object}
        messages.success(self.request, _t("%(gone)s is now part of %(kept)s.") % words)
        return merge


class MergeDetail(DetailPage):
    """What a merge moved, and what stayed."""

    permission = "suppliers.merge_suppliers"
    queryset = Merge.objects.select_related("kept", "gone", "by", "undone_by")
    template_name = "suppliers/merge_detail.html"

    def get_context_data(self, **kwargs):
        rows = [
            (table_words(part["model"]), len(part["moved"]), len(part["stayed"]))
            for part in self.object.moved
        ]
        return super().get_context_data(rows=[row for row in rows if row[0]], **kwargs)


class MergeSplit(ActOnOne):
    permission = "suppliers.merge_suppliers"
    model = Merge

    def act(self):
        left = split_suppliers(merge=self.object, by=self.request.user, at=now())
        messages.success(self.request, _t("They are two suppliers again."))
        if left:
            messages.warning(
                self.request,
                ngettext(
                    "%d row could not go back: it was changed or removed since.",
                    "%d rows could not go back: they were changed or removed since.",
                    left,
                )
                % left,
            )
        return reverse("suppliers:supplier_detail", args=[self.object.gone_id])


def told(supplier, name):
    value = getattr(supplier, name)
    value = value() if callable(value) else value
    return "–" if value in (None, "") else str(value)


def texts(rows):
    return [str(row) for row in rows]


def table_words(label):
    """What a table is called; empty for one that only joins two others."""
    try:
        model = apps.get_model(label)
    except LookupError:
        return label
    return "" if model._meta.auto_created else model._meta.verbose_name_plural
