"""Owns the application of the one rule: from observations to figures, whole or for the cells that changed.

A reported figure wins; where none was reported, the sum of complete, disjoint parts stands in; otherwise there
is no figure. The SQL of each tree is in queries/rule/. Both `rebuild` and `refresh` run the same steps on a
scope, bottom-up: stages of units (communes to nation), ranks of periods (days, months … years), ranks of
breakdowns. So an incremental refresh equals a rebuild by construction, and a test proves it.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from functools import partial

import duckdb
import pandas as pd

from danvan.database import Database, query
from danvan.figures.rule_aside import HANDED, STORED_CONFLICT, Compute, Tables, computed_aside, taken
from danvan.figures.rule_shares import Extent, shares
from danvan.figures.rule_steps import RANKS, Steps

Progress = Callable[[float], None]


def rebuild(cursor: duckdb.DuckDBPyConnection, known_at: datetime | None = None) -> None:
    """Compute every figure anew from the live observations (as known at a moment, when given)."""
    cursor.execute(query("rule.tables").sql)
    cursor.execute(query("rule.changed_all").sql)
    _compute(cursor, known_at=known_at, whole=True)


def refresh(cursor: duckdb.DuckDBPyConnection, changed: pd.DataFrame, progress: Progress | None = None) -> None:
    """Recompute the figures that depend on changed cells, inside the caller's transaction.

    changed: columns indicator, unit_id, period_start, period_end (dates); one row per changed observation or more.
    progress: told the fraction that is done.
    """
    if changed.empty:
        return
    cursor.execute(query("rule.tables").sql)
    cursor.register("changed_cells", changed[["indicator", "unit_id", "period_start", "period_end"]])
    cursor.execute(query("rule.changed_some").sql)
    cursor.unregister("changed_cells")
    _compute(cursor, known_at=None, whole=False, progress=progress)


def rebuild_database(database: Database) -> None:
    """Rebuild in a transaction of its own."""
    with database.writing() as cursor:
        rebuild(cursor)


def _rows(cursor: duckdb.DuckDBPyConnection, name: str) -> list[tuple]:
    return cursor.execute(query(f"rule.{name}").sql).fetchall()


def _compute(
    cursor: duckdb.DuckDBPyConnection,
    *,
    known_at: datetime | None,
    whole: bool,
    progress: Progress | None = None,
) -> None:
    """Compute the scope of the table `changed`; a large one share by share, so that each fits into little memory."""
    cursor.execute(query("rule.scope").sql)
    extents = [Extent(*row) for row in _rows(cursor, "extent")]
    if whole:
        cursor.execute("delete from figure")
        cursor.execute("delete from figure_conflict")
    else:
        cursor.execute(query("rule.forget").sql)
    parts = shares(extents, lambda: _rows(cursor, "related"))
    if len(parts) > 1:
        _compute_aside(cursor, parts, known_at=known_at, whole=whole, progress=progress)
        return
    for part in parts:
        _gather(cursor, known_at=known_at, whole=whole)
        conflicts = _compute_part(cursor, part, whole=whole)
        cursor.execute(query("rule.stored").sql)
        _insert(cursor, conflicts > 0)


def _compute_aside(
    cursor: duckdb.DuckDBPyConnection,
    parts: list[list[Extent]],
    *,
    known_at: datetime | None,
    whole: bool,
    progress: Progress | None,
) -> None:
    """The shares of the scope beside the transaction, two at a time; what comes out is stored in their order."""
    cursor.execute("create or replace temp table whole_scope as from scope")
    gathered = _gathered(cursor, parts, known_at=known_at, whole=whole)
    with closing(computed_aside(cursor, gathered)) as computed:
        for number, found in enumerate(computed, start=1):
            for name, rows in found.items():
                cursor.register(name, rows)
            _insert(cursor, STORED_CONFLICT in found)
            for name in found:
                cursor.unregister(name)
            if progress:
                progress(number / len(parts))
    cursor.execute("create or replace temp table scope as from whole_scope")
    cursor.execute("drop table temp.whole_scope")


def _gathered(
    cursor: duckdb.DuckDBPyConnection, parts: list[list[Extent]], *, known_at: datetime | None, whole: bool
) -> Iterator[tuple[Tables, Compute]]:
    """For each share what its computation needs to know, and the computation."""
    for part in parts:
        keys = sorted({(extent.indicator, extent.bucket) for extent in part})
        cursor.register("share", pd.DataFrame(keys, columns=["indicator", "bucket"]))
        cursor.execute(query("rule.scope_part").sql)
        cursor.unregister("share")
        cursor.execute(query("rule.tables").sql)
        _gather(cursor, known_at=known_at, whole=whole)
        yield taken(cursor, HANDED), partial(_compute_part, extents=part, whole=whole)


def _gather(cursor: duckdb.DuckDBPyConnection, *, known_at: datetime | None, whole: bool) -> None:
    """What was reported in the scope, and what is known of the parts of its cells."""
    cursor.execute(query("rule.selected").sql, {"known_at": known_at})
    if not whole:
        cursor.execute(query("rule.neighbours").sql)


def _compute_part(cursor: duckdb.DuckDBPyConnection, extents: list[Extent], *, whole: bool) -> int:
    """All steps of a scope, into `work`; how many conflicts were found."""
    cursor.execute(query("rule.placed").sql)
    steps = Steps(cursor, extents, whole=whole)
    for stage in steps.stages:
        if steps.begin(stage):
            for rank in RANKS:
                for brank in steps.branks:
                    steps.take(stage=stage, rank=rank, brank=brank)
    return steps.conflicts + _ratios(cursor)


def _insert(cursor: duckdb.DuckDBPyConnection, has_conflicts: bool) -> None:
    cursor.execute(query("rule.store").sql)
    if has_conflicts:
        cursor.execute(query("rule.store_conflicts").sql)


def _ratios(cursor: duckdb.DuckDBPyConnection) -> int:
    """Fill in the ratios; how many reported ones differ from their numerator and denominator."""
    conflicts = 0
    if not _rows(cursor, "ratios")[0][0]:
        return conflicts
    if cursor.execute(query("rule.ratio_computed").sql).fetchone()[0]:
        for name in ("ratio_replace", "ratio"):
            cursor.execute(query(f"rule.{name}").sql)
        conflicts = cursor.execute(query("rule.ratio_disagree").sql).fetchone()[0]
    cursor.execute(query("rule.ratio_nation").sql)
    return conflicts
