"""Two records of one company made one, and what moved, so that it can be undone exactly."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import ScopedQuerySet


class MergeQuerySet(ScopedQuerySet):
    to_supplier = "kept"

    def standing(self):
        return self.filter(undone_at=None)


class Merge(models.Model):
    """`moved`: [{"model", "field" (the foreign key), "moved": [pk], "stayed": [pk]}]; `names`, `numbers`:
    ids of the spellings and identifiers that the kept supplier was given; `facts`: its gaps that were
    filled."""

    kept = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="merges")
    gone = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="merges_away")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("merged"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    moved = models.JSONField(_("what moved"), default=list)
    names = models.JSONField(_("spellings added"), default=list)
    numbers = models.JSONField(_("numbers added"), default=list)
    facts = models.JSONField(_("gaps filled"), default=dict)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("split again"), null=True, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at__isnull=True), name="merged_away_once"
            ),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="a_merge_is_of_two"),
        ]

    def __str__(self):
        return f"{self.gone} → {self.kept}"

    def get_absolute_url(self):
        return reverse("suppliers:merge_detail", args=[self.pk])
