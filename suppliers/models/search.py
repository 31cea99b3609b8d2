"""What a search of the registry compares, and where an index helps.

PostgreSQL finds any part of a name by an index of trigrams (extension pg_trgm) over a column that it works
out itself, `search_text`: the comparable form and the text as written, in small letters, every Chinese,
Japanese or Korean character a word of its own, because words are what trigrams find. Where the index is
missing (see `operations.search_index`), and on SQLite, the same rows are found by reading the names.
"""

import re
import unicodedata
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db import connection
from django.db.models import (
    BooleanField,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.lookups import IsNull

IDEOGRAPHS = "[⺀-鿿가-힯豈-﫿]"
#: index -> its table, the comparable form and the text as written
INDEXES = {
    "supplier_search": ("suppliers_supplier", "name_key", "name"),
    "alias_search": ("suppliers_supplieralias", "key", "spelling"),
}
#: the names in the order of the list, each with its text, so that reading through them needs no table
IN_ORDER = "supplier_search_order"
COLUMN = "search_text"
#: more ids are not gathered: where a supplier's own columns tell, and where rows of another table do
OWN, OTHERS = 2_000, 20_000
SHORT = 3  # a text of fewer letters must begin a word


class Searched(Func):
    """The column `search_text` beside the column given: the database keeps it, the models do not know it."""

    output_field = TextField()

    def as_sql(self, compiler, connection, **context):
        sql, params = compiler.compile(self.get_source_expressions()[0])
        return f'{sql.rpartition(".")[0]}."{COLUMN}"', params


class Needle:
    """One form of what was typed, and where it may stand in a name."""

    def __init__(self, text):
        self.text = text
        self.begins_word = len(text) < SHORT and not is_apart(text)

    def indexed(self):
        """As part of `search_text`, where each word has a space before it."""
        return f" {self.text}" if self.begins_word else apart(self.text)

    def within(self, column):
        """The condition on a column without an index."""
        if not self.begins_word:
            return Q(**{f"{column}__icontains": self.text})
        return Q(**{f"{column}__istartswith": self.text}) | Q(
            **{f"{column}__icontains": f" {self.text}"}
        )


def is_apart(text):
    """Whether the text has ideographs, which the index sets apart."""
    return bool(re.search(IDEOGRAPHS, text))


def apart(text):
    """The text with every ideograph a word of its own, as the database does it."""
    return re.sub(f"({IDEOGRAPHS})", r" \1 ", text)


def evened(text):
    """What was typed, full-width letters and digits made ordinary ones."""
    return unicodedata.normalize("NFKC", text).strip()


def any_of(conditions):
    return reduce(or_, conditions)


class Way(NamedTuple):
    """One way to find suppliers: their ids, the same as a condition on each supplier that is read, and how
    many ids are gathered at most before the condition is the shorter road."""

    ids: QuerySet
    condition: Q
    at_most: int


def found_by(ways):
    """The condition that finds by any of these ways, so put that PostgreSQL takes the short road; None where
    they find nothing.

    What is found is gathered by the indexes, then named by its ids: so the list can read through the names
    in its order without asking each of them. A way that finds too many meets them soon in any order.
    """
    few, conditions = found(ways)
    conditions = [*([one_of(few)] if few else []), *conditions]
    return any_of(conditions) if conditions else None


def found(ways):
    """(the ids that were gathered, as text with commas; the conditions of the ways that find too many)."""
    some = [(way, ids) for way, ids in zip(ways, gathered(ways), strict=True) if ids != ""]
    few = ",".join(ids[1:-1] for _way, ids in some if ids is not None)
    return few, [way.condition for way, ids in some if ids is None]


def gathered(ways):
    """For each way the ids it finds as an array in text, or None where there are too many; one question."""
    questions, params = [], []
    for way in ways:
        sql, values = way.ids.order_by()[: way.at_most + 1].query.sql_with_params()
        questions.append(
            "(SELECT CASE WHEN count(*) <= %s THEN coalesce(array_agg(id)::text, '') END"
            f" FROM ({sql}) found(id))"
        )
        params += [way.at_most, *values]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(questions)}", params)
        return cursor.fetchone()


def one_of(ids, path="pk"):
    """The condition that a supplier (the one `path` leads to) is among these ids, given as text with commas."""
    array = Func(Value(f"{{{ids}}}"), template="ANY(%(expressions)s::bigint[])")
    return Q(
        Func(
            F(path),
            array,
            template="%(expressions)s",
            arg_joiner=" = ",
            output_field=BooleanField(),
        )
    )


def has_one(rows):
    """The condition that a supplier has one of these rows of another table, asked of each supplier by
    itself: PostgreSQL would gather all of them for an EXISTS."""
    own = rows.filter(supplier=OuterRef("pk")).order_by().values("pk")[:1]
    return Q(IsNull(Subquery(own), False))


def has_index(*names):
    """Whether the database has them (without names: the registry's); asked of each database once in a
    process, only a yes is remembered."""
    if connection.vendor != "postgresql":
        return False
    wanted = names or tuple(INDEXES)
    asked = (connection.settings_dict["NAME"], wanted)
    if asked not in _known:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_class WHERE relname = ANY(%s)", [list(wanted)])
            if cursor.fetchone()[0] < len(wanted):
                return False
        _known.add(asked)
    return True


_known = set()
