"""The linear programme of one commodity: nearest to the targets, then with the least churn."""

from .limits import bounds_of, target_of
from .policy import HUNDRED, ZERO
from .programme import Programme

#: How much one point of relaxing a rule costs beside one point of a missed target.
RELAXED = 1000.0


def nearest_shares(limits, sources, dropped=()):
    """Code → share (float), or None when no shares hold all rules but the `dropped`."""
    programme, columns, _ = build(limits, sources, dropped, relaxed=())
    if programme is None:
        return None
    values = programme.solve()
    return values and {source.code: values[columns[source.code]] for source in sources}


def box(limits, source, without=()):
    """(least, most) share by this supplier's own bounds, leaving out the rules in `without`."""
    low, high = ZERO, HUNDRED
    for bound in bounds_of(limits, source):
        if bound.rule in without:
            continue
        if bound.side == "at_most":
            high = min(high, bound.value)
        else:
            low = max(low, bound.value)
    return low, high


def build(limits, sources, dropped, relaxed):
    """(programme, share columns by code, relaxation columns by (rule, code or None)).

    Rules in `relaxed` may be broken at a price. The programme is None where two hard bounds cross.
    """
    programme, columns = Programme(), {}
    for source, weights in zip(sources, _weights(limits, sources), strict=True):
        low, high = box(limits, source, (*dropped, *relaxed))
        if low > high:
            return None, columns, {}
        columns[source.code] = programme.column(0, low, high)
        _aim(programme, columns[source.code], source, target_of(limits, source), weights)
    programme.row([(column, 1) for column in columns.values()], HUNDRED, HUNDRED)
    slack = _relax(programme, limits, sources, columns, relaxed)
    if limits.min_sources > 2 and "min_sources" not in dropped:
        _several_sources(programme, limits, columns, slack.get(("min_sources", None)))
    return programme, columns, slack


def _weights(limits, sources):
    """Per source: cost of a point below its target, above it, of growing and of shrinking.

    Differences far smaller than a point's churn put them in order: the better score first.
    """
    order = sorted(sources, key=lambda s: (s.score is None, -(s.score or ZERO), s.code))
    rank = {source.code: place / len(order) for place, source in enumerate(order)}
    churn, small = float(limits.churn), float(limits.churn) / 10
    for source in sources:
        worse = rank[source.code]
        better = 1 - worse
        yield (
            1 + small * better,
            1 + small * worse,
            churn * (1 + 0.1 * worse),
            churn * (1 + 0.1 * better),
        )


def _aim(programme, share, source, target, weights):
    """Distance to the target band and to the current share, as costs."""
    below, above, growth, shrink = (programme.column(weight) for weight in weights)
    programme.row([(share, 1), (below, 1)], lower=target[0])
    programme.row([(share, 1), (above, -1)], upper=target[1])
    programme.row([(share, 1), (growth, -1), (shrink, 1)], source.current, source.current)


def _relax(programme, limits, sources, columns, relaxed):
    """Rows for the relaxed rules: one common number for a policy's rule, one each for a supplier's."""
    slack = {}
    for source in sources:
        for bound in bounds_of(limits, source):
            if bound.rule not in relaxed:
                continue
            key = (
                bound.rule,
                None if bound.rule in {"cap", "step", "min_sources"} else source.code,
            )
            if key not in slack:
                slack[key] = programme.column(RELAXED)
            term = [(columns[source.code], 1)]
            if bound.side == "at_most":
                programme.row([*term, (slack[key], -1)], upper=bound.value)
            else:
                programme.row([*term, (slack[key], 1)], lower=bound.value)
    if limits.min_sources > 2 and "min_sources" in relaxed:
        slack[("min_sources", None)] = programme.column(RELAXED)
    return slack


def _several_sources(programme, limits, columns, slack):
    """The n − 1 largest together leave at least `second_share` to the others.

    (n − 1)·t + Σ over, with over ≥ share − t, is at least the sum of the n − 1 largest shares.
    """
    count = limits.min_sources - 1
    threshold = programme.column(0, 0, HUNDRED)
    over = [programme.column() for _ in columns]
    for share, extra in zip(columns.values(), over, strict=True):
        programme.row([(extra, 1), (share, -1), (threshold, 1)], lower=0)
    terms = [(threshold, count), *((extra, 1) for extra in over)]
    if slack is not None:
        terms.append((slack, -1))
    programme.row(terms, upper=HUNDRED - limits.second_share)
