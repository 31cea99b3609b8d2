"""Forms of a list of smelters: one line, or many pasted from elsewhere."""

from django import forms
from django.utils.translation import gettext_lazy as _

from suppliers.models import Country
from suppliers.models.country import in_order
from suppliers.queries import country_book

from ..models import Smelter
from ..operations.surveys_smelters import NewSmelter
from ..workbooks.smelters import read_line


class SmelterForm(forms.Form):
    metal = forms.ChoiceField(label=_("Metal"), choices=Smelter.Metal.choices)
    name = forms.CharField(label=_("Smelter"), max_length=150)
    number = forms.CharField(
        label=_("Smelter number"),
        max_length=20,
        required=False,
        help_text=_("Such as CID001234, if you know it."),
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    status = forms.ChoiceField(
        label=_("Status"), choices=Smelter.Status.choices, initial=Smelter.Status.UNKNOWN
    )

    def __init__(self, *args, language="", **kwargs):
        super().__init__(*args, **kwargs)
        rows = tuple(Country.objects.order_by().values_list("code", "name"))
        self.fields["country"].choices = [("", "---------"), *in_order(language, rows)]

    def smelters(self):
        return [NewSmelter(**self.cleaned_data)]


class SmelterLinesForm(forms.Form):
    lines = forms.CharField(
        label=_("Many lines at once"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "One smelter a line: metal, smelter, number, country, status – copied from a sheet, or with semicolons between."
        ),
    )

    def clean_lines(self):
        book, found, errors = country_book(), [], []
        lines = self.cleaned_data["lines"].splitlines()
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                found.append(read_line(line, book))
            except ValueError as refusal:
                words = {"number": number, "reason": refusal}
                errors.append(_("Line %(number)d: %(reason)s") % words)
        if errors:
            raise forms.ValidationError(errors)
        return found

    def smelters(self):
        return self.cleaned_data["lines"]
