"""What people tell this room: which quarter to open, what was decided and why."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from suppliers.models.supply import QUARTER

from .models import Decision

HUNDRED = Decimal(100)


class QuarterForm(forms.Form):
    quarter = forms.CharField(
        label=_("Quarter"), max_length=6, validators=[QUARTER], help_text=_("Such as 2026Q3.")
    )


class DecideForm(forms.Form):
    """The decision, the reason, and a share per line for the case that it is changed."""

    kind = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            (Decision.Kind.ACCEPT, _("Accept the recommended shares")),
            (Decision.Kind.CHANGE, _("Change them to the shares below")),
            (Decision.Kind.REJECT, _("Reject the recommendation")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed to change or to reject; kept beside the recommendation."),
    )

    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # `as_of` of what was read

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[f"share_{line.supplier_id}"] = forms.DecimalField(
                label=line.supplier.name,
                required=False,
                min_value=0,
                max_value=HUNDRED,
                decimal_places=3,
                initial=line.current if line.share is None else line.share,
            )

    def share_rows(self):
        """(line, bound field) pairs for the table of shares."""
        return [(line, self[f"share_{line.supplier_id}"]) for line in self.lines]

    @property
    def shares(self):
        """supplier id → share as entered."""
        return {
            line.supplier_id: self.cleaned_data.get(f"share_{line.supplier_id}")
            for line in self.lines
        }

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind in {Decision.Kind.CHANGE, Decision.Kind.REJECT} and not cleaned.get("reason"):
            self.add_error("reason", _("Say why."))
        if kind == Decision.Kind.CHANGE and not self.errors.keys() - {"reason"}:
            total = sum((share or 0 for share in self.shares.values()), Decimal(0))
            if total != HUNDRED:
                message = _("The shares add up to %(total)s, not to 100.")
                self.add_error(None, message % {"total": total})
        return cleaned
