"""Forms of surveys: to whom they go, and the answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from suppliers.models import Supplier

from ..models import Questionnaire
from .audits import DateInput

NOT_APPLICABLE = "not-applicable"
NOBODY = [("", "---------")]


class AssignForm(forms.Form):
    questionnaire = forms.ModelChoiceField(
        label=_("Questionnaire"), queryset=Questionnaire.objects.filter(is_current=True)
    )
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    due_on = forms.DateField(label=_("Due on"), widget=DateInput)
    tier = forms.TypedChoiceField(
        label=_("Only tier"), choices=[*NOBODY, *Supplier.Tier.choices], coerce=int, required=False,
        empty_value=None,
    )  # fmt: skip
    key_only = forms.BooleanField(label=_("Only key suppliers"), required=False)

    def __init__(self, *args, among=None, **kwargs):
        """`among`: only these suppliers (a queryset), whatever else is chosen."""
        super().__init__(*args, **kwargs)
        self.among = among

    def suppliers(self):
        """Approved and active suppliers the choices name."""
        rows = Supplier.objects.standing() if self.among is None else self.among
        rows = rows.filter(
            status__in=[
                Supplier.Status.APPROVED,
                Supplier.Status.CONDITIONAL,
                Supplier.Status.ACTIVE,
            ]
        )
        if self.cleaned_data["tier"] is not None:
            rows = rows.filter(tier=self.cleaned_data["tier"])
        return rows.filter(is_key=True) if self.cleaned_data["key_only"] else rows


class SurveyRemarkForm(forms.Form):
    remark = forms.CharField(
        label=_("What should be changed?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswersForm(forms.Form):
    """One field per question; nothing is required here, open questions earn nothing."""

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[question.key] = _field(question)
            if question.may_not_apply and question.kind != "choice":
                self.fields[f"{question.key}-na"] = forms.BooleanField(
                    label=_("Not applicable"), required=False
                )

    def answers(self):
        """Question key -> text, or None for "not applicable"."""
        given = {}
        for question in self.questions:
            value = self.cleaned_data.get(question.key)
            left_out = value == NOT_APPLICABLE or self.cleaned_data.get(f"{question.key}-na")
            given[question.key] = None if left_out else ("" if value is None else f"{value}")
        return given

    @staticmethod
    def initial_of(answers):
        """The form's `initial` from kept answers."""
        initial = {}
        for row in answers:
            key = row.question.key
            if row.not_applicable and row.question.kind == "choice":
                initial[key] = NOT_APPLICABLE
            elif row.not_applicable:
                initial[f"{key}-na"] = True
            else:
                initial[key] = row.value
        return initial


def _field(question):
    words = {"label": question.text, "help_text": question.help, "required": False}
    if question.kind == "choice":
        choices = [(value, label) for value, label, _share in question.options]
        if question.may_not_apply:
            choices.append((NOT_APPLICABLE, _("Not applicable")))
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **words)
    if question.kind == "number":
        if question.unit:
            words["label"] = f"{question.text} ({question.unit})"
        return forms.DecimalField(max_digits=12, decimal_places=2, **words)
    return forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), **words)
