"""Input at the door: scans, the code on the screen, a stay put right."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .forms import WHEN
from .models import Registration, Scan

OLDEST = 2 * 24 * 3600  # seconds a device may keep a scan before it is sent


class DoorForm(forms.Form):
    """One code, typed or read by a scanner that types: works without scripts."""

    code = forms.CharField(
        label=_("Code of the pass"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )  # fmt: skip
    direction = forms.ChoiceField(
        label=_("Direction"),
        choices=Scan.Direction.choices,
        initial=Scan.Direction.IN,
        widget=forms.RadioSelect,
    )


class ScanForm(forms.Form):
    """One scan as a device sends it: how old it is in seconds, so that its clock does not matter."""

    nonce = forms.RegexField(r"^[\w-]{8,64}$")
    direction = forms.ChoiceField(choices=Scan.Direction.choices)
    age = forms.FloatField(min_value=0, max_value=OLDEST)
    code = forms.CharField(max_length=200, required=False)
    registration = forms.IntegerField(required=False)


class SelfCheckInForm(forms.Form):
    code = forms.CharField(
        label=_("Code on the screen"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    registration = forms.ModelChoiceField(
        Registration.objects.none(), label=_("Who are you?"), empty_label=None, widget=forms.RadioSelect
    )  # fmt: skip
    direction = forms.ChoiceField(
        label=_("Direction"),
        choices=[("in", _("I have arrived")), ("out", _("I am leaving"))],
        initial="in",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, registrations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["registration"].queryset = registrations


class StayForm(forms.Form):
    """A stay in the event's own time."""

    entered_at = forms.DateTimeField(
        label=_("Entered"), widget=forms.DateTimeInput(attrs=WHEN | {"step": "1"}, format="%Y-%m-%dT%H:%M:%S")
    )  # fmt: skip
    left_at = forms.DateTimeField(
        label=_("Left"),
        required=False,
        widget=forms.DateTimeInput(attrs=WHEN | {"step": "1"}, format="%Y-%m-%dT%H:%M:%S"),
    )
    reason = forms.CharField(label=_("Why is it corrected?"), max_length=300)

    def clean(self):
        cleaned = super().clean()
        entered, left = cleaned.get("entered_at"), cleaned.get("left_at")
        if entered and left and left < entered:
            self.add_error("left_at", _("Nobody can leave before they enter."))
        return cleaned
