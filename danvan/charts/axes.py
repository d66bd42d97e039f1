"""Ticks in Vietnamese: round values with our separators, periods by their short names.

Owns where ticks stand and what they say. It refuses plotly's automatic ones: they count with
commas and name months in English.
"""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from danvan import numbers
from danvan.charts import palette
from danvan.periods import Period

STEPS = (1, 2, 2.5, 5, 10)
ROOM = {"year": 8, "month": 7, "day": 5, "half": 4, "quarter": 5}
"""How many labels of a kind stand side by side on a telephone."""


def value_ticks(low: float, high: float, *, count: int = 5, whole: bool = True) -> list[float]:
    """Round values from at or below `low` to at or above `high`, `count` of them or so."""
    if high <= low:
        high = low + 1
    rough = (high - low) / max(count - 1, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in STEPS if power * factor >= rough * 0.999)
    if whole:
        step = max(1.0, math.ceil(step))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(at * step, 10) for at in range(first, last + 1)]


def value_axis(
    low: float, high: float, *, decimals: int, headroom: float = 0.0, ceiling: float | None = None
) -> dict[str, Any]:
    """Axis settings from a nice tick below `low` to a nice one above `high`.

    `headroom` is the share of the axis kept free above `high`, for a label. `ceiling`: the highest tick there may be.
    """
    ticks = value_ticks(low, high, whole=decimals == 0)
    if ceiling is not None:
        ticks, high = [tick for tick in ticks if tick <= ceiling], min(high, ceiling)
    top = max(ticks[-1], high + headroom * (ticks[-1] - ticks[0]))
    places = max((_places(tick) for tick in ticks), default=0)
    return {
        "tickvals": ticks,
        "ticktext": [numbers.number(tick, min(places, max(decimals, 1))) for tick in ticks],
        "range": [ticks[0], top],
    }


def ceiling(values: Sequence[float], unit: str) -> float | None:
    """The highest tick of these values: shares that stay within 100% have none above."""
    return 100.0 if unit == "%" and max(values) <= 100 else None


def baseline(values: Sequence[float], *, from_zero: bool) -> tuple[float, float]:
    """(low, high) of the axis: zero unless the values crowd together far above it."""
    low, high = min(values), max(values)
    if from_zero or low < 0.6 * high:
        return min(low, 0.0), max(high, 0.0)
    margin = (high - low) * 0.25 or abs(high) * 0.05
    return max(low - margin, 0.0), high + margin


def position(period: Period) -> date:
    """Where a period stands on a time axis: its middle, or the day itself."""
    return period.start + timedelta(days=(period.end - period.start).days // 2)


def period_axis(periods: Sequence[Period], *, crowded: bool = False) -> dict[str, Any]:
    """Ticks at the periods themselves (thinned from the last one backwards) and the range.

    `crowded`: names stand beside the drawing and leave it half the room.
    """
    known = sorted(set(periods))
    room = ROOM.get(known[-1].kind, 4) // (2 if crowded else 1)
    shown = _thinned(known, room)
    start, end = known[0].start, known[-1].end
    pad = timedelta(days=max(2, (end - start).days // (18 if start != end else 1)))
    if known[0].kind != "day":
        pad = timedelta(days=max(1, (end - start).days // 60))
    return {
        "type": "date",
        "tickvals": [position(period).isoformat() for period in shown],
        "ticktext": [period.short for period in shown],
        "range": [(start - pad).isoformat(), (end + pad).isoformat()],
        "tickangle": 0,
        "tickcolor": palette.RULE,
    }


def _thinned(known: list[Period], room: int) -> list[Period]:
    """At most `room` periods: evenly spaced ones, or days that are far enough apart."""
    if known[-1].kind != "day":
        every = math.ceil(len(known) / room)
        return known[::-1][::every][::-1]
    apart = (known[-1].end - known[0].start) / room
    kept = [known[-1]]
    for period in known[-2::-1]:
        if kept[-1].start - period.start >= apart:
            kept.append(period)
    return kept[::-1]


def follows(one: Period, other: Period) -> bool:
    """Whether `other` is the next period after `one`; days simply follow each other."""
    if one.kind == "day" and other.kind == "day":
        return True
    return one.end + timedelta(days=1) == other.start


def spread(centres: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """Centres (px) of labels moved as little as needed so that labels of these sizes do not meet."""
    order = sorted(range(len(centres)), key=lambda at: centres[at])
    placed = list(centres)
    for _ in range(60):
        moved = False
        for low, high in pairwise(order):
            lack = (sizes[low] + sizes[high]) / 2 - (placed[high] - placed[low])
            if lack > 0.5:
                placed[low] -= lack / 2
                placed[high] += lack / 2
                moved = True
        if not moved:
            break
    return placed


def _places(value: float) -> int:
    text = f"{value:.4f}".rstrip("0")
    return len(text.partition(".")[2])
