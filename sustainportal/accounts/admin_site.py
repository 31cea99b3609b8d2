"""The admin site in the portal's name: administrators only, through the one login page."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from .roles import Role


class PortalAdminSite(admin.AdminSite):
    site_header = _("Supplier Sustainability Portal – administration")
    site_title = _("Administration")
    index_title = _("People, policies and catalogues")

    def has_permission(self, request):
        person = request.user
        return person.is_authenticated and person.is_active and person.role == Role.ADMIN

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """No second login page: strangers go to the portal's, other roles are refused."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
