"""The registry's catalogues and people in the admin site. Suppliers themselves are looked up here,
and changed in the portal by procurement, where every change is told in the trail."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from sustainportal.accounts.admin import PersonAdmin
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


class SiteInline(ReadOnly, admin.TabularInline):
    model = Site
    fields = ["name", "city", "country", "workers"]


@admin.register(Supplier)
class SupplierAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["code", "name", "country", "tier", "status", "is_key"]
    list_display_links = ["code", "name"]
    list_select_related = ["country"]
    list_filter = ["tier", "status", "is_key", "customer_designated"]
    search_fields = ["code", "name", "aliases__spelling"]
    inlines = [AliasInline, SiteInline]
    show_full_result_count = False


class OfSupplier(admin.ModelAdmin):
    """A person and a supplier: both found by typing, none by number."""

    list_display = ["user", "supplier"]
    list_select_related = ["user", "supplier"]
    search_fields = ["user__username", "user__last_name", "supplier__code", "supplier__name"]
    autocomplete_fields = ["user", "supplier"]


@admin.register(Membership)
class MembershipAdmin(OfSupplier):
    pass


@admin.register(Assignment)
class AssignmentAdmin(OfSupplier):
    pass


@admin.register(PossibleMatch)
class PossibleMatchAdmin(ReadOnly, admin.ModelAdmin):
    """The answers people gave, to look up."""

    list_display = ["name", "country", "state", "supplier", "decided_by", "decided_at"]
    list_select_related = ["country", "supplier", "decided_by"]
    list_filter = ["state", "decided_at"]
    search_fields = ["name", "supplier__name", "supplier__code"]


class MembershipInline(admin.TabularInline):
    model = Membership
    autocomplete_fields = ["supplier"]
    extra = 0
    max_num = 1


class AssignmentInline(admin.TabularInline):
    model = Assignment
    autocomplete_fields = ["supplier"]
    extra = 0


PersonAdmin.inlines = [*PersonAdmin.inlines, MembershipInline, AssignmentInline]
