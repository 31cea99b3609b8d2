"""The registry's catalogues and people in the admin site. Suppliers themselves are looked up here,
and changed in the portal by procurement, where every change is told in the trail."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.admin import PersonAdmin
from sustainportal.accounts.roles import Role
from sustainportal.trail.told import Told
from sustainportal.web.read_only import ReadOnly

from ..models import (
    Assignment,
    Commodity,
    Country,
    CountryAlias,
    CountryIndicator,
    Membership,
    PossibleMatch,
    Site,
    Supplier,
    SupplierAlias,
    SupplierIdentifier,
)


class SpellingInline(admin.TabularInline):
    model = CountryAlias
    extra = 1


@admin.register(Country)
class CountryAdmin(admin.ModelAdmin):
    list_display = ["code", "alpha3", "name"]
    list_display_links = ["code", "name"]
    search_fields = ["code", "alpha3", "name", "aliases__spelling"]
    search_help_text = _("Code, name or any spelling")
    inlines = [SpellingInline]

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(CountryAlias)
class CountryAliasAdmin(admin.ModelAdmin):
    list_display = ["spelling", "country"]
    list_select_related = ["country"]
    search_fields = ["spelling", "country__name", "country__code"]
    autocomplete_fields = ["country"]


@admin.register(CountryIndicator)
class CountryIndicatorAdmin(admin.ModelAdmin):
    list_display = ["country", "factor", "year", "value", "source"]
    list_select_related = ["country", "factor"]
    list_filter = ["factor", "year"]
    search_fields = ["country__name", "country__code", "source"]
    autocomplete_fields = ["country"]


@admin.register(Commodity)
class CommodityAdmin(admin.ModelAdmin):
    list_display = ["code", "name"]
    search_fields = ["code", "name"]


class AliasInline(ReadOnly, admin.TabularInline):
    model = SupplierAlias


class IdentifierInline(ReadOnly, admin.TabularInline):
    model = SupplierIdentifier


class SiteInline(ReadOnly, admin.TabularInline):
    model = Site
    fields = ["name", "city", "country", "workers"]


@admin.register(Supplier)
class SupplierAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["code", "name", "country", "tier", "status", "is_key"]
    list_display_links = ["code", "name"]
    list_select_related = ["country"]
    list_filter = ["tier", "status", "is_key", "customer_designated"]
    search_fields = ["code", "name", "aliases__spelling", "identifiers__value"]
    inlines = [AliasInline, IdentifierInline, SiteInline]
    show_full_result_count = False


class OneOrGone:
    """A person stands beside one supplier or not: whoever was put in wrongly is taken out and added anew,
    so that the trail tells both."""

    def has_change_permission(self, request, obj=None):
        return False


class OfSupplier(OneOrGone, Told, admin.ModelAdmin):
    """A person and a supplier: both found by typing, none by number."""

    list_display = ["user", "supplier"]
    list_select_related = ["user", "supplier"]
    search_fields = ["user__username", "user__last_name", "supplier__code", "supplier__name"]
    autocomplete_fields = ["user", "supplier"]


class MembershipForm(forms.ModelForm):
    def clean_user(self):
        return of_role(self.cleaned_data["user"], Role.SUPPLIER)


class AssignmentForm(forms.ModelForm):
    def clean_user(self):
        return of_role(self.cleaned_data["user"], Role.AUDITOR)


def of_role(person, role):
    """The person, or the sentence that the operations say (operations.registry)."""
    if person.role == role:
        return person
    if role == Role.SUPPLIER:
        raise ValidationError(gettext("%s is not a supplier user.") % person)
    raise ValidationError(gettext("%s is not an auditor.") % person)


@admin.register(Membership)
class MembershipAdmin(OfSupplier):
    form = MembershipForm


@admin.register(Assignment)
class AssignmentAdmin(OfSupplier):
    form = AssignmentForm


@admin.register(PossibleMatch)
class PossibleMatchAdmin(ReadOnly, admin.ModelAdmin):
    """The answers people gave, to look up."""

    list_display = ["name", "country", "state", "supplier", "decided_by", "decided_at"]
    list_select_related = ["country", "supplier", "decided_by"]
    list_filter = ["state", "decided_at"]
    search_fields = ["name", "supplier__name", "supplier__code"]


class OfRole(BaseInlineFormSet):
    """Only a person of the role may be put beside a supplier; the role as it stands on this very page."""

    role = ""

    def clean(self):
        super().clean()
        if any(form.has_changed() and not self._should_delete_form(form) for form in self.forms):
            of_role(self.instance, self.role)


class Members(OfRole):
    role = Role.SUPPLIER


class Assignments(OfRole):
    role = Role.AUDITOR


class MembershipInline(OneOrGone, admin.TabularInline):
    model = Membership
    formset = Members
    autocomplete_fields = ["supplier"]
    extra = 0
    max_num = 1


class AssignmentInline(OneOrGone, admin.TabularInline):
    model = Assignment
    formset = Assignments
    autocomplete_fields = ["supplier"]
    extra = 0


PersonAdmin.inlines = [*PersonAdmin.inlines, MembershipInline, AssignmentInline]
