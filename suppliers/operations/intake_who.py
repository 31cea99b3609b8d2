"""Which supplier does a row mean? By its code or another number, else by an earlier answer, else by the name.

What is remembered from chunk to chunk lies on a scratch pad; in memory are the suppliers of one chunk.
"""

from dataclasses import dataclass, field

from ..queries import intake as gather
from ..rules.identifiers import normalised
from ..rules.intake import IDENTIFIERS, SUPPLIER_FIELDS
from ..rules.matching import ASK_FROM, score, verdict
from ..rules.names import name_key
from .intake_names import FreshNames, Names

MOST_CANDIDATES = 5
MOST_ADDRESSES = 5  # of a supplier that the file brings
_ANYWHERE = ("1",)  # an address that agrees with itself


@dataclass(slots=True, eq=False)
class Subject:
    """A supplier the file speaks of: one the registry has (`pk`), or one that this file brings.

    `id` is the registry's number, or a negative one of this file. `known` holds the registry's
    SUPPLIER_FIELDS in order, and is empty for a new one.
    """

    id: int
    code: str = ""
    pk: int | None = None
    name: str = ""
    known: tuple = ()
    spellings: frozenset = frozenset()
    parent: int | None = None
    country: str | None = None
    addresses: tuple = ()

    def facts(self):
        return dict(zip(SUPPLIER_FIELDS, self.known, strict=True)) if self.known else {}

    def held(self):
        return tuple(getattr(self, name) for name in self.__slots__)


@dataclass(slots=True)
class Found:
    """Who a row means. `scores` (Subject → Score) where the name decided; without a `subject` they are
    the candidates a person must choose from. `clash`: a number in the row is this other supplier's."""

    subject: Subject | None
    scores: dict = field(default_factory=dict)
    clash: tuple | None = None


