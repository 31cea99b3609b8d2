"""The yearly judgement: gather, judge and keep for a span of suppliers; close a year; judge anew."""

import datetime as dt
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.jobs.models import Job
from sustainportal.trail.operations import entry, record, record_many

from ..models import Classification, RiskClass, RiskModel, RiskYear, Supplier
from ..queries.risk import SCORES, latest_readings
from ..queries.risk_model import active_model, model_rules
from ..rules.readings import last_full_quarters, purchases
from ..rules.risk import NOT_CLASSIFIED, Reading, judge
from ..rules.risk_record import digest_of, record_of, unjudged_record, without_day
from ..rules.risk_scope import scope_of
from .derived import refresh_derived

JOB = "suppliers.classify"
FIRST_YEAR = 2000
OUT_OF_SCOPE = "out_of_scope"
KEPT = [
    *SCORES,
    "model",
    "overall",
    "risk_class",
    "in_scope",
    "coverage",
    "reasons",
    "digest",
    "judged_at",
]


def day_of(year, *, at):
    """The day a year is judged as of: today, or its last day once it is over. NotNow before it begins."""
    today = timezone.localdate(at)
    if not FIRST_YEAR <= year <= today.year:
        raise NotNow(
            _("%(year)s cannot be judged: choose a year from %(first)s to %(last)s.")
            % {"year": year, "first": FIRST_YEAR, "last": today.year}
        )
    return min(today, dt.date(year, 12, 31))


def usable_model(name=""):
    """The active model, or the one of this name if it is or was active; else NotNow."""
    if not name:
        model = active_model()
        if model is None:
            raise NotNow(
                _("There is no active risk model. Activate one in the administration first.")
            )
        return model
    model = RiskModel.objects.filter(name=name).exclude(status=RiskModel.Status.DRAFT).first()
    if model is None:
        raise NotNow(_("No risk model “%s” is or was active.") % name)
    return model


def open_year(year, *, at):
    """The year, made if need be. NotNow if it is closed or has not begun."""
    day_of(year, at=at)
    RiskYear.objects.get_or_create(pk=year)
    return hold_open(year)


def hold_open(year):
    """The year, held open until our transaction ends: closing waits for us. NotNow if it is closed.

    A shared lock, so that several workers may judge at once; SQLite has one writer anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(RiskYear._meta.db_table)
            cursor.execute(f"SELECT 1 FROM {table} WHERE year = %s FOR SHARE", [year])
    found = RiskYear.objects.get(pk=year)
    if not found.is_open:
        raise NotNow(_("The risk year %s is closed. Nothing in it can change any more.") % year)
    return found


@transaction.atomic
def classify_span(*, year, first, last, model="", by, at):
    """Judge the suppliers with ids first…last for an open year and keep what differs.

    Refreshes their derived readings first. Returns counts: judged, changed, out_of_scope and one per
    class. `model` names a model that is or was active; without it the active one judges.
    """
    found = open_year(year, at=at)
    used = usable_model(model)
    on = day_of(year, at=at)
    verdicts = judge_span(model=used, on=on, first=first, last=last, by=by, at=at)
    changed = keep(verdicts, year=found, model=used, first=first, last=last, by=by, at=at)
    counts = {
        "judged": 0,
        "changed": changed,
        OUT_OF_SCOPE: 0,
        **dict.fromkeys(RiskClass.values, 0),
    }
    for verdict in verdicts:
        counts[verdict.standing] += 1
        counts["judged"] += verdict.in_scope
    return counts


@dataclass(slots=True)
class Verdict:
    """What is kept of one supplier's judgement."""

    supplier: Supplier
    reasons: dict
    risk_class: str = NOT_CLASSIFIED
    in_scope: bool = True
    overall: float | None = None
    coverage: float = 0
    scores: dict = field(default_factory=dict)

    @property
    def standing(self):
        """The class, or that there is none because the supplier is out of scope."""
        return self.risk_class if self.in_scope else OUT_OF_SCOPE


