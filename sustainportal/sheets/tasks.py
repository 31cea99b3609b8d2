"""Long files are read and kept by a worker; the page shows the progress."""

from django.utils.translation import gettext_lazy as _

from sustainportal.jobs.kinds import job_kind

from . import operations
from .models import Upload


def _address(args):
    return "sheets:upload_detail", [args["upload"]]


def _read(item, *, by, at, held, upload):
    """Judge every row, outside any transaction: nobody waits for a preview."""
    return operations.read(Upload.objects.get(pk=upload), by=by, at=at, told=lambda rows: held())


@job_kind("sheets.preview", label=_("Preview of a sheet"), gather=_read, done=_address)
def preview(item, *, by, at, gathered, upload):
    return operations.preview(Upload.objects.get(pk=upload), gathered, by=by, at=at)


@job_kind("sheets.keep", label=_("Import of a sheet"), done=_address)
def keep(item, *, by, at, upload, good_only):
    return operations.keep(Upload.objects.get(pk=upload), good_only=good_only, by=by, at=at)


def _outlived(*, by, at, **args):
    return list(Upload.objects.outlived(at).order_by("pk").values_list("pk", flat=True))


def _tonight(at):
    return {"day": at.date().isoformat()} if Upload.objects.outlived(at).exists() else None


@job_kind(
    "sheets.forget",
    label=_("Files of personal data deleted after their time"),
    plan=_outlived,
    nightly=_tonight,
)
def forget(item, *, by, at, **args):
    upload = Upload.objects.filter(pk=item).first()
    if upload is None:
        return {"forgotten": 0}
    operations.forget(upload, at=at)
    return {"forgotten": 1}
