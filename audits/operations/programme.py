"""The programme: take up what is due, tie it to its audit or survey, tell upstream what is done."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from suppliers.models import DueItem, DueList
from suppliers.operations.due_done import (
    NewDone,
    mark_taken_up,
    note_all_done,
    note_done,
    settle,
    withdraw_done,
)
from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from .. import notices
from ..models import Audit, ProgrammeItem, Survey
from ..rules.programme import FULFILS, SUPERVISION, SURVEY, kinds_for

State, Due = ProgrammeItem.State, DueItem.State
TAKES_UP = (Due.CONFIRMED, Due.TAKEN_UP, Due.DONE)
UNDER_WAY = (Audit.State.PLANNED, Audit.State.IN_PROGRESS)


# --- from the due list ------------------------------------------------------------------------
@transaction.atomic
def take_up(*, year, first, last, at):
    """Make the programme agree with the confirmed due list, for due items with ids first…last: new ones are
    taken up (with the audit or survey that is there already), dropped, done and reopened ones follow.
    Any number of times. Returns counts: taken_up, dropped, done, reopened."""
    due = DueItem.objects.filter(
        due_list=year, due_list__state=DueList.State.CONFIRMED, pk__range=(first, last)
    )
    counts = {
        "taken_up": _take_up_new(due, at=at),
        "dropped": _drop(due, at=at),
        "done": _finish(due),
        "reopened": _reopen(due),
    }
    _tie_surveys(due)
    _tie_audits(due)
    mark_taken_up(list(due.filter(state=Due.CONFIRMED).values_list("pk", flat=True)), at=at)
    if any(counts.values()):
        record("audits.programme.taken_up", DueList.objects.get(pk=year), by=None, at=at, **counts)
    return counts


def _take_up_new(due, *, at):
    ids = list(
        due.filter(state__in=TAKES_UP, programme_item=None)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    ProgrammeItem.objects.bulk_create(
        [ProgrammeItem(due_item_id=pk, taken_up_at=at) for pk in ids],
        ignore_conflicts=True,
        batch_size=1000,
    )
    return len(ids)


def _drop(due, *, at):
    """What the due list dropped; who planned its audit is told, for that one still stands."""
    rows = ProgrammeItem.objects.filter(
        due_item__in=due.filter(state=Due.DROPPED), state__in=[State.OPEN, State.PLANNED]
    )
    still_planned = list(
        rows.filter(audit__state=Audit.State.PLANNED).select_related(
            "due_item__supplier", "audit__planned_by", "audit__site"
        )
    )
    dropped = ProgrammeItem.objects.filter(pk__in=list(rows.values_list("pk", flat=True)))
    count = dropped.update(state=State.DROPPED)
    for item in still_planned:
        notices.due_item_dropped(item, at=at)
    return count


def _finish(due):
    """What is done by now, whoever did it."""
    rows = ProgrammeItem.objects.exclude(state=State.DONE).filter(
        due_item__in=due.filter(state=Due.DONE)
    )
    days = dict(rows.values_list("pk", "due_item__done_on"))
    for day in set(days.values()):
        pks = [pk for pk, done_on in days.items() if done_on == day]
        ProgrammeItem.objects.filter(pk__in=pks).update(state=State.DONE, done_on=day)
    return len(days)


def _reopen(due):
    """What waits again: put back on the list, or taken back as done."""
    rows = ProgrammeItem.objects.filter(
        due_item__in=due.filter(state__in=[Due.CONFIRMED, Due.TAKEN_UP]),
        state__in=[State.DROPPED, State.DONE],
    )
    pks = list(rows.values_list("pk", flat=True))
    again = ProgrammeItem.objects.filter(pk__in=pks)
    again.filter(audit=None, survey=None).update(state=State.OPEN, done_on=None)
    again.exclude(audit=None, survey=None).update(state=State.PLANNED, done_on=None)
    return len(pks)


def _tie_surveys(due):
    """Surveys of that year which are there already."""
    open_ones = ProgrammeItem.objects.filter(
        due_item__in=due.filter(kind=SURVEY), state=State.OPEN
    ).values_list("due_item__supplier", "pk", "due_item__due_list")
    items = {(supplier, year): pk for supplier, pk, year in open_ones}
    if items:
        years = {year for _supplier, year in items}
        rows = Survey.objects.filter(year__in=years, programme_item=None)
        rows = rows.filter(supplier__in={supplier for supplier, _year in items})
        tie_surveys(rows.order_by("pk"))


def _tie_audits(due):
    """Visits that were planned by hand for that year and fulfil an open item."""
    wanted = {}
    for item in ProgrammeItem.objects.filter(due_item__in=due, state=State.OPEN).select_related(
        "due_item"
    ):
        for kind in kinds_for(item.due_item.kind, remote=item.due_item.remote):
            key = item.due_item.supplier_id, item.due_item.due_list_id, kind
            wanted[key] = item.pk
    if not wanted:
        return
    audits = Audit.objects.filter(
        state__in=UNDER_WAY,
        programme_item=None,
        planned_on__year__in={year for _supplier, year, _kind in wanted},
    )
    for pk, supplier, day, kind in audits.order_by("planned_on", "pk").values_list(
        "pk", "site__supplier", "planned_on", "kind"
    ):
        item = wanted.get((supplier, day.year, kind))
        if item:
            ProgrammeItem.objects.filter(pk=item, state=State.OPEN).update(
                state=State.PLANNED, audit=pk
            )


# --- to its audit or survey -------------------------------------------------------------------
def check_fulfils(item, *, site, kind):
    """ValidationError unless an audit of that kind there would fulfil the item."""
    due = item.due_item
    if site.supplier_id != due.supplier_id:
        raise ValidationError(_("This site belongs to another supplier than the programme says."))
    if kind not in kinds_for(due.kind, remote=due.remote):
        raise ValidationError(
            {"kind": _("This kind does not fulfil “%s”.") % due.get_kind_display()}
        )


def tie_audit(item, audit):
    """The item's audit is planned. NotNow if somebody else planned one, or it is no longer due."""
    claimed = ProgrammeItem.objects.filter(pk=item.pk, state=State.OPEN).update(
        state=State.PLANNED, audit=audit
    )
    if claimed != 1:
        now = ProgrammeItem.objects.get(pk=item.pk)
        raise NotNow(
            _("This item of the programme is “%s” by now. Open the programme again and look.")
            % now.get_state_display()
        )


