"""A quarter: open, computed, published. Once published nothing in it changes."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from suppliers.models.supply import QUARTER
from sustainportal.accounts.roles import Role


class QuarterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Procurement and administrators see every quarter, sales the published ones."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.role in {Role.PROCUREMENT, Role.ADMIN}:
            return self
        return self.published() if user.role == Role.SALES else self.none()

    def published(self):
        return self.filter(state=Quarter.State.PUBLISHED)


class Quarter(models.Model):
    class State(models.TextChoices):
        OPEN = "open", _("Open")
        COMPUTED = "computed", _("Computed")
        PUBLISHED = "published", _("Published")

    code = models.CharField(_("quarter"), max_length=6, primary_key=True, validators=[QUARTER])
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.OPEN, editable=False
    )
    opened_at = models.DateTimeField(_("opened"), editable=False)
    computed_at = models.DateTimeField(_("computed"), null=True, blank=True, editable=False)
    computed_by = models.CharField(_("computed by"), max_length=200, blank=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    published_by = models.CharField(_("published by"), max_length=200, blank=True, editable=False)

    objects = QuarterQuerySet.as_manager()

    class Meta:
        verbose_name = _("quarter")
        verbose_name_plural = _("quarters")
        ordering = ["-code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", computed_at=None, published_at=None)
                | Q(state="computed", computed_at__isnull=False, published_at=None)
                | Q(state="published", computed_at__isnull=False, published_at__isnull=False),
                name="quarter_life_is_dated",
            )
        ]

    def __str__(self):
        return self.code

    @property
    def is_published(self):
        return self.state == self.State.PUBLISHED

    def get_absolute_url(self):
        return reverse("scorecards:quarter_detail", args=[self.pk])
