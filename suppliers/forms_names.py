"""What people may say about a supplier's names, numbers, contacts, group and auditors."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role

from .models import Contact, Supplier, SupplierAlias, SupplierIdentifier


class AliasKindForm(forms.ModelForm):
    class Meta:
        model = SupplierAlias
        fields = ["kind"]
        labels = {"kind": _("What this spelling is")}


class IdentifierForm(forms.Form):
    """The operation writes the number down without separators and checks its digits."""

    kind = forms.ChoiceField(label=_("Kind"), choices=SupplierIdentifier.Kind.choices)
    value = forms.CharField(label=_("Number"), max_length=60)
    note = forms.CharField(
        label=_("Note"),
        max_length=100,
        required=False,
        help_text=_("Who gave it, or what it is for."),
    )


class ContactForm(forms.ModelForm):
    """Filled from `initial`: the operation compares before and after."""

    class Meta:
        model = Contact
        fields = ["name", "function", "mail", "phone", "language", "note"]
        help_texts = {"function": _("What to write to them about, such as quality or payroll.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _empty, *languages = self.fields["language"].choices
        self.fields["language"].choices = [("", _("not known")), *languages]


class ParentForm(forms.Form):
    """By code: a choice of every supplier would be a page of its own."""

    parent = forms.CharField(
        label=_("Code of the parent company"),
        max_length=40,
        required=False,
        help_text=_("Leave it empty if the supplier belongs to no other in the registry."),
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_parent(self):
        code = self.cleaned_data["parent"].strip()
        if not code:
            return None
        parent = Supplier.objects.standing().visible_to(self.person).filter(code=code).first()
        if parent is None:
            raise ValidationError(_("There is no supplier with the code %s.") % code)
        return parent


class AuditorForm(forms.Form):
    """Any auditor who is not assigned yet."""

    user = forms.ModelChoiceField(User.objects.none(), label=_("Auditor"))

    def __init__(self, *args, supplier, **kwargs):
        super().__init__(*args, **kwargs)
        auditors = User.objects.filter(role=Role.AUDITOR, is_active=True)
        self.fields["user"].queryset = auditors.exclude(assignments__supplier=supplier)
