"""Forms of a finding's life. `seen` is the step the page showed: who comes second is told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sustainportal.files.fields import FilesField

from ..models import CorrectiveAction
from .audits import DateInput


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


class ReasonForm(forms.Form):
    because = forms.CharField(label=_("Why is it taken back?"), max_length=300)


class PlanOfActionForm(forms.ModelForm):
    """What the supplier will do – or why nothing. Filled from `initial`; each version is a new row."""

    files = FilesField()
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = CorrectiveAction
        fields = [
            "containment", "root_cause", "corrective", "preventive", "responsible",
            "starts_on", "expected_on", "no_action_because",
        ]  # fmt: skip
        widgets = {
            "starts_on": DateInput,
            "expected_on": DateInput,
            **{
                name: forms.Textarea(attrs={"rows": 2})
                for name in (
                    "containment", "root_cause", "corrective", "preventive", "no_action_because",
                )
            },
        }  # fmt: skip

    def __init__(self, *args, may_refuse=True, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_refuse:
            del self.fields["no_action_because"]

    def _post_clean(self):
        """The instance is not made here: the operation checks the plan against its finding."""


class ActionsForm(forms.Form):
    """What was done, with what shows it."""

    done = forms.CharField(
        label=_("What was done?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    files = FilesField()
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
