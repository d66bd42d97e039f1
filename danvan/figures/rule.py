"""Owns the application of the one rule: from observations to figures, whole or for the cells that changed.

A reported figure wins; where none was reported, the sum of complete, disjoint parts stands in; otherwise there
is no figure. The SQL of each tree is in queries/rule/. Both `rebuild` and `refresh` run the same steps on a
scope, bottom-up: stages of units (communes to nation), ranks of periods (days, months … years), ranks of
breakdowns. So an incremental refresh equals a rebuild by construction, and a test proves it.
"""

from collections import defaultdict
from datetime import datetime

import duckdb
import pandas as pd

from danvan.database import Database, query

Cell = tuple[str, str]
Place = tuple[int, int]
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
        steps.begin(stage)
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

    Planning a statement, or reading all figures for nothing, costs more than the small steps themselves. So this
    follows on paper which cells (indicator, breakdown) may be filled at which place (stage of units, rank of periods).
    """

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self.cursor = cursor
        self.stages = [row[0] for row in self._rows("stages")]
        self.ranks = [row[0] for row in self._rows("ranks")]
        self.branks = range(self._rows("deepest")[0][0] + 1)
        self.reported = self._places("places_reported")
        self.differences = self._places("places_difference")
        self.filled: defaultdict[Place, set[Cell]] = defaultdict(set)
        for stage, rank, *cell in self._rows("places_filled"):
            self.filled[stage, rank].add(tuple(cell))
        self.over_periods = dict(self._rows("kinds"))
        self.levels: defaultdict[int, set[str]] = defaultdict(set)
        for stage, level in self._rows("levels"):
            self.levels[stage].add(level)
        self.brank: dict[tuple[Cell, str], int] = {}
        self.added: set[tuple[Cell, str]] = set()
        for indicator, breakdown, level, brank, territory in self._rows("cells"):
            self.brank[(indicator, breakdown), level] = brank
            if territory != "none":
                self.added.add(((indicator, breakdown), level))
        self.wholes: defaultdict[tuple[Cell, int], set[Cell]] = defaultdict(set)
        for part, part_breakdown, brank, *whole in self._rows("wholes"):
            self.wholes[(part, part_breakdown), brank].add(tuple(whole))

    def _rows(self, name: str) -> list[tuple]:
        return self.cursor.execute(query(f"rule.{name}").sql).fetchall()

    def _places(self, name: str) -> defaultdict[tuple[int, int, int], set[Cell]]:
        found = defaultdict(set)
        for stage, rank, brank, *cell in self._rows(name):
            found[stage, rank, brank].add(tuple(cell))
        return found

    def _depth_is(self, cell: Cell, stage: int, brank: int) -> bool:
        return any(self.brank.get((cell, level), 0) == brank for level in self.levels[stage])

    def _below(self, stage: int, rank: int) -> set[Cell]:
        return {cell for (s, r), cells in self.filled.items() if s < stage and r == rank for cell in cells}

    def _shorter(self, stage: int, rank: int) -> set[Cell]:
        return {cell for (s, r), cells in self.filled.items() if s == stage and r < rank for cell in cells}

    def _trees(self, stage: int, rank: int, brank: int) -> dict[str, set[Cell]]:
        """The trees that may find something in this step → the cells that they may fill."""
        shorter = {cell for cell in self._shorter(stage, rank) if self._depth_is(cell, stage, brank)}
        below = {cell for cell in self._below(stage, rank) if self._depth_is(cell, stage, brank)}
        parts = self.filled[stage, rank] if brank else set()
        summed = {cell for cell in below if any((cell, level) in self.added for level in self.levels[stage])}
        return {
            "reported": self.reported[stage, rank, brank],
            "breakdown": {whole for cell in parts for whole in self.wholes[cell, brank]},
            "time_sum": {c for c in shorter if rank > RANK_MONTH and self.over_periods.get(c[0]) == "sum"},
            "time_last": {c for c in shorter if rank > RANK_OTHER and self.over_periods.get(c[0]) in ("last", "first")},
            "difference_step": self.differences[stage, rank, brank],
            "territory": summed,
            "succession": below if stage in STAGES_WITH_PREDECESSORS else set(),
        }

    def _find(self, tree: str, place: dict[str, int]) -> int:
        asked = query(f"rule.{tree}")
        return self.cursor.execute(asked.sql, {name: place[name] for name in asked.parameters}).fetchone()[0]

    def begin(self, stage: int) -> None:
        """Add up what lies below the units of a stage, once for all its steps."""
        self.cursor.execute(query("rule.territory_sum").sql, {"stage": stage})

    def take(self, *, stage: int, rank: int, brank: int) -> None:
        """Find the candidates of one step and choose among them."""
        place = {"stage": stage, "rank": rank, "brank": brank}
        trees = {tree: cells for tree, cells in self._trees(stage, rank, brank).items() if cells}
        found = {tree: self._find(tree, place) for tree in trees}
        if any(found.values()):
            self.cursor.execute(query("rule.choose").sql, {"rank": rank})
            if sum(bool(count) for count in found.values()) > 1 or found.get("breakdown") or found.get("time_sum"):
                self.cursor.execute(query("rule.disagree").sql, {"stage": stage, "rank": rank})
            self.cursor.execute("delete from candidate")
            self.filled[stage, rank] |= {cell for tree, cells in trees.items() if found[tree] for cell in cells}
