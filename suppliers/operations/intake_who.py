"""Which supplier does a row mean? By its code, else by an earlier answer, else by the name."""

from dataclasses import dataclass

from ..queries import intake as gather
from ..rules.intake import SUPPLIER_FIELDS
from ..rules.matching import may_be_same_country
from ..rules.names import name_key

MOST_CANDIDATES = 5


@dataclass(slots=True, eq=False)
class Subject:
    """A supplier the file speaks of: one the registry has (`pk`), or one that this file brings.

    `known` holds the registry's SUPPLIER_FIELDS in order, and is empty for a new one.
    """

    code: str = ""
    pk: int | None = None
    name: str = ""
    known: tuple = ()
    spellings: frozenset = frozenset()

    def facts(self):
        return dict(zip(SUPPLIER_FIELDS, self.known, strict=True)) if self.known else {}


class WhoIsMeant:
    """Remembers every supplier met so far, and the names of the registry once one is asked for."""

    def __init__(self):
        self.by_pk, self.by_code = {}, {}
        self.names = None
        self.answers, self.positions, self.near = {}, {}, {}

    def gather(self, rows):
        """Read what the registry knows of the suppliers of a chunk; returns their primary keys."""
        codes = {row.values.get("code") or "" for row in rows} - {""}
        asked = {}
        for row in rows:
            if not row.values.get("code") and row.values.get("name"):
                asked.setdefault(name_key(row.values["name"]), row.values.get("country"))
        pks = self._pks_of(asked) if asked else set()
        for known in gather.known_suppliers(
            codes=codes - self.by_code.keys(), pks=pks - self.by_pk.keys()
        ):
            facts, spellings = tuple(known.facts.values()), frozenset(known.spellings)
            self.made(Subject(known.code, known.pk, known.facts["name"], facts, spellings))
        return pks | {self.by_code[code].pk for code in codes & self.by_code.keys()} - {None}

    def _pks_of(self, asked):
        """The registered suppliers these names mean exactly; near names are sought for the rest."""
        if self.names is None:
            self.names = gather.name_index()
            for subject in self.by_code.values():
                if subject.pk is None:
                    self._own_name(subject, None)
        self.answers = gather.answers(asked)
        owners = {key: self.names.owners_of(key) for key in asked}
        fresh = [key for key, found in owners.items() if not any(found)]
        self.positions = {key: self.names.add(key, None, asked[key]) for key in fresh}
        self.near = self.names.near(fresh)
        pks = {getattr(owner, "pk", owner) for found in owners.values() for owner in found}
        return (pks | set(self.answers.values())) - {None}

    def find(self, row):
        """(subject, ()), or (None, candidates) where a person must say who is meant."""
        code = row.values.get("code")
        if code:
            return self.by_code.get(code) or Subject(code), ()
        key, country = name_key(row.values["name"]), row.values.get("country")
        answer = self.answers.get((key, country or None))
        if answer:
            return self.by_pk[answer], ()
        bearers = [owner for owner in self.names.owners_of(key) if owner is not None]
        subjects = list(dict.fromkeys(self._subject(owner) for owner in bearers))
        if not subjects:
            near = self._near(key, country)
            return (None, near) if near else (Subject(), ())
        return (None, tuple(subjects)) if len(subjects) > 1 else (subjects[0], ())

    def _subject(self, owner):
        return owner if isinstance(owner, Subject) else self.by_pk[owner]

    def _near(self, key, country):
        found = [
            self.names.owners[position]
            for position, _score in self.near.get(key, ())
            if may_be_same_country(country, self.names.countries[position])
        ]
        found = [owner for owner in dict.fromkeys(found) if owner is not None]
        return tuple(found[:MOST_CANDIDATES])

    def accept(self, subject, *, new, spellings, country):
        """A row about this supplier is good: later rows may mean it by code, name or spelling."""
        if subject.code:
            self.by_code.setdefault(subject.code, subject)
        if self.names is None:
            return
        if new:
            self._own_name(subject, country)
        for spelling in spellings:
            self.names.add(name_key(spelling), subject, country)

    def _own_name(self, subject, country):
        key = name_key(subject.name)
        position = self.positions.get(key)
        if position is not None and self.names.owners[position] is None:
            self.names.owners[position] = subject
        else:
            self.names.add(key, subject, country)

    def made(self, subject):
        """The supplier has its row in the registry."""
        self.by_pk[subject.pk] = self.by_code[subject.code] = subject
