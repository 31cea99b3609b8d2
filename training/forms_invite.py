"""Whom to invite: any combination of what suppliers are, and some by hand."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from audits.models import Provision
from suppliers.models import Commodity, RiskClass, Supplier
from suppliers.models.country import in_order
from suppliers.queries.registry import countries_in_use

from .queries.invitations import risk_year, unknown_codes
from .rules.invitation import codes_in, kept, narrows

STATUSES = [choice for choice in Supplier.Status.choices if choice[0] not in {"rejected", "ended"}]
ANY = ("", "---------")


def finding_choices():
    """Any, a section, or a provision that audits are held against today, by its code."""
    rows = Provision.objects.filter(protocol__is_current=True).order_by("section", "number", "pk")
    by_code = {}
    for provision in rows:
        by_code.setdefault(provision.code, str(provision))
    return [
        ANY,
        ("any", _("any open finding")),
        (_("In a section"), Provision.Section.choices),
        (_("In a provision"), list(by_code.items())),
    ]


def country_choices():
    rows = countries_in_use().order_by().values_list("code", "name")
    return [ANY, *in_order(get_language(), tuple(rows))]


def several(label, choices, **words):
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **words
    )


class InviteForm(forms.Form):
    """`rule()` is what was chosen, as rules/invitation.py describes it."""

    nobody_chosen = _("Choose whom to invite: at least one of these, or all qualified suppliers.")
    findings = forms.ChoiceField(
        label=_("With open findings"), choices=finding_choices, required=False
    )
    priority = forms.BooleanField(label=_("priority findings only"), required=False)
    supervised = forms.BooleanField(label=_("under supervision"), required=False)
    key = forms.BooleanField(label=_("key suppliers"), required=False)
    classes = several(
        _("Risk class"), RiskClass.choices[:3], help_text=_("Of the current risk year.")
    )
    tiers = several(_("Tier"), Supplier.Tier.choices)
    commodity = forms.ModelChoiceField(
        label=_("Supplies"), queryset=Commodity.objects.all(), to_field_name="code", required=False
    )
    country = forms.ChoiceField(label=_("Country"), choices=country_choices, required=False)
    statuses = several(
        _("Status"), STATUSES, help_text=_("None chosen: approved, conditionally approved, active.")
    )
    everyone = forms.BooleanField(label=_("all qualified suppliers"), required=False)
    codes = forms.CharField(
        label=_("Also these, by their codes"), required=False, max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Paste a column of supplier codes. They are added to those that fit."),
    )  # fmt: skip

    def clean_codes(self):
        codes = codes_in(self.cleaned_data["codes"])
        unknown, over = unknown_codes(codes)
        errors = [
            _("There is no supplier with the code %(code)s.") % {"code": code}
            for code in unknown[:20]
        ]
        errors += [_never(supplier) for supplier in list(over.values())[:20]]
        if errors:
            raise forms.ValidationError(errors)
        return codes

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.rule():
            raise forms.ValidationError(self.nobody_chosen)
        return cleaned

    def rule(self):
        """The choices as plain data."""
        chosen = self.cleaned_data
        rule = {name: chosen.get(name) for name in self.fields}
        rule["tiers"] = [int(tier) for tier in chosen.get("tiers") or ()]
        rule["commodity"] = chosen["commodity"].code if chosen.get("commodity") else ""
        rule = kept(rule)
        if rule.get("classes"):
            rule["year"] = risk_year()
        return rule if narrows(rule) or rule.get("codes") else {}


def _never(supplier):
    words = {"code": supplier.code, "status": supplier.get_status_display()}
    if supplier.merged_into_id:
        words["other"] = supplier.merged_into.code
        return _("%(code)s was merged into %(other)s: invite that one.") % words
    return _("%(code)s cannot be invited: its status is “%(status)s”.") % words
