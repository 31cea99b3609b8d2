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

from django.db import connection
from django.db.models import BooleanField, F, Func, Q, Subquery, TextField

IDEOGRAPHS = "[⺀-鿿가-힯豈-﫿]"
#: index -> its table, the comparable form and the text as written
INDEXES = {
    "supplier_search": ("suppliers_supplier", "name_key", "name"),
    "alias_search": ("suppliers_supplieralias", "key", "spelling"),
}
COLUMN = "search_text"
ENOUGH = 2_000  # more than these are read in the order of the list until a page is full
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


def are_few(ways):
    """Whether each of these queries of ids finds at most ENOUGH; one question, by the indexes."""
    counts, params = [], []
    for rows in ways:
        sql, values = rows.order_by()[: ENOUGH + 1].query.sql_with_params()
        counts.append(f"(SELECT count(*) FROM ({sql}) found)")
        params += values
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(counts)}", params)
        return max(cursor.fetchone()) <= ENOUGH


def one_of(rows):
    """The condition that a supplier is among these ids, which PostgreSQL gathers first: it expects few,
    and so never walks through all suppliers in the order of the list to meet them."""
    return Q(
        Func(
            F("pk"),
            Subquery(rows.order_by(), template="ARRAY(%(subquery)s)"),
            template="%(expressions)s)",
            arg_joiner=" = ANY(",
            output_field=BooleanField(),
        )
    )


def has_index():
    """Whether the database has them; asked of each database once in a process, only a yes is remembered."""
    if connection.vendor != "postgresql":
        return False
    name = connection.settings_dict["NAME"]
    if name not in _known:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_class WHERE relname = ANY(%s)", [list(INDEXES)])
            if cursor.fetchone()[0] < len(INDEXES):
                return False
        _known.add(name)
    return True


_known = set()
