"""The commodities a file speaks of, and whether their shares can still be a whole."""

from collections import Counter
from decimal import Decimal

from ..queries import intake as gather

FULL = Decimal("100.01")  # three suppliers at 33.334 are still a whole


class Purchases:
    """What it remembers grows with the commodities and quarters of the file, not with its rows."""

    def __init__(self):
        self.commodities = gather.commodities()
        self.new = {}  # name without case -> [name as read, primary key once kept]
        self.totals = Counter()  # (commodity, quarter) -> sum of the shares of this file
        self.registry = {}  # the same of the registry, before this file
        self.replaced = Counter()  # and how much of that this file says anew

    def commodity(self, name):
        """What stands for the commodity throughout the file: its primary key, or its folded name."""
        folded = name.casefold()
        if folded not in self.commodities:
            self.new.setdefault(folded, [name, None])
        return self.commodities.get(folded, folded)

    def pk(self, commodity):
        """The primary key behind what `commodity` gave; None until it is made."""
        return commodity if isinstance(commodity, int) else self.new[commodity][1]

    def gather(self, pairs):
        """Read the registry's shares of the (commodity name, quarter) pairs that come up first now."""
        pairs = {(self.commodity(name), quarter) for name, quarter in pairs}
        self.registry |= gather.known_shares(pairs - self.registry.keys())

    def too_much(self, pair, earlier, share):
        """What the other rows give of a (commodity, quarter) already, if this share passes the whole.

        `earlier` is what the file has said of the same supplier's share."""
        others = self.totals[pair] - (earlier or 0)
        return others if others + share > FULL else None

    def accept(self, pair, earlier, share, registered):
        """A row gave this share; `registered` is the registry's, where the file says it the first time."""
        self.totals[pair] += share - (earlier or 0)
        if earlier is None:
            self.replaced[pair] += registered or 0

    def overfull(self):
        """The (commodity, quarter) pairs whose shares, the registry's others included, pass the whole.

        Not refused: the rest of the quarter may come in another file.
        """
        return [
            pair
            for pair, total in self.totals.items()
            if total + self.registry.get(pair, 0) - self.replaced[pair] > FULL
        ]
