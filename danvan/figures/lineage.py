"""Owns the way down from a figure to its parts, the missing ones, and the documents at the bottom."""

from typing import Any

import pandas as pd

from danvan import catalogue, units
from danvan.database import Database, query
from danvan.periods import Period

TREES = ("breakdown", "time", "difference", "territory", "succession", "ratio")
KEY = ["indicator", "unit_id", "breakdown", "period_start", "period_end"]
# A national year may rest on thousands of commune months; documents repeat long before that.
DEEPEST = 12


def parts(database: Database, row: pd.Series) -> pd.DataFrame:
    """The direct parts of a figure row with their figures; empty for a reported one."""
    return _parts(database, pd.DataFrame([row]))


def parts_of(database: Database, rows: pd.DataFrame) -> pd.DataFrame:
    """The direct parts of many figure rows; `cell_no` counts the rows that have any (those whose tree is in TREES)."""
    return _parts(database, rows)


def _parts(database: Database, rows: pd.DataFrame) -> pd.DataFrame:
    cells = rows[rows["tree"].isin(TREES)][[*KEY, "tree", "way"]].copy()
    if cells.empty:
        return pd.DataFrame(
            columns=[*KEY, "cell_no", "sign", "value", "basis", "state", "tree", "way", "observation_id"]
        )
    cells["cell_no"] = range(len(cells))
    for day in ("period_start", "period_end"):
        cells[day] = pd.to_datetime(cells[day]).astype("datetime64[s]")
    with database.cursor() as cursor:
        cursor.register("cells_in", cells)
        cursor.execute(query("lineage.cells").sql)
        found = [cursor.execute(query(f"lineage.{tree}").sql).df() for tree in cells["tree"].unique()]
        wanted = pd.concat(found, ignore_index=True)
        cursor.register("parts", wanted)
        return cursor.execute(query("lineage.figures").sql).df()


def sources(database: Database, rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The documents under some figure rows: title, date, place, batch; those most used first."""
    observed: set[int] = set()
    for _ in range(DEEPEST):
        observed |= {int(number) for number in rows["observation_id"].dropna()}
        rows = _parts(database, rows)
        rows = rows[rows["basis"] != "none"].drop_duplicates(KEY)
        if rows.empty:
            break
    if not observed:
        return []
    with database.cursor() as cursor:
        cursor.register("used", pd.DataFrame({"observation_id": sorted(observed)}))
        found = cursor.execute(query("lineage.sources").sql).df()
    return [
        {
            "title": source["title"],
            "number": source["number"] or "",
            "issuer": source["issuer"] or "",
            "publisher": source["publisher"] or "",
            "date": None if pd.isna(source["day"]) else pd.Timestamp(source["day"]).date().isoformat(),
            "place": source["place"],
            "url": source["url"] or "",
            "batch": source["batch_id"],
            "imported_at": pd.Timestamp(source["created_at"]).isoformat(),
            "imported_by": source["created_by"],
            "file": source["file_name"] or "",
            "original": source["file_path"] or "",
            "cells": int(source["cells"]),
        }
        for source in found.to_dict("records")
    ]


def missing(database: Database, row: pd.Series) -> list[str]:
    """What a partial figure lacks, in words: months, units, levels or kinds."""
    item = catalogue.get(row["indicator"])
    if row["tree"] == "time" and item.agg_periods == "sum":
        return _missing_months(database, row)
    if row["tree"] == "time":
        return []
    found = parts(database, row)
    return [
        part_label(part, row, incomplete=part["basis"] == "partial")
        for part in found.to_dict("records")
        if part["basis"] not in ("reported", "derived")
    ]


def part_label(part: dict[str, Any], whole: pd.Series, *, incomplete: bool = False) -> str:
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


def _missing_months(database: Database, row: pd.Series) -> list[str]:
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


def _span(row: Any) -> Period:
    return Period(pd.Timestamp(row["period_start"]).date(), pd.Timestamp(row["period_end"]).date())
