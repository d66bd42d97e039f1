"""Owns how a large computation is cut into shares that do not depend on one another.

Figures of one year are computed from figures of that year, and an indicator only from those of its own family (its
parts, the terms of its ratios). So the years of a family go together and nothing else has to.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

# Cells of (indicator, unit, year). The months, quarters and sums of so many fill some 150 MB.
MOST = 32_000


class Extent(NamedTuple):
    """How many cells of a scope lie at a stage and level of units, of one indicator and year (bucket)."""

    stage: int
    unit_level: str
    indicator: str
    bucket: int
    agg_periods: str
    succeeds: bool
    cells: int


def shares(extents: list[Extent], related: Callable[[], Iterable[tuple[str, str]]]) -> list[list[Extent]]:
    """The scope in shares of about `MOST` cells, one family and year in one share; [] for none.

    related: pairs of indicators that are computed together; only asked for when there is something to cut.
    """
    if sum(extent.cells for extent in extents) <= MOST:
        return [extents] if extents else []
    family = _families({extent.indicator for extent in extents}, related())
    together: defaultdict[tuple[str, int], list[Extent]] = defaultdict(list)
    for extent in extents:
        together[family[extent.indicator], extent.bucket].append(extent)
    made: list[list[Extent]] = []
    room = 0
    for key in sorted(together):
        size = sum(extent.cells for extent in together[key])
        if not made or size > room:
            made.append([])
            room = MOST
        made[-1] += together[key]
        room -= size
    return made


def _families(indicators: set[str], related: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Indicator → the first name of its family."""
    head = {indicator: indicator for indicator in indicators}

    def first(indicator: str) -> str:
        while head[indicator] != indicator:
            indicator = head[indicator]
        return indicator

    for pair in related:
        if indicators.issuperset(pair):
            low, high = sorted(map(first, pair))
            head[high] = low
    return {indicator: first(indicator) for indicator in indicators}
