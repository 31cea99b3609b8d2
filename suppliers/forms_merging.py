"""Why two records are one company."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MergeForm(forms.Form):
    reason = forms.CharField(
        label=_("Why they are the same"),
        max_length=300,
        required=False,
        help_text=_("A sentence for the record; it may stay empty."),
    )
