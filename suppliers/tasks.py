"""Long work of this room. Jobs hold plain arguments; each item is one span of suppliers."""

from django.utils.translation import gettext_lazy as _

from sustainportal.jobs.kinds import job_kind
from sustainportal.jobs.models import State
from sustainportal.jobs.operations import ask

from .models import RiskYear, Supplier
from .operations import risk
from .queries.risk_model import active_model

SPAN = 1000  # suppliers judged in one transaction: half a second, 25 MB
ANEW = "suppliers.rejudge"
MANY = 200  # more changed suppliers than this: the whole open year is judged


def spans(*, by, at, year, **args):
    """[[first id, last id], …]; NotNow at once if the year is closed or there is no model."""
    risk.open_year(year, at=at)
    risk.usable_model(args.get("model", ""))
    ids = list(Supplier.objects.order_by("pk").values_list("pk", flat=True))
    return [[ids[n], ids[min(n + SPAN, len(ids)) - 1]] for n in range(0, len(ids), SPAN)]


def tonight(at):
    """The current year, unless it is closed or there is no model to judge with."""
    closed = RiskYear.objects.filter(pk=at.year, closed_at__isnull=False).exists()
    return None if closed or active_model() is None else {"year": at.year}


@job_kind(
    risk.JOB,
    label=_("Risk classification"),
    plan=spans,
    nightly=tonight,
    done=lambda args: ("suppliers:risk_year", [args["year"]]),
)
def classify_shard(item, *, by, at, year, model=""):
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
    years = RiskYear.objects.filter(closed_at=None, classifications__isnull=False).distinct()
    years = list(years.values_list("pk", flat=True))
    if not years:
        return
    if len(suppliers) > MANY:
        for year in years:
            ask(risk.JOB, by=None, at=at, year=year)
        return
    for again in range(5):
        more = {"again": again} if again else {}
        if ask(ANEW, by=None, at=at, suppliers=sorted(suppliers), **more).state == State.QUEUED:
            return
