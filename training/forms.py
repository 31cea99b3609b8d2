"""Input about events and attendance."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from suppliers.models import Supplier

from .models import Event, Session

WHEN = {"type": "datetime-local"}


#: A section of the code of conduct, or a provision in it.
ABOUT = re.compile(r"[A-E]([1-9][0-9]?(\.[1-9][0-9]?)?)?")
MOST_SEATS = 100_000
AS_USUAL = [
    ("", _("As usual for its kind: yes for counselling meetings")),
    ("True", _("Yes")),
    ("False", _("No")),
]


class RequiredField(forms.TypedChoiceField):
    """Yes, no, or as usual for the kind (None)."""

    def __init__(self, **kwargs):
        kept = {name: kwargs[name] for name in ("label", "help_text", "initial") if name in kwargs}
        super().__init__(
            choices=AS_USUAL,
            coerce=lambda said: said == "True",
            empty_value=None,
            required=False,
            **kept,
        )

    def prepare_value(self, value):
        return "" if value is None else str(value)


class EventForm(forms.ModelForm):
    capacity = forms.IntegerField(
        label=_("Seats"),
        min_value=1,
        max_value=MOST_SEATS,
        required=False,
        help_text=_("Who registers when all are taken waits in line. Empty: no limit."),
    )

    class Meta:
        model = Event
        fields = [
            "code",
            "title",
            "kind",
            "theme",
            "about",
            "starts_on",
            "is_online",
            "place",
            "zone",
            "capacity",
            "attendance_required",
            "open_to_all",
            "lead",
        ]
        widgets = {"starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        field_classes = {"attendance_required": RequiredField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zone"].required = False
        if self.instance.pk is None:
            self.initial["attendance_required"] = None  # as usual for the kind

    def clean_about(self):
        about = self.cleaned_data["about"].strip().upper()
        if about and not ABOUT.fullmatch(about):
            raise forms.ValidationError(_("Write a section or provision of the code: B, or B2."))
        return about

    def clean_zone(self):
        """Left empty it stays what it is, at first the zone of the headquarters."""
        return self.cleaned_data["zone"] or self.instance.zone

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == Event.Kind.COUNSELLING and not cleaned.get("lead"):
            self.add_error("lead", _("A counselling meeting is led by an auditor."))
        if cleaned.get("attendance_required") is None:
            cleaned["attendance_required"] = cleaned.get("kind") == Event.Kind.COUNSELLING
        return cleaned


class SessionForm(forms.ModelForm):
    class Meta:
        model = Session
        fields = ["topic", "speaker", "organisation", "place", "starts_at", "minutes"]
        widgets = {"starts_at": forms.DateTimeInput(attrs=WHEN, format="%Y-%m-%dT%H:%M")}

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        if places:
            self.fields["place"].queryset = places
            self.fields["place"].empty_label = _("at all places")
        else:
            del self.fields["place"]


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


class PublishYearForm(forms.Form):
    year = forms.IntegerField(label=_("Year"), min_value=1900, max_value=9999)
