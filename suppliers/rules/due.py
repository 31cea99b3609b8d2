"""What is due in a year: from risk class, and what was done last, to a list within a capacity.

The same inputs give the same list: the random part is drawn by the hash of a recorded seed, the rule and
the supplier's code, so anyone can draw it again, and one supplier more or less does not turn over the rest.
"""

import datetime as dt
import hashlib
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field

#: Who comes first: the worst class. No data is neither good nor bad news: between medium and low.
ORDER = {"high": 0, "medium": 1, "not_classified": 2, "low": 3}
LAST_QUARTER = 4


@dataclass(frozen=True, slots=True)
class Rule:
    """`kind` is due `every_months` for suppliers of a class (and of one tier, or of any: None)."""

    risk_class: str
    tier: int | None
    kind: str
    every_months: int
    share: int = 100  # % of those due, 0–100; below 100 they are drawn
    remote: bool = False  # a remote one counts too

    @property
    def key(self):
        return f"{self.risk_class}/{self.tier or 'any'}/{self.kind}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One supplier: `done` holds {(kind, remote): day of the last one}."""

    code: str
    risk_class: str
    score: float | None = None
    tier: int | None = None
    done: Mapping[tuple[str, bool], dt.date] = field(default_factory=dict)


@dataclass(slots=True)
class Proposal:
    """One thing due: `quarter` 1–4, or None beyond the capacity; `due_on` None: it was never done."""

    candidate: Candidate
    rule: Rule
    last_on: dt.date | None
    due_on: dt.date | None
    drawn: bool = False
    quarter: int | None = None
    position: int = 0

    @property
    def pair(self):
        return self.candidate.code, self.rule.kind


@dataclass(frozen=True, slots=True)
class Draw:
    """The random part of one rule: out of which suppliers (codes), and who was drawn."""

    rule: Rule
    pool: tuple[str, ...]
    drawn: tuple[str, ...]


def propose(candidates, rules, *, year, seed, capacity=None, first_quarter=1, kept=()):
    """([Proposal] in the order of their positions, [Draw]): highest risk first, within the capacity.

    `capacity` is {(kind, quarter): places}; what is not in it has no limit. `kept` are (code, kind,
    quarter or None) that people decided: they hold their places and are not proposed again.
    `first_quarter` is the first that has not gone by.
    """
    decided = {(code, kind) for code, kind, _quarter in kept}
    due, draws = drawn_ones(due_ones(candidates, rules, year=year), seed=seed)
    due = sorted((one for one in due if one.pair not in decided), key=order)
    free = free_places(capacity or {}, kept)
    for position, one in enumerate(due, 1):
        wish = wished_quarter(one.due_on, year, first_quarter)
        one.quarter = take_place(one.rule.kind, wish, free, first_quarter)
        one.position = position
    return due, draws


def due_ones(candidates, rules, *, year):
    """{rule: [Proposal]}: what falls due by the end of the year or was never done."""
    known = {(rule.risk_class, rule.tier, rule.kind): rule for rule in rules}
    kinds = list(dict.fromkeys(rule.kind for rule in rules))
    end = dt.date(year, 12, 31)
    found = {rule: [] for rule in rules}
    for one in candidates:
        for kind in kinds:
            rule = known.get((one.risk_class, one.tier, kind)) if one.tier else None
            rule = rule or known.get((one.risk_class, None, kind))
            if rule is None or rule.share == 0:
                continue
            last_on = last_done(one.done, rule)
            due_on = last_on and months_later(last_on, rule.every_months)
            if due_on is None or due_on <= end:
                found[rule].append(Proposal(one, rule, last_on, due_on))
    return found


def last_done(done, rule):
    """The day of the last one that counts for the rule, or None."""
    days = [done.get((rule.kind, False)), done.get((rule.kind, True)) if rule.remote else None]
    return max((day for day in days if day), default=None)


def drawn_ones(found, *, seed):
    """([Proposal], [Draw]): all of them, and of a rule with a share below 100 only those drawn."""
    chosen, draws = [], []
    for rule, due in found.items():
        if rule.share >= 100:
            chosen += due
        elif due:
            pool = tuple(sorted(one.candidate.code for one in due))
            winners = draw(pool, rule.share, seed=seed, key=rule.key)
            draws.append(Draw(rule, pool, tuple(sorted(winners))))
            for one in due:
                if one.candidate.code in winners:
                    one.drawn = True
                    chosen.append(one)
    return chosen, draws


def draw(pool, share, *, seed, key):
    """The set of codes drawn: `share` % of the pool, rounded up, those with the lowest lots."""
    count = -(-len(pool) * share // 100)
    return set(sorted(pool, key=lambda code: (lot(seed, key, code), code))[:count])


def lot(seed, key, code):
    """A supplier's lot: the SHA-256 of seed, rule and code, as hexadecimal text."""
    return hashlib.sha256(f"{seed}|{key}|{code}".encode()).hexdigest()


def order(one):
    candidate = one.candidate
    return rank(candidate.risk_class, candidate.score, one.last_on, candidate.code, one.rule.kind)


def rank(risk_class, score, last_on, code, kind):
    """What a list is sorted by: highest risk first; among equals who waits longest."""
    score = -1.0 if score is None else score
    return ORDER.get(risk_class, 9), -score, last_on or dt.date.min, code, kind


def free_places(capacity, kept):
    """{(kind, quarter): places left} beside what people decided; never below none."""
    free = dict(capacity)
    for _code, kind, quarter in kept:
        if quarter and (kind, quarter) in free:
            free[kind, quarter] = max(0, free[kind, quarter] - 1)
    return free


def wished_quarter(due_on, year, first_quarter):
    """The quarter something falls due in; what is overdue or was never done, the first there is."""
    if due_on is None or due_on.year < year:
        return first_quarter
    return max(first_quarter, (due_on.month - 1) // 3 + 1)


def take_place(kind, wish, free, first_quarter):
    """The wished quarter or the nearest before it, in time; else the nearest after; None if all are full."""
    in_time = range(wish, first_quarter - 1, -1)
    late = range(wish + 1, LAST_QUARTER + 1)
    for quarter in (*in_time, *late):
        places = free.get((kind, quarter))
        if places is None:
            return quarter
        if places:
            free[kind, quarter] = places - 1
            return quarter
    return None


def months_later(day, months):
    """The same day `months` later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
