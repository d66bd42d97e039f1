"""The way down from figures to their parts and to the reports at the bottom, for one figure or for hundreds at once.

Owns the walk: DuckDB takes all figures asked about one step down at a time, along the trees they were made by, and
meets each cell once for each of them. What the parts and documents are called is danvan.figures.lineage and documents.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import duckdb
import pandas as pd

from danvan.database import Database, query, records

TREES = ("breakdown", "time", "difference", "territory", "succession", "ratio")
STEPS = (*TREES, "carried")
"""How a cell rests on others: the trees; of a stock over time it is a value carried over."""
Row = Mapping[str, Any]


def parts(database: Database, rows: Sequence[Row]) -> list[list[dict[str, Any]]]:
    """The direct parts of each figure row, with their figures, if any; none for a reported one."""
    found: list[list[dict[str, Any]]] = [[] for _ in rows]
    if not any(row["tree"] for row in rows):
        return found
    with _begun(database, [[row] for row in rows]) as cursor:
        _step(cursor, 0)
        for part in records(cursor.execute(query("lineage.figures").sql)):
            found[part["cell_no"]].append(part)
    return found


@contextmanager
def walked(database: Database, bottoms: Sequence[Iterable[Row]]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor whose temporary table `cells` holds all that lies under figures, each given by the rows it stands on.

    `cell_no` is the place of the figure in `bottoms`.
    """
    with _begun(database, bottoms) as cursor:
        depth = 0
        while _step(cursor, depth):
            cursor.execute(query("lineage.deeper").sql, {"depth": depth})
            depth += 1
        yield cursor


@contextmanager
def _begun(database: Database, bottoms: Sequence[Iterable[Row]]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor with the temporary tables, the rows themselves in `cells`."""
    numbered = [(number, row) for number, rows in enumerate(bottoms) for row in rows]
    asked = {"cell_nos": [number for number, _ in numbered], **lists([row for _, row in numbered])}
    with database.cursor() as cursor:
        cursor.execute(query("lineage.tables").sql)
        cursor.execute(query("lineage.cells").sql, asked)
        yield cursor


def _step(cursor: duckdb.DuckDBPyConnection, depth: int) -> bool:
    """Find the parts of the cells of a depth; whether there may be any."""
    found = cursor.execute(query("lineage.steps").sql, {"depth": depth}).fetchall()
    steps = [step for (step,) in found if step in STEPS]
    for step in steps:
        cursor.execute(query(f"lineage.{step}").sql, {"depth": depth})
    return bool(steps)


def lists(rows: Iterable[Row]) -> dict[str, list[Any]]:
    """The keys of figure rows as the parameters of a question about many cells."""
    keys = [(row["indicator"], row["unit_id"], row["breakdown"], *_days(row)) for row in rows]
    names = ("indicators", "units", "breakdowns", "starts", "ends")
    return dict(zip(names, map(list, zip(*keys, strict=True)) if keys else [[] for _ in names], strict=True))


def _days(row: Row) -> tuple[date, date]:
    return tuple(pd.Timestamp(row[name]).date() for name in ("period_start", "period_end"))
