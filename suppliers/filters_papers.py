"""How lists of declarations and certificates are narrowed down."""

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _

from sustainportal.web.filters import YearFilter

from .filters import country_choices
from .models import Certificate, CertificateKind, CodeVersion, Declaration, Standing, Supplier
from .queries.papers_pages import standing_filter

STANDINGS = [
    ("signed", _("signed")),
    ("waiting", _("waits to be accepted")),
    ("earlier", _("an earlier version only")),
    ("never", _("never signed")),
    ("unsigned", _("not signed yet")),
]


class SignerFilter(filters.FilterSet):
    """Of suppliers (see queries.papers_pages.signer_rows)."""

    standing = filters.ChoiceFilter(
        label=_("Current version"), choices=STANDINGS, method="by_standing"
    )
    code = filters.ModelChoiceFilter(
        label=_("Has signed"),
        queryset=CodeVersion.objects.exclude(status=CodeVersion.Status.DRAFT),
        method="who_signed",
    )
    tier = filters.ChoiceFilter(choices=Supplier.Tier.choices, null_label=_("unknown"))
    country = filters.ChoiceFilter()
    status = filters.ChoiceFilter(choices=Supplier.Status.choices)
    added_in = YearFilter(label=_("New in"), field_name="created_at", lookup_expr="year")
    signed_in = YearFilter(label=_("Signed in"), method="who_signed_in")
    signed_by = YearFilter(label=_("Signed by the end of"), method="who_signed_by")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["country"].extra["choices"] = country_choices(self.request.user)

    def by_standing(self, rows, name, standing):
        return rows.filter(standing_filter(standing))

    def who_signed(self, rows, name, code):
        return self._with(rows, code=code)

    def who_signed_in(self, rows, name, year):
        return self._with(rows, year=year)

    def who_signed_by(self, rows, name, year):
        return self._with(rows, year__lte=year)

    def _with(self, rows, **asked):
        signed = Declaration.objects.accepted().filter(**asked).order_by()
        return rows.filter(pk__in=signed.values("supplier"))

    class Meta:
        model = Supplier
        fields = ["tier", "country", "status"]


class CertificateFilter(filters.FilterSet):
    """Without a state or the history asked for: what counts or waits, and was not renewed."""

    kind = filters.ModelChoiceFilter(queryset=CertificateKind.objects.all())
    state = filters.ChoiceFilter(choices=Certificate.State.choices)
    standing = filters.ChoiceFilter(
        label=_("Validity"),
        choices=[*Standing.choices, ("ending", _("Expired or expires soon"))],
        method="by_standing",
    )
    expires_from = filters.DateFilter(
        label=_("Valid until, from"),
        field_name="expires_on",
        lookup_expr="gte",
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control form-control-sm"}),
    )
    expires_to = filters.DateFilter(
        label=_("… to"),
        field_name="expires_on",
        lookup_expr="lte",
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control form-control-sm"}),
    )
    supplier__tier = filters.ChoiceFilter(
        label=_("Tier"), choices=Supplier.Tier.choices, null_label=_("unknown")
    )
    history = filters.ChoiceFilter(
        label=_("History"),
        choices=[("1", _("with renewed, declined and withdrawn"))],
        empty_label=_("without"),
        method="with_history",
    )

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on

    def by_standing(self, rows, name, standing):
        rows = rows.accepted()
        if standing == "ending":
            return rows.with_standing("soon", self.on) | rows.with_standing("expired", self.on)
        return rows.with_standing(standing, self.on)

    def with_history(self, rows, name, value):
        return rows

    def filter_queryset(self, rows):
        rows = super().filter_queryset(rows)
        return self.in_use(rows)

    @property
    def qs(self):
        if not self.is_bound:
            return self.in_use(self.queryset.all())
        return super().qs

    def in_use(self, rows):
        asked = self.form.cleaned_data if self.is_bound else {}
        if asked.get("history") or asked.get("state"):
            return rows
        return rows.filter(state__in=("accepted", "handed_in"), renewed=False)

    class Meta:
        model = Certificate
        fields = ["kind", "state"]
