"""What a closure audit says of each finding it follows up, as one form."""

from django import forms
from django.utils.translation import gettext_lazy as _

SAID = [("", _("not looked at yet")), ("yes", _("put right")), ("no", _("not put right"))]


class ConfirmationForm(forms.Form):
    """`rows`: [(finding, confirmation or None)]. A field pair for each finding."""

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = rows
        for finding, said in rows:
            holds = "" if said is None else ("yes" if said.holds else "no")
            self.fields[f"holds-{finding.pk}"] = forms.ChoiceField(
                label=_("What was seen"), choices=SAID, required=False, initial=holds
            )
            self.fields[f"remark-{finding.pk}"] = forms.CharField(
                label=_("Remark"), max_length=2000, required=False,
                initial=said.remark if said else "", widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def clean(self):
        given = super().clean()
        for finding, _said in self.rows:
            said, remark = given.get(f"holds-{finding.pk}"), given.get(f"remark-{finding.pk}", "")
            if said == "no" and not remark.strip():
                self.add_error(f"remark-{finding.pk}", _("Please write what is still missing."))
        return given

    def lines(self):
        """Finding and its two fields, for the page."""
        return [
            {
                "finding": finding,
                "holds": self[f"holds-{finding.pk}"],
                "remark": self[f"remark-{finding.pk}"],
            }
            for finding, _said in self.rows
        ]

    def said(self):
        """What was said: dicts of finding, holds and remark, without what was not looked at."""
        return [
            {
                "finding": finding,
                "holds": self.cleaned_data[f"holds-{finding.pk}"] == "yes",
                "remark": self.cleaned_data[f"remark-{finding.pk}"],
            }
            for finding, _said in self.rows
            if self.cleaned_data[f"holds-{finding.pk}"]
        ]
