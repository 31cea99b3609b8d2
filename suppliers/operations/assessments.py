"""Record assessments: draft → confirmed. Only confirmed ones count, and they are not changed any more."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.accounts.roles import Role
from sustainportal.files.keeping import filing
from sustainportal.trail.operations import entry, record, record_many

from ..models import Assessment, AssessmentKind, AssessmentReport, AssessmentScore, Supplier
from ..queries.approval import active_policy
from ..rules.assessment import judge, months_later
from ..rules.papers import EARLIEST
from ..wording_approval import UNUSABLE

MONTHS = 24  # an assessment holds, where no policy is active
FIELDS = ("site", "assessed_on", "assessor", "organisation", "remark")


def record_assessment(*, supplier, kind, scores, reports=(), by, at, valid_until=None, **fields):
    """A draft of one assessment: `scores` is {dimension: 0–100} for every dimension of the kind.

    Without `valid_until` it holds for the policy's months. ValidationError for a day in the future, a
    site of another supplier, a missing or foreign dimension, or the same kind, site and day twice.
    """
    checked(supplier, kind, fields, valid_until, today=timezone.localdate(at))
    with filing() as cabinet:
        assessment = Assessment(supplier=supplier, kind=kind, recorded_by=by, recorded_at=at)
        write(assessment, scores, fields, valid_until)
        keep_reports(cabinet, assessment, reports, by=by, at=at)
        record("suppliers.assessment.recorded", assessment, by=by, at=at, **told(assessment))
    return assessment


def change_assessment(
    *, assessment, scores, reports=(), seen="", by, at, valid_until=None, **fields
):
    """Write a draft anew, as `record_assessment`. NotNow once it is confirmed, or when somebody changed it
    since it was `seen` (`seen_as`); NotYours for an auditor where another person recorded it."""
    refuse_foreign(assessment, by)
    today = timezone.localdate(at)
    checked(assessment.supplier, assessment.kind, fields, valid_until, today=today, but=assessment)
    with filing() as cabinet:
        claim(assessment, seen, recorded_at=at, recorded_by=by)
        assessment.scores.all().delete()
        write(assessment, scores, fields, valid_until)
        keep_reports(cabinet, assessment, reports, by=by, at=at)
        record("suppliers.assessment.changed", assessment, by=by, at=at, **told(assessment))
    return assessment


@transaction.atomic
def confirm_assessment(*, assessment, seen="", by, at):
    """From now on it counts, and is never changed. Refuses as `change_assessment` does."""
    refuse_foreign(assessment, by)
    claim(assessment, seen, confirmed_at=at, confirmed_by=by)
    record("suppliers.assessment.confirmed", assessment, by=by, at=at, **told(assessment))
    return assessment


@transaction.atomic
def keep_assessments(*, planned, by, at):
    """Keep confirmed assessments of a file in sets: [((supplier id, site id, kind, day), {dimension id:
    score}), the row's values]. What they hold was judged by the importer."""
    policy = active_policy()
    kinds = AssessmentKind.objects.prefetch_related("dimensions").in_bulk()
    suppliers = Supplier.objects.in_bulk({plan[0][0] for plan, _values in planned})
    made, scores = [], []
    for ((supplier, site, kind, day), given), values in planned:
        by_dimension = {row: given[row.pk] for row in kinds[kind].dimensions.all()}
        assessment = Assessment(
            supplier=suppliers[supplier],
            site_id=site,
            kind=kinds[kind],
            assessed_on=day,
            assessor=values["assessor"],
            organisation=values["organisation"],
            remark=values["remark"] or "",
            recorded_by=by,
            recorded_at=at,
            confirmed_by=by,
            confirmed_at=at,
        )
        scores += settle(assessment, by_dimension, policy, values["valid_until"])
        made.append(assessment)
    Assessment.objects.bulk_create(made)
    AssessmentScore.objects.bulk_create(scores)
    record_many(
        [entry("suppliers.assessment.confirmed", row, by=by, at=at, **told(row)) for row in made]
    )
    return made


def seen_as(assessment):
    """What tells whether a draft was changed since a page was opened."""
    return assessment.recorded_at.isoformat()


def refuse_foreign(assessment, by):
    """An auditor's hands are on their own records only."""
    if by and by.role == Role.AUDITOR and assessment.recorded_by_id != by.pk:
        raise NotYours(_("Another person recorded this assessment: they change and confirm it."))


def claim(assessment, seen, **fields):
    """Take hold of a draft as it was seen, or NotNow."""
    drafts = Assessment.objects.filter(pk=assessment.pk, confirmed_at=None)
    as_seen = drafts.filter(recorded_at=assessment.recorded_at)
    if (seen and seen != seen_as(assessment)) or as_seen.update(**fields) != 1:
        if drafts.exists():
            raise NotNow(
                _(
                    "Somebody else changed %s while this page was open. "
                    "Nothing of yours was kept: open it again, look, and change what still needs it."
                )
                % assessment
            )
        raise NotNow(
            _("This assessment is confirmed: it stays as it is. Record a new one instead.")
        )
    for name, value in fields.items():
        setattr(assessment, name, value)


def checked(supplier, kind, fields, valid_until, *, today, but=None):
    """Everything that can be said against these facts before anything is written."""
    day, site = fields["assessed_on"], fields.get("site")
    errors = {}
    if day > today:
        errors["assessed_on"] = _("An assessment cannot be of a day in the future.")
    elif day < EARLIEST:
        errors["assessed_on"] = _("This day is too long ago: it must be 1990 or later.")
    elif valid_until and valid_until < day:
        errors["valid_until"] = _("It would have ended before it was made.")
    if site and site.supplier_id != supplier.pk:
        errors["site"] = _("%s is not a site of this supplier.") % site
    same = Assessment.objects.filter(supplier=supplier, site=site, kind=kind, assessed_on=day)
    if same.exclude(pk=but and but.pk).exists():
        errors["assessed_on"] = _("An assessment of this kind and day is recorded already.")
    if errors:
        raise ValidationError(errors)


def write(assessment, scores, fields, valid_until):
    """Judge the scores by the active policy and write the assessment with them."""
    for name in FIELDS:
        if name in fields:
            setattr(assessment, name, fields[name])
    rows = settle(assessment, scores, active_policy(), valid_until)
    assessment.save()
    AssessmentScore.objects.bulk_create(rows)


def settle(assessment, scores, policy, valid_until):
    """Fill in what follows from the scores by this policy; returns the unsaved rows of the scores."""
    result, rows = judged(assessment.kind, scores, policy)
    months = policy.assessment_months if policy else MONTHS
    assessment.valid_until = valid_until or months_later(assessment.assessed_on, months)
    assessment.total, assessment.lowest = result.total, result.lowest
    assessment.passed, assessment.policy = result.passed, policy
    for row in rows:
        row.assessment = assessment
    return rows


def judged(kind, scores, policy):
    """(rules.assessment.Result, unsaved score rows); ValidationError naming what does not fit."""
    dimensions = list(kind.dimensions.all())  # prefetched where there are many
    wrong = {row.pk for row in scores} ^ {row.pk for row in dimensions}
    if wrong:
        names = [str(row) for row in (*dimensions, *scores) if row.pk in wrong]
        raise ValidationError(_("Each dimension needs one score: %s") % ", ".join(names))
    parts = [(row.weight, scores[row]) for row in dimensions]
    asked = policy.assessments.all() if policy else ()
    marks = next(
        ((row.pass_mark, row.dimension_minimum) for row in asked if row.kind_id == kind.pk),
        (None, None),
    )
    try:
        result = judge(parts, pass_mark=marks[0], minimum=marks[1])
    except ValueError as error:
        raise ValidationError(UNUSABLE[str(error)] % {"kind": kind}) from error
    rows = [
        AssessmentScore(dimension=row, weight=row.weight, score=scores[row]) for row in dimensions
    ]
    return result, rows


def keep_reports(cabinet, assessment, reports, *, by, at):
    """Keep the files; the same one twice is kept once."""
    known = set(assessment.reports.values_list("sha256", flat=True))
    for upload in reports:
        if upload.sha256 in known:
            continue
        known.add(upload.sha256)
        kept = cabinet.keep(AssessmentReport(assessment=assessment, by=by, at=at), upload)
        detail = {"name": kept.name, "sha256": kept.sha256, "size": kept.size}
        record("suppliers.assessment.report_kept", assessment, by=by, at=at, **detail)


def told(assessment):
    """What the trail says of an assessment."""
    return {
        "supplier": assessment.supplier.code,
        "kind": assessment.kind_id,
        "assessed_on": assessment.assessed_on.isoformat(),
        "score": str(assessment.total),
    }
