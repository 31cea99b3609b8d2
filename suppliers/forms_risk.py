"""What people may say about risk: a reading, why it is taken back, a class set by hand, a model put to use."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .models import Factor
from .models.class_override import DECIDING
from .rules.readings import NotAReading, check_reading, number_in, reading_value
from .wording import NOT_A_READING, number

#: Which field a refusal belongs to.
FIELD_OF = {"in_future": "read_on", "no_source": "source"}


class FactorChoice(forms.ModelChoiceField):
    """Factors with their unit and range, so that nobody must guess what a number means."""

    def label_from_instance(self, factor):
        return f"{factor} – {range_text(factor)}"


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class ReadingForm(forms.Form):
    factor = FactorChoice(
        label=_("Factor"),
        queryset=Factor.objects.filter(origin__in=Factor.BY_HAND).order_by("name"),
        empty_label=_("Choose what was read"),
    )
    value = forms.CharField(
        label=_("Value"),
        max_length=40,
        help_text=_("A number in the factor's unit and range, written with a point."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    read_on = forms.DateField(
        label=_("Read on"),
        widget=DayInput,
        help_text=_(
            "The day the figure is of. From then on it counts, for as long as the model says."
        ),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        help_text=_("Where the figure stands, such as “Site visit, report 14”."),
    )
    link = forms.URLField(
        label=_("Link"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=_("A web address where others can look it up."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Why it is entered by hand. The supplier can read it too."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["read_on"].widget.attrs["max"] = today.isoformat()

    def clean_value(self):
        try:
            return number_in(self.cleaned_data["value"])
        except NotAReading as error:
            raise forms.ValidationError(NOT_A_READING[error.key] % error.detail) from error

    def clean(self):
        """What a single field cannot know: the factor's range, and the day."""
        found = super().clean()
        factor, value = found.get("factor"), found.get("value")
        if factor and value is not None:
            self._try(reading_value, value, lowest=factor.lowest, highest=factor.highest)
        if found.get("read_on") and found.get("source"):
            read = {"read_on": found["read_on"], "source": found["source"]}
            self._try(check_reading, **read, today=self.today)
        return found

    def _try(self, check, *args, **kwargs):
        try:
            check(*args, **kwargs)
        except NotAReading as error:
            sentence = NOT_A_READING[error.key] % error.detail
            self.add_error(FIELD_OF.get(error.key, "value"), sentence)


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Why the reading no longer counts. The supplier can read it too."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class OverrideForm(forms.Form):
    risk_class = forms.ChoiceField(label=_("Class"), choices=DECIDING, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("Shown with your name wherever the class is shown, to the supplier too."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    until = forms.DateField(
        label=_("Counts until"),
        widget=DayInput,
        help_text=_("The last day it counts. After it, the model's class counts again."),
    )


def range_text(factor):
    """ "0 to 200, / 200, higher is better": what a value of the factor may be."""
    if factor.lowest is None and factor.highest is None:
        limits = gettext("any number")
    elif factor.highest is None:
        limits = gettext("from %(lowest)s") % {"lowest": number(factor.lowest)}
    elif factor.lowest is None:
        limits = gettext("up to %(highest)s") % {"highest": number(factor.highest)}
    else:
        limits = gettext("%(lowest)s to %(highest)s") % {
            "lowest": number(factor.lowest),
            "highest": number(factor.highest),
        }
    unit = gettext(factor.unit) if factor.unit else ""
    direction = (
        gettext("higher is worse") if factor.higher_is_worse else gettext("higher is better")
    )
    if unit.startswith("/"):
        unit = ""  # "/ 200" says no more than the limits
    return ", ".join(part for part in (f"{limits} {unit}".strip(), direction) if part)


class ActivateForm(forms.Form):
    """The question before a model is put to use; without an up-to-date preview it wants to know why."""

    without_preview = forms.CharField(
        label=_("Why without an up-to-date preview?"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept in the trail with your name."),
    )

    def __init__(self, *args, needs_reason, **kwargs):
        super().__init__(*args, **kwargs)
        if not needs_reason:
            self.fields["without_preview"].widget = forms.HiddenInput()
