"""Input about counselling meetings: what they treat, causes found, follow-ups."""

import re

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audits.models import Finding
from suppliers.models import Supplier
from suppliers.rules import quarters
from sustainportal.accounts.models import User
from sustainportal.accounts.roles import Role

from .models import Event
from .rules.counselling import MOST_LETTERS, cause_with_whys

MOST_FINDINGS = 500  # chosen at once
GONE = _("Some of what you chose is no longer open, or on an agenda by now. Look again.")
KEY = re.compile("[0-9]{1,18}")
DAY = {"type": "date"}
WHYS = range(1, 6)


class Ticked(forms.ModelMultipleChoiceField):
    """Ticked rows; what is no key is refused like one that is gone."""

    def clean(self, value):
        if any(not KEY.fullmatch(str(one)) for one in value or ()):
            raise forms.ValidationError(GONE)
        return super().clean(value)


class ChoiceForm(forms.Form):
    """Suppliers and findings to treat. A supplier that is ticked stands for all its open findings, unless some of
    them are ticked too. `rows`: the findings that may be chosen, with `is_overdue`."""

    supplier = Ticked(
        Supplier.objects.none(), required=False, error_messages={"invalid_choice": GONE}
    )
    finding = Ticked(
        Finding.objects.none(), required=False, error_messages={"invalid_choice": GONE}
    )

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = rows.select_related("audit__site")
        suppliers = rows.order_by().values("audit__site__supplier")
        self.fields["supplier"].queryset = Supplier.objects.filter(pk__in=suppliers)
        self.fields["finding"].queryset = self.offered
        self.ticked = {name: self._ids(name) for name in ("supplier", "finding")}

    def _ids(self, name):
        """What came back ticked, for a form that is shown again, or was ticked before a search."""
        sent = self.data.getlist(name) if self.is_bound else self.initial.get(name, [])
        return {int(value) for value in sent if KEY.fullmatch(value)}

    def clean(self):
        cleaned = super().clean()
        chosen = list(cleaned.get("finding", ()))
        with_some = {finding.audit.site.supplier_id for finding in chosen}
        whole = [one.pk for one in cleaned.get("supplier", ()) if one.pk not in with_some]
        if whole:
            chosen += self.offered.filter(audit__site__supplier__in=whole)
        if not self.errors and not chosen:
            raise forms.ValidationError(_("Choose at least one supplier or finding to treat."))
        if len(chosen) > MOST_FINDINGS:
            raise forms.ValidationError(_("Choose at most 500 findings at once."))
        cleaned["findings"] = chosen
        return cleaned


class MeetingForm(ChoiceForm, forms.ModelForm):
    """The meeting itself, and what it treats. Its day lies in the quarter that is planned."""

    class Meta:
        model = Event
        fields = ["title", "code", "starts_on", "lead", "is_online", "place"]
        widgets = {"starts_on": forms.DateInput(attrs=DAY, format="%Y-%m-%d")}

    def __init__(self, *args, quarter, **kwargs):
        super().__init__(*args, **kwargs)
        self.quarter = quarter
        self.fields["lead"].required = True
        auditors = User.objects.filter(role=Role.AUDITOR, is_active=True)
        self.fields["lead"].queryset = auditors.order_by("first_name", "last_name", "username")

    def clean_starts_on(self):
        day = self.cleaned_data["starts_on"]
        if quarters.of(day) != self.quarter:
            words = {"quarter": self.quarter}
            raise forms.ValidationError(
                _("Choose a day in %(quarter)s, or another quarter above."), params=words
            )
        return day


class CauseForm(forms.Form):
    """The cause found; the answers to "why?" are kept below it."""

    cause = forms.CharField(
        label=_("Cause found"), max_length=MOST_LETTERS, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The supplier's plan begins with it."),
    )  # fmt: skip
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for place in WHYS:
            label = _("Why?") if place == 1 else _("And why that?")
            self.fields[f"why_{place}"] = forms.CharField(
                label=label, max_length=300, required=False
            )

    def whys(self):
        return [self[f"why_{place}"] for place in WHYS]

    def clean(self):
        cleaned = super().clean()
        whys = [cleaned.get(f"why_{place}", "") for place in WHYS]
        if "cause" in self.errors:
            return cleaned
        cleaned["cause"] = cause_with_whys(cleaned.get("cause", ""), whys)
        if not cleaned["cause"]:
            self.add_error("cause", _("Say the cause, or answer at least the first “Why?”."))
        elif len(cleaned["cause"]) > MOST_LETTERS:
            self.add_error("cause", _("Together with the answers this is over 2,000 letters."))
        return cleaned


class FollowUpForm(forms.Form):
    text = forms.CharField(label=_("What follows"), max_length=500)
    owner_user = forms.ModelChoiceField(
        User.objects.none(), label=_("Who sees to it"), required=False,
        help_text=_("Somebody with a login is reminded in person."),
    )  # fmt: skip
    owner = forms.CharField(
        label=_("Or a name"), max_length=120, required=False,
        help_text=_("For somebody without a login: all people of the supplier are reminded."),
    )  # fmt: skip
    due_on = forms.DateField(label=_("By"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))

    def __init__(self, *args, treated, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner_user"].queryset = people_for(treated)

    def clean(self):
        cleaned = super().clean()
        owner, name = cleaned.get("owner_user"), cleaned.get("owner", "").strip()
        if "owner_user" not in self.errors and not owner and not name:
            self.add_error("owner_user", _("Choose somebody, or write a name."))
        elif owner and name:
            self.add_error("owner", _("Either somebody with a login, or a name: not both."))
        return cleaned


def people_for(treated):
    """Who can see to a follow-up: the supplier's people, procurement, and the auditor who leads the meeting."""
    supplier = treated.finding.audit.site.supplier_id
    theirs = User.objects.filter(memberships__supplier=supplier, role=Role.SUPPLIER)
    rows = User.objects.filter(
        Q(pk__in=theirs.values("pk")) | Q(role=Role.PROCUREMENT) | Q(pk=treated.event.lead_id),
        is_active=True,
    )
    return rows.order_by("role", "first_name", "last_name", "username")


class DoneForm(forms.Form):
    remark = forms.CharField(
        label=_("What was done"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
