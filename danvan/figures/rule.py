"""Owns the application of the one rule: from observations to figures, whole or for the cells that changed.

A reported figure wins; where none was reported, the sum of complete, disjoint parts stands in; otherwise there
is no figure. The SQL of each tree is in queries/rule/. Both `rebuild` and `refresh` run the same steps on a
scope, bottom-up: stages of units (communes to nation), ranks of periods (days, months … years), ranks of
breakdowns. So an incremental refresh equals a rebuild by construction, and a test proves it.
"""

from datetime import datetime

import duckdb
import pandas as pd

from danvan.database import Database, query

RANK_OTHER, RANK_MONTH = -1, 0
# New communes and new provinces: the only units that succeed others (see units.csv, column stage).
STAGES_WITH_PREDECESSORS = (1, 3)


def rebuild(cursor: duckdb.DuckDBPyConnection, known_at: datetime | None = None) -> None:
    """Compute every figure anew from the live observations (as known at a moment, when given)."""
    _start(cursor)
    cursor.execute(query("rule.changed_all").sql)
    _compute(cursor, known_at=known_at, whole=True)


def refresh(cursor: duckdb.DuckDBPyConnection, changed: pd.DataFrame) -> None:
    """Recompute the figures that depend on changed cells, inside the caller's transaction.

    changed: columns indicator, unit_id, period_start, period_end (dates); one row per changed observation or more.
    """
    if changed.empty:
        return
    _start(cursor)
    cursor.register("changed_cells", changed[["indicator", "unit_id", "period_start", "period_end"]])
    cursor.execute(query("rule.changed_some").sql)
    cursor.unregister("changed_cells")
    _compute(cursor, known_at=None, whole=False)


def rebuild_database(database: Database) -> None:
    """Rebuild in a transaction of its own."""
    with database.writing() as cursor:
        rebuild(cursor)


def _start(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute(query("rule.tables").sql)


def _compute(cursor: duckdb.DuckDBPyConnection, *, known_at: datetime | None, whole: bool) -> None:
    cursor.execute(query("rule.scope").sql)
    cursor.execute(query("rule.selected").sql, {"known_at": known_at})
    if not whole:
        cursor.execute(query("rule.neighbours").sql)
    cursor.execute(query("rule.reported_sum").sql)
    cursor.execute(query("rule.difference").sql)
    steps = _Steps(cursor)
    for stage in steps.stages:
        for rank in steps.ranks:
            for brank in steps.branks:
                steps.take(stage=stage, rank=rank, brank=brank)
    for name in ("ratio_computed", "ratio_replace", "ratio", "ratio_nation", "ratio_disagree"):
        cursor.execute(query(f"rule.{name}").sql)
    if whole:
        cursor.execute("delete from figure")
        cursor.execute("delete from figure_conflict")
    else:
        cursor.execute(query("rule.forget").sql)
    cursor.execute(query("rule.store").sql)
    cursor.execute(query("rule.store_conflicts").sql)


class _Steps:
    """The steps of one computation; knows which of them cannot find anything and leaves those out.

    Planning a statement costs more than running it on a small import, so this is what keeps one short.
    """

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self.cursor = cursor
        self.stages = [row[0] for row in self._rows("stages")]
        self.ranks = [row[0] for row in self._rows("ranks")]
        self.branks = range(self._rows("deepest")[0][0] + 1)
        self.reported = set(self._rows("places_reported"))
        self.differences = set(self._rows("places_difference"))
        self.filled = set(self._rows("places_filled"))
        self.kinds = {row[0] for row in self._rows("kinds")}

    def _rows(self, name: str) -> list[tuple]:
        return self.cursor.execute(query(f"rule.{name}").sql).fetchall()

    def _trees(self, stage: int, rank: int, brank: int) -> list[str]:
        """The trees that may have something for this step."""
        shorter = any(s == stage and r < rank for s, r in self.filled)
        lower = any(s < stage and r == rank for s, r in self.filled)
        wanted = {
            "reported": (stage, rank, brank) in self.reported,
            "breakdown": brank > 0 and (stage, rank) in self.filled,
            "time_sum": rank > RANK_MONTH and shorter and "sum" in self.kinds,
            "time_last": rank > RANK_OTHER and shorter and bool(self.kinds & {"last", "first"}),
            "difference_step": (stage, rank, brank) in self.differences,
            "territory": lower,
            "succession": lower and stage in STAGES_WITH_PREDECESSORS,
        }
        return [tree for tree, wanted_here in wanted.items() if wanted_here]

    def take(self, *, stage: int, rank: int, brank: int) -> None:
        """Find the candidates of one step and choose among them."""
        place = {"stage": stage, "rank": rank, "brank": brank}
        found = sum(
            self.cursor.execute(query(f"rule.{tree}").sql, place).fetchone()[0]
            for tree in self._trees(stage, rank, brank)
        )
        if found:
            self.cursor.execute(query("rule.choose").sql, {"rank": rank})
            self.cursor.execute(query("rule.disagree").sql, {"stage": stage, "rank": rank})
            self.cursor.execute("delete from candidate")
            self.filled.add((stage, rank))
