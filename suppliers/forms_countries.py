"""Which country does a spelling mean?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Country

MOST = 100


class CountryAnswersForm(forms.Form):
    """One choice per spelling; what is left open stays refused."""

    def __init__(self, *args, spellings, book, **kwargs):
        super().__init__(*args, **kwargs)
        self.spellings = list(spellings)[:MOST]
        countries = sorted(
            ((c.pk, str(c)) for c in Country.objects.all()), key=lambda pair: pair[1]
        )
        choices = [("", _("– not a country, or not known –")), *countries]
        codes = {name: code for code, name in book.names.items()}
        for number, spelling in enumerate(self.spellings):
            near = book.suggestions(spelling, limit=1)
            self.fields[f"country_{number}"] = forms.ChoiceField(
                label=_("Which country is “%(spelling)s”?") % {"spelling": spelling},
                choices=choices,
                required=False,
                initial=codes.get(near[0], "") if near else "",
            )

    def answers(self):
        """[(spelling, country code)] of those that were answered."""
        given = [self.cleaned_data[f"country_{number}"] for number in range(len(self.spellings))]
        return [pair for pair in zip(self.spellings, given, strict=True) if pair[1]]
