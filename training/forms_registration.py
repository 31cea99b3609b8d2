"""Input about seats: people to register, places, declining, and why nobody came."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .forms import MOST_SEATS
from .models import Place

MOST_PEOPLE = 30  # on one page
OFFERED = 3  # empty rows to begin with
TWO_ROWS = forms.Textarea(attrs={"rows": 2})


class PlaceField(forms.ModelChoiceField):
    """A place with the seats left there, as `left` of its rows says ({id: seats or None})."""

    left: dict = {}

    def label_from_instance(self, place):
        left = self.left.get(place.pk)
        if left is None:
            return place.name
        if not left:
            return _("%(place)s (full: you wait in line)") % {"place": place.name}
        text = ngettext("%(place)s (%(left)d seat left)", "%(place)s (%(left)d seats left)", left)
        return text % {"place": place.name, "left": left}


class PersonRow(forms.Form):
    """One person. Empty rows are left out."""

    name = forms.CharField(label=_("Name"), max_length=100, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    place = PlaceField(Place.objects.none(), label=_("Place"), required=False)

    def __init__(self, *args, places, left, **kwargs):
        super().__init__(*args, **kwargs)
        if places:
            self.fields["place"].left, self.fields["place"].queryset = left, places
        else:
            del self.fields["place"]

    def clean(self):
        cleaned = super().clean()
        said = any(cleaned.get(name) for name in self.fields)
        if said and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("Who is it? Write the name, or leave the whole row empty."))
        if cleaned.get("name") and "place" in self.fields and not cleaned.get("place"):
            self.add_error("place", _("Choose one of the places."))
        return cleaned


PersonRows = forms.formset_factory(
    PersonRow, extra=OFFERED, max_num=MOST_PEOPLE, absolute_max=MOST_PEOPLE
)


class RegistrationForm(forms.Form):
    """Several people at once: `rows` are theirs. `places`: a queryset of the event's, or nothing; `left`:
    {place id: seats left}."""

    def __init__(self, *args, places=None, left=None, **kwargs):
        super().__init__(*args, **kwargs)
        of_each = {"places": places, "left": left or {}}
        data = self.data if self.is_bound else None
        self.rows = PersonRows(data, prefix="people", form_kwargs=of_each)

    def is_valid(self):
        valid = all([super().is_valid(), self.rows.is_valid()])
        if valid and not self.people():
            self.add_error(None, _("Write the name of at least one person."))
            return False
        return valid

    def people(self):
        """[{"name", "email", "place"}] of the rows that say something, in their order."""
        rows = [row.cleaned_data for row in self.rows.forms if row.cleaned_data.get("name")]
        return [
            {"name": row["name"], "email": row["email"], "place": row.get("place")} for row in rows
        ]


class PlaceForm(forms.ModelForm):
    capacity = forms.IntegerField(
        label=_("Seats"),
        min_value=1,
        max_value=MOST_SEATS,
        required=False,
        help_text=_("Who registers when all are taken waits in line. Empty: no limit."),
    )

    class Meta:
        model = Place
        fields = ["name", "address", "capacity"]


class PlaceRemoveForm(forms.Form):
    to = forms.ModelChoiceField(
        Place.objects.none(),
        label=_("Its people and sessions move to"),
        required=False,
        empty_label=_("no place"),
    )

    def __init__(self, *args, others, must_choose, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = others
        if must_choose:
            self.fields["to"].required, self.fields["to"].empty_label = True, None


class ChoosePlaceForm(forms.Form):
    place = forms.ModelChoiceField(Place.objects.none(), label=_("Place"), empty_label=None)

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places


class DeclineForm(forms.Form):
    because = forms.CharField(label=_("Why can nobody come?"), max_length=300, widget=TWO_ROWS)


class ExcuseForm(forms.Form):
    because = forms.CharField(label=_("Why did nobody come?"), max_length=300, widget=TWO_ROWS)


class StrikeRegistrationForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it taken back?"),
        max_length=300,
        widget=TWO_ROWS,
        help_text=_("The supplier's people are told."),
    )
