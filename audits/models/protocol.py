"""What an audit is held against: protocol versions, their provisions, the zero-tolerance list."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from suppliers.models import Category
from sustainportal.web.languages import in_language

from ..rules.score import Scale
from .finding_words import Rating


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
    comment_days = models.PositiveSmallIntegerField(
        _("days to comment on the draft report"),
        default=0,
        help_text=_("0: the report becomes final without a comment period."),
    )
    check_days = models.PositiveSmallIntegerField(
        _("effectiveness check, days after closing"), default=90, help_text=_("0: no check.")
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
    """One heading of a protocol: code and title, and in our own words what to look for."""

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
    title_hant = models.CharField(_("title, traditional Chinese"), max_length=120, blank=True)
    title_hans = models.CharField(_("title, simplified Chinese"), max_length=120, blank=True)
    category = models.CharField(
        _("risk category"), max_length=20, choices=Category.choices, blank=True, default=""
    )
    hint = models.CharField(
        _("hint"), max_length=500, blank=True, help_text=_("In our own words: what is looked at.")
    )
    hint_hant = models.CharField(_("hint, traditional Chinese"), max_length=500, blank=True)
    hint_hans = models.CharField(_("hint, simplified Chinese"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")
        ordering = ["protocol", "section", "number"]
        constraints = [
            models.UniqueConstraint(fields=["protocol", "code"], name="one_provision_per_code")
        ]

    def __str__(self):
        return f"{self.code} {in_language(self, 'title')}"


class ProvisionMatch(models.Model):
    """One line of a crosswalk between two versions or standards, read in both directions."""

    class Kind(models.TextChoices):
        SAME = "same", _("the same")
        WIDER = "wider", _("wider there")
        NARROWER = "narrower", _("narrower there")
        RELATED = "related", _("related")

    provision = models.ForeignKey(
        Provision, models.CASCADE, related_name="matches", verbose_name=_("provision")
    )
    counterpart = models.ForeignKey(
        Provision, models.CASCADE, related_name="matched_by", verbose_name=_("there")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.SAME)

    class Meta:
        verbose_name = _("line of the crosswalk")
        verbose_name_plural = _("crosswalk")
        ordering = ["provision", "counterpart"]
        constraints = [
            models.UniqueConstraint(
                fields=["provision", "counterpart"], name="one_match_per_two_provisions"
            ),
            models.CheckConstraint(
                condition=~Q(provision=F("counterpart")), name="provision_matches_another"
            ),
        ]

    def __str__(self):
        return f"{self.provision} – {self.counterpart}"


class Severity(models.Model):
    """How another scheme's severity reads on our scale of ratings (SMETA, amfori BSCI …)."""

    scheme = models.CharField(_("scheme"), max_length=40)
    name = models.CharField(_("severity there"), max_length=80)
    rating = models.CharField(_("rating"), max_length=20, choices=Rating.choices)
    zero_tolerance = models.BooleanField(_("zero tolerance"), default=False)
    source = models.CharField(_("source"), max_length=300)
    to_confirm = models.BooleanField(_("to confirm"), default=True)

    class Meta:
        verbose_name = _("severity of another scheme")
        verbose_name_plural = _("severities of other schemes")
        ordering = ["scheme", "name"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "name"], name="one_rating_per_severity"),
            models.CheckConstraint(
                condition=Q(zero_tolerance=False) | Q(rating="priority"),
                name="severity_zero_tolerance_is_priority",
            ),
        ]

    def __str__(self):
        return f"{self.scheme}: {self.name}"


class ZeroToleranceKind(models.Model):
    """What is never tolerated: it overrides the score and escalates at once."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_hant = models.CharField(_("name, traditional Chinese"), max_length=120, blank=True)
    name_hans = models.CharField(_("name, simplified Chinese"), max_length=120, blank=True)
    source = models.CharField(_("source"), max_length=300)
    to_confirm = models.BooleanField(_("to confirm"), default=True)
    is_current = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("zero-tolerance matter")
        verbose_name_plural = _("zero-tolerance matters")
        ordering = ["name"]

    def __str__(self):
        return in_language(self, "name")
