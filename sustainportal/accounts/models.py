"""Who may: the people of the portal."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .roles import Role


class PersonManager(UserManager):
    use_in_migrations = False

    def create_superuser(self, username, email=None, password=None, **fields):
        """`manage.py createsuperuser` makes an administrator: a role, not a way around the roles."""
        return self._create_user(username, email, password, **fields | {"role": Role.ADMIN})


class User(AbstractUser):
    """A person. The role says what they may do; memberships and assignments say for whom."""

    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.SUPPLIER)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, blank=True, default=""
    )
    groups = None
    user_permissions = None

    objects = PersonManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_superuser=False), name="nobody_stands_above_the_role_table"
            )
        ]

    def __str__(self):
        """As the trail keeps it: two hundred characters of a name are enough."""
        return (self.get_full_name() or self.username)[:200]

    def told(self, verb, changes):
        """How the trail tells of a person changed in the admin site: the role and whether they may log in
        with before and after, of everything else the names of the fields only."""
        if verb == "added":
            return "accounts.person.added", self, {"role": self.role}
        weighty = {name: changes[name] for name in ("role", "is_active") if name in changes}
        fields = sorted(changes.keys() - weighty.keys())
        detail = {"changes": weighty} if weighty else {}
        if fields:
            detail["fields"] = fields
        return (f"accounts.person.{verb}", self, detail) if detail else None

    def save(self, **options):
        """Only an administrator is staff: the admin site opens by role, nothing else."""
        self.is_staff = self.role == Role.ADMIN
        if options.get("update_fields") is not None and "role" in options["update_fields"]:
            options["update_fields"] = {*options["update_fields"], "is_staff"}
        super().save(**options)
