"""Forms of surveys: what is judged about them, and the answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sustainportal.files.fields import FilesField

from ..rules.answers import COUNTED, LONGEST, LONGEST_WHY, Given
from .audits import DateInput

NOT_APPLICABLE = "not-applicable"


class SurveyRemarkForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    remark = forms.CharField(
        label=_("What should be changed?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    due_on = forms.DateField(label=_("Due on"), required=False, widget=DateInput)

    def clean_due_on(self):
        """Left empty, it is the day that was proposed."""
        return self.cleaned_data["due_on"] or self.initial.get("due_on")


class SurveyWithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it taken back?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class SeenForm(forms.Form):
    """What the person saw when they pressed the button."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class _Several(forms.MultipleChoiceField):
    """Whatever was sent; the operation says what is no answer."""

    def validate(self, value):
        return None


class AnswersForm(forms.Form):
    """What the browser sends of each question, all free: what is no answer, the operation says. Of the
    question "hours" it is called hours, hours-na, hours-unit, hours-why and hours-seen (the stamp)."""

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[question.key] = _Several(required=False)

    def answers(self):
        """Question key -> Given, of the questions the browser sent."""
        return {question.key: self.given(question) for question in self.sent()}

    def seen(self):
        """Question key -> the stamp of what the browser showed, where it sent one."""
        stamps = {q.key: self.data.get(f"{q.key}-seen", "") for q in self.sent()}
        return {key: stamp for key, stamp in stamps.items() if stamp}

    def sent(self):
        """The questions the browser sent anything of: those it was not shown keep their answers."""
        names = set(self.data)
        return [q for q in self.questions if {q.key, f"{q.key}-seen", f"{q.key}-na"} & names]

    def given(self, question):
        """What was sent, as it was sent: an answer that is refused is shown again."""
        key = question.key
        values = [value for value in self.data.getlist(key) if value]
        left_out = NOT_APPLICABLE in values or bool(self.data.get(f"{key}-na"))
        value = "" if left_out or question.kind in COUNTED else "\n".join(values)
        why = self.data.get(f"{key}-why", "")
        return Given(value, left_out, self.data.get(f"{key}-unit", ""), why)


class OneAnswerForm(forms.Form):
    """One answer as the script of the fill page sends it."""

    key = forms.SlugField(max_length=20)
    value = _Several(required=False)
    na = forms.BooleanField(required=False)
    unit = forms.CharField(required=False, max_length=30)
    why = forms.CharField(required=False, max_length=LONGEST_WHY + 1)
    seen = forms.CharField(required=False, max_length=40)

    def given(self):
        kept = self.cleaned_data
        value = "" if kept["na"] else "\n".join(part for part in kept["value"] if part)
        return Given(value[: LONGEST + 1], kept["na"], kept["unit"], kept["why"])


class SurveyFilesForm(forms.Form):
    files = FilesField(required=True)


class AnswerSheetForm(forms.Form):
    file = forms.FileField(
        label=_("The filled-in sheet"),
        help_text=_("The workbook you downloaded here (.xlsx), with your answers."),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )
