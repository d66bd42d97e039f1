"""Reads golden cases (given and expected rows as CSV) and puts the given ones into a workspace.

A case is a folder: `<table>.csv` are the rows that the table holds, `<frame>.csv` the rows that a question asks about,
`params.toml` the parameters, `expect*.csv` the answer. A column `period` stands for period_start and period_end and
holds a period's code (2024-Q1). An empty cell is null. It judges nothing: that is test_golden.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from danvan import periods
from danvan.database import query
from danvan.ingest import load

GOLDEN = Path(__file__).parent
EMPTIED = (
    "observation", "batch", "batch_detail", "source", "figure", "figure_conflict", "warning", "target", "audit",
    "prescribed", "plan_document", "plan_change", "briefing", "closing", "changed_after_closing",
)  # fmt: skip
# Frames that the caller of a question registers under these names.
FRAMES = (
    "incoming", "changed_cells", "whole_region",
    "sent", "paper", "compared", "stated", "scope", "region", "found", "violation", "rejected", "standing",
    "closed_now", "closed_reach", "now_closed", "now_reached",
)  # fmt: skip
OBSERVED = ("incoming", "sent", "stated")
LISTS = ("indicators",)
WHOLE_NUMBERS = ("cell_no", "sign", "way", "observation_id", "row_no", "bucket", "priority")
NEVER_NULL = ("breakdown", "qualifier", "tree", "place", "note")
DEFAULTS: dict[str, dict[str, str]] = {
    "batch": {
        "batch_id": "D00001",
        "kind": "import",
        "title": "Báo cáo năm",
        "created_at": "2026-01-05 08:00:00",
        "created_by": "Lan",
        "status": "committed",
    },
    "source": {"source": "bao-cao", "kind": "official_report", "title": "Báo cáo tổng kết", "day": "2025-01-10"},
    "figure": {"state": "known", "basis": "reported", "way": "0"},
    "cells": {"cell_no": "0", "depth": "0", "tree": "", "way": "0"},
    "parts": {"cell_no": "0", "depth": "0", "sign": "1"},
}


@dataclass(frozen=True)
class Case:
    """One situation of one question ('figure.cell') or of the whole rule ('rule')."""

    query: str
    situation: str

    @property
    def name(self) -> str:
        """The id of the test: figure.cell/a_cell_without_a_figure_is_no_row."""
        return f"{self.query}/{self.situation}"

    def path(self, file: str) -> Path:
        """Where a file of this case would lie."""
        return GOLDEN / self.query / self.situation / file

    def has(self, file: str) -> bool:
        """Whether the case gives this file."""
        return self.path(file).is_file()

    def rows(self, file: str) -> pd.DataFrame:
        """The rows of a file as text, its periods spelled out as two days."""
        rows = pd.read_csv(self.path(file), dtype=str, keep_default_na=False, encoding="utf-8")
        if "period" in rows.columns:
            spans = [periods.parse(code) for code in rows.pop("period")]
            rows["period_start"] = [span.start.isoformat() for span in spans]
            rows["period_end"] = [span.end.isoformat() for span in spans]
        return rows

    def settings(self) -> dict[str, Any]:
        """What params.toml says; nothing when there is none."""
        return tomllib.loads(self.path("params.toml").read_text("utf-8")) if self.has("params.toml") else {}

    def given(self) -> list[str]:
        """The names of the tables and frames that the case gives, in alphabetical order."""
        files = sorted(self.path("").glob("*.csv"))
        return [file.stem for file in files if not file.stem.startswith("expect")]


def all_cases() -> list[Case]:
    """Every case, in the order of their names."""
    return [Case(folder.parent.name, folder.name) for folder in sorted(GOLDEN.glob("*/*")) if any(folder.glob("*.csv"))]


def put(cursor: duckdb.DuckDBPyConnection, case: Case) -> None:
    """Make the tables hold what the case gives and nothing else; reference tables stay unless it gives them."""
    for table in EMPTIED:
        cursor.execute(f"delete from {table}")
    given = case.given()
    for table in ("batch", "source"):
        _fill(cursor, table, case.rows(f"{table}.csv") if table in given else pd.DataFrame([{}]))
    for table in given:
        if table == "observation":
            observe(cursor, case.rows("observation.csv"))
        elif table not in ("batch", "source", "later", "would_be", *FRAMES):
            _fill(cursor, table, case.rows(f"{table}.csv"))
    for frame in FRAMES:
        if frame in given:
            cursor.register(frame, _frame(frame, case.rows(f"{frame}.csv")))
    if "stated" in given:  # this one is thinned out where it lies
        cursor.execute("create temp table thinned as select * from stated")
        cursor.unregister("stated")
        cursor.execute("alter table temp.thinned rename to stated")
    if "would_be" in given:  # figures as they would be stand before those of the workspace
        cursor.execute("create or replace temp table figure as select * from workspace.figure limit 0")
        _fill(cursor, "figure", case.rows("would_be.csv"))


def observe(cursor: duckdb.DuckDBPyConnection, rows: pd.DataFrame, batch: str = "D00001") -> pd.DataFrame:
    """Append observations as an import does, batch by batch; the typed rows. A column batch_id says which batch."""
    batches = rows.pop("batch_id") if "batch_id" in rows.columns else pd.Series(batch, index=rows.index)
    if "source" not in rows.columns:
        rows["source"] = DEFAULTS["source"]["source"]
    typed = _typed(rows)
    typed["row_no"] = range(1, len(typed) + 1)
    for number in dict.fromkeys(batches):
        cursor.register("incoming", typed[batches == number])
        cursor.execute(query("ingest.append").sql, {"batch": number})
        cursor.unregister("incoming")
    return typed


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    return load.frame(rows.reindex(columns=load.COLUMNS).astype(object).replace("", None))


def _fill(cursor: duckdb.DuckDBPyConnection, table: str, rows: pd.DataFrame) -> None:
    rows = rows.astype(object)
    for column, value in DEFAULTS.get(table, {}).items():
        rows[column] = rows[column].replace("", value) if column in rows.columns else value
    if table == "batch":
        rows["seq"] = [int(number[1:]) for number in rows["batch_id"]]
    if table == "source":
        rows["priority"] = rows["kind"].map(load.PRIORITY).fillna(3).astype(int)
    for column in rows.columns:
        if column in LISTS:
            rows[column] = rows[column].str.split("; ")
        elif column not in NEVER_NULL:
            rows[column] = rows[column].replace("", None)
    if table == "figure":
        for column in ("breakdown", "qualifier", "tree"):
            rows[column] = rows[column] if column in rows.columns else ""
    cursor.execute(f"delete from {table}")
    if len(rows):
        cursor.register("given_rows", rows)
        cursor.execute(f"insert into {table} by name select * from given_rows")
        cursor.unregister("given_rows")


def _frame(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    if name in OBSERVED:
        return _typed(rows).assign(row_no=range(1, len(rows) + 1))
    for column in rows.columns:
        if column in LISTS:
            rows[column] = rows[column].str.split("; ")
        if column in ("period_start", "period_end"):
            rows[column] = pd.to_datetime(rows[column])
        elif column in WHOLE_NUMBERS:
            rows[column] = rows[column].astype("int64")
        elif column == "value":
            rows[column] = pd.to_numeric(rows[column])
        elif column == "everywhere":
            rows[column] = rows[column] == "true"
    return rows
