"""The agenda of a visit as one form: its lines, and some empty ones below."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .audits import DateInput

EMPTY_LINES = 5
MOST_LINES = 60


class TimeInput(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self, **kwargs):
        super().__init__(format="%H:%M", **kwargs)


class LineForm(forms.Form):
    """One line; one without a topic is left out."""

    day = forms.DateField(label=_("Day"), widget=DateInput, required=False)
    starts = forms.TimeField(label=_("From"), widget=TimeInput, required=False)
    ends = forms.TimeField(label=_("To"), widget=TimeInput, required=False)
    topic = forms.CharField(label=_("Topic"), max_length=200, required=False)
    people = forms.CharField(label=_("With whom, where"), max_length=200, required=False)

    def clean(self):
        given = super().clean()
        if not given.get("topic"):
            return given
        for name in ("day", "starts", "ends"):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, _("Please fill this in."))
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("This is not after the beginning."))
        return given


Lines = forms.formset_factory(LineForm, extra=0, max_num=MOST_LINES, absolute_max=MOST_LINES)


class AgendaForm(forms.Form):
    """`lines`: what stands there, as dicts. `seen`: the version of the agenda it began from."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, *args, lines, first_day, initial=None, **kwargs):
        super().__init__(data, *args, initial=initial, **kwargs)
        rows = [*lines, *({"day": first_day} for _n in range(EMPTY_LINES))][:MOST_LINES]
        self.lines = Lines(data, initial=rows, prefix="line")

    def is_valid(self):
        return all([super().is_valid(), self.lines.is_valid()])

    def written(self):
        """The lines with a topic, in order of day and time."""
        rows = [form.cleaned_data for form in self.lines if form.cleaned_data.get("topic")]
        return sorted(rows, key=lambda row: (row["day"], row["starts"], row["ends"]))
