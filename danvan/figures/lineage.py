"""What the parts of a figure are called, and what a partial one lacks. The way down to them is danvan.figures.walk."""

from collections.abc import Sequence

import pandas as pd

from danvan import catalogue, units
from danvan.database import Database
from danvan.figures.figure import WHOLE
from danvan.figures.walk import Row, lists
from danvan.periods import Period


def missing(database: Database, rows: Sequence[Row], parts: Sequence[Sequence[Row]]) -> list[list[str]]:
    """What each partial figure lacks, in words: months, units, levels or kinds. `parts`: the direct ones of each."""
    by_month = [at for at, row in enumerate(rows) if row["basis"] == "partial" and _adds_up_over_time(row)]
    asked = lists([rows[at] for at in by_month])
    within: dict[int, list[Row]] = {at: [] for at in by_month}
    for row in database.records("figure.within", **asked) if by_month else ():
        within[by_month[row["cell_no"]]].append(row)
    return [
        _missing_months(row, within[at]) if at in within else _missing_parts(row, under)
        for at, (row, under) in enumerate(zip(rows, parts, strict=True))
    ]


def _adds_up_over_time(row: Row) -> bool:
    return row["tree"] == "time" and catalogue.get(row["indicator"]).agg_periods == "sum"


def _missing_parts(row: Row, parts: Sequence[Row]) -> list[str]:
    if row["basis"] != "partial" or row["tree"] == "time":
        return []
    return lacking(row, parts)


def lacking(row: Row, parts: Sequence[Row]) -> list[str]:
    """The names of the parts that are not whole."""
    return [
        part_label(part, row, incomplete=part["basis"] == "partial") for part in parts if part["basis"] not in WHOLE
    ]


def part_label(part: Row, whole: Row, *, incomplete: bool = False) -> str:
    """The name of a part: only what tells it from the whole (indicator, level or kind, unit, period)."""
    span = _span(part)
    words = []
    if part["indicator"] != whole["indicator"]:
        words.append(f"{part['indicator_name']} ({part['indicator']})")
    if part["breakdown"] != whole["breakdown"]:
        words.append(catalogue.breakdown_name(part["breakdown"]))
    if part["unit_id"] != whole["unit_id"]:
        words.append(units.name_on(part["unit_id"], span.end))
    if span != _span(whole):
        words.append(span.label)
    named = " – ".join(words) or f"{part['indicator_name']} ({part['indicator']})"
    return f"{named} (chưa đủ)" if incomplete else named


def _missing_months(row: Row, within: Sequence[Row]) -> list[str]:
    first, last = _span(row).months or (1, 0)
    begun = _months_of(within, ("partial",)) - _months_of(within, ("reported", "derived", "none"))
    whole = _months_of(within, WHOLE)
    absent = [number for number in range(first, last + 1) if number not in whole]
    none_yet = [number for number in absent if number not in begun]
    some = [number for number in absent if number in begun]
    year = _span(row).start.year
    return _months_in_words(none_yet, year) + [f"{words} (mới có một phần)" for words in _months_in_words(some, year)]


def _months_of(rows: Sequence[Row], bases: Sequence[str]) -> set[int]:
    """The months that figures of these bases cover; the span asked about itself is not among them."""
    covered: set[int] = set()
    for row in rows:
        if row["basis"] in bases and (row["tree"] != "time" or row["basis"] != "partial"):
            first, last = _span(row).months or (1, 0)
            covered |= set(range(first, last + 1))
    return covered


def _months_in_words(absent: list[int], year: int) -> list[str]:
    words = []
    for number in range(1, 5):
        months = [3 * number - 2, 3 * number - 1, 3 * number]
        if all(month in absent for month in months):
            words.append(f"quý {('I', 'II', 'III', 'IV')[number - 1]}/{year}")
        else:
            words += [f"tháng {month}/{year}" for month in months if month in absent]
    return words


def _span(row: Row) -> Period:
    return Period(pd.Timestamp(row["period_start"]).date(), pd.Timestamp(row["period_end"]).date())
