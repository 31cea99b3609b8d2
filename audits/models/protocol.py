"""What an audit is held against: protocol versions, their provisions, the zero-tolerance list."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..rules.score import Scale


class Protocol(models.Model):
    """One version of an audit protocol with the figures its score is made of."""

    standard = models.CharField(_("standard"), max_length=40)
    version = models.CharField(_("version"), max_length=20)
    deadline_profile = models.ForeignKey(
        "audits.DeadlineProfile",
        models.PROTECT,
        related_name="protocols",
        verbose_name=_("deadline profile"),
    )
    maximum = models.PositiveSmallIntegerField(_("full score"), default=200)
    priority_weight = models.PositiveSmallIntegerField(_("points a priority finding"), default=20)
    major_weight = models.PositiveSmallIntegerField(_("points a major finding"), default=4)
    minor_weight = models.PositiveSmallIntegerField(_("points a minor finding"), default=1)
    floor = models.PositiveSmallIntegerField(_("lowest score"), default=0)
    green_above = models.PositiveSmallIntegerField(_("green above"), default=180)
    yellow_above = models.PositiveSmallIntegerField(_("yellow above"), default=160)
    platinum_from = models.PositiveSmallIntegerField(_("platinum from"), default=200)
    gold_from = models.PositiveSmallIntegerField(_("gold from"), default=180)
    silver_from = models.PositiveSmallIntegerField(_("silver from"), default=160)
    validity_months = models.PositiveSmallIntegerField(
        _("an audit holds for, months"), default=24, validators=[MinValueValidator(1)]
    )
    source = models.CharField(
        _("source"), max_length=300, help_text=_("Where the rule comes from.")
    )
    to_confirm = models.BooleanField(_("to confirm"), default=True)
    is_current = models.BooleanField(
        _("offered for new audits"), default=True, help_text=_("Older versions keep their audits.")
    )

    class Meta:
        verbose_name = _("protocol")
        verbose_name_plural = _("protocols")
        ordering = ["standard", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["standard", "version"], name="one_protocol_per_version"
            ),
            models.CheckConstraint(
                condition=Q(green_above__gt=F("yellow_above")) & Q(maximum__gte=F("green_above")),
                name="protocol_colours_in_order",
            ),
        ]

    def __str__(self):
        return f"{self.standard} {self.version}"

    def scale(self):
        """The figures as the score rule takes them."""
        return Scale(
            maximum=self.maximum,
            priority=self.priority_weight,
            major=self.major_weight,
            minor=self.minor_weight,
            floor=self.floor,
            green_above=self.green_above,
            yellow_above=self.yellow_above,
            platinum_from=self.platinum_from,
            gold_from=self.gold_from,
            silver_from=self.silver_from,
        )


class Provision(models.Model):
    """One heading of a protocol: code and title only."""

    class Section(models.TextChoices):
        LABOR = "A", _("A – Labor")
        HEALTH_AND_SAFETY = "B", _("B – Health and safety")
        ENVIRONMENT = "C", _("C – Environment")
        ETHICS = "D", _("D – Ethics")
        MANAGEMENT_SYSTEMS = "E", _("E – Management systems")

    protocol = models.ForeignKey(Protocol, models.PROTECT, related_name="provisions")
    section = models.CharField(_("section"), max_length=1, choices=Section.choices)
    code = models.CharField(_("code"), max_length=10)
    number = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("title"), max_length=120)

    class Meta:
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")
        ordering = ["protocol", "section", "number"]
        constraints = [
            models.UniqueConstraint(fields=["protocol", "code"], name="one_provision_per_code")
        ]

    def __str__(self):
        return f"{self.code} {self.title}"


class ZeroToleranceKind(models.Model):
    """What is never tolerated: it overrides the score and escalates at once."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    source = models.CharField(_("source"), max_length=300)
    to_confirm = models.BooleanField(_("to confirm"), default=True)
    is_current = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("zero-tolerance matter")
        verbose_name_plural = _("zero-tolerance matters")
        ordering = ["name"]

    def __str__(self):
        return self.name
