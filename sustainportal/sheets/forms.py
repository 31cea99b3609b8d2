"""What a person says about a file: the file itself, and which heading is which column."""

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "A workbook (.xlsx) or a .csv file. Nothing is kept before you have seen what is in it."
        ),
        allow_empty_file=True,  # the operation says what is wrong with it
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class MappingForm(forms.Form):
    """One choice per column of the importer: a heading of the file, or none."""

    sheet = forms.ChoiceField(label=_("Sheet"), required=False)

    def __init__(self, *args, columns, headings, sheets, **kwargs):
        super().__init__(*args, **kwargs)
        if len(sheets) > 1:
            self.fields["sheet"].choices = [(name, name) for name in sheets]
        else:
            del self.fields["sheet"]
        found = list(dict.fromkeys(heading for heading in headings if heading))
        choices = [("", _("– not in this file –")), *[(h, h) for h in found]]
        for column in columns:
            self.fields[f"column_{column.key}"] = forms.ChoiceField(
                label=column.label,
                help_text=column.help,
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