def untie_audit(audit):
    """The audit was cancelled: its item is to be planned again."""
    ProgrammeItem.objects.filter(audit=audit, state=State.PLANNED).update(
        state=State.OPEN, audit=None
    )
    ProgrammeItem.objects.filter(audit=audit).update(audit=None)


def untie_survey(survey):
    """The survey was taken back: its item is to be fulfilled anew."""
    rows = ProgrammeItem.objects.filter(survey=survey)
    rows.filter(state=State.PLANNED).update(state=State.OPEN, survey=None)
    ProgrammeItem.objects.filter(survey=survey).update(survey=None)


def tie_surveys(surveys):
    """These surveys fulfil the open survey items of their suppliers and years; how many."""
    surveys = {(survey.supplier_id, survey.year): survey for survey in surveys}
    if not surveys:
        return 0
    rows = ProgrammeItem.objects.filter(
        state=State.OPEN,
        due_item__kind=SURVEY,
        due_item__due_list__in={year for _supplier, year in surveys},
    ).select_related("due_item")
    tied = []
    for item in rows:
        survey = surveys.get((item.due_item.supplier_id, item.due_item.due_list_id))
        if survey:
            item.state, item.survey = State.PLANNED, survey
            tied.append(item)
    ProgrammeItem.objects.bulk_update(tied, ["state", "survey"], batch_size=500)
    return len(tied)


# --- done -------------------------------------------------------------------------------------
def audit_done(audit, *, by, at):
    """A final audit fulfils its item, or the oldest open one it fits; upstream is told."""
    if audit.kind not in FULFILS:
        return
    item = ProgrammeItem.objects.filter(audit=audit).first()
    done = done_of_audit(audit)
    due = note_done(**vars_of(done), item=item and item.due_item_id, quiet=True, by=by, at=at)
    _mark(due, done.on)


