"""Files of an event, and what people thought of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sustainportal.files.fields import FilesField

from .models import Material, Satisfaction


class MaterialForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=Material.Kind.choices)
    title = forms.CharField(
        label=_("Title"), max_length=200, required=False,
        help_text=_("Left empty, each file is named as it is called."),
    )  # fmt: skip
    files = FilesField(label=_("Files"), required=True)


MARKS = [(1, _("1 – poor")), (2, "2"), (3, "3"), (4, "4"), (5, _("5 – very good"))]
WORDS = {
    "overall": _("All in all"),
    "content": _("Content"),
    "speakers": _("Speakers"),
    "organisation": _("How it was organised"),
}


class SatisfactionForm(forms.Form):
    """A mark for each of Satisfaction.MARKS; all but the first may be left open."""

    remark = forms.CharField(
        label=_("What should stay, what should change?"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It is read without your name: do not write who you are."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in Satisfaction.MARKS:
            self.fields[name] = forms.TypedChoiceField(
                label=WORDS[name], choices=MARKS, coerce=int, empty_value=None,
                required=name == "overall", widget=forms.RadioSelect,
            )  # fmt: skip
        self.order_fields([*Satisfaction.MARKS, "remark"])

    def marks(self):
        return {name: self.cleaned_data.get(name) for name in Satisfaction.MARKS}
