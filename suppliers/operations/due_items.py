"""One item of the due list, by hand: add, move, drop. In a confirmed list each is an amendment with a reason."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import Classification, Done, DueItem, DueList
from ..models.due import quarter_end
from ..signals import due_list_changed

State = DueItem.State


@transaction.atomic
def add_item(*, year, supplier, kind, quarter, reason, remote=False, by, at):
    """Put something on the list that no rule put there, or that was dropped or lies beyond the capacity."""
    due_list = _hold(year)
    _reasoned(due_list, reason, always=True)
    _not_gone(year, quarter, at)
    state = State.PROPOSED if due_list.is_draft else State.CONFIRMED
    item = due_list.items.filter(supplier=supplier, kind=kind).first()
    if item and item.state not in (State.DROPPED, State.BEYOND):
        raise NotNow(
            _("%(supplier)s has this on the list already, in %(when)s.")
            % {"supplier": supplier, "when": item.when or item.get_state_display()}
        )
    if item is None:
        item = DueItem(
            due_list=due_list, supplier=supplier, kind=kind, **_facts(due_list, supplier)
        )
        item.last_on = _last_on(supplier, kind)
        item.remote = remote
        item.position = (due_list.items.aggregate(last=Max("position"))["last"] or 0) + 1
    item.quarter, item.state, item.reason = quarter, state, reason
    item.added = item.decided = True
    item.decided_by = by
    item.save()
    return _told("added", item, by=by, at=at, kind=kind, quarter=item.when, reason=reason)


@transaction.atomic
def move_item(*, item, quarter, reason="", by, at):
    """To another quarter, or from beyond the capacity into one. A full quarter then holds more than planned."""
    due_list = _hold(item.due_list_id)
    _reasoned(due_list, reason)
    _not_gone(due_list.pk, quarter, at)
    state = State.PROPOSED if due_list.is_draft else State.CONFIRMED
    came_from = item.when
    to = item.state if item.state in DueItem.PLANNED else state
    _claim(
        item, (*DueItem.PLANNED, State.BEYOND),
        quarter=quarter, state=to, decided=True, decided_by=by, reason=reason or item.reason,
    )  # fmt: skip
    return _told(
        "moved", item, by=by, at=at, moved_from=came_from, moved_to=item.when, reason=reason
    )


@transaction.atomic
def drop_item(*, item, reason, by, at):
    """Take it off the list: it stays there as dropped, with the reason."""
    due_list = _hold(item.due_list_id)
    _reasoned(due_list, reason, always=True)
    _claim(
        item, (*DueItem.PLANNED, State.BEYOND),
        state=State.DROPPED, decided=True, decided_by=by, reason=reason,
    )  # fmt: skip
    return _told("dropped", item, by=by, at=at, quarter=item.when, reason=reason)


def changed_since(year, *, at):
    """The draft is not what it was: whoever saw it before has to look again before confirming."""
    DueList.objects.filter(pk=year, proposed_at__isnull=False).update(proposed_at=at)


def _hold(year):
    """The list, locked: neither proposed anew nor confirmed while an item changes."""
    due_list = DueList.objects.select_for_update().filter(pk=year).first()
    if due_list is None:
        raise NotNow(_("There is no due list for %s yet. Propose it first.") % year)
    return due_list


def _reasoned(due_list, reason, *, always=False):
    if not reason.strip() and (always or not due_list.is_draft):
        raise ValidationError({"reason": _("Please say why: a person's change needs a reason.")})


def _not_gone(year, quarter, at):
    if quarter not in (1, 2, 3, 4):
        raise ValidationError({"quarter": _("Choose a quarter.")})
    if quarter_end(year, quarter) < timezone.localdate(at):
        raise ValidationError({"quarter": _("This quarter has gone by.")})


def _facts(due_list, supplier):
    """The class and score the list goes by."""
    row = Classification.objects.filter(
        supplier=supplier, year=due_list.risk_year_id, in_scope=True
    ).first()
    return {"risk_class": row.risk_class, "score": row.overall} if row else {}


def _last_on(supplier, kind):
    return Done.objects.filter(supplier=supplier, kind=kind).aggregate(last=Max("on"))["last"]


def _claim(item, states, **fields):
    """Change the item if it still stands where the person saw it, else NotNow."""
    rows = DueItem.objects.filter(pk=item.pk, state=item.state, quarter=item.quarter)
    if item.state not in states or rows.update(**fields) != 1:
        now = DueItem.objects.get(pk=item.pk)
        raise NotNow(
            _("This is “%(state)s” by now%(when)s. Open it again to see what can be done.")
            % {"state": now.get_state_display(), "when": now.when and f" ({now.when})"}
        )
    for name, value in fields.items():
        setattr(item, name, value)


def _told(verb, item, *, by, at, **detail):
    record(f"suppliers.due_item.{verb}", item, by=by, at=at, **detail)
    if item.due_list.is_draft:
        changed_since(item.due_list_id, at=at)
    else:
        due_list_changed.send(sender=DueList, year=item.due_list_id, at=at)
    return item
