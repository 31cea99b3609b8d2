"""What people may say about a view they keep."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.scopes import sees_every_supplier

from .models import SavedView


class SavedViewForm(forms.ModelForm):
    class Meta:
        model = SavedView
        fields = ["name", "shared"]
        labels = {"shared": _("Offer it to everybody who reads this list")}
        help_texts = {"shared": _("Each reader still sees only what is open to them.")}

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        if not sees_every_supplier(person):
            del self.fields["shared"]
