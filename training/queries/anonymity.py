"""What a case gives away: its texts held against what is known of its source's supplier, and against the
names of the whole registry."""

from django.db.models import Q, Value
from django.db.models.functions import Replace, Substr
from django.db.models.lookups import In

from suppliers.models import Contact, Membership, Site, Supplier, SupplierAlias, SupplierIdentifier

from ..models.case import PARTS
from ..rules.anonymity import leaks
from ..rules.folding import fold
from ..rules.registry_names import FEW, MANY, beginnings, comparable, names_in
from ..rules.traces import Known

SUFFIXES = {"": "en", "_hant": "zh-hant", "_hans": "zh-hans"}
ASKED_AT_ONCE = 30_000  # beginnings of names in one question
DEEPEST = 12  # levels of a group above and below a supplier


def texts_of(case):
    """{field: text} of the parts that say something."""
    fields = [f"{part}{suffix}" for part in PARTS for suffix in SUFFIXES]
    return {field: text for field in fields if (text := getattr(case, field))}


def leaks_of(case):
    """[Leak] of a case as it stands, in the order of its parts; empty where it names nobody. About a dozen
    queries; one more for every ASKED_AT_ONCE beginnings."""
    texts, family = texts_of(case), {}
    found = leaks(texts, Known())
    if case.source_id:
        family = family_of(case.source.audit.site.supplier)
        found = leaks(texts, known_of(case.source, family))
    told = {(leak.part, place) for leak in found for place in range(*_stretch(leak))}
    others = [leak for leak in in_registry(texts, besides=family) if not _told(leak, told)]
    order = {field: place for place, field in enumerate(texts)}
    return sorted([*found, *others], key=lambda leak: (order[leak.part], leak.place))


def _stretch(leak):
    return leak.place, leak.place + len(leak.words)


def _told(leak, told):
    return any((leak.part, place) in told for place in range(*_stretch(leak)))


def family_of(supplier):
    """{id: name} of a supplier, the companies above and below it, and the records merged into these."""
    found, level = {supplier.pk: supplier.name}, [supplier.pk]
    for _depth in range(DEEPEST):  # up
        rows = Supplier.objects.filter(children__in=level).values_list("pk", "name")
        level = _new(found, rows)
    level = [supplier.pk]
    for _depth in range(DEEPEST):
        rows = Supplier.objects.filter(parent__in=level).values_list("pk", "name")
        level = _new(found, rows)
    merged = Supplier.objects.filter(merged_into__in=list(found))
    found.update(merged.values_list("pk", "name"))
    return found


def _new(found, rows):
    fresh = {pk: name for pk, name in rows if pk not in found}
    found.update(fresh)
    return list(fresh)


def known_of(finding, family):
    """What is `Known` of the supplier a finding was found at, and of its `family` {id: name}."""
    own = finding.audit.site.supplier
    ids = list(family)
    spellings = SupplierAlias.objects.filter(supplier__in=ids).values_list("supplier", "spelling")
    named = [(own.pk, own.name), *family.items(), *spellings]
    sites = list(Site.objects.filter(supplier__in=ids).select_related("country"))
    contacts = list(Contact.objects.filter(supplier__in=ids))
    people = [
        row.user for row in Membership.objects.filter(supplier__in=ids).select_related("user")
    ]
    numbers = SupplierIdentifier.objects.filter(supplier__in=ids)
    codes = Supplier.objects.filter(pk__in=ids)
    return Known(
        names=tuple(name for pk, name in named if pk == own.pk),
        others=tuple(name for pk, name in named if pk != own.pk),
        sites=tuple(site.name for site in sites),
        places=tuple(name for site in sites for name in (site.city, _country(site)) if name),
        addresses=tuple(site.address for site in sites if site.address),
        codes=tuple(codes.values_list("code", flat=True)),
        numbers=tuple(numbers.values_list("value", flat=True)),
        people=(*(one.name for one in contacts), *(one.get_full_name() for one in people)),
        mails=tuple(
            one for one in (*(c.mail for c in contacts), *(p.email for p in people)) if one
        ),
        phones=tuple(one.phone for one in contacts if one.phone),
        references=(finding.reference, finding.audit.reference),
    )


def _country(site):
    return site.country.name if site.country_id else ""


def in_registry(texts, besides=()):
    """[Leak] of names and spellings of the registry that stand in these texts, but for those of `besides`."""
    folded = {field: fold(text) for field, text in texts.items()}
    asked = sorted(set().union(*map(beginnings, folded.values()))) if folded else []
    names = set()
    for place in range(0, len(asked), ASKED_AT_ONCE):
        names |= _beginning_with(asked[place : place + ASKED_AT_ONCE], besides)
    names = comparable(names)
    return [leak for field, one in folded.items() for leak in names_in(field, one, names)]


def _beginning_with(asked, besides):
    """{(key, "name (code)")} of what begins so, spaces aside."""
    own = Supplier.objects.filter(_begins("name_key", asked))
    rows = own.exclude(pk__in=besides).values_list("name_key", "name", "code")
    spelt = SupplierAlias.objects.filter(_begins("key", asked)).exclude(supplier__in=besides)
    rows = [*rows, *spelt.order_by().values_list("key", "supplier__name", "supplier__code")]
    return {(key, f"{name} ({code})") for key, name, code in rows}


def _begins(column, asked):
    """The condition that a name begins so, spaces aside; a scan of the table, whatever is asked."""
    squashed = Replace(column, Value(" "), Value(""))
    few = [one for one in asked if len(one) <= FEW] or [""]
    many = [one for one in asked if len(one) > FEW] or [""]
    return Q(In(Substr(squashed, 1, FEW), few)) | Q(In(Substr(squashed, 1, MANY), many))
