"""The file of a declaration or a certificate."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet
from sustainportal.files.models import KeptFile, not_empty, random_path


def paper_path(paper, name):
    return random_path("papers", paper.content_type)


class PaperFileQuerySet(ScopedQuerySet):
    to_supplier = "supplier"


class PaperFile(KeptFile):
    """Who handed it in, when, and for which supplier."""

    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="+")
    file = models.FileField(_("file"), upload_to=paper_path, max_length=200)
    at = models.DateTimeField(_("uploaded"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = PaperFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["at", "pk"]
        constraints = [not_empty("paper_file_is_not_empty")]

    def get_absolute_url(self):
        return reverse("suppliers:paper_download", args=[self.pk])
