"""Judge the rows of a supplier file against the registry and against each other. No writes here.

An `Intake` lives for one pass over one file. It remembers what earlier rows said, so that the same
thing said twice is nothing new and said differently is refused with the number of the earlier row.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ..models import Supplier
from ..queries import intake as gather
from ..queries.registry import country_book
from ..rules import intake as rules
from ..rules.lifecycle import may_move
from ..rules.names import name_key
from .intake_purchases import Purchases
from .intake_who import Subject, WhoIsMeant

_SEPARATORS = re.compile(r"[;|\n]")
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


@dataclass(slots=True)
class Plan:
    """What keeping a row means."""

    subject: Subject | None = None
    new: bool = False
    changes: dict = field(default_factory=dict)
    facts: dict = field(default_factory=dict)  # of the supplier, once this row is kept
    spellings: list = field(default_factory=list)
    site: Part | None = None
    supply: Part | None = None
    candidates: tuple = ()  # of a name that a person must decide

    @property
    def parts(self):
        return [part for part in (self.site, self.supply) if part]

    def outcome(self):
        if self.new or any(part.new for part in self.parts):
            return "created"
        if self.changes or self.spellings or any(part.changes for part in self.parts):
            return "updated"
        return "unchanged"


class Intake:
    def __init__(self):
        self.book = country_book()
        self.who = WhoIsMeant()
        self.purchases = Purchases()
        self.memory = rules.Memory()
        self.counts = Counter()

    def judge(self, rows):
        """Give every row of a chunk its plan and outcome, or its refusals."""
        for row in rows:
            self._read_countries(row)
        pks = self.who.gather(rows)
        quarters = {row.values.get("quarter") for row in rows} - {None, ""}
        self.sites = gather.known_sites(pks)
        self.supplies = gather.known_supplies(pks, quarters)
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
        plan.subject, plan.candidates = self.who.find(row)
        if plan.candidates:
            row.outcome = "queued"
            return
        plan.new = plan.subject.pk is None and not plan.subject.name
        self._judge_supplier(row, plan)
        self._judge_site(row, plan)
        self._judge_supply(row, plan)
        if not row.errors:
            self._accept(row, plan)

    # --- the supplier itself ----------------------------------------------------------------------
    def _judge_supplier(self, row, plan):
        subject, said = plan.subject, rules.supplier_of(row.values)
        earlier = self.memory.recall(subject)
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
        if status and status[0] and not may_move(*status):
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

    # --- its site and what it supplies ------------------------------------------------------------
    def _judge_site(self, row, plan):
        site = rules.site_of(row.values, self.book.names.get)
        if site:
            place, said = site
            pk, known = self.sites.get((plan.subject.pk, *place), (None, {}))
            plan.site = self._part(row, plan.subject, ("site", *place), pk, known, said)

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
        others = self.purchases.too_much(pair, plan.subject, row.values["share"])
        if others is not None:
            row.refuse(
                "share",
                _(
                    "The shares of %(commodity)s in %(quarter)s cannot pass 100 %%:"
                    " the rows above give %(total)s %% already."
                )
                % {"commodity": name, "quarter": pair[1], "total": others},
            )

    def _part(self, row, subject, key, pk, known, said):
        earlier = self.memory.recall((subject, *key))
        clash = rules.contradiction(earlier, said)
        if clash:
            column = _SITE_COLUMNS.get(clash[0], clash[0]) if key[0] == "site" else clash[0]
            row.refuse(column, self._clash(clash))
        known = known | {name: value for name, (value, _number) in earlier.items()}
        new = pk is None and (subject, *key) not in self.memory
        return Part(key, pk, said, known | said, rules.changes(known, said), new)

    # --- a good row -------------------------------------------------------------------------------
    def _accept(self, row, plan):
        subject = plan.subject
        row.outcome = plan.outcome()
        subject.name = plan.facts["name"]
        if plan.spellings:
            subject.spellings |= set(plan.spellings)
        self.who.accept(
            subject, new=plan.new, spellings=plan.spellings, country=plan.facts.get("country")
        )
        self.memory.add(subject, rules.supplier_of(row.values), row.number)
        for part in plan.parts:
            self.memory.add((subject, *part.key), part.said, row.number)
        if plan.supply and "share" in plan.supply.said:
            self.purchases.accept(plan.supply.key[1:], subject, plan.supply.said["share"])
        self._count(plan)

    def _count(self, plan):
        counts = self.counts
        counts["suppliers_created"] += plan.new
        counts["suppliers_changed"] += bool(plan.changes) and not plan.new
        counts["spellings_merged"] += len(plan.spellings)
        for kind, part in (("sites", plan.site), ("supplies", plan.supply)):
            if part:
                counts[f"{kind}_created"] += part.new
                counts[f"{kind}_changed"] += bool(part.changes) and not part.new
        counts["rows_that_say_nothing_new"] += plan.outcome() == "unchanged"
