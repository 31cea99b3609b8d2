"""What belongs to an event besides its agenda: kept, taken away, opened; its records sent to who was absent."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.accounts.roles import Role
from sustainportal.files.keeping import delete_files_of, filing
from sustainportal.trail.operations import record

from .. import notices_materials
from ..models import Event, Material, RecordsSent
from ..queries.answers import who_came_is_known
from ..queries.materials import absent, records_of

MOST = 50  # files of one event


def keep_materials(event, *, kind, title, files, by, at):
    """Keep these judged uploads with the event; the same content is kept once. `title` names them; without
    one each has its file's name. Returns the new rows."""
    _may_keep(event, by)
    with filing() as cabinet:
        event = Event.objects.select_for_update().get(pk=event.pk)
        if event.state == Event.State.CANCELLED:
            raise NotNow(_("The event was cancelled: nothing more is kept with it."))
        there = set(event.materials.values_list("sha256", flat=True))
        new = {upload.sha256: upload for upload in files if upload.sha256 not in there}
        if len(there) + len(new) > MOST:
            raise ValidationError({"files": _("At most %d files are kept with one event.") % MOST})
        rows = []
        for upload in new.values():
            row = Material(
                event=event, kind=kind, title=title or _titled(upload.name), by=by, at=at
            )
            rows.append(cabinet.keep(row, upload))
            record(
                "training.material.kept", event, by=by, at=at,
                kind=kind, name=row.name, sha256=row.sha256, size=row.size,
            )  # fmt: skip
    return rows


def _titled(name):
    """A file's name without its ending."""
    return name.rpartition(".")[0] or name


@transaction.atomic
def remove_material(material, *, by, at):
    """Take a file away; the trail keeps its name and hash. Returns the event."""
    event = material.event
    _may_keep(event, by)
    if Material.objects.filter(pk=material.pk).delete()[0] != 1:
        raise NotNow(_("This file was taken away already."))
    delete_files_of([material])
    record(
        "training.material.removed", event, by=by, at=at,
        kind=material.kind, name=material.name, sha256=material.sha256,
    )  # fmt: skip
    return event


def _may_keep(event, person):
    """An auditor keeps files of the events they lead."""
    if person.role == Role.AUDITOR and event.lead_id != person.pk:
        raise NotYours(_("Only the auditor who leads the event keeps files with it."))


@transaction.atomic
def open_material(material, *, by, at):
    """Somebody opens a file. The first of an absent supplier's people marks the records sent to it as seen.
    Returns whether that was so."""
    event = material.event
    theirs = RecordsSent.objects.filter(event=event, supplier__memberships__user=by, seen_at=None)
    keys = list(theirs.values_list("pk", flat=True))
    unseen = RecordsSent.objects.filter(pk__in=keys, seen_at=None)
    if not keys or unseen.update(seen_at=at, seen_by=by) != 1:
        return False
    record("training.records.seen", event, by=by, at=at)
    return True


@transaction.atomic
def send_records(event, *, by, at):
    """Tell the people of invited suppliers that did not come where the slides and records are; who was
    told before is not told again. Returns how many suppliers are new. Sets, whatever their number."""
    event = Event.objects.select_for_update().get(pk=event.pk)
    if event.state != Event.State.HELD:
        raise NotNow(_("Records are sent once the event was held."))
    if not records_of(event).exists():
        raise NotNow(_("There are no slides or records yet: keep them with the event first."))
    if not who_came_is_known(event, timezone.localdate(at)):
        raise NotNow(
            _(
                "It is not known yet who came: send the records the day after the event, once the "
                "attendance is recorded."
            )
        )
    suppliers = list(absent(event).values_list("supplier", flat=True))
    if not suppliers:
        raise NotNow(_("Nobody is left: every supplier that was absent was sent the records."))
    RecordsSent.objects.bulk_create(
        [RecordsSent(event=event, supplier_id=key, sent_at=at, sent_by=by) for key in suppliers],
        batch_size=1000,
    )
    record("training.records.sent", event, by=by, at=at, suppliers=len(suppliers))
    notices_materials.tell_absent(event, suppliers, at=at)
    return len(suppliers)
