"""People in the admin site. Whose people they are is added by the room that knows (suppliers)."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from sustainportal.trail.operations import record
from sustainportal.trail.told import Told

from .models import User

admin.site.unregister(Group)  # roles are a table in the code, see roles.py


@admin.register(User)
class PersonAdmin(Told, UserAdmin):
    list_display = ["username", "full_name", "email", "role", "language", "is_active", "last_login"]
    list_filter = ["role", "is_active", "language", "last_login"]
    list_per_page = 50
    search_fields = ["username", "first_name", "last_name", "email"]
    search_help_text = _("Login, name or e-mail")
    ordering = ["username"]
    filter_horizontal = []
    readonly_fields = ["is_staff", "last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "password", "role", "is_active"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email", "language"]}),
        (_("Seen"), {"fields": ["is_staff", "last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "classes": ["wide"],
                "fields": ["username", "usable_password", "password1", "password2"],
            },
        ),
        (_("Person"), {"fields": ["role", "first_name", "last_name", "email", "language"]}),
    ]

    @admin.display(description=_("name"), ordering="last_name")
    def full_name(self, person):
        return person.get_full_name()

    @transaction.atomic
    def user_change_password(self, request, id, form_url=""):
        """The trail keeps that an administrator gave somebody a new password."""
        before = self.get_object(request, unquote(id))
        answer = super().user_change_password(request, id, form_url)
        person = before and User.objects.filter(pk=before.pk).first()
        if person and person.password != before.password:
            record("accounts.password.changed", person, by=request.user, at=now())
        return answer

    def has_delete_permission(self, request, obj=None):
        """People are switched off ("active"), not deleted: their names stand beside what they did."""
        return False
