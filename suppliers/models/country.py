"""Countries, their many spellings, and what published indices say of them."""

from functools import cache, lru_cache

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from ..rules.countries import spelling_key


@cache
def name_in(language, code):
    """The usual name of an ISO country in a language; "" for a code ISO does not know."""
    return str(countries.name(code))


@lru_cache(maxsize=64)
def in_order(language, countries):
    """(code, name in the language) of countries given as a tuple of (code, name kept), by that name."""
    named = [(code, name_in(language, code) or name) for code, name in countries]
    return tuple(sorted(named, key=lambda pair: pair[1]))


class Country(models.Model):
    code = models.CharField(_("ISO code"), max_length=2, primary_key=True)
    alpha3 = models.CharField(_("ISO 3 code"), max_length=3, unique=True)
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["name"]

    def __str__(self):
        return name_in(get_language(), self.code) or self.name


class CountryAlias(models.Model):
    """A spelling that means a country. The table grows by the answers people give."""

    spelling = models.CharField(
        _("spelling"),
        max_length=100,
        unique=True,
        help_text=_("Kept without capitals, accents and punctuation, as it is compared."),
    )
    country = models.ForeignKey(Country, models.CASCADE, related_name="aliases")

    class Meta:
        verbose_name = _("country spelling")
        verbose_name_plural = _("country spellings")
        ordering = ["spelling"]

    def __str__(self):
        return f"{self.spelling} → {self.country_id}"

    def clean(self):
        self.spelling = spelling_key(self.spelling)

    def save(self, *args, **kwargs):
        self.spelling = spelling_key(self.spelling)
        super().save(*args, **kwargs)


class CountryIndicator(models.Model):
    """One published figure: a country, a factor, a year, a value and where it was read."""

    country = models.ForeignKey(Country, models.CASCADE, related_name="indicators")
    factor = models.ForeignKey("suppliers.Factor", models.PROTECT, related_name="indicators")
    year = models.PositiveSmallIntegerField(_("year"))
    value = models.FloatField(_("value"))
    source = models.CharField(_("source"), max_length=200)
    link = models.CharField(_("link"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("country indicator")
        verbose_name_plural = _("country indicators")
        ordering = ["country", "factor", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "factor", "year"], name="one_indicator_per_country_factor_year"
            )
        ]

    def __str__(self):
        return f"{self.country_id} {self.factor_id} {self.year}"
