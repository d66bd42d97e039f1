"""What the parts of a figure are called, and what a partial one lacks. The way down to them is danvan.figures.walk."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from danvan import catalogue, units
from danvan.database import Database
from danvan.periods import Period

Row = Mapping[str, Any]


def missing(database: Database, row: Row, parts: Iterable[Row]) -> list[str]:
    """What a partial figure lacks, in words: months, units, levels or kinds. `parts`: its direct ones."""
    item = catalogue.get(row["indicator"])
    if row["tree"] == "time" and item.agg_periods == "sum":
        return _missing_months(database, row)
    if row["tree"] == "time":
        return []
    return [
        part_label(part, row, incomplete=part["basis"] == "partial")
        for part in parts
        if part["basis"] not in ("reported", "derived")
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


def _missing_months(database: Database, row: Row) -> list[str]:
    span = _span(row)
    found = database.ask(
        "figure.within",
        indicator=row["indicator"],
        unit=row["unit_id"],
        breakdown=row["breakdown"],
        period_start=span.start,
        period_end=span.end,
    )
    first, last = span.months or (1, 0)
    begun = _months_of(found[found["basis"] == "partial"]) - _months_of(found[found["basis"] != "partial"])
    whole = _months_of(found[found["basis"].isin(["reported", "derived"])])
    absent = [number for number in range(first, last + 1) if number not in whole]
    none_yet = [number for number in absent if number not in begun]
    some = [number for number in absent if number in begun]
    year = span.start.year
    return _months_in_words(none_yet, year) + [f"{words} (mới có một phần)" for words in _months_in_words(some, year)]


def _months_of(rows: pd.DataFrame) -> set[int]:
    """The months that some figures cover; the span asked about itself is not among them."""
    covered: set[int] = set()
    for record in rows[rows["tree"] != "time"].to_dict("records") + rows[rows["basis"] != "partial"].to_dict("records"):
        first, last = _span(record).months or (1, 0)
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
