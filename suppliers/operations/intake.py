"""Judge the rows of a supplier file against the registry and against each other. No writes here.

An `Intake` lives for one pass over one file. It remembers what earlier rows said, so that the same
thing said twice is nothing new and said differently is refused with the number of the earlier row. What
it remembers lies on a scratch pad on disk: memory does not grow with the file.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from sustainportal.sheets.scratch import Scratch

from ..models import Supplier
from ..queries import intake as gather
from ..queries.registry import country_book
from ..rules import intake as rules
from ..rules.identifiers import problem_with
from ..rules.lifecycle import BY_DECISION, may_move
from ..rules.names import name_key
from ..wording import IDENTIFIER_PROBLEMS
from .intake_purchases import Purchases
from .intake_who import Subject, WhoIsMeant, numbers_of
from .registry import decided_only

_SEPARATORS = re.compile(r"[;|\n]")
MOST_ASKED = 100  # country spellings a person is asked about at once
_SITE_COLUMNS = {"city": "site_city", "country": "site_country"}


@dataclass(slots=True)
class Part:
    """What a row does to one site or supply: what it says, what is then known, and what changes."""

    key: tuple
    pk: int | None
    said: dict
    facts: dict
    changes: dict
    new: bool
    registered: dict  # what the registry says of it


@dataclass(slots=True)
class Plan:
    """What keeping a row means."""

    subject: Subject | None = None
    new: bool = False
    changes: dict = field(default_factory=dict)
    facts: dict = field(default_factory=dict)  # of the supplier, once this row is kept
    spellings: list = field(default_factory=list)
    numbers: list = field(default_factory=list)  # identifiers that are new: (kind, value)
    parent: Subject | None = None  # a parent company it did not have
    site: Part | None = None
    supply: Part | None = None
    scores: dict = field(default_factory=dict)  # Subject → Score, where the name decided
    candidates: tuple = ()  # of a name that a person must decide

    @property
    def parts(self):
        return [part for part in (self.site, self.supply) if part]

    def outcome(self):
        if self.new or any(part.new for part in self.parts):
            return "created"
        if self.changes or self.spellings or self.numbers or self.parent:
            return "updated"
        if any(part.changes for part in self.parts):
            return "updated"
        return "unchanged"

    @property
    def score(self):
        """Why the row was taken for its supplier, where only the name said so."""
        return self.scores.get(self.subject)


class Intake:
    def __init__(self):
        self.book = country_book()
        scratch = Scratch()
        self.who = WhoIsMeant(scratch)
        self.purchases = Purchases()
        self.memory = rules.Memory(scratch)
        self.counts = Counter()
        self.unknown = Counter()  # spellings of no known country, the first MOST_ASKED of them

    def judge(self, rows):
        """Give every row of a chunk its plan and outcome, or its refusals."""
        for row in rows:
            self._read_countries(row)
        pks = self.who.gather(rows)
        quarters = {row.values.get("quarter") for row in rows} - {None, ""}
        self.sites = gather.known_sites(pks)
        self.supplies = gather.known_supplies(pks, quarters)
        self.purchases.gather(
            (row.values["commodity"], row.values["quarter"])
            for row in rows
            if row.values.get("commodity") and row.values.get("quarter")
        )
        for row in rows:
            self._judge(row)

    def _read_countries(self, row):
        for key in ("country", "site_country"):
            spelling = row.values.get(key)
            if not spelling:
                continue
            row.values[key] = self.book.find(spelling)
            if row.values[key] is None:
                row.refuse(key, self._unknown_country(spelling))
                if spelling in self.unknown or len(self.unknown) < MOST_ASKED:
                    self.unknown[spelling] += 1

    def _unknown_country(self, spelling):
        near = self.book.suggestions(spelling)
        sentence = _("No country is known by this spelling. ")
        if near:
            sentence += _("Did you mean %(names)s? ") % {"names": ", ".join(near)}
        return sentence + _(
            "Write an ISO code or the English name, or ask an administrator to add the spelling."
        )

    def _judge(self, row):
        row.plan = plan = Plan()
        if not row.values.get("name"):
            return
        found = self.who.find(row)
        plan.subject, plan.scores = found.subject, found.scores
        if plan.subject is None:
            plan.candidates = tuple(found.scores)
            row.outcome = "queued"
            return
        if found.clash:
            self._refuse_number(row, *found.clash)
        plan.new = plan.subject.pk is None and not plan.subject.name
        self._judge_supplier(row, plan)
        self._judge_numbers(row, plan)
        self._judge_parent(row, plan)
        self._judge_site(row, plan)
        self._judge_supply(row, plan)
        if not row.errors:
            self._accept(row, plan)

    # --- the supplier itself ----------------------------------------------------------------------
    def _judge_supplier(self, row, plan):
        subject, said = plan.subject, rules.supplier_of(row.values)
        earlier = self.memory.recall(subject.id)
        clash = rules.contradiction(earlier, {k: v for k, v in said.items() if k != "name"})
        if "name" in earlier and subject.code and row.values.get("code"):
            first = earlier["name"]
            clash = clash or (name_key(first[0]) != name_key(said["name"]) and ("name", *first))
        if clash:
            row.refuse(clash[0], self._clash(clash))
            return
        facts = subject.facts() | {name: value for name, (value, _number) in earlier.items()}
        facts["name"] = subject.name or None
        self._judge_name(row, plan, said.pop("name"), is_first="name" not in earlier)
        plan.changes |= rules.changes(facts, said)
        plan.facts = facts | {name: after for name, (_before, after) in plan.changes.items()}
        self._judge_spellings(row, plan)
        status = plan.changes.get("status")
        if status and status[1] in BY_DECISION:
            row.refuse("status", decided_only(status[1]))
        elif status and status[0] and not may_move(*status):
            labels = [Supplier.Status(value).label for value in status]
            row.refuse(
                "status",
                _("A supplier that is “%(now)s” cannot become “%(to)s” from there.")
                % {"now": labels[0], "to": labels[1]},
            )

    def _judge_name(self, row, plan, name, *, is_first):
        """With a code the file's first name becomes the name; any other spelling is kept beside it."""
        now = plan.subject.name
        if now == name:
            return
        if not now or (row.values.get("code") and is_first):
            plan.changes["name"] = (now or None, name)
            plan.spellings += [now] if now else []
        else:
            plan.spellings.append(name)

    def _judge_spellings(self, row, plan):
        spoken = _SEPARATORS.split(row.values.get("aliases") or "")
        plan.spellings += [text.strip()[:200] for text in spoken if text.strip()]
        known = plan.subject.spellings | {plan.facts["name"]}
        plan.spellings = [text for text in dict.fromkeys(plan.spellings) if text not in known]

    def _clash(self, clash):
        name, value, number = clash
        return _(
            "Row %(number)d of this file says “%(value)s” for the same thing; one of them is wrong."
        ) % {"number": number, "value": self._shown(name, value)}

    def _shown(self, name, value):
        if name == "country":
            return self.book.names[value]
        labels = {"tier": Supplier.Tier, "status": Supplier.Status}.get(name)
        return labels(value).label if labels else value

    # --- the numbers others gave it, and the company above it -----------------------------------------
    def _judge_numbers(self, row, plan):
        for kind, value in numbers_of(row.values):
            problem = problem_with(kind, value)
            if problem:
                row.refuse(kind, IDENTIFIER_PROBLEMS[problem] % {"value": value})
            elif (kind, value) not in self.who.by_number:
                plan.numbers.append((kind, value))

    def _refuse_number(self, row, kind, bearer):
        words = {"supplier": f"{bearer.name} ({bearer.code})" if bearer.code else bearer.name}
        row.refuse(kind, _("This is the number of %(supplier)s already.") % words)

    def _judge_parent(self, row, plan):
        code = row.values.get("parent_code")
        if not code:
            return
        parent = self.who.by_code.get(code)
        if parent is None or parent is plan.subject:
            row.refuse(
                "parent_code",
                _("Another supplier of this code is expected, known already or in a row above."),
            )
        elif plan.subject.parent != parent.id:
            plan.parent = parent

    # --- its site and what it supplies ------------------------------------------------------------
    def _judge_site(self, row, plan):
        site = rules.site_of(row.values, self.book.names.get)
        if site:
            place, said = site
            pk, known = self.sites.get((plan.subject.pk, *place), (None, {}))
            plan.site = self._part(row, plan.subject, ("site", *place), pk, known, said)
            facts = plan.site.facts
            missing = [key for key in ("latitude", "longitude") if facts.get(key) is None]
            if len(missing) == 1:
                row.refuse(missing[0], _("A position needs both its latitude and its longitude."))

    def _judge_supply(self, row, plan):
        try:
            supply = rules.supply_of(row.values)
        except ValueError as missing:
            row.refuse(str(missing), _("A purchase needs its commodity and its quarter."))
            return
        if not supply:
            return
        (name, quarter), said = supply
        commodity = self.purchases.commodity(name)
        known = (plan.subject.pk, self.purchases.pk(commodity), quarter)
        pk, known = self.supplies.get(known, (None, {}))
        plan.supply = self._part(row, plan.subject, ("supply", commodity, quarter), pk, known, said)
        if "share" in said:
            self._judge_share(row, plan, name)

    def _judge_share(self, row, plan, name):
        pair = plan.supply.key[1:]
        others = self.purchases.too_much(pair, self._share(plan), row.values["share"])
        if others is not None:
            row.refuse(
                "share",
                _(
                    "The shares of %(commodity)s in %(quarter)s cannot pass 100 %%:"
                    " the rows above give %(total)s %% already."
                )
                % {"commodity": name, "quarter": pair[1], "total": others},
            )

    def _share(self, plan):
        """What the file has said of this share already."""
        earlier = self.memory.recall((plan.subject.id, *plan.supply.key)).get("share")
        return earlier and earlier[0]

    def _part(self, row, subject, key, pk, known, said):
        earlier = self.memory.recall((subject.id, *key))
        clash = rules.contradiction(earlier, said)
        if clash:
            column = _SITE_COLUMNS.get(clash[0], clash[0]) if key[0] == "site" else clash[0]
            row.refuse(column, self._clash(clash))
        registered, known = known, known | {name: v for name, (v, _number) in earlier.items()}
        new = pk is None and (subject.id, *key) not in self.memory
        return Part(key, pk, said, known | said, rules.changes(known, said), new, registered)

    # --- a good row -------------------------------------------------------------------------------
    def _accept(self, row, plan):
        subject = plan.subject
        row.outcome = plan.outcome()
        subject.name = plan.facts["name"]
        if plan.spellings:
            subject.spellings |= set(plan.spellings)
        self.who.accept(
            subject,
            new=plan.new,
            spellings=plan.spellings,
            country=plan.facts.get("country"),
            address=row.values.get("site_address"),
            numbers=plan.numbers,
        )
        if plan.parent:
            subject.parent = plan.parent.id
        self._remember(row, plan)
        self._count(plan)

    def _remember(self, row, plan):
        subject = plan.subject
        if plan.supply and "share" in plan.supply.said:
            self.purchases.accept(
                plan.supply.key[1:],
                self._share(plan),
                plan.supply.said["share"],
                plan.supply.registered.get("share"),
            )
        self.memory.add(subject.id, rules.supplier_of(row.values), row.number)
        for part in plan.parts:
            self.memory.add((subject.id, *part.key), part.said, row.number)

    def _count(self, plan):
        counts = self.counts
        counts["suppliers_created"] += plan.new
        counts["suppliers_changed"] += bool(plan.changes) and not plan.new
        counts["spellings_merged"] += len(plan.spellings)
        counts["matched_automatically"] += by_score(plan)
        for kind, part in (("sites", plan.site), ("supplies", plan.supply)):
            if part:
                counts[f"{kind}_created"] += part.new
                counts[f"{kind}_changed"] += bool(part.changes) and not part.new
        counts["rows_that_say_nothing_new"] += plan.outcome() == "unchanged"


def by_score(plan):
    """Whether only the likeness of an unequal or newly spelled name said which supplier is meant."""
    return bool(plan.spellings) and plan.score is not None
