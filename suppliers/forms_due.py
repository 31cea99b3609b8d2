"""Forms of the due list. Checked here; changed by operations."""

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from .models import DueKind, Supplier
from .models.due import QUARTERS
from .queries.merging import by_code

REASON = forms.Textarea(attrs={"rows": 2})


class ItemAddForm(forms.Form):
    """Something no rule put on the list."""

    supplier = forms.CharField(label=_("Supplier code"), max_length=40)
    kind = forms.ChoiceField(label=_("What is due"), choices=DueKind.choices)
    quarter = forms.TypedChoiceField(label=_("Quarter"), choices=QUARTERS, coerce=int)
    reason = forms.CharField(label=_("Why?"), max_length=300, widget=REASON)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_supplier(self):
        code = self.cleaned_data["supplier"].strip()
        meant = by_code([code]).get(code)
        found = Supplier.objects.visible_to(self.person).filter(pk=meant).first()
        if found is None:
            raise forms.ValidationError(_("There is no supplier with the code %s.") % code)
        return found


class ItemMoveForm(forms.Form):
    quarter = forms.TypedChoiceField(label=_("Quarter"), choices=QUARTERS, coerce=int)
    reason = forms.CharField(label=_("Why?"), max_length=300, required=False, widget=REASON)


class ItemDropForm(forms.Form):
    reason = forms.CharField(label=_("Why?"), max_length=300, widget=REASON)


class CapacityForm(forms.Form):
    """A number per kind and quarter; empty means no limit."""

    def __init__(self, *args, capacity, **kwargs):
        super().__init__(*args, **kwargs)
        for kind, label in DueKind.choices:
            for quarter, name in QUARTERS:
                self.fields[f"{kind}-{quarter}"] = forms.IntegerField(
                    label=f"{label}, {name}",
                    required=False,
                    min_value=0,
                    max_value=100_000,
                    initial=capacity.get((kind, quarter)),
                )

    def grid(self):
        """[(kind's label, its four fields)]"""
        return [
            (label, [(name, self[f"{kind}-{quarter}"]) for quarter, name in QUARTERS])
            for kind, label in DueKind.choices
        ]

    def places(self):
        """{(kind, quarter): places or None}"""
        return {
            (kind, quarter): self.cleaned_data.get(f"{kind}-{quarter}")
            for kind in DueKind.values
            for quarter, _name in QUARTERS
        }


class ConfirmForm(forms.Form):
    """Carries which proposal the person was looking at."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def clean_seen(self):
        try:
            seen = parse_datetime(self.cleaned_data["seen"])
        except ValueError:
            seen = None
        if seen is None:
            raise forms.ValidationError(_("Open this page again and look at the list once more."))
        return seen
