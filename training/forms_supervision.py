"""Input about supervision: whom, why, since when; to which group; until when."""

import re

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import Supervision, SupervisionGroup

MOST = 300  # suppliers at once
EARLIEST = "2000-01-01"


def day_field(label):
    widget = forms.DateInput(attrs={"type": "date", "min": EARLIEST}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, validators=[_not_too_early])


def _not_too_early(day):
    MinValueValidator(2000, _("Choose a day from the year 2000 on."))(day.year)


class SuppliersField(forms.ModelMultipleChoiceField):
    def clean(self, value):
        """Ids no database holds are nobody's; of too many none is taken."""
        if len(value or ()) > MOST:
            raise forms.ValidationError(
                _("Choose at most %(most)d suppliers at once.") % {"most": MOST}
            )
        if any(not re.fullmatch(r"[0-9]{1,18}", str(text)) for text in value or ()):
            raise forms.ValidationError(_("One of the suppliers is not known."))
        return super().clean(value)


class StartForm(forms.Form):
    """Suppliers are ticked in the list of proposals, or their codes are written."""

    suppliers = SuppliersField(queryset=None, required=False, label=gettext_lazy("Suppliers"))
    codes = forms.CharField(
        label=gettext_lazy("Codes of further suppliers"), required=False, max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("With commas or spaces between them."),
    )  # fmt: skip
    why = forms.ChoiceField(label=gettext_lazy("Why"), choices=Supervision.Why.choices)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The suppliers read it."),
    )  # fmt: skip
    since = day_field(gettext_lazy("Since"))
    group = forms.ModelChoiceField(
        SupervisionGroup.objects.order_by("name"), required=False, label=gettext_lazy("Group"),
        empty_label=gettext_lazy("No group"),
    )  # fmt: skip

    def __init__(self, *args, suppliers, **kwargs):
        """`suppliers`: those that may be supervised, as far as this person sees them."""
        super().__init__(*args, **kwargs)
        self.fields["suppliers"].queryset = suppliers

    def clean_codes(self):
        """The suppliers of these codes; every unknown code is named."""
        text = self.cleaned_data["codes"]
        codes = list(dict.fromkeys(re.split(r"[\s,;，；、]+", text.strip())))[: MOST + 1]
        codes = [code for code in codes if code]
        found = {one.code: one for one in self.fields["suppliers"].queryset.filter(code__in=codes)}
        unknown = [code for code in codes if code not in found]
        if unknown:
            words = {"codes": ", ".join(unknown[:10])}
            raise forms.ValidationError(
                _("No supplier that can be supervised has this code: %(codes)s.") % words
            )
        return list(found.values())

    def clean(self):
        cleaned = super().clean()
        if "suppliers" not in cleaned or "codes" not in cleaned:
            return cleaned
        chosen = {one.pk: one for one in [*cleaned["suppliers"], *cleaned["codes"]]}
        if not chosen:
            self.add_error("codes", _("Choose at least one supplier."))
        if len(chosen) > MOST:
            self.add_error(
                "codes", _("Choose at most %(most)d suppliers at once.") % {"most": MOST}
            )
        return cleaned | {"chosen": list(chosen.values())}


class MoveForm(forms.Form):
    group = forms.ModelChoiceField(
        SupervisionGroup.objects.order_by("name"), required=False, label=gettext_lazy("Group"),
        empty_label=gettext_lazy("No group"),
        help_text=gettext_lazy("The board of the old group closes to the supplier at once."),
    )  # fmt: skip


class EndForm(forms.Form):
    ended_on = day_field(gettext_lazy("Until"))
    because = forms.CharField(
        label=gettext_lazy("Why it ends"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The supplier reads it."),
    )  # fmt: skip
