"""What people may say about suppliers and sites. Checked here; changed by operations."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Site, Supplier, SupplierAlias
from .rules.lifecycle import MOVES


class NewSupplierForm(forms.ModelForm):
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        required=False,
        help_text=_("Leave empty and the portal gives the next one."),
    )

    class Meta:
        model = Supplier
        fields = [
            "code", "name", "country", "tier", "category", "status", "is_key", "customer_designated",
        ]  # fmt: skip


class SupplierForm(forms.ModelForm):
    """Filled from `initial`, not from an instance: the operation compares before and after."""

    seen_at = forms.CharField(widget=forms.HiddenInput)

    class Meta:
        model = Supplier
        fields = ["name", "country", "tier", "category", "is_key", "customer_designated"]

    def clean_seen_at(self):
        try:
            return dt.datetime.fromisoformat(self.cleaned_data["seen_at"])
        except ValueError as error:
            raise forms.ValidationError(_("Open the form again: it came back damaged.")) from error


class MoveForm(forms.Form):
    """The statuses that may follow the present one, and why."""

    to = forms.ChoiceField(label=_("New status"))
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(to, Supplier.Status(to).label) for to in MOVES[now]]


class AliasForm(forms.ModelForm):
    class Meta:
        model = SupplierAlias
        fields = ["spelling"]
        labels = {"spelling": _("Another spelling of the name")}


class SiteForm(forms.ModelForm):
    """Filled from `initial`, as SupplierForm."""

    class Meta:
        model = Site
        fields = [
            "name", "address", "city", "country", "workers", "female_percent", "migrant_percent",
        ]  # fmt: skip

    def clean(self):
        for name in ("female_percent", "migrant_percent"):
            value = self.cleaned_data.get(name)
            if value is not None and not 0 <= value <= 100:
                self.add_error(name, _("A percentage lies between 0 and 100."))
        return self.cleaned_data
