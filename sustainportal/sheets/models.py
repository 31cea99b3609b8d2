"""A file somebody handed in: read, looked at, kept or left."""

import datetime as dt
import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .importing import importers


class State(models.TextChoices):
    UPLOADED = "uploaded", _("Not read yet")
    PREVIEWED = "previewed", _("Preview")
    REFUSED = "refused", _("Cannot be read")
    KEPT = "kept", _("Kept")


def random_name(_upload, _name):
    """A name on disk that nobody can guess and that says nothing of what is inside."""
    return f"sheets/{uuid.uuid4().hex}"


class UploadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own files, of the importers one may use. Nobody else sees them."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        may = [name for name, each in importers().items() if user.has_perm(each.permission)]
        return self.filter(by=user.pk, importer__in=may)

    def outlived(self, at):
        """Files that were handed in longer ago than their importer keeps them."""
        old = Q(pk=None)
        for name, each in importers().items():
            if each.kept_days:
                old |= Q(importer=name, at__lt=at - dt.timedelta(days=each.kept_days))
        return self.filter(old)


class Upload(models.Model):
    """`account` is the summary of the last pass over the file, `problems` its refusals as JSON lines,
    `news` what it tells, `returned` the refused rows in the format of the file. `listing` is the list that the file
    is the newest edition of, `as_of` the day it speaks of. `refusal` says why nothing could be read, or
    why nothing was kept."""

    State = State

    importer = models.CharField(_("kind of sheet"), max_length=80)
    name = models.CharField(_("file"), max_length=200)
    file = models.FileField(upload_to=random_name, max_length=100)
    size = models.PositiveBigIntegerField(_("bytes"))
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("uploaded"))
    state = models.CharField(
        _("state"), max_length=12, choices=State.choices, default=State.UPLOADED
    )
    listing = models.CharField(_("source"), max_length=200, blank=True, default="", db_default="")
    as_of = models.DateField(_("as of"), null=True, blank=True)
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    mapping = models.JSONField(default=dict, blank=True)
    headings = models.JSONField(default=list, blank=True)
    sheets = models.JSONField(default=list, blank=True)
    account = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    refusal = models.TextField(blank=True)
    problems = models.FileField(upload_to=random_name, max_length=100, blank=True)
    returned = models.FileField(upload_to=random_name, max_length=100, blank=True)
    returned_kind = models.CharField(max_length=4, blank=True)
    news = models.FileField(
        upload_to=random_name, max_length=100, blank=True, default="", db_default=""
    )
    kept_at = models.DateTimeField(_("kept"), null=True, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("uploaded sheet")
        verbose_name_plural = _("uploaded sheets")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["by", "-at", "-id"], name="upload_by_at")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("sheets:upload_detail", args=[self.pk])

    @property
    def kind(self):
        """The importer class this file is for."""
        return importers()[self.importer]


class ColumnMapping(models.Model):
    """Which heading is which column, for files of one shape from one source: as a person said it last."""

    importer = models.CharField(_("kind of sheet"), max_length=80)
    source = models.CharField(_("source"), max_length=200, blank=True)
    fingerprint = models.CharField(max_length=64)
    mapping = models.JSONField(_("columns"), default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("said"))

    class Meta:
        verbose_name = _("column mapping")
        verbose_name_plural = _("column mappings")
        ordering = ["importer", "source", "-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["importer", "source", "fingerprint"], name="one_mapping_per_shape"
            )
        ]

    def __str__(self):
        return f"{self.importer} {self.source}"
