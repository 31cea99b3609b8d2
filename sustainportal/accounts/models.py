"""Who may: the people of the portal."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from .roles import Role


class User(AbstractUser):
    """A person. The role says what they may do; memberships and assignments say for whom."""

    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.SUPPLIER)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, blank=True, default=""
    )
    groups = None
    user_permissions = None

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["username"]

    def __str__(self):
        return self.get_full_name() or self.username
