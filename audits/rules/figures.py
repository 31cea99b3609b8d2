"""Figures of the annual survey: units, what is plausible, what wants a word, and what they add up to.

Everything is exact decimal arithmetic; only percentages and allocated tonnes are rounded, half up,
to two places. Allocation by the buyer's share follows the GHG Protocol's way of sharing a
supplier's emissions among its customers (scope 1 and 2; by purchase, mass or pieces as the supplier
states).
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

METALS = ("tin", "tantalum", "tungsten", "gold", "cobalt")
CONFORMANT = "conformant"
HUNDRED, CENT = Decimal(100), Decimal("0.01")


@dataclass(frozen=True)
class Share:
    """Of one metal's named smelters how many are conformant; `percent` 0–100, None without smelters."""

    conformant: int
    named: int
    percent: Decimal | None


def in_base_unit(value, unit, base, other_units=()):
    """`value` in the unit `base`. `other_units`: (unit, how many of `base` one of it is).
    No unit means the base unit; one that is not known raises ValueError."""
    if unit in ("", base):
        return Decimal(value)
    factors = {name: Decimal(str(factor)) for name, factor in other_units}
    if unit not in factors:
        raise ValueError(f"{unit!r} is not a unit of this question.")
    return Decimal(value) * factors[unit]


def plausible(value, least, most):
    """Empty text if `value` lies from `least` to `most`, both included; else "below" or "above".
    None is no bound."""
    if least is not None and value < least:
        return "below"
    if most is not None and value > most:
        return "above"
    return ""


def needs_explanation(value, last, percent):
    """Whether `value` differs from last year's by more than `percent` of it (exactly that much does
    not); from 0 any change does. False without a last year or without a percent."""
    if last is None or percent is None:
        return False
    return abs(value - last) * HUNDRED > percent * abs(last)


def conformant_share(rows):
    """{metal: Share} for every metal, of rows (metal, status). Smelters in assessment, not conformant
    or not known count as named. An unknown metal raises KeyError."""
    named, good = dict.fromkeys(METALS, 0), dict.fromkeys(METALS, 0)
    for metal, status in rows:
        named[metal] += 1
        good[metal] += status == CONFORMANT
    return {
        metal: Share(good[metal], named[metal], _percent(good[metal], named[metal]))
        for metal in METALS
    }


def allocated(scope_1, scope_2, percent):
    """The buyer's part of a supplier's scope 1 and 2 emissions, in their unit (tonnes of CO2e).
    None while a figure is missing; a share outside 0–100 raises ValueError."""
    if None in (scope_1, scope_2, percent):
        return None
    if not 0 <= percent <= HUNDRED:
        raise ValueError(f"{percent} % is not a share of a whole.")
    return _rounded((Decimal(scope_1) + Decimal(scope_2)) * percent / HUNDRED)


def _percent(part, whole):
    return _rounded(HUNDRED * part / whole) if whole else None


def _rounded(number):
    return number.quantize(CENT, rounding=ROUND_HALF_UP)
