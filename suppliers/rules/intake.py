"""What one row of a supplier workbook says, compared with what is known. Plain data in, plain data out.

A blank cell says nothing: it never erases what is known.
"""

SUPPLIER_FIELDS = (
    "name", "country", "region", "tier", "category", "status", "is_key", "customer_designated",
    "sector_id",
)  # fmt: skip
IDENTIFIERS = ("tax_id", "lei", "duns")
_OF_SITE = ("workers", "female_percent", "migrant_percent", "latitude", "longitude")
DEGREE_PLACES = 6  # as a site keeps its position
SITE_FIELDS = ("city", "country", *_OF_SITE)
SUPPLY_FIELDS = ("share", "amount", "currency", "capacity_share")
_NO_ADDRESS = {"na", "n/a", "n.a.", "-", "–", "—", "none", "unknown"}


def given(values, fields, prefix=""):
    """{field: value} for the fields a row says something about; `prefix` is left off the names."""
    found = {field: values.get(prefix + field) for field in fields}
    return {field: value for field, value in found.items() if value not in (None, "")}


def supplier_of(values):
    """What the row says of the supplier itself."""
    return given(values, SUPPLIER_FIELDS)


def site_of(values, country_name):
    """(name, address), {field: value} of the row's site, or None where it names none.

    A site without a name is called by the best place known: its address, its city, its country.
    "NA" and "-" are no address. `country_name` gives the name of a country code.
    """
    address = values.get("site_address") or ""
    if address.strip().casefold() in _NO_ADDRESS:
        address = ""
    facts = given(values, ("city", "country"), "site_")
    facts |= given(values, _OF_SITE)
    for name in ("latitude", "longitude"):
        if name in facts:
            facts[name] = round(facts[name], DEGREE_PLACES)
    name = values.get("site") or address or facts.get("city") or ""
    if not name and "country" in facts:
        name = country_name(facts["country"])
    if not name:
        return None
    return (name[:200], address), facts


def supply_of(values):
    """(commodity, quarter), {field: value} of what the row says is bought, or None.

    Raises ValueError with the key of the cell that is missing.
    """
    facts = given(values, SUPPLY_FIELDS)
    commodity, quarter = values.get("commodity") or "", values.get("quarter") or ""
    if not commodity and (quarter or set(facts) - {"currency"}):
        raise ValueError("commodity")
    if not commodity:
        return None
    if not quarter:
        raise ValueError("quarter")
    return (commodity, quarter), facts


def changes(known, said):
    """{field: (before, after)} where the row says something else than is known (two mappings)."""
    return {
        field: (known.get(field), value)
        for field, value in said.items()
        if known.get(field) != value
    }


def contradiction(earlier, said):
    """The first field that an earlier row of the file said otherwise: (field, its value, its row).

    `earlier` is {field: (value, row number)}; None when the rows agree.
    """
    for field, value in said.items():
        if field in earlier and earlier[field][0] != value:
            return field, *earlier[field]
    return None


class Memory:
    """What the rows of a file have said of each thing so far.

    A thing is a plain key, `store` where it is held: a dictionary, or something like it on disk, since
    there may be 100,000 rows. The first row to say a field is the one remembered for it.
    """

    def __init__(self, store=None):
        self._said = {} if store is None else store

    def recall(self, key):
        """{field: (value, row number)}; empty where nothing was said."""
        return self._said.get(key) or {}

    def __contains__(self, key):
        return self._said.get(key) is not None

    def add(self, key, said, row):
        """Remember what a row says of a thing, as far as no earlier row has said it."""
        known = self._said.get(key)
        fresh = {name: (value, row) for name, value in said.items() if name not in (known or {})}
        if fresh or known is None:
            self._said[key] = (known or {}) | fresh
