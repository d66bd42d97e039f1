"""What is said of one indicator through time: record, run of years, change since the first.

Takes readings of one unit in the order of time. It refuses to look over a gap, a partial figure, or a change of terms.
"""

from collections.abc import Sequence

from danvan import numbers
from danvan.charts.terms import same_terms
from danvan.commentary import words
from danvan.commentary.reading import Reading
from danvan.texts import text

ENOUGH = 4
"""Periods from which a highest or lowest says something."""
IN_A_ROW = 3
"""Rises or falls in a row that make a run."""


OF_YEARS = {
    "highest": "highest_years",
    "lowest": "lowest_years",
    "run_rise": "run_rise_years",
    "run_fall": "run_fall_years",
}
"""The wording that counts years, beside the one that counts periods."""


def alike(readings: Sequence[Reading]) -> list[Reading]:
    """The exact figures on the terms of the last one; [] where the last one is not exact."""
    if not readings or not readings[-1].is_exact:
        return []
    last = readings[-1]
    return [one for one in readings if one.is_exact and same_terms(one.indicator, last.span.end, one.span.end)]


def record(readings: Sequence[Reading]) -> str:
    """'Đây là mức cao nhất trong 9 năm có số liệu kể từ năm 2015': higher or lower than every other one."""
    found = alike(readings)
    if len(found) < ENOUGH or found[-1].is_rank:
        return ""
    *others, last = (numbers.rounded(one.value, one.item.decimals) for one in found)
    side = "highest" if last > max(others) else "lowest" if last < min(others) else ""
    if not side:
        return ""
    count = numbers.number(len(found))
    return text(f"commentary.{_named(found[-1], side)}", count=count, since=words.since(found[0]))


def run(readings: Sequence[Reading]) -> str:
    """'Đây là năm thứ 4 liên tiếp tăng', counted back from the last period without a gap."""
    ways: list[int] = []
    found = {one.span: one for one in alike(readings)}
    at = readings[-1] if found else None
    while at is not None:
        before = found.get(at.span.same_last_year)
        if before is None:
            break
        gap = numbers.rounded(at.value, at.item.decimals) - numbers.rounded(before.value, at.item.decimals)
        way = (gap > 0) - (gap < 0)
        if way == 0 or (ways and ways[-1] != way):
            break
        ways.append(way)
        at = before
    if len(ways) < IN_A_ROW or readings[-1].is_rank:
        return ""
    side = "run_rise" if ways[0] > 0 else "run_fall"
    return text(f"commentary.{_named(readings[-1], side)}", count=numbers.number(len(ways)))


def _named(last: Reading, said: str) -> str:
    return OF_YEARS[said] if last.span.kind == "year" else said
