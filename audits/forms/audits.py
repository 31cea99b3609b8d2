"""Forms of an audit and its findings."""

from itertools import groupby

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role
from sustainportal.files.fields import FilesField

from ..models import Audit, Finding, Protocol, Provision, ZeroToleranceKind


class DateInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


def auditors():
    return User.objects.filter(role=Role.AUDITOR, is_active=True).order_by("first_name", "username")


class PlanForm(forms.ModelForm):
    """A new audit of one site."""

    auditor = forms.ModelChoiceField(label=_("Lead auditor"), queryset=User.objects.none())

    class Meta:
        model = Audit
        fields = ["kind", "protocol", "planned_on", "auditor", "firm", "follows"]
        widgets = {"planned_on": DateInput}
        help_texts = {
            "follows": _("For closure audits: the audit whose findings are looked at again.")
        }

    def __init__(self, *args, site, kinds=None, **kwargs):
        super().__init__(*args, **kwargs)
        if kinds is not None:  # from the programme: only what fulfils it
            labels = dict(Audit.Kind.choices)
            self.fields["kind"].choices = [(kind, labels[kind]) for kind in kinds]
        self.fields["auditor"].queryset = auditors()
        offered = Q(is_current=True) | Q(
            audits__in=site.audits.final()
        )  # a closure keeps its version
        self.fields["protocol"].queryset = Protocol.objects.filter(offered).distinct()
        self.fields["protocol"].initial = Protocol.objects.filter(is_current=True).first()
        self.fields["follows"].queryset = site.audits.final()


class ReplanForm(forms.ModelForm):
    """Filled from `initial`: the operation claims the change."""

    auditor = forms.ModelChoiceField(label=_("Lead auditor"), queryset=User.objects.none())

    class Meta:
        model = Audit
        fields = ["planned_on", "auditor", "firm"]
        widgets = {"planned_on": DateInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["auditor"].queryset = auditors()


class HandOverForm(forms.Form):
    """To whom an audit that has begun goes: any auditor but its lead."""

    auditor = forms.ModelChoiceField(label=_("New lead auditor"), queryset=User.objects.none())
    because = forms.CharField(label=_("Why?"), max_length=300)

    def __init__(self, *args, lead, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["auditor"].queryset = auditors().exclude(pk=lead.pk)


class CancelForm(forms.Form):
    because = forms.CharField(label=_("Why will it not take place?"), max_length=300)


class StartForm(forms.Form):
    started_on = forms.DateField(label=_("The visit began on"), widget=DateInput)


class VisitForm(forms.ModelForm):
    """What the auditor counted. Filled from `initial`."""

    class Meta:
        model = Audit
        fields = ["applicable", "conforming", "workers", "interviewed", "closing_on", "summary"]
        widgets = {"closing_on": DateInput, "summary": forms.Textarea(attrs={"rows": 3})}


class FinalForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=Audit.Outcome.choices)
    closing_on = forms.DateField(label=_("Closing meeting"), widget=DateInput)


class ProvisionChoice(forms.ModelChoiceField):
    """Provisions under the headings of their sections."""

    def offer(self, protocol):
        self.queryset = protocol.provisions.order_by("section", "number")
        groups = groupby(self.queryset, key=lambda row: row.section)
        self.choices = [
            ("", "---------"),
            *(
                (Provision.Section(section).label, [(row.pk, str(row)) for row in rows])
                for section, rows in groups
            ),
        ]


class FindingForm(forms.ModelForm):
    """A finding of one audit. Filled from `initial`: the operation writes it."""

    provision = ProvisionChoice(
        label=_("Provision"), queryset=Provision.objects.none(),
        help_text=_("The menu entry “Provisions” says what is looked at under each."),
    )  # fmt: skip
    files = FilesField()

    class Meta:
        model = Finding
        fields = [
            "provision", "rating", "discovered_on", "description", "sample_size", "sample_affected",
            "zero_tolerance", "matter",
        ]  # fmt: skip
        widgets = {"discovered_on": DateInput, "description": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, audit, with_files=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["provision"].offer(audit.protocol)
        self.fields["zero_tolerance"].queryset = ZeroToleranceKind.objects.filter(is_current=True)
        if not with_files:
            del self.fields["files"]

    def _post_clean(self):
        """The instance is not made here: the operation knows the rest of it."""
