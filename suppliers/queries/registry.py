"""Reads of the registry for pages, importers and the rooms downstream."""

from functools import cache
from itertools import groupby, islice

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import ExtractYear, Now

from sustainportal.trail.models import Entry

from ..models import Classification, Country, CountryAlias, Supplier, SupplierAlias
from ..rules.countries import CountryBook


@cache
def risk_year_shown():
    """The newest year that has begun and has classes, as a subquery: asked along with the rows it is shown
    in. Next year's draft does not show yet."""
    begun = Classification.objects.filter(year_id__lte=ExtractYear(Now()))
    return Subquery(begun.order_by("-year_id").values("year_id")[:1])


def with_class(suppliers):
    """Suppliers with `risk`, their classification of the newest classified year, and its `risk_class`
    (None: no class yet); as they are where they have it already.

    The class comes by a join on (supplier, year), which is unique: no row doubles.
    """
    if "risk_class" in suppliers.query.annotations:
        return suppliers
    newest = Q(classifications__year=risk_year_shown())
    return suppliers.annotate(
        risk=FilteredRelation("classifications", condition=newest),
        risk_class=F("risk__risk_class"),
    )


def with_local_name(suppliers):
    """Suppliers with `local`, the name in the local language, or None."""
    names = SupplierAlias.objects.filter(supplier=OuterRef("pk"), kind=SupplierAlias.Kind.LOCAL)
    return suppliers.annotate(local=Subquery(names.order_by("spelling").values("spelling")[:1]))


def countries_in_use():
    """The countries at least one supplier sits in (one index probe each)."""
    return Country.objects.filter(Exists(Supplier.objects.filter(country=OuterRef("pk"))))


def supplies_by_quarter(supplier, *, quarters=8):
    """[(quarter, [supplies as dicts])], newest first, at most `quarters` of them; one query of 400
    rows at most."""
    rows = supplier.supplies.order_by("-quarter", "commodity__name").values(
        "quarter", "commodity__name", "share", "amount", "currency", "capacity_share"
    )
    groups = groupby(rows[:400], key=lambda supply: supply["quarter"])
    return [(quarter, list(group)) for quarter, group in islice(groups, quarters)]


def history(supplier, *, limit):
    """What changed about a supplier and its sites, newest first: at most `limit` entries of the trail."""
    sites = [str(pk) for pk in supplier.sites.order_by().values_list("pk", flat=True)]
    about_sites = Q(subject_type="suppliers.site", subject_id__in=sites)
    about_it = Q(subject_type="suppliers.supplier", subject_id=str(supplier.pk))
    return list(Entry.objects.filter(about_it | about_sites)[:limit])


def country_book():
    """Every code and spelling the portal knows, to resolve a file's countries; two queries."""
    rows = list(Country.objects.values_list("code", "alpha3", "name"))
    codes = {key: code for code, alpha3, _name in rows for key in (code, alpha3)}
    names = {code: name for code, _alpha3, name in rows}
    spellings = dict(CountryAlias.objects.values_list("spelling", "country_id"))
    return CountryBook(codes, spellings, names)
