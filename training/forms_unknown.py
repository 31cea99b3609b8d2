"""Answers about unknown people of a list."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class LeaveOutForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why do they not count?"), max_length=300)
    alike = forms.BooleanField(required=False)

    def __init__(self, *args, alike, **kwargs):
        """`alike`: how many others could get the same answer."""
        super().__init__(*args, **kwargs)
        if alike:
            self.fields["alike"].label = _(
                "Also the %(n)d others of the same organisation or mail domain"
            ) % {"n": alike}
        else:
            del self.fields["alike"]
