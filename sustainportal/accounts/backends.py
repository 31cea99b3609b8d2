"""Joins the role and the row: `has_perm(permission)` and `has_perm(permission, thing)`."""

from django.contrib.auth.backends import ModelBackend

from .roles import Role, may


class RoleBackend(ModelBackend):
    """Passwords as in Django; permissions from the role table, rows from `visible_to`."""

    def has_perm(self, user_obj, perm, obj=None):
        if not user_obj.is_active:
            return False
        if not may(user_obj.role, perm):
            return False
        if obj is None or not hasattr(type(obj).objects, "visible_to"):
            return True
        return type(obj).objects.visible_to(user_obj).filter(pk=obj.pk).exists()

    def has_module_perms(self, user_obj, app_label):
        return user_obj.is_active and user_obj.role == Role.ADMIN

    def get_all_permissions(self, user_obj, obj=None):
        return set()
