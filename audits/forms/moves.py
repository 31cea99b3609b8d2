"""Forms of a finding's life. `seen` is the step the page showed: who comes second is told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sustainportal.files.fields import FilesField

from ..models import Postponement
from .audits import DateInput
from .plans import PhotoFields


class MoveForm(forms.Form):
    remark = forms.CharField(
        label=_("Remark"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, remark_required=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["remark"].required = remark_required


class RemarkForm(forms.Form):
    text = forms.CharField(
        label=_("Remark"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    files = FilesField()


class ReasonForm(forms.Form):
    because = forms.CharField(label=_("Why is it taken back?"), max_length=300)


LONGEST_ID = 18  # digits


class PeopleField(forms.ModelMultipleChoiceField):
    def clean(self, value):
        """An id no database holds is nobody's."""
        for text in value or ():
            if len(str(text)) > LONGEST_ID:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": text[:20]}
                )
        return super().clean(value)


class OwnersForm(forms.Form):
    """Only people of the finding's own supplier are offered, and taken."""

    owners = PeopleField(
        label=_("Owners"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Nobody named: all of them."),
    )  # fmt: skip
    seen = forms.CharField(max_length=2000, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owners"].queryset = people

    def clean_seen(self):
        """The ids of those who were named as the page showed them."""
        parts = self.cleaned_data["seen"].split(",")
        return [int(part) for part in parts if part.isdecimal() and len(part) <= LONGEST_ID]


class PostponementForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is needed?"), choices=Postponement.Kind.choices, widget=forms.RadioSelect,
        help_text=_(
            "An extension gives completion a later day. In a pause nothing is due until its last day."
        ),
    )  # fmt: skip
    until = forms.DateField(label=_("Until"), widget=DateInput)
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class DecisionForm(forms.Form):
    remark = forms.CharField(
        label=_("Remark"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, remark_required=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["remark"].required = remark_required


class CheckForm(PhotoFields):
    """What an effectiveness check showed."""

    holds = forms.TypedChoiceField(
        label=_("Does it hold?"), choices=[("yes", _("It holds")), ("no", _("It does not hold"))],
        widget=forms.RadioSelect, coerce=lambda value: value == "yes",
    )  # fmt: skip
    remark = forms.CharField(
        label=_("What was seen"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed if it does not hold: it becomes the text of the repeat finding."),
    )  # fmt: skip

    field_order = ("holds", "remark", "photo", "files")
