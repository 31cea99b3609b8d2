"""Input about events and attendance."""

from django import forms
from django.utils.translation import gettext_lazy as _

from suppliers.models import Supplier

from .models import Event, Session

RULES = [
    ("open_findings", _("suppliers with open findings")),
    ("key", _("key suppliers")),
    ("tier1", _("tier 1")),
    ("tier2", _("tier 2")),
    ("tier3", _("tier 3")),
    ("all", _("all suppliers")),
]
WHEN = {"type": "datetime-local"}


class EventForm(forms.ModelForm):
    class Meta:
        model = Event
        fields = [
            "code",
            "title",
            "kind",
            "theme",
            "starts_on",
            "is_online",
            "place",
            "zone",
            "open_to_all",
            "lead",
        ]
        widgets = {"starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zone"].required = False

    def clean_zone(self):
        """Left empty it stays what it is, at first the zone of the headquarters."""
        return self.cleaned_data["zone"] or self.instance.zone

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == Event.Kind.COUNSELLING and not cleaned.get("lead"):
            self.add_error("lead", _("A counselling meeting is led by an auditor."))
        return cleaned


class SessionForm(forms.ModelForm):
    class Meta:
        model = Session
        fields = ["topic", "speaker", "organisation", "starts_at", "minutes"]
        widgets = {"starts_at": forms.DateTimeInput(attrs=WHEN, format="%Y-%m-%dT%H:%M")}


class RegistrationForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=100)
    email = forms.EmailField(label=_("E-mail"), required=False)


class AttendanceForm(forms.Form):
    supplier = forms.ModelChoiceField(Supplier.objects.none(), label=_("Supplier"))
    name = forms.CharField(label=_("Name"), max_length=100)
    email = forms.EmailField(label=_("E-mail"), required=False)
    entered_at = forms.DateTimeField(
        label=_("Entered"), required=False, widget=forms.DateTimeInput(attrs=WHEN)
    )
    left_at = forms.DateTimeField(
        label=_("Left"), required=False, widget=forms.DateTimeInput(attrs=WHEN)
    )

    def __init__(self, *args, suppliers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["supplier"].queryset = suppliers

    def clean(self):
        cleaned = super().clean()
        entered, left = cleaned.get("entered_at"), cleaned.get("left_at")
        if left and not entered:
            self.add_error("entered_at", _("Say when they entered, too."))
        elif left and left < entered:
            self.add_error("left_at", _("Nobody can leave before they enter."))
        return cleaned


class StrikeForm(forms.Form):
    reason = forms.CharField(label=_("Why is it taken back?"), max_length=300)


class InviteForm(forms.Form):
    rule = forms.ChoiceField(label=_("Whom to invite"), choices=RULES)


class PublishYearForm(forms.Form):
    year = forms.IntegerField(label=_("Year"), min_value=1900, max_value=9999)
