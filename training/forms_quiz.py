"""The answers of an attempt at a quiz."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .rules.quiz import right_ids

_UNANSWERED = {"required": _("Choose an answer.")}


class QuizForm(forms.Form):
    """One field per question asked, `q<id>`: one choice, or several where several are right."""

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        for question in asked:
            self.fields[f"q{question['id']}"] = _field(question)

    def clean(self):
        """Answers to questions that were not asked are refused, not passed over."""
        cleaned = super().clean()
        foreign = {key for key in self.data if key.startswith("q")} - set(self.fields)
        if foreign:
            raise forms.ValidationError(
                _("Some answers belong to other questions. Load the page anew and answer again.")
            )
        return cleaned

    def answers(self):
        """{question id: ids of the choices}."""
        return {
            int(name[1:]): [int(one) for one in (value if isinstance(value, list) else [value])]
            for name, value in self.cleaned_data.items()
        }


def _field(question):
    words = {
        "label": question["text"],
        "choices": [(str(choice["id"]), choice["text"]) for choice in question["choices"]],
        "error_messages": _UNANSWERED,
    }
    tick = {"class": "form-check-input"}
    if len(right_ids(question)) == 1:
        return forms.ChoiceField(widget=forms.RadioSelect(attrs=tick), **words)
    return forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple(attrs=tick),
        help_text=_("Choose every answer that is right."),
        **words,
    )
