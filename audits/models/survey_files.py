"""What comes with a survey's answers: files, and the smelters behind the metals."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet
from sustainportal.files.models import KeptFile, not_empty, random_path

from .survey import Survey


class OfSurvey(ScopedQuerySet):
    to_supplier = "survey__supplier"


def survey_path(row, name):
    return random_path("surveys", row.content_type)


class SurveyFile(KeptFile):
    """A file that shows what an answer says; the same content once per question."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="files")
    question = models.ForeignKey("audits.Question", models.PROTECT, related_name="files")
    file = models.FileField(_("file"), upload_to=survey_path, max_length=200)
    at = models.DateTimeField(_("uploaded"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfSurvey.as_manager()

    class Meta:
        verbose_name = _("file of a survey")
        verbose_name_plural = _("files of surveys")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "question", "sha256"], name="same_survey_file_kept_once"
            ),
            not_empty("survey_file_is_not_empty"),
        ]

    def get_absolute_url(self):
        return reverse("audits:survey_file", args=[self.pk])


class Smelter(models.Model):
    """One smelter or refiner a supplier names for one metal."""

    class Metal(models.TextChoices):
        TIN = "tin", _("Tin")
        TANTALUM = "tantalum", _("Tantalum")
        TUNGSTEN = "tungsten", _("Tungsten")
        GOLD = "gold", _("Gold")
        COBALT = "cobalt", _("Cobalt")

    class Status(models.TextChoices):
        CONFORMANT = "conformant", _("Conformant")
        ACTIVE = "active", _("In assessment")
        NOT_CONFORMANT = "not_conformant", _("Not conformant")
        UNKNOWN = "unknown", _("Not known")

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="smelters")
    question = models.ForeignKey("audits.Question", models.PROTECT, related_name="smelters")
    metal = models.CharField(_("metal"), max_length=10, choices=Metal.choices)
    name = models.CharField(_("smelter"), max_length=150)
    number = models.CharField(_("smelter number"), max_length=20, blank=True)
    country = models.ForeignKey(
        "suppliers.Country", models.PROTECT, null=True, blank=True, verbose_name=_("country")
    )
    status = models.CharField(
        _("status"), max_length=15, choices=Status.choices, default=Status.UNKNOWN
    )

    objects = OfSurvey.as_manager()

    class Meta:
        verbose_name = _("smelter")
        verbose_name_plural = _("smelters")
        ordering = ["metal", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "question", "metal", "name", "number"], name="one_smelter_per_metal"
            )
        ]

    def __str__(self):
        return f"{self.get_metal_display()}: {self.name}"
