"""What a person says about a file: the file itself, and which heading is which column."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .headings import LIKELY, PERHAPS, SURE


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "A workbook (.xlsx) or a .csv file. Nothing is kept before you have seen what is in it."
        ),
        allow_empty_file=True,  # the operation says what is wrong with it
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    listing = forms.CharField(
        label=_("The newest list of this source"),
        max_length=200,
        required=False,
        help_text=_(
            "Such as a group's yearly list. What you say of its columns is remembered, and you see who is new, "
            "changed and gone since the last one. Leave it empty for any other file."
        ),
        widget=forms.TextInput(attrs={"list": "known-sources", "autocomplete": "off"}),
    )
    as_of = forms.DateField(
        label=_("As of"),
        required=False,
        help_text=_("The day the list speaks of; empty for today."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args, asks=(), choices=None, label="", help_text="", **kwargs):
        """`choices`, `label` and `help_text`: how an importer asks for `listing` in its own way."""
        super().__init__(*args, **kwargs)
        if choices is not None:
            self.fields["listing"] = forms.ChoiceField(
                label=label,
                help_text=help_text,
                required=False,
                choices=[("", "–"), *choices],
            )
        for name in ("listing", "as_of"):
            if name not in asks:
                del self.fields[name]


#: How sure a guess is, for the person who corrects it.
CONFIDENCE = {
    SURE: _("Recognised."),
    LIKELY: _("Probably this one; please look."),
    PERHAPS: _("Perhaps this one; please look."),
}


class MappingForm(forms.Form):
    """One choice per column of the importer: a heading of the file, or none."""

    sheet = forms.ChoiceField(label=_("Sheet"), required=False)

    def __init__(self, *args, columns, headings, sheets, guessed=None, **kwargs):
        super().__init__(*args, **kwargs)
        if len(sheets) > 1:
            self.fields["sheet"].choices = [(name, name) for name in sheets]
        else:
            del self.fields["sheet"]
        found = list(dict.fromkeys(heading for heading in headings if heading))
        choices = [("", _("– not in this file –")), *[(h, h) for h in found]]
        for column in columns:
            word = CONFIDENCE.get((guessed or {}).get(column.key))
            self.fields[f"column_{column.key}"] = forms.ChoiceField(
                label=column.label,
                help_text=word or column.help,
                required=False,
                choices=choices,
            )

    def mapping(self):
        """{key: heading} of what was chosen; an empty heading leaves the column out."""
        return {
            name.removeprefix("column_"): heading
            for name, heading in self.cleaned_data.items()
            if name.startswith("column_")
        }
