"""Look ahead: what a draft model would make of the open year. Judges as the year does, keeps no class."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.jobs.operations import ask
from sustainportal.trail.operations import record

from ..models import ModelPreview, PreviewRow, RiskModel
from ..models.model_preview import NOT_JUDGED, SEVERITY
from ..queries.risk_model import active_model, model_digest, model_rules
from ..queries.risk_preview import year_to_preview
from ..queries.risk_reasons import kept_of_verdict, sides_in
from ..rules.risk_difference import main_reason
from .risk import day_of, judge_span, one_at_a_time, set_by_hand
from .risk_keep import kept_rows
from .risk_model import problems_of

JOB = "suppliers.preview_model"


def ask_for_preview(*, model, by, at):
    """Ask for a preview of a draft over the newest open year that was judged; returns the job.

    NotNow for a model that is no draft, or while nothing was judged; ValidationError with everything
    that stands in the draft's way: a model that cannot be used cannot be looked at either.
    """
    year = checked(model)
    return ask(JOB, by=by, at=at, model=model.pk, year=year)


def checked(model):
    """The year to look at; refused as `ask_for_preview` says."""
    if not model.is_draft:
        raise NotNow(_("“%s” is no draft: what it judges stands in the risk year.") % model)
    year = year_to_preview()
    if year is None:
        raise NotNow(
            _("No open risk year was judged yet. Run the classification, then look ahead.")
        )
    problems = problems_of(model)
    if problems:
        raise ValidationError(problems)
    return year


@transaction.atomic
def begin_preview(*, model, year, by, at):
    """An empty preview of a draft model (by id); its spans are judged next."""
    found = RiskModel.objects.filter(pk=model).first()
    if found is None:
        raise NotNow(_("This draft was deleted meanwhile."))
    active = active_model()
    return ModelPreview.objects.create(
        model=found,
        year_id=year,
        digest=model_digest(found),
        compared_with="" if active is None else active.name,
        judged_on=day_of(year, at=at),
        asked_by=_("the portal") if by is None else str(by),
        begun_at=at,
    )


@transaction.atomic
def preview_span(*, preview, first, last, by, at):
    """Judge the suppliers with ids first…last by the preview's model and keep old and new side by side.

    NotNow if the draft was changed since the preview began: half a preview of each would be none.
    """
    preview = standing_still(preview)
    year, span = preview.year_id, {"first": first, "last": last}
    one_at_a_time(first, last)
    known = {supplier: row.figures for supplier, row in kept_rows(year, **span).items()}
    verdicts = judge_span(
        model=preview.model, on=preview.judged_on, **span, known=known, by=None, at=at
    )
    set_by_hand(verdicts, year=year, **span, today=timezone.localdate(at))
    rows = _rows(preview, verdicts, sides_in(year, (first, last)))
    PreviewRow.objects.bulk_create(rows, batch_size=1000)
    return {
        "judged": len(rows),
        "moved": sum(row.standing != row.standing_before for row in rows),
    }


@transaction.atomic
def finish_preview(*, preview, by, at):
    """Count, and let the older previews of the model go."""
    preview = standing_still(preview)
    counts = defaultdict(dict)
    rows = preview.rows.order_by().values_list("standing_before", "standing")
    for before, after, count in rows.annotate(count=Count("pk")):
        counts[before][after] = count
    preview.counts, preview.finished_at = dict(counts), at
    preview.save(update_fields=["counts", "finished_at"])
    ModelPreview.objects.filter(model=preview.model).exclude(pk=preview.pk).delete()
    record(
        "suppliers.risk_model.previewed",
        preview.model,
        by=by,
        at=at,
        year=preview.year_id,
        suppliers=preview.suppliers,
        changes=preview.moved,
    )
    return preview


def standing_still(preview_id):
    """The preview, if it is there and its model is still as it was when it began; else NotNow."""
    preview = ModelPreview.objects.select_related("model").filter(pk=preview_id).first()
    if preview is None:
        raise NotNow(
            _("This preview is gone: its draft was deleted, or a newer one took its place.")
        )
    if preview.digest != model_digest(preview.model):
        raise NotNow(_("The draft was changed while it was looked at. Ask for the preview again."))
    return preview


def _rows(preview, verdicts, kept):
    """A row for each verdict beside what is kept; the whole arithmetic only of those that differ."""
    rules, rows = model_rules(preview.model), []
    for verdict in verdicts:
        before = kept.get(verdict.supplier.pk)
        standing, overall = (before.standing, before.overall) if before else (NOT_JUDGED, None)
        because = {}
        if before and (standing, overall) != (verdict.standing, verdict.overall):
            now = kept_of_verdict(verdict, rules, on=preview.judged_on)
            because = main_reason(before.kept(), now)
        rows.append(
            PreviewRow(
                preview=preview,
                supplier=verdict.supplier,
                standing_before=standing,
                standing=verdict.standing,
                rank_before=SEVERITY.get(standing, 0),
                rank=SEVERITY.get(verdict.standing, 0),
                overall_before=overall,
                overall=verdict.overall,
                coverage=verdict.coverage,
                because=because,
            )
        )
    return rows
