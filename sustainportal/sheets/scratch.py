"""A scratch pad on disk for one pass over a file, so that memory does not grow with the file.

It is a private SQLite file that vanishes with its owner; of it, `CACHE` kilobytes are held in memory.
"""

import pickle
import sqlite3
from hashlib import blake2b

CACHE = 4_000  # kilobytes
SEEN = 1 << 23  # bits, one megabyte


def scratch_file(*statements):
    """A connection to a fresh private file with these tables; nothing of it is ever kept."""
    # "" is SQLite's name for a temporary file of its own
    connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    for statement in (
        "PRAGMA journal_mode = OFF",
        f"PRAGMA cache_size = -{CACHE}",
        *statements,
        "BEGIN",
    ):
        connection.execute(statement)
    return connection


class Scratch:
    """Plain things by key, as a dictionary: a key is any plain value or tuple of them.

    What was asked or said since the last `put_away` is in memory, the rest on disk. A small map of bits
    tells most keys that were never said without a look at the disk.
    """

    def __init__(self):
        self._file = scratch_file(
            "CREATE TABLE thing (key BLOB PRIMARY KEY, held BLOB) WITHOUT ROWID"
        )
        self._near, self._said = {}, {}
        self._seen = bytearray(SEEN // 8)

    def get(self, key, default=None):
        if key in self._said:
            return self._said[key]
        if key not in self._near:
            self._near[key] = self._look_up(_short(key))
        found = self._near[key]
        return default if found is None else found

    def _look_up(self, short):
        byte, bit = _place(short)
        if not self._seen[byte] & bit:
            return None
        found = self._file.execute("SELECT held FROM thing WHERE key = ?", (short,)).fetchone()
        return pickle.loads(found[0]) if found else None  # our own writing, seen by nobody else

    def __setitem__(self, key, thing):
        self._said[key] = thing

    def __contains__(self, key):
        return self.get(key) is not None

    def put_away(self):
        """Write to disk what was said, and forget what was asked."""
        rows = []
        for key, thing in self._said.items():
            short = _short(key)
            byte, bit = _place(short)
            self._seen[byte] |= bit
            rows.append((short, pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)))
        rows.sort()
        self._file.executemany("INSERT OR REPLACE INTO thing VALUES (?, ?)", rows)
        self._near, self._said = {}, {}


def _short(key):
    """Sixteen bytes for any key: a billion keys meet once in ten billion billion files."""
    return blake2b(repr(key).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _place(short):
    """Where the map of bits says that this key was said once."""
    number = int.from_bytes(short[:4], "big") % SEEN
    return number >> 3, 1 << (number & 7)
