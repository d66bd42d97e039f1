"""Up to five classes of a map: where they break and how their ranges are written.

Owns quantile breaks rounded to figures that people say aloud. It refuses empty classes and ranges
that overlap once rounded for print.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from danvan import numbers

CLASSES = 5


@dataclass(frozen=True)
class Scale:
    """`lows` are the lower edges of the classes, ascending; `highs` the largest value in each."""

    lows: tuple[Decimal, ...]
    highs: tuple[Decimal, ...]
    decimals: int

    def place(self, value: float) -> int:
        """The class of a value, 0 = lowest; values outside fall into the nearest class."""
        at = bisect_right(self.lows, numbers.rounded(value, self.decimals)) - 1
        return min(max(at, 0), len(self.lows) - 1)

    def labels(self) -> list[str]:
        """'1 – 24', '25 – 99' …: inclusive on both sides, as printed."""
        pairs = zip(self.lows, self.highs, strict=True)
        return [
            numbers.number(low, self.decimals)
            if low == high
            else f"{numbers.number(low, self.decimals)} – {numbers.number(high, self.decimals)}"
            for low, high in pairs
        ]

    def colours(self, ramp: Sequence[str]) -> list[str]:
        """One colour a class, spread over the ramp when there are fewer than five."""
        count = len(self.lows)
        if count == 1:
            return [ramp[len(ramp) // 2]]
        return [ramp[round(at * (len(ramp) - 1) / (count - 1))] for at in range(count)]


def scale_of(values: Sequence[float], decimals: int) -> Scale | None:
    """Classes for the values at hand (without zeros and gaps); None when there are none."""
    known = sorted(numbers.rounded(value, decimals) for value in values)
    if not known:
        return None
    lows = [known[0], *_breaks(known, decimals)]
    step = Decimal(1).scaleb(-decimals)
    # Few values are named one by one; a class of several ends just below the next.
    highs = lows if len(set(known)) == len(lows) else [*(low - step for low in lows[1:]), known[-1]]
    return Scale(tuple(lows), tuple(highs), decimals)


def _breaks(known: list[Decimal], decimals: int) -> list[Decimal]:
    """Inner edges, each with at least one value at or above it and below the next."""
    distinct = sorted(set(known))
    if len(distinct) <= CLASSES:
        return distinct[1:]
    quantiles = [known[len(known) * part // CLASSES] for part in range(1, CLASSES)]
    spoken = _kept([_spoken(value, decimals) for value in quantiles], distinct)
    plain = _kept(quantiles, distinct)
    return spoken if len(spoken) == len(plain) else plain


def _kept(edges: list[Decimal], distinct: list[Decimal]) -> list[Decimal]:
    """The edges that leave no class empty."""
    kept: list[Decimal] = []
    low = distinct[0]
    for edge in edges:
        if edge > low and any(low <= value < edge for value in distinct) and edge <= distinct[-1]:
            kept.append(edge)
            low = edge
    return kept


def _spoken(value: Decimal, decimals: int) -> Decimal:
    """Two significant digits: 1.237 → 1.200, 0,0456 → 0,046; never finer than is printed."""
    if value == 0:
        return value
    digits = math.floor(math.log10(abs(value)))
    places = min(decimals, 1 - digits)
    return Decimal(numbers.rounded(value, places)) if places >= 0 else _tens(value, -places)


def _tens(value: Decimal, power: int) -> Decimal:
    unit = Decimal(10) ** power
    return numbers.rounded(value / unit) * unit
