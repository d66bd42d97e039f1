"""Owns the findings about single rows: units, levels, parts, periods and values that cannot be or hardly are.

The SQL in queries/ingest/fault_*.sql says which row has which fault; here are their severities and words.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import duckdb
import pandas as pd

from danvan.database import query
from danvan.ingest.check.words import words
from danvan.ingest.findings import INFO, MOST_OF_A_KIND, STOP, WARN, Finding, finding
from danvan.ingest.grid import letter

SEVERITY = {
    "unknown_unit": STOP,
    "district_ended": STOP,
    "unit_restated": WARN,
    "unit_before_registry": WARN,
    "unit_not_yet": STOP,
    "unit_ended_restated": WARN,
    "unit_ended": STOP,
    "unit_ended_inside": WARN,
    "unit_ended_inside_many": WARN,
    "level_not_listed": WARN,
    "unknown_indicator": STOP,
    "unknown_breakdown": STOP,
    "part_ended": STOP,
    "indicator_ended": WARN,
    "indicator_not_yet": WARN,
    "period_wrong": STOP,
    "too_large": STOP,
    "no_value": STOP,
    "negative": STOP,
    "not_whole": WARN,
    "rank_below_one": STOP,
    "percent_out_of_range": WARN,
    "future": WARN,
    "repeated_same": INFO,
    "repeated_different": STOP,
    "period_closed": STOP,
}

TOLD_TOGETHER = ("unit_ended_inside",)
TOLD_ELSEWHERE = "period_closed"
FEW, MOST_NAMES = 3, 4
"""So many equal remarks are told one by one; more are told once, with so many names."""


def found(cursor: duckdb.DuckDBPyConnection, today: date) -> pd.DataFrame:
    """Every fault of the rows of `incoming`: columns row_no, fault, other_row_no (of a repeated cell)."""
    parts = [
        cursor.execute(query("ingest.fault_unit").sql).df(),
        cursor.execute(query("ingest.fault_cell").sql).df(),
        cursor.execute(query("ingest.fault_value").sql, {"today": today}).df(),
        _repeated(cursor.execute(query("ingest.repeated").sql).df()),
    ]
    parts = [part for part in parts if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["row_no", "fault"])


def _repeated(rows: pd.DataFrame) -> pd.DataFrame:
    """Of equal rows the first one stands; of different ones none."""
    surplus = rows[~rows["same"] | (rows["row_no"] != rows["first_row_no"])]
    return surplus.assign(fault=surplus["same"].map({True: "repeated_same", False: "repeated_different"}))


def told(faults: pd.DataFrame, rows: pd.DataFrame, file: str) -> Iterator[Finding]:
    """The findings, in the order of the rows; of each fault the first thousand and how many more there are."""
    for name, group in faults[faults["fault"] != TOLD_ELSEWHERE].groupby("fault", sort=False):
        group = group.sort_values("row_no")
        if name in TOLD_TOGETHER and len(group) > FEW:
            yield from _together(str(name), group, rows, file)
            continue
        first, last = group.head(MOST_OF_A_KIND), None
        other = first["other_row_no"] if str(name).startswith("repeated") else first["row_no"]
        for row, beside in zip(records(rows, first["row_no"]), records(rows, other), strict=True):
            last = _finding(str(name), row, beside, file)
            yield last
        if last is not None and len(group) > MOST_OF_A_KIND:
            more = len(group) - MOST_OF_A_KIND
            yield finding("import_more", last.severity, file=file, sheet=last.sheet, more=more, about=last.message)


def _together(name: str, group: pd.DataFrame, rows: pd.DataFrame, file: str) -> Iterator[Finding]:
    """One finding a period for many equal remarks, at the first row, with their count and the first units' names."""
    at = rows.take(group["row_no"].to_numpy(dtype="int64") - 1)
    for _, same in at.groupby(["period_start", "period_end"], sort=False):
        told = [words(row)["unit"] for row in same.drop_duplicates("unit_id").head(MOST_NAMES).to_dict("records")]
        row = same.iloc[0].to_dict()
        # Of the place only the sheet and the first row: the remark is about all of them.
        place = place_of(row) | {"column": None}
        named = words(row) | {"count": same["unit_id"].nunique(), "units": ", ".join(told), "figures": len(same)}
        yield finding(f"check_{name}_many", SEVERITY[f"{name}_many"], file=file, **place, **named)


def _finding(name: str, row: Mapping[str, Any], beside: Mapping[str, Any], file: str) -> Finding:
    named = words(row) | {"other": place_of(beside)["row"]}
    return finding(f"check_{name}", SEVERITY[name], file=file, value=raw_of(row), **place_of(row), **named)


def records(rows: pd.DataFrame, row_nos: pd.Series) -> list[dict[str, Any]]:
    """The rows with these numbers (from 1), as dictionaries."""
    return rows.take(row_nos.to_numpy(dtype="int64") - 1).to_dict("records")


def place_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """sheet, row (from 1) and column letter of a row of figures, as far as it knows them."""
    line, column = row.get("row"), row.get("column")
    return {
        "sheet": str(row.get("sheet") or ""),
        "row": None if line is None or pd.isna(line) else int(line) + 1,
        "column": None if column is None or pd.isna(column) or int(column) < 0 else letter(int(column)),
    }


def raw_of(row: Mapping[str, Any]) -> object:
    """The cell as it was sent; the number when the row does not come from a file."""
    raw = row.get("raw")
    if raw is None or pd.isna(raw):
        value = row.get("value")
        return "" if value is None or pd.isna(value) else f"{value:.15g}"
    return raw
