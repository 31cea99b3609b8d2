"""What a supplier's own person may propose, and how a buyer declines it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .forms import SiteForm
from .forms_names import ContactForm, IdentifierForm
from .models import Supplier


class Proposal(forms.Form):
    """`values()` are the fields that may be proposed, without the reason."""

    why = forms.CharField(
        label=_("Why"),
        max_length=300,
        required=False,
        help_text=_("What a buyer should know to accept it, such as where it can be looked up."),
    )
    field_order = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why"] = self.fields.pop("why")  # last

    def values(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "why"}


class ProfileProposal(Proposal, forms.ModelForm):
    class Meta:
        model = Supplier
        fields = ["name", "country", "region", "category"]


class SiteProposal(Proposal, SiteForm):
    """Without the coordinates: two fields that only make sense together are not two corrections."""

    class Meta(SiteForm.Meta):
        fields = [
            "name", "address", "city", "country", "workers", "female_percent", "migrant_percent",
            "workforce_year",
        ]  # fmt: skip


class ContactProposal(Proposal, ContactForm):
    pass


class IdentifierProposal(Proposal, IdentifierForm):
    pass


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Why not"), max_length=300, help_text=_("The supplier will read it.")
    )
