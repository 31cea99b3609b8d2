"""The commodities a file speaks of, and whether their shares can still be a whole."""

from collections import Counter, defaultdict
from decimal import Decimal

from ..queries import intake as gather

FULL = Decimal("100.01")  # three suppliers at 33.334 are still a whole


class Purchases:
    def __init__(self):
        self.commodities = gather.commodities()
        self.new = {}  # name without case -> [name as read, primary key once kept]
        self.shares = defaultdict(dict)  # (commodity, quarter) -> {subject: share}, of this file
        self.totals = Counter()  # their sums

    def commodity(self, name):
        """What stands for the commodity throughout the file: its primary key, or its folded name."""
        folded = name.casefold()
        if folded not in self.commodities:
            self.new.setdefault(folded, [name, None])
        return self.commodities.get(folded, folded)

    def pk(self, commodity):
        """The primary key behind what `commodity` gave; None until it is made."""
        return commodity if isinstance(commodity, int) else self.new[commodity][1]

    def too_much(self, pair, subject, share):
        """What the other rows give of a (commodity, quarter) already, if this share passes the whole."""
        others = self.totals[pair] - self.shares[pair].get(subject, 0)
        return others if others + share > FULL else None

    def accept(self, pair, subject, share):
        self.totals[pair] += share - self.shares[pair].get(subject, 0)
        self.shares[pair][subject] = share

    def overfull(self):
        """The (commodity, quarter) pairs whose shares, the registry's others included, pass the whole.

        Not refused: the rest of the quarter may come in another file.
        """
        pairs = {
            (self.pk(one) or one, quarter): shares for (one, quarter), shares in self.shares.items()
        }
        known = gather.known_shares(pairs)
        totals = {
            pair: known.get(pair, {}) | {subject.pk or subject: s for subject, s in shares.items()}
            for pair, shares in pairs.items()
        }
        return [pair for pair, shares in totals.items() if sum(shares.values()) > FULL]
