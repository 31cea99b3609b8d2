"""What people may say about suppliers and sites. Checked here; changed by operations."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Site, Supplier, SupplierAlias
from .rules.lifecycle import MOVES


class NewSupplierForm(forms.ModelForm):
    """No status: whoever comes in by this form is a candidate, and an approval decides the rest."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        required=False,
        help_text=_("Leave empty and the portal gives the next one."),
    )

    class Meta:
        model = Supplier
        fields = [
            "code", "name", "country", "tier", "category", "sector", "is_key", "customer_designated",
        ]  # fmt: skip


class SupplierForm(forms.ModelForm):
    """Filled from `initial`, not from an instance: the operation compares before and after."""

    seen_at = forms.CharField(widget=forms.HiddenInput)

    class Meta:
        model = Supplier
        fields = [
            "name", "country", "region", "tier", "category", "sector", "is_key", "customer_designated",
        ]  # fmt: skip

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
        fields = ["spelling", "kind"]
        labels = {"spelling": _("Another spelling of the name"), "kind": _("What this spelling is")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].required = False

    def clean_kind(self):
        return self.cleaned_data["kind"] or SupplierAlias.Kind.SPELLING


class SiteForm(forms.ModelForm):
    """Filled from `initial`, as SupplierForm."""

    class Meta:
        model = Site
        fields = [
            "name", "address", "city", "country", "workers", "female_percent", "migrant_percent",
            "workforce_year", "latitude", "longitude",
        ]  # fmt: skip
        help_texts = {
            "latitude": _("Decimal degrees, north is positive: 24.8066"),
            "longitude": _("Decimal degrees, east is positive: 120.9686"),
        }

    def clean(self):
        self.check_position()
        for name in ("female_percent", "migrant_percent"):
            value = self.cleaned_data.get(name)
            if value is not None and not 0 <= value <= 100:
                self.add_error(name, _("A percentage lies between 0 and 100."))
        year = self.cleaned_data.get("workforce_year")
        if year is not None and not 1990 <= year <= 2199:
            self.add_error("workforce_year", _("Write a year like 2026."))
        return self.cleaned_data

    def check_position(self):
        degrees = {name: self.cleaned_data.get(name) for name in ("latitude", "longitude")}
        for name, limit in (("latitude", 90), ("longitude", 180)):
            value = degrees[name]
            if value is not None and not -limit <= value <= limit:
                words = {"from": -limit, "to": limit}
                self.add_error(name, _("Between %(from)d and %(to)d degrees.") % words)
            elif (
                value is None
                and name not in self.errors
                and any(other is not None for other in degrees.values())
            ):
                self.add_error(
                    name, _("Latitude and longitude belong together: give both or none.")
                )
