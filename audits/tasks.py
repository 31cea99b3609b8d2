"""Long work of this room: what time alone changes is told to risk every night, and people are reminded."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from suppliers.models import DueItem, DueList, Supplier
from sustainportal.jobs.kinds import job_kind
from sustainportal.jobs.models import State
from sustainportal.jobs.operations import ask

from .models import Finding, Questionnaire
from .operations import assign_surveys, post_changed_findings, reminders
from .operations.postponements import end_pauses
from .operations.programme import take_up, tell_what_was_done
from .queries.programme import survey_suppliers
from .queries.survey_assign import suppliers_by_rule

SPAN = 200  # suppliers in one transaction
DUE_SPAN = 2000  # due items in one transaction
TAKE_UP = "audits.take_up_programme"


def spans(*, by, at, **args):
    """Suppliers with open findings, in lists of ids: their overdue ones change with the day."""
    rows = Finding.objects.reported().open().order_by()
    ids = sorted(set(rows.values_list("audit__site__supplier", flat=True)))
    return [ids[n : n + SPAN] for n in range(0, len(ids), SPAN)]


@job_kind(
    "audits.post_open_findings",
    label=_("Open and overdue findings to risk"),
    plan=spans,
    nightly=lambda at: {"day": timezone.localdate(at).isoformat()},
    done=lambda args: ("audits:finding_list", []),
)
def post_span(item, *, by, at, **args):
    """Post what is open and overdue today where it differs from what was posted last."""
    done = post_changed_findings(item, by=by, at=at)
    return {"suppliers": len(item), "readings": done["created"] + done["updated"]}


def due_spans(*, by, at, year, again=0):
    """The ids of a confirmed list's items, in spans; none while it is a draft."""
    rows = DueItem.objects.filter(due_list=year, due_list__state=DueList.State.CONFIRMED)
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    return [[ids[n], ids[min(n + DUE_SPAN, len(ids)) - 1]] for n in range(0, len(ids), DUE_SPAN)]


def confirmed_years(at):
    """Tonight: the confirmed lists of last year and later, in case news was lost."""
    rows = DueList.objects.filter(state=DueList.State.CONFIRMED, year__gte=at.year - 1)
    return [{"year": year} for year in rows.values_list("year", flat=True)]


@job_kind(
    TAKE_UP,
    label=_("Audit programme"),
    plan=due_spans,
    nightly=confirmed_years,
    done=lambda args: ("audits:programme_year", [args["year"]]),
)
def take_up_span(item, *, by, at, year, again=0):
    first, last = item
    return take_up(year=year, first=first, last=last, at=at)


def ask_to_take_up(year, *, at):
    """Ask for the programme of a year; one that runs already may have read before the change, so then for
    another one."""
    for again in range(5):
        more = {"again": again} if again else {}
        if ask(TAKE_UP, by=None, at=at, year=year, **more).state == State.QUEUED:
            return


@job_kind(
    "audits.tell_what_was_done",
    label=_("Audits and surveys to the due list"),
    nightly=lambda at: {"day": timezone.localdate(at).isoformat()},
)
def tell_tonight(item, *, by, at, **args):
    """Tell `suppliers` of visits and surveys it does not know of, from before there was a programme too."""
    return {"created": tell_what_was_done(at=at)}


def reminder_spans(*, by, at, day):
    """Pauses that ran out are ended first; then whom to remind tonight, the longest owed first."""
    end_pauses(at=at)
    return reminders.spans(today=dt.date.fromisoformat(day))


@job_kind(
    "audits.remind",
    label=_("Reminders"),
    plan=reminder_spans,
    nightly=lambda at: {"day": timezone.localdate(at).isoformat()},
    done=lambda args: ("audits:finding_list", []),
)
def remind_span(item, *, by, at, day):
    return reminders.remind(item=item, today=dt.date.fromisoformat(day), at=at)


def assign_spans(*, by, at, rule, programme=None, **args):
    """The suppliers a rule names now, in lists of ids."""
    among = survey_suppliers(*programme) if programme else None
    ids = list(suppliers_by_rule(among=among, **rule).values_list("pk", flat=True))
    return [ids[n : n + SPAN] for n in range(0, len(ids), SPAN)]


@job_kind(
    "audits.assign_surveys",
    label=_("Surveys are sent out"),
    plan=assign_spans,
    done=lambda args: f"{reverse('audits:survey_list')}?year={args['year']}",
)
def assign_span(item, *, by, at, questionnaire, year, due_on, **args):
    made = assign_surveys(
        questionnaire=Questionnaire.objects.get(pk=questionnaire),
        suppliers=Supplier.objects.filter(pk__in=item),
        year=year,
        due_on=dt.date.fromisoformat(due_on),
        by=by,
        at=at,
    )
    return {"suppliers": len(item), "surveys": len(made)}
