"""A file is received, read without writing, and kept by the person who handed it in."""

import hashlib
import shutil
import tempfile
import weakref
from functools import partial
from pathlib import Path, PureWindowsPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sustainportal.accounts.refusals import NotNow, NotYours
from sustainportal.trail.operations import record

from .importing import run
from .models import State, Upload
from .refusals import SheetRefused
from .showing import shown_row


@transaction.atomic
def receive(*, importer, file, listing="", as_of=None, by, at):
    """Store a file (django's UploadedFile) for an importer class. ValidationError if empty or too big.

    `listing`: the source that the file is the newest list of, as of the day `as_of`."""
    if not file.size:
        raise ValidationError(_("The file is empty."))
    if file.size > settings.UPLOAD_MAX_BYTES:
        limit = settings.UPLOAD_MAX_BYTES / 1024 / 1024
        raise ValidationError(_("The file is larger than %(limit)g MB.") % {"limit": limit})
    digest = hashlib.sha256()
    for block in file.chunks():
        digest.update(block)
    upload = Upload.objects.create(
        importer=importer.name,
        name=PureWindowsPath(file.name).name[-200:],
        file=file,
        size=file.size,
        sha256=digest.hexdigest(),
        listing=listing.strip(),
        as_of=as_of or timezone.localdate(at),
        by=by,
        at=at,
    )
    record("sheets.upload.received", upload, by=by, at=at, importer=importer.name)
    return upload


class Reading:
    """What one reading of an upload gave: an account, or the refusal of the whole file. The refused
    rows are in the file `returned`, which lives as long as this does."""

    def __init__(self, upload):
        place = tempfile.mkdtemp(prefix="sheet-")
        weakref.finalize(self, shutil.rmtree, place, ignore_errors=True)
        self.returned = Path(place) / "returned"
        self.account = self.refused = None
        self.chosen = (upload.mapping, upload.sheet)

    @property
    def refusal(self):
        return str(self.refused) if self.refused else ""


def read(upload, *, by, at, keep_good=False, dry_run=True, told=None):
    """Read the file and judge every row. With `dry_run` nothing is written and no transaction is open."""
    found = Reading(upload)
    importer = upload.kind()
    importer.source, importer.listing, importer.as_of = upload.name, upload.listing, upload.as_of
    try:
        found.account = run(
            importer,
            upload.file.path,
            by=by,
            at=at,
            mapping=upload.mapping,
            sheet=upload.sheet or None,
            keep_good=keep_good,
            dry_run=dry_run,
            refused=found.returned,
            told=told,
        )
    except SheetRefused as refused:
        found.refused = refused
    return found


@transaction.atomic
def preview(upload, found, *, by, at):
    """Write down what a reading found, for the page. Returns the counts; nothing if somebody chose
    another sheet or other columns while it was read."""
    _own(upload, by)
    if found.chosen != (upload.mapping, upload.sheet):
        return {}
    state = State.REFUSED if found.refused else State.PREVIEWED
    claimed = Upload.objects.filter(pk=upload.pk).exclude(state=State.KEPT).update(state=state)
    if claimed != 1:
        raise _kept_already()
    upload.state = state
    _write_down(upload, found)
    upload.save()
    return counts(found.account)


@transaction.atomic
def keep(upload, *, good_only, by, at):
    """Keep the rows of a previewed file: all of them or none, or with `good_only` all but the refused.

    The file is judged again, since the database may have changed. Raises NotNow if it was kept before.
    """
    _own(upload, by)
    claimed = Upload.objects.filter(pk=upload.pk, state=State.PREVIEWED)
    if claimed.update(state=State.KEPT, kept_at=at) != 1:
        raise _kept_already()
    upload.refresh_from_db()
    found = read(upload, by=by, at=at, keep_good=good_only, dry_run=False)
    _write_down(upload, found)
    kept = found.account is not None and found.account.kept
    upload.state = State.KEPT if kept else State.REFUSED if found.refused else State.PREVIEWED
    upload.kept_at = at if kept else None
    if kept:
        record("sheets.upload.kept", upload, by=by, at=at, **counts(found.account))
    elif not found.refused:
        upload.refusal = _(
            "Nothing was kept: since the preview some rows can no longer be taken. See below which."
        )
    upload.save()
    return counts(found.account)


@transaction.atomic
def choose(upload, *, mapping, sheet, by, at):
    """Say which heading is which column, and which sheet to read; the file is read anew afterwards."""
    _own(upload, by)
    claimed = Upload.objects.filter(pk=upload.pk).exclude(state=State.KEPT)
    if claimed.update(mapping=mapping, sheet=sheet, state=State.UPLOADED) != 1:
        raise _kept_already()
    upload.refresh_from_db()
    return upload


@transaction.atomic
def forget(upload, *, at):
    """Delete a file of personal data with its account; what was kept of it stays. The trail says so."""
    record("sheets.upload.forgotten", upload, by=None, at=at, importer=upload.importer)
    _forget(upload.file, upload.problems, upload.returned, upload.news)
    upload.delete()


def counts(account):
    """The numbers of an account, for a job's result and the trail."""
    if account is None:
        return {}
    names = ("rows_read", "created", "updated", "unchanged", "queued", "refused_rows")
    return {name: getattr(account, name) for name in names}


def _own(upload, by):
    if by is None or upload.by_id != by.pk:
        raise NotYours(_("Only the person who handed in this file may use it."))


def _kept_already():
    return NotNow(_("This file was kept already, or has to be read anew. Open it again."))


def _write_down(upload, found):
    _forget(upload.problems, upload.returned, upload.news)
    upload.refusal = found.refusal
    upload.problems = upload.returned = upload.news = ""
    if found.refused:
        upload.sheets = list(found.refused.sheets)
        upload.headings = list(getattr(found.refused, "headings", ()))
        upload.account = {}
        return
    account = found.account
    upload.headings, upload.sheets = account.headings, account.sheets
    upload.account = account.summary() | {
        "used": account.used,
        "first_rows": _first(upload, account),
    }
    if len(account.problems):
        upload.problems.save("problems", File(account.problems.lines()), save=False)
    if len(account.news):
        upload.news.save("news", File(account.news.lines()), save=False)
    if found.returned.exists():
        upload.returned_kind = account.kind
        with found.returned.open("rb") as file:
            upload.returned.save("returned", File(file), save=False)


def _first(upload, account):
    columns = upload.kind.columns
    return [
        [number, outcome, shown_row(columns, values)]
        for number, outcome, values in account.first_rows
    ]


def _forget(*files):
    """Remove stored files, once the change that no longer names them is committed."""
    for file in files:
        if file:
            transaction.on_commit(partial(file.storage.delete, file.name), robust=True)
