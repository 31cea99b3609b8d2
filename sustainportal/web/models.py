"""A list as somebody left it: its filters, its order and its columns, under a name."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import sees_every_supplier


class SavedViewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own and, for those no supplier is closed to, the shared ones: a name may tell of others.
        What a view shows is still narrowed to who opens it."""
        return self.filter(
            Q(owner=user.pk) | Q(shared=True) if sees_every_supplier(user) else Q(owner=user.pk)
        )

    def of(self, route):
        return self.filter(route=route)


class SavedView(models.Model):
    """`query` is what stands behind the "?" of the list's address; `route` is the list."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="saved_views",
        verbose_name=_("owner"),
    )
    route = models.CharField(_("list"), max_length=80)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(_("address"), max_length=1500, blank=True)
    shared = models.BooleanField(_("for everybody"), default=False)
    created_at = models.DateTimeField(_("created"))

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["route", "name"], name="saved_view_of_list")]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "route", "name"], name="one_saved_view_per_name"
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse(self.route)}?{self.query}" if self.query else reverse(self.route)