def survey_done(survey, *, by, at):
    """An accepted survey fulfils its supplier's item of that year; upstream is told."""
    done = done_of_survey(survey)
    due = note_done(**vars_of(done), year=survey.year, quiet=True, by=by, at=at)
    _mark(due, done.on)


def survey_reopened(survey, *, by, at):
    """An accepted survey was opened again: it does not count as done until it is accepted anew."""
    withdraw_done(
        supplier_id=survey.supplier_id, kind=SURVEY, link=survey.get_absolute_url(), quiet=True,
        by=by, at=at,
    )  # fmt: skip
    items = ProgrammeItem.objects.filter(due_item__supplier=survey.supplier_id, state=State.DONE)
    items.filter(due_item__kind=SURVEY, due_item__done=None).update(
        state=Case(When(survey=None, then=Value(State.OPEN)), default=Value(State.PLANNED)),
        done_on=None,
    )


@transaction.atomic
def mark_done(*, item, on, remark, by, at):
    """Supervision has no visit of its own here: a person says when it was done, and what."""
    due = item.due_item
    if due.kind != SUPERVISION:
        raise ValidationError(_("This is done by its audit or survey, not by hand."))
    if on > timezone.localdate(at):
        raise ValidationError({"on": _("This day has not come yet.")})
    claimed = ProgrammeItem.objects.filter(pk=item.pk, state=State.OPEN).update(
        state=State.DONE, done_on=on, remark=remark
    )
    if claimed != 1:
        item.refresh_from_db()
        raise NotNow(_("This item is “%s” by now.") % item.get_state_display())
    marked = note_done(
        supplier_id=due.supplier_id, kind=SUPERVISION, on=on,
        source=f"{remark[:150]} ({due.when})", item=due.pk, quiet=True, by=by, at=at,
    )  # fmt: skip
    if marked is None:  # the due list has moved on; nothing of this is kept
        due.refresh_from_db()
        raise NotNow(_("This item is “%s” by now.") % due.get_state_display())
    record("audits.programme.done", due, by=by, at=at, done_on=on.isoformat(), remark=remark)
    item.refresh_from_db()
    return item


def _mark(due, day):
    """The programme's item of a due item that was just marked done."""
    if due is None or due.state != Due.DONE:
        return
    rows = ProgrammeItem.objects.filter(due_item=due).exclude(state=State.DONE)
    rows.update(state=State.DONE, done_on=day)


# --- what upstream should know of -------------------------------------------------------------
def done_of_audit(audit):
    """What a final audit means upstream: it counts by the day of its closing meeting."""
    kind, remote = FULFILS[audit.kind]
    return NewDone(
        audit.site.supplier_id,
        kind,
        audit.closing_on,
        audit.reference,
        audit.get_absolute_url(),
        remote,
    )


def done_of_survey(survey):
    """What an accepted survey means upstream: it counts by the day it was accepted."""
    on = timezone.localdate(survey.accepted_at)
    source = f"{survey.questionnaire.title} {survey.year}"[:200]
    return NewDone(survey.supplier_id, SURVEY, on, source, survey.get_absolute_url())


def vars_of(done):
    return {name: getattr(done, name) for name in done.__slots__}


def tell_what_was_done(*, at):
    """Tell upstream of every final audit and accepted survey it does not know of, and let it settle its
    lists; returns how many are new."""
    audits = Audit.objects.final().filter(kind__in=FULFILS).select_related("site")
    surveys = Survey.objects.filter(state=Survey.State.ACCEPTED).select_related("questionnaire")
    rows = [done_of_audit(audit) for audit in audits.defer("score_parts", "summary")]
    rows += [done_of_survey(survey) for survey in surveys.defer("score_parts")]
    new = note_all_done(rows, at=at)
    for due_list in DueList.objects.filter(state=DueList.State.CONFIRMED):
        settle(year=due_list.pk, by=None, at=at)
    return new