def judge_span(*, model, on, first, last, by, at):
    """The verdicts on the suppliers with ids first…last as of a day; their derived readings are kept."""
    quarters = last_full_quarters(on, model.scope_quarters)
    figures, derivation = refresh_derived(
        first=first, last=last, on=on, quarters=len(quarters), by=by, at=at
    )
    rules = model_rules(model)
    factors = {rule.code for category in rules.categories for rule in category.factors}
    factors |= {rule.factor for rule in rules.overrides if rule.factor}
    readings = latest_readings(first=first, last=last, factors=factors, on=on)
    verdicts = []
    for supplier in figures.suppliers:
        amount, _note = purchases(figures.purchases[supplier.pk], quarters)
        scope = scope_of(
            status=supplier.status,
            is_key=supplier.is_key,
            amount=amount,
            threshold=model.scope_amount,
            quarters=quarters,
        )
        if scope.included:
            verdict = _verdict(rules, scope, readings[supplier.pk], derivation, supplier, on)
        else:
            verdict = Verdict(supplier, unjudged_record(scope, on=on), in_scope=False)
        verdicts.append(verdict)
    return verdicts


def _verdict(rules, scope, readings, derivation, supplier, on):
    stand_ins = derivation.country_values.get(supplier.pk, {})
    judgement = judge(
        rules,
        readings,
        on=on,
        country_values={
            code: Reading(found.value, found.read_on, found.source, found.link)
            for code, found in stand_ins.items()
        },
        notes=derivation.notes.get(supplier.pk),
    )
    classified = judgement.overall is not None
    return Verdict(
        supplier,
        record_of(judgement, scope, on=on),
        judgement.risk_class,
        overall=judgement.overall,
        coverage=judgement.coverage,
        scores={s.category: s.score for s in judgement.categories} if classified else {},
    )


def keep(verdicts, *, year, model, first, last, by, at):
    """Write the verdicts that differ from what is kept, and the trail of changed classes; how many differ."""
    rows = Classification.objects.filter(year=year, supplier__pk__range=(first, last)).order_by()
    kept = {
        supplier: (digest, risk_class if in_scope else OUT_OF_SCOPE)
        for supplier, digest, risk_class, in_scope in rows.values_list(
            "supplier", "digest", "risk_class", "in_scope"
        )
    }
    changed, moved = [], []
    for verdict in verdicts:
        now = digest_of(model.pk, verdict.overall, verdict.risk_class, without_day(verdict.reasons))
        digest, before = kept.get(verdict.supplier.pk, ("", None))
        if digest != now:
            changed.append(_row(verdict, year=year, model=model, digest=now, at=at))
        if before != verdict.standing:
            moved.append((verdict, before))
    Classification.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["supplier", "year"],
        update_fields=KEPT,
        batch_size=1000,
    )
    record_many(
        [
            entry(
                "suppliers.supplier.classified",
                verdict.supplier,
                by=by,
                at=at,
                year=year.pk,
                before=before,
                now=verdict.standing,
                model=model.name,
            )
            for verdict, before in moved
        ]
    )
    return len(changed)


def _row(verdict, *, year, model, digest, at):
    return Classification(
        supplier=verdict.supplier,
        year=year,
        model=model,
        overall=verdict.overall,
        risk_class=verdict.risk_class,
        in_scope=verdict.in_scope,
        coverage=verdict.coverage,
        reasons=verdict.reasons,
        digest=digest,
        judged_at=at,
        **verdict.scores,
    )


def judge_anew(*, supplier_id, by, at):
    """Judge one supplier again in every open year that was judged already; the number of changed rows."""
    years = RiskYear.objects.filter(closed_at=None, classifications__isnull=False).distinct()
    return sum(
        classify_span(year=year, first=supplier_id, last=supplier_id, by=by, at=at)["changed"]
        for year in years.values_list("pk", flat=True)
    )


@transaction.atomic
def close_year(*, year, by, at):
    """Freeze a year for good. NotNow while it is being judged, if it is empty, or closed already."""
    if Job.objects.open().filter(kind=JOB, args__year=year).exists():
        raise NotNow(
            _("The classification of %s is still running. Close it when it is done.") % year
        )
    if not Classification.objects.filter(year=year).exists():
        raise NotNow(_("Nothing was judged in %s yet. Run the classification first.") % year)
    closed = RiskYear.objects.filter(pk=year, closed_at=None).update(
        closed_at=at, closed_by="" if by is None else str(by)
    )
    if closed != 1:
        raise NotNow(_("The risk year %s was closed already.") % year)
    found = RiskYear.objects.get(pk=year)
    record("suppliers.risk_year.closed", found, by=by, at=at)
    return found
