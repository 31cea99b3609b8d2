"""The life of a risk model: draft → active → retired."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import CategoryWeight, Factor, ModelFactor, OverrideRule, RiskModel
from ..models.versions import status_held
from ..queries.risk_model import model_rules
from ..queries.risk_preview import is_outdated, newest_preview, year_to_preview
from ..rules.risk_check import check_model
from ..wording import problem_text

DRAFT, ACTIVE, RETIRED = RiskModel.Status.DRAFT, RiskModel.Status.ACTIVE, RiskModel.Status.RETIRED
SETTINGS = (
    "source",
    "to_confirm",
    "coverage_floor",
    "high_from",
    "medium_from",
    "red_flag_from",
    "scope_amount",
    "scope_quarters",
)


def problems_of(model):
    """What stands against activating this model, as sentences naming the row."""
    direction = dict(Factor.objects.values_list("code", "higher_is_worse"))
    return [
        problem_text(problem)
        for problem in check_model(model_rules(model), higher_is_worse=direction)
    ]


@transaction.atomic
def activate_model(*, model, without_preview="", by, at):
    """Make a draft the active model; the one before it retires. Refused with every reason at once.

    A person looks before they leap: NotNow without an up-to-date preview, or a reason to go without
    one. Only where no open year was judged yet is there nothing to look at.
    """
    status_held(RiskModel, model.pk)
    problems = problems_of(model)
    if problems:
        raise ValidationError(problems)
    seen = refuse_unseen(model, without_preview) if by is not None else {}
    RiskModel.objects.filter(status=ACTIVE).exclude(pk=model.pk).update(
        status=RETIRED, retired_at=at
    )
    claimed = RiskModel.objects.filter(pk=model.pk, status=DRAFT).update(
        status=ACTIVE, activated_at=at, activated_by="" if by is None else str(by)
    )
    if claimed != 1:
        raise NotNow(_("Only a draft can be activated. Copy %s as a new draft first.") % model)
    model.refresh_from_db()
    record("suppliers.risk_model.activated", model, by=by, at=at, **seen)
    return model


def refuse_unseen(model, without_preview):
    """What the trail says of the preview; NotNow if there should be one and is none."""
    if year_to_preview() is None or not model.is_draft:
        return {}
    preview = newest_preview(model)
    if preview and not is_outdated(preview):
        return {"suppliers": preview.suppliers, "changes": preview.moved}
    if not without_preview.strip():
        raise NotNow(
            _(
                "Nobody has looked at what “%s” would change, or it was edited since. "
                "Make a preview first, or say why you go without."
            )
            % model
        )
    return {"reason": without_preview.strip()[:300]}


@transaction.atomic
def copy_model(*, model, name, by, at):
    """A new draft with the same rows; valid from the day of the copy."""
    draft = RiskModel.objects.create(
        name=name,
        valid_from=timezone.localdate(at),
        **{field: getattr(model, field) for field in SETTINGS},
    )
    for part in (CategoryWeight, ModelFactor, OverrideRule):
        rows = list(part.objects.filter(model=model).order_by("pk"))
        for row in rows:
            row.pk, row.model = None, draft
        part.objects.bulk_create(rows)
    record("suppliers.risk_model.copied", draft, by=by, at=at, copied_from=model.name)
    return draft


@transaction.atomic
def fill_model(*, model, categories, factors, overrides):
    """Rows for an empty draft: {category: weight}, (category, factor, weight, best, worst, missing, days)
    and unsaved override rules."""
    CategoryWeight.objects.bulk_create(
        CategoryWeight(model=model, category=code, weight=weight)
        for code, weight in categories.items()
    )
    ModelFactor.objects.bulk_create(
        ModelFactor(
            model=model,
            category=category,
            factor_id=factor,
            weight=weight,
            best=best,
            worst=worst,
            missing=missing,
            max_age_days=days,
        )
        for category, factor, weight, best, worst, missing, days in factors
    )
    for rule in overrides:
        rule.model = model
    OverrideRule.objects.bulk_create(overrides)
    return model
