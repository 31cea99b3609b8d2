"""What one row of a supplier workbook says, compared with what is known. Plain data in, plain data out.

A blank cell says nothing: it never erases what is known.
"""

SUPPLIER_FIELDS = (
    "name", "country", "tier", "category", "status", "is_key", "customer_designated",
)  # fmt: skip
SITE_FIELDS = ("city", "country", "workers", "female_percent", "migrant_percent")
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
    facts |= given(values, ("workers", "female_percent", "migrant_percent"))
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
    """What the rows of a file have said of each thing so far, held small: there may be 100,000 rows.

    A thing is any hashable key. The first row to say a field is the one remembered for it.
    """

    def __init__(self):
        self._said = {}  # key -> (row, fields, values, what was said before that or None)
        self._shapes = {}  # fields -> the one tuple of them that is kept

    def recall(self, key):
        """{field: (value, row number)}; empty where nothing was said."""
        found, kept = {}, self._said.get(key)
        while kept:
            row, fields, values, kept = kept
            found |= {field: (value, row) for field, value in zip(fields, values, strict=True)}
        return found

    def __contains__(self, key):
        return key in self._said

    def add(self, key, said, row):
        """Remember what a row says of a thing, as far as no earlier row has said it."""
        earlier = self._said.get(key)
        if earlier:
            known = self.recall(key)
            said = {field: value for field, value in said.items() if field not in known}
            if not said:
                return
        fields = tuple(said)
        fields = self._shapes.setdefault(fields, fields)
        self._said[key] = (row, fields, tuple(said.values()), earlier)
