"""Keeping what a list says in sets: persons with their stays, questions about unknown ones, heads."""

from django.db import transaction

from ..models import Attendance, HeadCount, Interval, Origin, UnknownAttendee
from ..rules.counting import attended_seconds

BATCH = 1_000


@transaction.atomic
def keep_stays(event, people, *, at):
    """Add the persons and stays of a list. `people`: {(supplier id, person key): (name, e-mail, {entered:
    left or None})}, only what is new or different. A leaving time told later stands; one that is known does
    not vanish because a list leaves it out. The caller writes the trail."""
    Attendance.objects.bulk_create(
        [
            Attendance(
                event=event,
                supplier_id=supplier,
                person_key=key,
                name=name,
                email=email,
                origin=Origin.LIST,
                recorded_at=at,
            )
            for (supplier, key), (name, email, _stays) in people.items()
        ],
        ignore_conflicts=True,  # here already, or somebody was checked in at this moment
        batch_size=BATCH,
    )
    ids = _ids(event, people)
    stays = [
        Interval(attendance_id=ids[who], entered_at=entered, left_at=left)
        for who, (_name, _email, told) in people.items()
        for entered, left in told.items()
    ]
    _keep_intervals(stays)
    _add_up({stay.attendance_id for stay in stays})


def _ids(event, people):
    rows = Attendance.objects.filter(event=event).values_list("supplier", "person_key", "pk")
    return {(supplier, key): pk for supplier, key, pk in rows if (supplier, key) in people}


def _keep_intervals(stays):
    known = [stay for stay in stays if stay.left_at is not None]
    Interval.objects.bulk_create(
        known,
        update_conflicts=True,
        unique_fields=["attendance", "entered_at"],
        update_fields=["left_at"],
        batch_size=BATCH,
    )
    rest = [stay for stay in stays if stay.left_at is None]
    Interval.objects.bulk_create(rest, ignore_conflicts=True, batch_size=BATCH)


def _add_up(ids):
    """Work the attended time of these attendances out from all their stays."""
    ids, changed = sorted(ids), []
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        stays = {}
        for pk, entered, left in Interval.objects.filter(
            attendance__in=some, left_at__isnull=False
        ).values_list("attendance", "entered_at", "left_at"):
            stays.setdefault(pk, []).append((entered, left))
        for row in Attendance.objects.filter(pk__in=some):
            seconds = attended_seconds(stays[row.pk]) if row.pk in stays else None
            if row.attended_seconds != seconds:
                row.attended_seconds = seconds
                changed.append(row)
    _change(Attendance, changed, "attended_seconds")


def _change(model, rows, name):
    """Write one field of loaded rows: an insert that meets itself costs half of `bulk_update`."""
    model.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["pk"], update_fields=[name], batch_size=BATCH
    )


@transaction.atomic
def ask_who(event, questions, *, at):
    """Ask about persons whose supplier is not known, or add their further stays to the open question.
    `questions`: {person key: (name, e-mail, organisation, {entered: left or None})}."""
    known = {
        row.person_key: row
        for row in UnknownAttendee.objects.open().filter(event=event)
        if row.person_key in questions
    }
    for key, (_name, _email, _organisation, stays) in questions.items():
        if key in known:
            known[key].stays = texts(stays)
    _change(UnknownAttendee, list(known.values()), "stays")
    UnknownAttendee.objects.bulk_create(
        [
            UnknownAttendee(
                event=event,
                person_key=key,
                name=name,
                email=email,
                organisation=organisation,
                stays=texts(stays),
                asked_at=at,
            )
            for key, (name, email, organisation, stays) in questions.items()
            if key not in known
        ],
        ignore_conflicts=True,
        batch_size=BATCH,
    )


def texts(stays):
    """Stays as an unknown person's question keeps them."""
    return [
        [entered.isoformat(), left and left.isoformat()]
        for entered, left in sorted(stays.items(), key=_entered)
    ]


def _entered(stay):
    return stay[0]


def settle(event, keys):
    """Take back the open questions about persons who are known by now."""
    UnknownAttendee.objects.open().filter(event=event, person_key__in=list(keys)).delete()


@transaction.atomic
def keep_heads(event, heads, *, at):
    """Keep how many came per organisation: {organisation: (number, supplier id or None)}. A number told
    before is replaced, and none is left of 0. The caller writes the trail."""
    gone = [name for name, (number, _supplier) in heads.items() if not number]
    HeadCount.objects.filter(event=event, organisation__in=gone).delete()
    HeadCount.objects.bulk_create(
        [
            HeadCount(
                event=event, organisation=name, heads=number, supplier_id=supplier, recorded_at=at
            )
            for name, (number, supplier) in heads.items()
            if number
        ],
        update_conflicts=True,
        unique_fields=["event", "organisation"],
        update_fields=["heads", "supplier", "recorded_at"],
        batch_size=BATCH,
    )
