"""What a person may change about themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import User


class SettingsForm(forms.ModelForm):
    """Name, e-mail and language. The username and the role are the administrator's to change."""

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _empty, *languages = self.fields["language"].choices
        self.fields["language"].choices = [("", _("as my browser asks")), *languages]
