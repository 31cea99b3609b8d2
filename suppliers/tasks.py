"""Long work of this room. Jobs hold plain arguments; each item is one span of suppliers."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sustainportal.jobs.kinds import job_kind
from sustainportal.jobs.models import State
from sustainportal.jobs.operations import ask

from .models import CodeVersion, RiskYear, Supplier
from .operations import (
    approvals,
    certificate_reminders,
    code_versions,
    declarations,
    due,
    risk,
    risk_preview,
)
from .queries.approval import conditions_near
from .queries.risk import open_years_judged
from .queries.risk_model import active_model, model_of_year
from .rules.approval_reminders import BEFORE

SPAN = 1000  # suppliers judged in one transaction: half a second, 25 MB
ANEW = "suppliers.rejudge"
MANY = 200  # more changed suppliers than this: the whole open year is judged


def spans(*, by, at, year, **args):
    """[[first id, last id], …]; NotNow at once if the year is closed or there is no model."""
    risk.open_year(year, at=at)
    risk.usable_model(args.get("model", ""))
    return all_spans()


def tonight(at):
    """The current year unless it is closed, and next year's draft if there is one; nothing without a model."""
    if active_model() is None:
        return []
    closed = RiskYear.objects.filter(pk=at.year, closed_at__isnull=False).exists()
    ahead = [year for year in open_years_judged() if year > at.year]
    return [{"year": year} for year in ([] if closed else [at.year]) + ahead]


@job_kind(
    risk.JOB,
    label=_("Risk classification"),
    plan=spans,
    nightly=tonight,
    done=lambda args: ("suppliers:risk_year", [args["year"]]),
    lanes=2,
)
def classify_shard(item, *, by, at, year, model="", again=0):
    first, last = item
    return risk.classify_span(year=year, first=first, last=last, model=model, by=by, at=at)


def changed_suppliers(*, by, at, suppliers, again=0):
    return suppliers


@job_kind(ANEW, label=_("Risk of changed suppliers"), plan=changed_suppliers)
def judge_anew(item, *, by, at, suppliers, again=0):
    return {"changed": risk.judge_anew(supplier_id=item, by=by, at=at)}


def ask_to_judge_anew(suppliers, *, at):
    """Ask for the judgement of these suppliers (ids) in the open years; nothing if none was judged yet.

    A job that runs already may have read before the change, so then another one is asked for.
    """
    years = open_years_judged()
    if not years:
        return
    if len(suppliers) <= MANY:
        ask_until_queued(ANEW, at=at, suppliers=sorted(suppliers))
        return
    active = getattr(active_model(), "name", "")
    for year in years:
        model = model_of_year(year)
        more = {"model": model} if model != active else {}
        ask_until_queued(risk.JOB, at=at, year=year, **more)


def ask_until_queued(kind, *, at, **args):
    """Ask for work that has not begun: what runs already may have read before the change."""
    for again in range(5):
        more = {"again": again} if again else {}
        if ask(kind, by=None, at=at, **args, **more).state == State.QUEUED:
            return


# --- previews of draft models -----------------------------------------------------------------
def preview_spans(*, by, at, model, year):
    """[[preview, first id, last id], …] and at last [preview], which counts."""
    preview = risk_preview.begin_preview(model=model, year=year, by=by, at=at).pk
    return [*([preview, *span] for span in all_spans()), [preview]]


@job_kind(
    risk_preview.JOB,
    label=_("Preview of a risk model"),
    plan=preview_spans,
    done=lambda args: ("suppliers:model_preview", [args["model"]]),
)
def preview_shard(item, *, by, at, model, year):
    preview, *span = item
    if not span:
        risk_preview.finish_preview(preview=preview, by=by, at=at)
        return {}
    first, last = span
    return risk_preview.preview_span(preview=preview, first=first, last=last, by=by, at=at)


# --- declarations and certificates ------------------------------------------------------------
def all_spans(**args):
    """[[first id, last id], …] over all suppliers."""
    ids = list(Supplier.objects.order_by("pk").values_list("pk", flat=True))
    return [[ids[n], ids[min(n + SPAN, len(ids)) - 1]] for n in range(0, len(ids), SPAN)]


def code_in_force(at):
    """The night asks whom nobody has asked yet: new suppliers, and people who got a login since."""
    code = CodeVersion.objects.active().values_list("pk", flat=True).first()
    return None if code is None else {"code": code}


@job_kind(
    code_versions.ASK_JOB,
    label=_("Asking suppliers to sign the code"),
    plan=all_spans,
    nightly=code_in_force,
    done=lambda args: ("suppliers:declaration_list", []),
)
def ask_to_sign(item, *, by, at, code, again=False):
    """`again` asks those too who were asked before, but not on this day."""
    version = CodeVersion.objects.active().filter(pk=code).first()
    if version is None:  # another one was put into force meanwhile, and has a job of its own
        return {}
    span = Supplier.objects.filter(pk__range=item)
    return declarations.ask_to_sign(suppliers=span, code=version, again=again, by=by, at=at)


def spans_and_buyers(**args):
    return [*certificate_reminders.spans(SPAN), None]


@job_kind(
    "suppliers.certificate_reminders",
    label=_("Certificate reminders"),
    plan=spans_and_buyers,
    nightly=lambda at: {},
    done=lambda args: ("suppliers:certificate_list", []),
)
def remind_of_certificates(item, *, by, at):
    if item is None:
        return certificate_reminders.tell_buyers(at=at)
    first, last = item
    return certificate_reminders.remind_span(first=first, last=last, by=by, at=at)


def whole_list(*, by, at, year):
    """One step: who goes first within the capacity can only be said of the whole. NotNow at once if the list
    is confirmed, or there is nothing to propose from."""
    due.open_due_list(year, at=at)
    return ["list"]


def worked_out(item, *, by, at, held, year):
    """The proposal, worked out before the transaction."""
    found = due.work_out(year, at=at)
    held()
    return found


@job_kind(
    due.JOB,
    label=_("Due list"),
    plan=whole_list,
    gather=worked_out,
    done=lambda args: ("suppliers:due_year", [args["year"]]),
)
def propose_due_list(item, *, by, at, year, gathered):
    return due.keep_proposal(year=year, worked_out=gathered, by=by, at=at)


def near_conditions(*, by, at, **args):
    """Conditional approvals whose reminders have begun."""
    return conditions_near(timezone.localdate(at) + dt.timedelta(days=max(BEFORE)))


@job_kind(
    "suppliers.remind_of_conditions",
    label=_("Reminders of conditional approvals"),
    plan=near_conditions,
    nightly=lambda at: {"day": timezone.localdate(at).isoformat()},
    done=lambda args: ("suppliers:approval_list", []),
)
def remind_of_condition(item, *, by, at, **args):
    told = approvals.remind_of_condition(approval_id=item, on=timezone.localdate(at), at=at)
    return {"reminded": told}
