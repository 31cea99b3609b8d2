"""What the schedule shows: which weeks, whose visits, which kinds."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from ..models import Audit
from ..rules.schedule import EARLIEST, LATEST
from .audits import DateInput, auditors

MONTH, WEEK = "month", "week"


class ScheduleForm(forms.Form):
    span = forms.ChoiceField(
        label=_("Shows"), choices=[(MONTH, _("a month")), (WEEK, _("a week"))], required=False
    )
    day = forms.DateField(
        label=_("Around the day"), widget=DateInput, required=False,
        validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)],
    )  # fmt: skip
    auditor = forms.ModelChoiceField(
        label=_("Auditor"), queryset=None, required=False, empty_label=_("all")
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("all")), *Audit.Kind.choices], required=False
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        if person.has_perm("audits.plan_audit") or person.has_perm("audits.read_programme"):
            self.fields["auditor"].queryset = auditors()
        else:
            del self.fields["auditor"]
