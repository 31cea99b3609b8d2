"""Input about cases: five parts, each in three languages."""

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .models import Case
from .models.case import PARTS
from .operations.cases import FIELDS, seen_of
from .queries.anonymity import SUFFIXES
from .queries.cases import provision_choices

#: What a writer is asked for, part by part.
ASKED = {
    "title": _("What it is about, in one line."),
    "situation": _("What an auditor saw, without place, date or name."),
    "cause": _("Why it was so, as deep as the supplier went."),
    "measure": _("What the supplier did, so that another one can do the same."),
    "result": _("What is different today, with a figure if there is one."),
}


class CaseForm(forms.ModelForm):
    """`seen` is the mark of the text that is changed; a new case has none."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Case
        fields = FIELDS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = self.provisions()
        if choices:
            label, text = Case._meta.get_field("provision").verbose_name, _("Choose a provision.")
            self.fields["provision"] = forms.ChoiceField(
                label=capfirst(label),
                choices=[("", "–"), *choices],
                error_messages={"required": text},
            )
        if self.instance.pk:
            self.fields["seen"].initial = seen_of(self.instance)
        for part in PARTS:
            self.dress(part)

    def provisions(self):
        """Those of the catalogue in use, and the one the case has."""
        choices, now = provision_choices(), self.instance.provision
        known = {code for _section, rows in choices for code, _label in rows}
        return [*choices, (now, now)] if choices and now and now not in known else choices

    def dress(self, part):
        """The fields of a part are called by their language; only the English title must be there."""
        names = dict(settings.LANGUAGES)
        for suffix, language in SUFFIXES.items():
            field = self.fields[f"{part}{suffix}"]
            field.label = names[language]
            field.widget.attrs["lang"] = language
            if part != "title":
                field.widget.attrs["rows"] = 6

    def parts(self):
        """[(label, what is asked, [field of each language])] for the page."""
        return [
            (
                capfirst(Case._meta.get_field(part).verbose_name),
                ASKED[part],
                [self[f"{part}{suffix}"] for suffix in SUFFIXES],
            )
            for part in PARTS
        ]


class PublishCaseForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
