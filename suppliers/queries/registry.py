"""Reads of the registry for pages, importers and the rooms downstream."""

from itertools import groupby, islice

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, Subquery, Value

from sustainportal.accounts.models import User
from sustainportal.trail.models import Entry

from ..models import Classification, Country, CountryAlias, Supplier
from ..rules.countries import CountryBook

#: What a list shows of a supplier; nothing else is read.
LIST_FIELDS = (
    "code", "name", "tier", "category", "status", "is_key", "customer_designated",
    "country__code", "country__name",
)  # fmt: skip
#: What a person's name is made of (see User.__str__).
NAME_PARTS = ("username", "first_name", "last_name")
EMPTY = (Value(""),)


def risk_year_shown():
    """The newest year that has classes, as a subquery: asked along with the rows it is shown in."""
    return Subquery(Classification.objects.order_by("-year_id").values("year_id")[:1])


def supplier_rows():
    """Suppliers with the class of the newest classified year as `risk_class` (None: no class yet).

    The class comes by a join on (supplier, year), which is unique: no row doubles.
    """
    newest = Q(classifications__year=risk_year_shown())
    return (
        Supplier.objects.select_related("country")
        .only(*LIST_FIELDS)
        .annotate(
            risk=FilteredRelation("classifications", condition=newest),
            risk_class=F("risk__risk_class"),
        )
    )


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


def names_around(supplier):
    """The supplier's other spellings, its own people and its auditors, as texts; one query."""
    aliases = supplier.aliases.order_by().values_list(Value("aliases"), "spelling", *EMPTY * 2)
    people = [
        rows.order_by().values_list(Value(kind), *(f"user__{part}" for part in NAME_PARTS))
        for kind, rows in (("members", supplier.memberships), ("auditors", supplier.assignments))
    ]
    found = {"aliases": [], "members": [], "auditors": []}
    for kind, *parts in aliases.union(*people, all=True):
        person = User(**dict(zip(NAME_PARTS, parts, strict=True)))
        found[kind].append(parts[0] if kind == "aliases" else str(person))
    return {kind: sorted(names) for kind, names in found.items()}


def history(supplier, sites, *, limit=10):
    """What changed about a supplier and its sites, newest first: trail entries."""
    about_sites = Q(subject_type="suppliers.site", subject_id__in=[str(s.pk) for s in sites])
    about_it = Q(subject_type="suppliers.supplier", subject_id=str(supplier.pk))
    return list(Entry.objects.filter(about_it | about_sites)[:limit])


def country_book():
    """Every code and spelling the portal knows, to resolve a file's countries; two queries."""
    rows = list(Country.objects.values_list("code", "alpha3", "name"))
    codes = {key: code for code, alpha3, _name in rows for key in (code, alpha3)}
    names = {code: name for code, _alpha3, name in rows}
    spellings = dict(CountryAlias.objects.values_list("spelling", "country_id"))
    return CountryBook(codes, spellings, names)
