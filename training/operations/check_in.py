"""Check people in and out: scans are kept as they come, stays are worked out from all of them."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow
from sustainportal.trail.operations import record

from ..models import Attendance, Event, Origin, Registration, Scan
from ..rules.check_in import fits_screen, is_inside, stays
from .erasure import refuse_if_erased
from .stays import follow_scans

#: A device's clock may be ahead of ours by so much.
AHEAD = dt.timedelta(minutes=2)


@dataclass(frozen=True)
class Taken:
    """What became of a scan. `new`: it was not known; `unpaired`: an exit nobody entered for, kept until
    the entry arrives; `inside`: whether the person is inside after it."""

    new: bool
    unpaired: bool
    inside: bool


@transaction.atomic
def take_scan(registration, *, nonce, direction, scanned_at, by, at, origin=Origin.DOOR):
    """Keep one scan ("in" or "out") of a registered person and what follows for their stays.

    `nonce` is the device's own number of the scan: sent twice it is one. NotNow when the event is not open or
    held, the person has no seat, the scan lies in the future, or the number stands for somebody else's scan.
    """
    registration = _hold(registration)
    event = registration.event
    if event.state not in (Event.State.OPEN, Event.State.HELD):
        raise NotNow(_("People are checked in at open and held events only."))
    if scanned_at > at + AHEAD:
        raise NotNow(_("This scan lies in the future: look at the clock of the device."))
    if registration.waiting_since is not None:
        raise NotNow(_("This person waits in line for a seat. If they came, record it by hand."))
    refuse_if_erased(event, at=at)
    before = _scans(registration)
    values = {"direction": direction, "scanned_at": scanned_at, "received_at": at, "by": by}
    scan, new = Scan.objects.get_or_create(
        nonce=nonce, defaults={"registration": registration, **values}
    )
    if scan.registration_id != registration.pk:
        raise NotNow(_("This scan was sent for somebody else before."))
    if not new:
        return _taken(before, scan, new=False)
    after = [*before, (direction, scanned_at)]
    _keep_stays(registration, before, after, origin=origin, at=at)
    record(
        "training.scan.kept", event, by=by, at=at, direction=direction, supplier=registration.supplier.code
    )  # fmt: skip
    return _taken(after, scan, new=True)


def _hold(registration):
    """The registration with its row locked: scans of one person are taken one after the other."""
    row = Registration.objects.select_for_update(of=["self"]).select_related("event", "supplier")
    try:
        return row.get(pk=registration.pk)
    except Registration.DoesNotExist as error:
        raise NotNow(_("This registration was withdrawn.")) from error


def _scans(registration):
    return list(registration.scans.order_by().values_list("direction", "scanned_at"))


def _taken(scans, scan, *, new):
    _found, unpaired = stays(scans)
    lonely = scan.direction == Scan.Direction.OUT and scan.scanned_at in unpaired
    return Taken(new=new, unpaired=lonely, inside=is_inside(scans))


def _keep_stays(registration, before, after, *, origin, at):
    told, _unpaired = stays(after)
    if not told:
        return  # only exits so far: nobody is counted before their entry is known
    attendance, new = Attendance.objects.get_or_create(
        event=registration.event,
        supplier=registration.supplier,
        person_key=registration.person_key,
        defaults={
            "name": registration.name,
            "email": registration.email,
            "origin": origin,
            "recorded_at": at,
        },
    )
    follow_scans(attendance, [] if new else stays(before)[0], told)


def check_in_self(registration, *, code, direction, by, at):
    """A person with the code from the event's screen checks themselves in or out. NotNow when the code is not
    one of the last two minutes; whose registration it may be is the view's question."""
    if not fits_screen(registration.event.secret, code, at):
        raise NotNow(_("This is not the code on the screen now. It changes every minute."))
    return take_scan(
        registration,
        nonce=f"self-{uuid.uuid4().hex}",
        direction=direction,
        scanned_at=at,
        by=by,
        at=at,
        origin=Origin.SELF,
    )
