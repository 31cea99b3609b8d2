"""Reads of model previews."""

from ..models import ModelPreview, RiskModel, RiskYear
from .risk_model import active_model, model_digest


def year_to_preview():
    """The newest open year that was judged, or None."""
    years = RiskYear.objects.filter(closed_at=None, classifications__isnull=False)
    return years.order_by("-year").values_list("pk", flat=True).first()


def newest_preview(model):
    """The newest finished preview of a model, or None."""
    finished = ModelPreview.objects.filter(model=model, finished_at__isnull=False)
    return finished.select_related("model").first()


def is_outdated(preview):
    """Whether the draft or the active model is another by now than the one looked at."""
    active = active_model()
    return preview.digest != model_digest(preview.model) or preview.compared_with != (
        active.name if active else ""
    )


def drafts():
    """The models somebody works at."""
    return list(RiskModel.objects.filter(status=RiskModel.Status.DRAFT).order_by("-pk")[:5])
