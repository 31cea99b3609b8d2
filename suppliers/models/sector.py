"""Sectors of industry: what one US dollar of their goods emits on average, as published."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Sector(models.Model):
    """A sector by its NAICS code. The intensity is an average of the published year: a supplier's own,
    measured figure is posted as a reading and then counts instead."""

    code = models.CharField(_("NAICS code"), max_length=10, primary_key=True)
    name = models.CharField(_("sector"), max_length=120)
    intensity = models.FloatField(
        _("greenhouse gas, kg CO2e per US dollar"),
        validators=[MinValueValidator(0)],
        help_text=_("Of the supply chain up to the buyer, at purchaser prices."),
    )
    year = models.PositiveSmallIntegerField(_("year"))
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["name", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(intensity__gte=0), name="sector_intensity_is_not_negative"
            )
        ]

    def __str__(self):
        return f"{gettext(self.name)} ({self.code})"
