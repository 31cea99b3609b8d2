"""Input on a group's board."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sustainportal.files.fields import FilesField

LONGEST_ID = 18  # digits


class PeopleField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, person):
        """With the company, where it is a supplier's person."""
        return f"{person} · {person.company}" if person.company else str(person)

    def clean(self, value):
        """An id no database holds is nobody's."""
        if any(len(str(text)) > LONGEST_ID for text in value or ()):
            raise forms.ValidationError(_("One of these people is not in the group."))
        return super().clean(value)


class PostForm(forms.Form):
    text = forms.CharField(
        label=_("Write to the group"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
    mentions = PeopleField(
        label=_("Tell at once"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("They get a notice now; the others read of it in the morning."),
    )  # fmt: skip
    files = FilesField()

    def __init__(self, *args, people, **kwargs):
        """`people`: of the group, with `company`; without the author."""
        super().__init__(*args, **kwargs)
        self.fields["mentions"].queryset = people
