"""The yearly judgement: gather, judge and keep for a span of suppliers; close a year; judge anew."""

import datetime as dt
import gc
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.jobs.models import Job, State
from sustainportal.trail.operations import record

from ..models import Classification, ClassOverride, RiskClass, RiskModel, RiskYear, Supplier
from ..queries.risk import latest_readings, open_years_judged
from ..queries.risk_model import active_model, model_rules
from ..rules.readings import last_full_quarters, purchases
from ..rules.risk import day_number, day_of_number, weigh
from ..rules.risk_record import by_hand_record, kept_text, unjudged_text
from ..rules.risk_scope import scope_of
from .derived import refresh_derived
from .risk_keep import OUT_OF_SCOPE, Verdict, keep, kept_rows

JOB = "suppliers.classify"
FIRST_YEAR = 2000
JUDGING = 712_001  # the name of the locks under which suppliers are judged
AHEAD = 1  # years that can be judged before they begin


def day_of(year, *, at):
    """The day a year is judged as of: today, or its last day once it is over. The next year can be judged
    ahead, as a draft beside this one; NotNow for any later year."""
    today = timezone.localdate(at)
    if not FIRST_YEAR <= year <= today.year + AHEAD:
        raise NotNow(
            _("%(year)s cannot be judged: choose a year from %(first)s to %(last)s.")
            % {"year": year, "first": FIRST_YEAR, "last": today.year + AHEAD}
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
    """The year, made if need be. NotNow if it is closed or too far ahead."""
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


def one_at_a_time(first, last):
    """Nobody else judges the suppliers with ids first…last until our transaction ends.

    Locks of our own, one for each thousand ids: locks on the rows would meet those of an import, which
    changes suppliers in the order of its file. SQLite has one writer anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(Supplier._meta.db_table)
            cursor.execute(
                "SELECT pg_advisory_xact_lock(%s, thousand) FROM (SELECT DISTINCT (id / 1000)::int AS"
                f" thousand FROM {table} WHERE id BETWEEN %s AND %s ORDER BY 1) AS thousands",
                [JUDGING, first, last],
            )


@contextmanager
def no_collecting():
    """Without Python's garbage collector: a span makes many objects, all needed, and takes a second."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@no_collecting()
@transaction.atomic
def classify_span(*, year, first, last, model="", by, at):
    """Judge the suppliers with ids first…last for an open year and keep what differs.

    Refreshes their derived readings first. Returns counts: judged, changed, out_of_scope and one per
    class. `model` names a model that is or was active; without it the active one judges.
    """
    found = open_year(year, at=at)
    one_at_a_time(first, last)
    used = usable_model(model)
    on = day_of(year, at=at)
    kept = kept_rows(year, first=first, last=last)
    known = {supplier: row.figures for supplier, row in kept.items()}
    span = {"first": first, "last": last}
    verdicts = judge_span(model=used, on=on, **span, known=known, by=by, at=at)
    set_by_hand(verdicts, year=year, **span, today=timezone.localdate(at))
    changed = keep(verdicts, kept, year=found, model=used, on=on, by=by, at=at)
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


def judge_span(*, model, on, first, last, known=None, by, at):
    """The verdicts on the suppliers with ids first…last as of a day; their derived readings are kept.
    `known`: see refresh_derived."""
    quarters = last_full_quarters(on, model.scope_quarters)
    figures, derivation = refresh_derived(
        first=first, last=last, on=on, quarters=len(quarters), known=known, by=by, at=at
    )
    rules = model_rules(model)
    readings = latest_readings(first=first, last=last, factors=rules.codes, on=on)
    today, dates, stood_in_for = day_number(on), Dates(), rules.stood_in_for
    verdicts = []
    for supplier in figures.suppliers:
        number = supplier.pk
        scope = scope_of(
            status=supplier.status,
            is_key=supplier.is_key,
            amount=purchases(figures.purchases[number], quarters)[0],
            threshold=model.scope_amount,
            quarters=quarters,
        )
        if scope.included:
            seen, notes = readings[number], derivation.notes.get(number)
            known = derivation.country_values[number]
            typical = {code: known[code] for code in stood_in_for if code in known}
            sums = weigh(rules, seen, on=today, typical=typical)
            text = kept_text(sums, scope, seen, dates, notes=notes, stand_ins=typical)
            verdict = Verdict(supplier, derivation.basis[number], text, sums)
        else:
            verdict = Verdict(supplier, derivation.basis[number], unjudged_text(scope))
        verdicts.append(verdict)
    return verdicts


class Dates(dict):
    """day number -> the day as text, each written once."""

    def __missing__(self, number):
        self[number] = text = day_of_number(number).isoformat()
        return text


def set_by_hand(verdicts, *, year, first, last, today):
    """Let a class set by hand count where one does; what the model judged stays in the reasons."""
    live = ClassOverride.objects.live(today).filter(year=year, supplier__pk__range=(first, last))
    by_hand = {override.supplier_id: override for override in live}
    for verdict in verdicts if by_hand else ():
        override = by_hand.get(verdict.supplier.pk)
        if override and verdict.in_scope:
            verdict.set_by_hand(
                by_hand_record(
                    risk_class=override.risk_class,
                    reason=override.reason,
                    name=override.by_name,
                    at=override.at,
                    until=override.until,
                    id=override.pk,
                )
            )


def judge_again(*, supplier_id, year, by, at):
    """Judge one supplier again in an open year, by the model that judged it last; 1 if its row changed."""
    kept = Classification.objects.filter(supplier=supplier_id, year=year)
    model = kept.values_list("model__name", flat=True).first() or ""
    span = {"year": year, "first": supplier_id, "last": supplier_id, "model": model}
    return classify_span(**span, by=by, at=at)["changed"]


def judge_anew(*, supplier_id, by, at):
    """Judge one supplier again in every open year that was judged already; the number of changed rows."""
    return sum(
        judge_again(supplier_id=supplier_id, year=year, by=by, at=at)
        for year in open_years_judged()
    )


def refuse_half_judged(year):
    """NotNow if the year's last classification failed, or a supplier has no judgement in it."""
    runs = Job.objects.filter(kind=JOB, args__year=year, part_of=None)
    newest = runs.order_by("-asked_at", "-pk").first()
    if newest and newest.state == State.FAILED:
        raise NotNow(_("The last classification of %s failed. Run it again first.") % year)
    judged = Classification.objects.filter(year=year, supplier=OuterRef("pk"))
    missing = Supplier.objects.standing().filter(~Exists(judged)).count()
    if missing:
        raise NotNow(
            _("Suppliers without a judgement in %(year)s: %(count)s. Run the classification first.")
            % {"year": year, "count": missing}
        )


@transaction.atomic
def close_year(*, year, by, at):
    """Freeze a year for good. NotNow while it is being judged, if it is empty, or closed already."""
    if Job.objects.open().filter(kind=JOB, args__year=year).exists():
        raise NotNow(
            _("The classification of %s is still running. Close it when it is done.") % year
        )
    if year > timezone.localdate(at).year:
        raise NotNow(_("%s has not begun: until then it stays a draft.") % year)
    if not Classification.objects.filter(year=year).exists():
        raise NotNow(_("Nothing was judged in %s yet. Run the classification first.") % year)
    refuse_half_judged(year)
    closed = RiskYear.objects.filter(pk=year, closed_at=None).update(
        closed_at=at, closed_by="" if by is None else str(by)
    )
    if closed != 1:
        raise NotNow(_("The risk year %s was closed already.") % year)
    found = RiskYear.objects.get(pk=year)
    record("suppliers.risk_year.closed", found, by=by, at=at)
    return found
