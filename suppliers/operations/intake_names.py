"""Every name the registry and the file know so far, on a scratch pad: asked exactly and nearly.

Owners are numbers: the registry's primary keys, and negative ones for suppliers that the file brings.
A name is compared only with names that share a block with it (`rules.matching.blocks`), so that neither
time nor memory grows with the square of anything.
"""

from itertools import islice

from sustainportal.sheets.scratch import scratch_file

from ..queries import intake as gather
from ..rules.matching import CROWDED, blocks, form, worth_scoring

BATCH = 5_000
_ADD = "INSERT INTO name (id, key, distinctive, owner, country) VALUES (?, ?, ?, ?, ?)"
_PLACE = "INSERT INTO block (block, name) VALUES (?, ?)"
_NEAR = f"SELECT name FROM block WHERE block = ? LIMIT {CROWDED + 1}"


class Names:
    def __init__(self):
        self._file = scratch_file(
            "CREATE TABLE name (id INTEGER PRIMARY KEY, key TEXT, distinctive TEXT, owner INT, country TEXT)",
            "CREATE TABLE block (block INT, name INT)",
        )
        self._count = 0
        known = gather.known_names()
        while some := list(islice(known, BATCH)):
            self.add_many(some)
        self._file.execute("CREATE INDEX by_key ON name (key)")
        self._file.execute("CREATE INDEX by_block ON block (block, name)")

    def add_many(self, names):
        """Remember [(key, owner, country)]."""
        rows, places = [], []
        for key, owner, country in names:
            self._count += 1
            shape = form(key)
            rows.append((self._count, key, shape.distinctive, owner, country))
            places += [(block, self._count) for block in blocks(shape)]
        self._file.executemany(_ADD, rows)
        self._file.executemany(_PLACE, places)

    def owners_of(self, key):
        """Who bears exactly this key, each once, in the order they came."""
        found = self._file.execute("SELECT owner FROM name WHERE key = ? ORDER BY id", (key,))
        return list(dict.fromkeys(owner for (owner,) in found))

    def near(self, key):
        """{owner: [(key, country)]} of the names that are worth scoring against this one."""
        shape, places = form(key), set()
        for block in blocks(shape):
            found = self._file.execute(_NEAR, (block,)).fetchall()
            if len(found) <= CROWDED:
                places.update(place for (place,) in found)
        rows = self._rows(sorted(places))
        near = {}
        for place in worth_scoring(shape, [row[1] for row in rows]):
            other, _distinctive, owner, country = rows[place]
            near.setdefault(owner, []).append((other, country))
        return near

    def _rows(self, places):
        rows = []
        for start in range(0, len(places), 500):
            some = places[start : start + 500]
            marks = ", ".join("?" * len(some))
            rows += self._file.execute(
                f"SELECT key, distinctive, owner, country FROM name WHERE id IN ({marks})", some
            ).fetchall()
        return rows


class FreshNames:
    """The names that came up in one chunk, before they go to the scratch pad; placed in blocks only when
    somebody asks."""

    def __init__(self):
        self.names, self._by_key, self._by_block, self._placed = [], {}, {}, 0

    def add(self, key, owner, country):
        self.names.append((key, owner, country))

    def like(self, key):
        """([(owner, country)] of equal names, [(key, owner, country)] of those worth scoring)."""
        self._place()
        shape = form(key)
        places = {place for block in blocks(shape) for place in self._by_block.get(block, ())}
        some = [self.names[place] for place in sorted(places)]
        near = worth_scoring(shape, [form(other).distinctive for other, _owner, _country in some])
        return self._by_key.get(key, ()), [some[place] for place in near if some[place][0] != key]

    def _place(self):
        for number in range(self._placed, len(self.names)):
            key, owner, country = self.names[number]
            self._by_key.setdefault(key, []).append((owner, country))
            for block in blocks(form(key)):
                self._by_block.setdefault(block, []).append(number)
        self._placed = len(self.names)
