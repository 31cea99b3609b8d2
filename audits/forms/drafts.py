"""Forms of the draft report: shared, commented on, answered, taken back; the report's files."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sustainportal.files.fields import FilesField

from ..models import Finding
from .audits import DateInput

LINES = forms.Textarea(attrs={"rows": 4})


class ShareForm(forms.Form):
    closing_on = forms.DateField(label=_("Closing meeting"), widget=DateInput)


class TakeBackForm(forms.Form):
    because = forms.CharField(
        label=_("What has to be corrected?"), max_length=500,
        help_text=_("The supplier reads this. Its comments stay."),
    )  # fmt: skip


class CommentForm(forms.Form):
    """What the supplier says about the draft."""

    finding = forms.ModelChoiceField(
        label=_("About"), required=False, queryset=Finding.objects.none(),
        empty_label=_("the whole report"),
    )  # fmt: skip
    text = forms.CharField(label=_("Comment"), max_length=2000, widget=LINES)

    def __init__(self, *args, findings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["finding"].queryset = findings


class AnswerForm(forms.Form):
    text = forms.CharField(label=_("Answer"), max_length=2000, widget=LINES)


class ReportForm(forms.Form):
    files = FilesField(label=_("Files of the report"), required=True)
