"""Log in, choose a language, change one's own settings and password."""

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, View

from sustainportal.web.pages import Changing, Permitted

from . import operations
from .forms import SettingsForm
from .models import User


def locked_out(request, credentials, *args, **kwargs):
    """The answer of django-axes after too many wrong passwords."""
    return render(request, "accounts/locked_out.html", status=429)


@method_decorator(login_not_required, name="dispatch")
class ChooseLanguage(View):
    """Anyone's language: kept in a cookie, and on the person when logged in."""

    http_method_names = ["post", "options"]

    def post(self, request):
        code = request.POST.get("language", "")
        response = HttpResponseRedirect(self.back())
        if code not in dict(settings.LANGUAGES):
            return response
        if request.user.is_authenticated:
            operations.change_settings(
                request.user, changes={"language": code}, by=request.user, at=timezone.now()
            )
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=365 * 24 * 3600,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
        return response

    def back(self):
        """The page the person came from, if it is one of ours."""
        address = self.request.POST.get("next", "")
        ours = url_has_allowed_host_and_scheme(
            address, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )
        return address if address and ours else resolve_url("web:home")


class OwnSettings(Changing, Permitted, FormView):
    """Name, e-mail, language."""

    permission = "accounts.change_own_settings"
    template_name = "accounts/settings.html"
    form_class = SettingsForm
    success_message = _("Your settings are kept.")

    def get_form_kwargs(self):
        person = User.objects.get(pk=self.request.user.pk)  # the form writes on its own copy
        return super().get_form_kwargs() | {"instance": person}

    def change(self, form):
        operations.change_settings(
            self.request.user, changes=form.cleaned_data, by=self.request.user, at=timezone.now()
        )
        translation.activate(self.request.user.language or translation.get_language())
        return resolve_url("accounts:settings")


class OwnPassword(Changing, Permitted, FormView):
    """A new password, against the old one. Other devices are logged out."""

    permission = "accounts.change_own_settings"
    template_name = "web/form.html"
    form_class = PasswordChangeForm
    success_message = _("Your password is changed. Other devices were logged out.")
    extra_context = {"title": _("Change my password"), "submit_label": _("Change password")}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def change(self, form):
        operations.change_password(
            self.request.user,
            password=form.cleaned_data["new_password1"],
            by=self.request.user,
            at=timezone.now(),
        )
        update_session_auth_hash(self.request, self.request.user)
        return resolve_url("accounts:settings")
