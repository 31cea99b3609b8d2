"""From floats to thousandths of a point that sum to exactly 100.000 and stay inside every bound."""

from decimal import ROUND_HALF_EVEN, Decimal

from .limits import too_concentrated
from .policy import HUNDRED
from .shares import box

STEP = Decimal("0.001")


def rounded_to_hundred(limits, sources, solved):
    """Code → Decimal share. `solved`: code → float. None if the last thousandth fits nowhere."""
    boxes = {source.code: _inside(box(limits, source)) for source in sources}
    shares = {}
    for code, (low, high) in boxes.items():
        share = Decimal(solved[code]).quantize(STEP, ROUND_HALF_EVEN)
        shares[code] = min(max(share, low), high)
    rest = HUNDRED - sum(shares.values())
    step = STEP if rest > 0 else -STEP
    while rest:
        code = _room(limits, boxes, shares, solved, step)
        if code is None:
            return None
        shares[code] += step
        rest -= step
    return shares


def _inside(bounds):
    """The bounds drawn in to whole thousandths."""
    low, high = bounds
    return (
        low.quantize(STEP, rounding="ROUND_CEILING"),
        high.quantize(STEP, rounding="ROUND_FLOOR"),
    )


def _room(limits, boxes, shares, solved, step):
    """Who takes the next thousandth: the one rounded furthest the other way that has room."""
    best, best_gap = None, None
    for code, share in shares.items():
        low, high = boxes[code]
        if not low <= share + step <= high:
            continue
        if limits.min_sources > 2 and not _still_spread(limits, shares, code, step):
            continue
        gap = (Decimal(solved[code]) - share) * (1 if step > 0 else -1)
        if best_gap is None or gap > best_gap:
            best, best_gap = code, gap
    return best


def _still_spread(limits, shares, code, step):
    moved = [s + step if c == code else s for c, s in shares.items()]
    return too_concentrated(limits, moved) <= 0
