"""Deadlines as data: a profile of rows, each with its clock, its days and where they come from."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..rules import deadlines
from .finding_words import Rating


class DeadlineProfile(models.Model):
    name = models.CharField(_("name"), max_length=60, unique=True)
    cap_months = models.PositiveSmallIntegerField(
        _("nothing later than, months after the closing meeting"), default=18
    )
    source = models.CharField(_("source"), max_length=300)
    to_confirm = models.BooleanField(_("to confirm"), default=True)

    class Meta:
        verbose_name = _("deadline profile")
        verbose_name_plural = _("deadline profiles")
        ordering = ["name"]

    def __str__(self):
        return self.name


class DeadlineRule(models.Model):
    class Scope(models.TextChoices):
        ANY = deadlines.ANY, _("any")
        HSE = deadlines.HSE, _("health, safety, environment")
        HOURS_OR_INSURANCE = deadlines.HOURS_OR_INSURANCE, _("hours up to 84, social insurance")
        OTHER = deadlines.OTHER, _("other (hours above 84 too)")

    class Clock(models.TextChoices):
        DISCOVERY = deadlines.DISCOVERY, _("discovery")
        REPORT = deadlines.REPORT, _("final report")

    profile = models.ForeignKey(DeadlineProfile, models.CASCADE, related_name="rules")
    rating = models.CharField(_("finding"), max_length=20, choices=Rating.choices)
    scope = models.CharField(_("scope"), max_length=20, choices=Scope.choices, default=Scope.ANY)
    clock = models.CharField(_("days run from"), max_length=10, choices=Clock.choices)
    submit_days = models.PositiveSmallIntegerField(_("submit within, days"))
    approve_days = models.PositiveSmallIntegerField(_("approve within, days"))
    complete_days = models.PositiveSmallIntegerField(_("complete within, days"))
    source = models.CharField(_("source"), max_length=300)
    to_confirm = models.BooleanField(_("to confirm"), default=True)

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering = ["profile", "complete_days", "rating"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "rating", "scope"], name="one_deadline_per_rating_and_scope"
            ),
            models.CheckConstraint(
                condition=Q(submit_days__lte=F("approve_days"))
                & Q(approve_days__lte=F("complete_days")),
                name="deadline_days_in_order",
            ),
        ]

    def __str__(self):
        return f"{self.get_rating_display()}, {self.get_scope_display()}"

    def rule(self):
        """The row as the deadline rules take it; its source names the profile's version."""
        return deadlines.Rule(
            rating=self.rating,
            scope=self.scope,
            clock=self.clock,
            submit_days=self.submit_days,
            approve_days=self.approve_days,
            complete_days=self.complete_days,
            source=f"{self.profile.name}: {self.source}",
            to_confirm=self.to_confirm,
        )
