"""To whom a survey goes: a rule, not a list of names."""

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from suppliers.models import Commodity, RiskClass, Supplier

from ..models import Questionnaire
from ..queries.survey_assign import suppliers_by_rule
from ..rules.schedule import LATEST
from .audits import DateInput

ANY = [("", "---------")]


class AssignForm(forms.Form):
    questionnaire = forms.ModelChoiceField(
        label=_("Questionnaire"), queryset=Questionnaire.objects.filter(is_current=True)
    )
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    due_on = forms.DateField(
        label=_("Due on"), widget=DateInput, validators=[MaxValueValidator(LATEST)]
    )
    tier = forms.TypedChoiceField(
        label=_("Only tier"), choices=[*ANY, *Supplier.Tier.choices], coerce=int, required=False,
        empty_value=None,
    )  # fmt: skip
    risk_class = forms.ChoiceField(
        label=_("Only class"),
        choices=[*ANY, *RiskClass.choices],
        required=False,
        help_text=_("As judged for the year above."),
    )
    commodity = forms.ModelChoiceField(
        label=_("Only suppliers of"), queryset=Commodity.objects.order_by("name"), required=False
    )
    group = forms.CharField(
        label=_("Only the group of (code)"), max_length=40, required=False,
        help_text=_("The company with this code and those under it."),
    )  # fmt: skip
    key_only = forms.BooleanField(label=_("Only key suppliers"), required=False)

    def __init__(self, *args, today, among=None, **kwargs):
        """`among`: only these suppliers (a queryset), whatever else is chosen."""
        super().__init__(*args, **kwargs)
        self.today, self.among = today, among

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day < self.today:
            raise forms.ValidationError(_("This day is over: choose today or a later one."))
        return day

    def clean_group(self):
        code = self.cleaned_data["group"].strip()
        if code and not Supplier.objects.filter(code=code).exists():
            raise forms.ValidationError(_("There is no supplier with this code."))
        return code

    def suppliers(self):
        """Approved and active suppliers the choices name, merged records left out."""
        return suppliers_by_rule(among=self.among, **self.rule())

    def rule(self):
        """The choices as plain data: what `suppliers_by_rule` takes, without `among`."""
        kept = self.cleaned_data
        return {
            "year": kept["year"],
            "tier": kept["tier"],
            "risk_class": kept["risk_class"],
            "commodity": kept["commodity"].pk if kept["commodity"] else None,
            "group": kept["group"],
            "key_only": kept["key_only"],
        }