class WhoIsMeant:
    """Remembers every supplier met so far, and the names of the registry once one is asked for."""

    def __init__(self, scratch):
        self.scratch = scratch
        self.names, self.fresh = None, FreshNames()
        self.new = self.early = 0
        self.by_id = {}

    # --- before the rows of a chunk are judged ----------------------------------------------------
    def gather(self, rows):
        """Read what is known of the suppliers of a chunk; returns their primary keys."""
        self._put_away()
        codes = {row.values.get(key) or "" for row in rows for key in ("code", "parent_code")}
        numbers = {number for row in rows for number in numbers_of(row.values)}
        asked = {}
        for row in rows:
            if not row.values.get("code") and row.values.get("name"):
                asked.setdefault(name_key(row.values["name"]), set()).add(row.values.get("country"))
        ids = self._ids_of_names(asked) if asked else set()
        bearers = self._bearers(numbers) if numbers else {}
        self._load(codes - {""}, ids | set(bearers.values()))
        self.by_number = {number: self.by_id[owner] for number, owner in bearers.items()}
        return {subject.pk for subject in self.by_id.values() if subject.pk}

    def _put_away(self):
        """End the chunk before: its suppliers and names go to the scratch pad."""
        for subject in set(self.by_id.values()):
            self._remember(subject)
        for name in self.fresh.names if self.names is None else ():
            self.early += 1
            self.scratch["early", self.early] = name
        if self.names is not None:
            self.names.add_many(self.fresh.names)
        self.scratch.put_away()
        self.fresh = FreshNames()
        self.by_id, self.by_code, self.by_number = {}, {}, {}
        self.owners, self.near, self.answers, self.addresses = {}, {}, {}, {}

    def _remember(self, subject):
        self.scratch["subject", subject.id] = subject.held()
        if subject.pk and subject.pk != subject.id:
            self.scratch["subject", subject.pk] = subject.held()

    def _bearers(self, numbers):
        known = gather.bearers(numbers)
        found = {number: self.scratch.get(("number", *number)) for number in numbers}
        return {n: owner or known.get(n) for n, owner in found.items() if owner or n in known}

    def _ids_of_names(self, asked):
        """The suppliers these names mean exactly or perhaps."""
        self.answers = gather.answers(asked)
        self.owners = gather.owners_by_name(asked)
        if self.names is None:
            answered = {key for key, _country in self.answers}
            if asked.keys() - self.owners.keys() - answered or self.early:
                self.names = Names()
                self.names.add_many(
                    self.scratch.get(("early", n)) for n in range(1, self.early + 1)
                )
        if self.names is not None:
            self.owners = {key: self.names.owners_of(key) for key in asked}
            self.near = {
                key: promising(key, countries, self.names.near(key))
                for key, countries in asked.items()
                if not self.owners[key]
            }
        ids = {
            owner
            for groups in (self.owners, self.near)
            for some in groups.values()
            for owner in some
        }
        self.addresses = gather.addresses_of({owner for owner in ids if owner > 0})
        return ids | set(self.answers.values())

    def _load(self, codes, ids):
        """Bring the suppliers behind these codes and numbers into the chunk's memory."""
        owners = {code: self.scratch.get(("code", code)) for code in codes}
        ids = ids | (set(owners.values()) - {None})
        for number in ids:
            held = number not in self.by_id and self.scratch.get(("subject", number))
            if held:
                self.meet(Subject(*held))
        unknown = {code for code in codes if code not in self.by_code}
        for known in gather.known_suppliers(codes=unknown, pks=ids - self.by_id.keys()):
            subject = self.by_id.get(known.pk)
            if subject is None:
                held = self.scratch.get(("subject", known.pk))
                subject = Subject(*held) if held else registered(known)
                self.meet(subject)
            for code in known.codes:
                self.by_code.setdefault(code, subject)

    def meet(self, subject):
        """The supplier is part of this chunk, under its number or both its numbers, and its code."""
        self.by_id[subject.id] = subject
        if subject.pk:
            self.by_id[subject.pk] = subject
        if subject.code:
            self.by_code[subject.code] = subject

    # --- who one row means ------------------------------------------------------------------------
    def find(self, row):
        values, code = row.values, row.values.get("code")
        bearers = [
            (number[0], self.by_number[number])
            for number in numbers_of(values)
            if number in self.by_number
        ]
        if code:
            subject = self.by_code.get(code) or self._somebody_new(code)
        elif bearers:
            subject = bearers[0][1]
        else:
            return self._by_name(values)
        clash = next((bearer for bearer in bearers if bearer[1] is not subject), None)
        return Found(subject, clash=clash)

    def _somebody_new(self, code=""):
        """A supplier nobody knows; it is remembered once its row is good."""
        return Subject(-self.new - 1, code)

    def _by_name(self, values):
        key, country = name_key(values["name"]), values.get("country") or None
        answer = self.answers.get((key, country))
        if answer:
            return Found(self.by_id[answer])
        address = values.get("site_address")
        scores = {}
        for subject, names in self._candidates(key).items():
            known = (*self.addresses.get(subject.pk, ()), *subject.addresses)
            scores[subject] = best(key, country, (address,) if address else (), names, known)
        answer, who = verdict(list(scores.items()))
        if answer == "same":
            return Found(who, {who: scores[who]})
        if answer == "ask":
            return Found(None, {subject: scores[subject] for subject in who[:MOST_CANDIDATES]})
        return Found(self._somebody_new())

    def _candidates(self, key):
        """{Subject: [(key, country)]} of the names that may be this one; equal names stand alone."""
        found = {}
        for owner in self.owners.get(key, ()):
            subject = self.by_id[owner]
            found.setdefault(subject, []).append((key, subject.country))
        equal, near = self.fresh.like(key)
        for owner, country in equal:
            found.setdefault(self.by_id[owner], []).append((key, country))
        if not found:
            for owner, names in self.near.get(key, {}).items():
                found.setdefault(self.by_id[owner], []).extend(names)
            for other, owner, country in near:
                found.setdefault(self.by_id[owner], []).append((other, country))
        return found

    # --- after a good row -------------------------------------------------------------------------
    def accept(self, subject, *, new, spellings, country, address, numbers):
        """A row about this supplier is good: later rows may mean it by code, number, name or spelling."""
        self.new += new
        subject.country = country
        if new or (subject.id < 0 and address):
            addresses = (*subject.addresses, address) if address else subject.addresses
            subject.addresses = tuple(dict.fromkeys(addresses))[:MOST_ADDRESSES]
        self.meet(subject)
        if subject.code and new:
            self.scratch["code", subject.code] = subject.id
        for number in numbers:
            self.by_number[number] = subject
            self.scratch["number", *number] = subject.id
        for text in [*([subject.name] if new else ()), *spellings]:
            self.fresh.add(name_key(text), subject.id, country)

    def made(self, subject):
        """The supplier has its row in the registry."""
        self.meet(subject)
        self.scratch["code", subject.code] = subject.id


def numbers_of(values):
    """[(kind, value as it is kept)] of the identifiers a row gives."""
    return [(kind, normalised(kind, values[kind])) for kind in IDENTIFIERS if values.get(kind)]


def registered(known):
    facts = known.facts
    return Subject(
        known.pk, known.code, known.pk, facts["name"], tuple(facts.values()),
        frozenset(known.spellings), known.parent, facts["country"],
    )  # fmt: skip


def promising(key, countries, near):
    """Those of the near names (owner → [(key, country)]) that an agreeing address would make a question, in
    one of the countries at least."""
    return {
        owner: names
        for owner, names in near.items()
        if any(
            best(key, country, _ANYWHERE, names, _ANYWHERE).total >= ASK_FROM
            for country in countries
        )
    }


def best(key, country, addresses, names, known):
    """The highest score of a name with any of a supplier's names."""
    return max(
        (score(key, country, addresses, *name, known) for name in names),
        key=lambda found: found.total,
    )
