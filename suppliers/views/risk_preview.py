"""The sheet that shows what a draft model would change, before anybody activates it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from sustainportal.jobs.queries import latest
from sustainportal.web.pages import Act, ListPage

from ..filters_risk import PreviewFilter
from ..models import PreviewRow, RiskModel
from ..models.model_preview import STANDINGS
from ..operations.risk_model import problems_of
from ..operations.risk_preview import JOB, ask_for_preview
from ..queries.risk_model import active_model
from ..queries.risk_preview import is_outdated, newest_preview, year_to_preview
from ..wording import factor_names
from ..wording_risk import reason_text
from ..workbooks.risk import preview_columns


class OfModel:
    """A page about the risk model in the address."""

    @cached_property
    def risk_model(self):
        return get_object_or_404(RiskModel, pk=self.kwargs["pk"])


class ModelPreviewPage(OfModel, ListPage):
    permission = "suppliers.preview_risk_model"
    template_name = "suppliers/model_preview.html"
    filterset_class = PreviewFilter
    default_sort = "-now"
    sorts = {
        "code": ("supplier__code",),
        "name": ("supplier__name",),
        "before": ("rank_before", "overall_before"),
        "now": ("rank", "overall"),
    }

    @property
    def export_name(self):
        return f"preview-{self.risk_model.pk}"

    @cached_property
    def preview(self):
        return newest_preview(self.risk_model)

    def get_queryset(self):
        if self.preview is None:
            return PreviewRow.objects.none()
        rows = self.preview.rows.select_related("supplier").visible_to(self.request.user)
        return rows if self.request.GET.get("moved") else rows.moved()

    @cached_property
    def factors(self):
        return factor_names()

    @property
    def columns(self):
        return preview_columns(self.factors)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(
            model=self.risk_model,
            preview=self.preview,
            keeps_models=self.request.user.has_perm("suppliers.change_riskmodel"),
            outdated=bool(self.preview) and is_outdated(self.preview),
            problems=problems_of(self.risk_model) if self.risk_model.is_draft else [],
            active=active_model(),
            year=year_to_preview(),
            matrix=matrix(self.preview.counts) if self.preview else None,
            job=self.job(),
            **kwargs,
        )
        for row in context["object_list"]:
            row.why = reason_text(row.because, self.factors)
        return context

    def job(self):
        year = year_to_preview()
        return year and latest(JOB, model=self.risk_model.pk, year=year)


def matrix(counts):
    """{"heads": [(standing, label)], "rows": [(standing, label, [(standing, count)], total)]}: only the
    standings that occur."""
    after = {standing for row in counts.values() for standing in row}
    heads = [(key, label) for key, label in STANDINGS if key in after]
    rows = [
        (
            key,
            label,
            [(other, counts[key].get(other, 0)) for other, _l in heads],
            sum(counts[key].values()),
        )
        for key, label in STANDINGS
        if key in counts
    ]
    return {"heads": heads, "rows": rows}


class ModelPreviewAsk(OfModel, Act):
    permission = "suppliers.preview_risk_model"
    success_message = _("The preview was asked for. This page shows how far it is.")

    def act(self):
        ask_for_preview(model=self.risk_model, by=self.request.user, at=now())
        return reverse("suppliers:model_preview", args=[self.risk_model.pk])

    def post(self, request, *args, **kwargs):
        """What stands in the draft's way is told on its page, every sentence of it."""
        try:
            return super().post(request, *args, **kwargs)
        except ValidationError as refusal:
            for problem in refusal.messages:
                messages.error(request, problem)
            return HttpResponseRedirect(
                reverse("suppliers:model_preview", args=[self.risk_model.pk])
            )
