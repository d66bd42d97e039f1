"""What is said of one figure beside another: change, goal, forecast, yearly average.

Each function gives a clause that follows the figure's own claim, or '' when there is nothing to say. They refuse to
compare what is partial, approximate or on other terms, and to divide by a base of zero; they say so instead.
"""

from dataclasses import dataclass
from typing import Any

from danvan import numbers
from danvan.charts.terms import PROVINCIAL_RANKS, same_terms
from danvan.commentary import words
from danvan.commentary.reading import Reading, inside
from danvan.texts import text

LONG = 1.5
"""Years from which a yearly rate says something."""
SMALL = 10
"""Below this base a percentage of change says less than the number itself."""
LARGE_POINTS, LARGE_SHARE = 2, 0.1
"""From so many points, or such a share of the base on, a change is large."""
MANY_TIMES = 2
"""From so many times the base on, the multiple reads better than the percentage."""


@dataclass(frozen=True)
class Goal:
    """What is aimed at, in the indicator's unit; `at_most`: a limit, not to be exceeded."""

    value: float
    at_most: bool = False


def change(now: Reading, before: Reading, *, explain: bool = False) -> str:
    """', tăng 12 cuộc (5,3%) so với cùng kỳ năm 2023' — or why nothing can be compared.

    `explain`: also say why two figures cannot be compared that a reader would expect to be. That they stand on other
    terms is always said: the numbers themselves do not show it.
    """
    against = words.base(now, before)
    if not now.has_figure:
        return ""
    if not before.has_figure:
        told = explain and now.state != "expected" and before.state == "missing"
        return text("commentary.first", base=against) if told else ""
    if not same_terms(now.indicator, now.span.end, before.span.end):
        ranked = now.indicator in PROVINCIAL_RANKS
        return text("commentary.other_ranked" if ranked else "commentary.other_criteria", base=against)
    if now.is_exact and before.is_exact:
        return _difference(now, before, against)
    return _why_not(now, before, against) if explain else ""


def _why_not(now: Reading, before: Reading, against: str) -> str:
    if now.state == "expected":
        return ""
    if not now.is_whole:
        return text("commentary.now_partial", base=against)
    if not before.is_whole:
        why = "before_expected" if before.state == "expected" else "before_partial"
        return text(f"commentary.{why}", base=against)
    return text("commentary.not_exact", base=against, before=before.amount)


def _difference(now: Reading, before: Reading, against: str) -> str:
    gap = numbers.exact(now.value) - numbers.exact(before.value)
    decimals = now.item.decimals
    if now.is_rank:
        move = "rank_same" if gap == 0 else "rank_down" if gap > 0 else "rank_up"
        return text(f"commentary.{move}", n=numbers.number(abs(gap)), base=against)
    if gap == 0:
        return text("commentary.same", base=against)
    if numbers.rounded(gap, decimals) == 0:
        return text("commentary.nearly_same", base=against)
    if now.value == 0 and now.unit != "%":
        return text("commentary.zero_now", base=against, before=before.amount)
    if before.value == 0 and now.unit != "%":
        return text("commentary.zero_base", n=now.amount, base=against)
    return text("commentary.rise" if gap > 0 else "commentary.fall", n=_moved(now, before), base=against)


def since(now: Reading, first: Reading) -> str:
    """'so với năm 2015, tăng 109 cuộc (74,7%)': over a longer time; '' where nothing moved, or from or to nothing."""
    if not (now.is_exact and first.is_exact and now.value and first.value) or now.is_rank:
        return ""
    gap = numbers.exact(now.value) - numbers.exact(first.value)
    if numbers.rounded(gap, now.item.decimals) == 0:
        return ""
    way = "since_rise" if gap > 0 else "since_fall"
    return text(f"commentary.{way}", n=_moved(now, first), base=words.base(now, first))


def _moved(now: Reading, before: Reading) -> str:
    """'115 cuộc (6,1%)', '2.015 cuộc (gấp 3,2 lần)', '3,5 điểm phần trăm'; no percentage of a few."""
    gap = numbers.exact(now.value) - numbers.exact(before.value)
    amount = words.amount(abs(gap), words.gap_unit(now), now.item.decimals)
    if now.unit == "%" or before.value < SMALL:
        return amount
    times = numbers.exact(now.value) / numbers.exact(before.value)
    if times >= MANY_TIMES:
        return text("commentary.times", n=amount, times=numbers.number(times, 0 if times % 1 == 0 else 1))
    return text("commentary.share", n=amount, share=words.percent(abs(100 * (times - 1))))


def importance(now: Reading, before: Reading | None) -> int:
    """How much a change matters, 0 to 25: more where it is large, most where it is large and for the worse."""
    if before is None or not (now.is_exact and before.is_exact) or now.value == before.value:
        return 0
    gap = now.value - before.value
    large = abs(gap) >= LARGE_POINTS if now.unit == "%" else abs(gap) >= LARGE_SHARE * abs(before.value)
    worse = gap < 0 if now.item.direction == "higher" else gap > 0 and now.item.direction == "lower"
    return 5 + (10 if large else 0) + (10 if large and worse else 0)


def goal(reading: Reading, aim: Goal) -> str:
    """Beside what was aimed at: reached, exceeded, or how much is lacking; a limit the other way round."""
    if not reading.has_figure or reading.state == "expected":
        return ""
    named = words.amount(aim.value, reading.unit, reading.item.decimals)
    if not reading.is_exact:
        return text("commentary.goal_open", goal=named)
    gap = numbers.exact(reading.value) - numbers.exact(aim.value)
    lacking = words.amount(abs(gap), words.gap_unit(reading), reading.item.decimals)
    if aim.at_most:
        return text("commentary.goal_beyond" if gap > 0 else "commentary.goal_within", goal=named, n=lacking)
    if numbers.rounded(gap, reading.item.decimals) == 0:
        return text("commentary.goal_met", goal=named)
    return text("commentary.goal_over" if gap > 0 else "commentary.goal_short", goal=named, n=lacking)


def forecast(reading: Reading, expected: Reading | None) -> str:
    """'; dự kiến 50%' beside a figure that is not whole yet; a forecast is never mixed with it."""
    if expected is None or not expected.has_figure or reading.is_whole or not reading.has_figure:
        return ""
    return text("commentary.forecast", n=expected.amount, time=inside(reading.span.label))


def rate_places(rate: Any, decimals: int) -> int:
    """Decimals of a yearly rate: those of the indicator, one more for small numbers."""
    return decimals if rate >= 10 else max(decimals, 1)


def yearly(reading: Reading) -> str:
    """', bình quân 374 cuộc mỗi năm' of a long interval; nothing of what is approximate, or less than one a year."""
    years = reading.span.years
    if not reading.is_exact or reading.item.agg_periods != "sum" or years < LONG or reading.span.kind == "year":
        return ""
    rate = numbers.exact(reading.value) / numbers.exact(years)
    if rate < 1:
        return ""
    return text("commentary.yearly", n=numbers.with_unit(rate, reading.unit, rate_places(rate, reading.item.decimals)))
