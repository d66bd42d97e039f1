"""Owns the steps of one computation of figures: which trees are looked along at which place, and in which order.

A place is a stage of units (communes … nation), a rank of periods (days … years) and a rank of breakdowns. What the
trees find are the candidates of that place; one of each cell is chosen. The SQL is in queries/rule/.
"""

from collections import Counter, defaultdict

import duckdb

from danvan.database import query
from danvan.figures.rule_shares import Extent

Cell = tuple[str, str]
# Days and intervals, months, quarters, halves, nine months, years (see calendar.RANKS).
RANKS = range(-1, 5)
RANK_OTHER, RANK_MONTH, RANK_YEAR = -1, 0, 4
# From so many cells on it is not planning the statements that takes the time.
LARGE = 5_000
# A cell of such a tree has one candidate; a year also adds up in two ways, a breakdown in several.
ONE_WAY = {"reported", "difference", "territory", "territory_own", "succession", "time_last"}


class Steps:
    """The steps of one computation; knows which of them cannot find anything and leaves those out.

    Planning a statement, or reading all figures for nothing, costs more than the small steps themselves. So this
    follows on paper which cells (indicator, breakdown) may be filled at which place (stage of units, rank of periods).
    """

    def __init__(self, cursor: duckdb.DuckDBPyConnection, extents: list[Extent], *, whole: bool) -> None:
        self.cursor = cursor
        self.conflicts = 0
        self.large = sum(extent.cells for extent in extents) > LARGE
        self.stages = sorted({extent.stage for extent in extents})
        self.succeeding = {extent.stage for extent in extents if extent.succeeds}
        self.over_periods = {extent.indicator: extent.agg_periods for extent in extents}
        self.levels: defaultdict[int, set[str]] = defaultdict(set)
        for extent in extents:
            self.levels[extent.stage].add(extent.unit_level)
        self.brank: dict[tuple[Cell, str], int] = {}
        self.added: set[tuple[Cell, str]] = set()
        for indicator, breakdown, level, brank, territory in self._rows("cells"):
            place = (indicator, breakdown), level
            self.brank[place] = brank
            if territory != "none":
                self.added.add(place)
        self.branks = range(max(self.brank.values(), default=0) + 1)
        self.wholes: defaultdict[tuple[Cell, int], set[Cell]] = defaultdict(set)
        for part, part_breakdown, brank, *whole_cell in self._rows("wholes"):
            self.wholes[(part, part_breakdown), brank].add(tuple(whole_cell))
        self.filled: defaultdict[tuple[int, int], set[Cell]] = defaultdict(set)
        for stage, rank, *cell in [] if whole else self._rows("places_filled"):
            self.filled[stage, rank].add(tuple(cell))
        self._report()

    def _rows(self, name: str, **parameters: int) -> list[tuple]:
        return self.cursor.execute(query(f"rule.{name}").sql, parameters).fetchall()

    def _report(self) -> None:
        """Put in the candidates that are reported, and what is left of them when shorter periods are taken off."""
        self.cursor.execute(query("rule.reported").sql)
        self.at_hand: dict[tuple[int, int, int], dict[str, set[Cell]]] = {}
        self._look(self.stages[0] if self.stages else 0)
        longer = {place for place, trees in self.at_hand.items() if place[1] != RANK_MONTH and self._flows(trees)}
        if longer:
            self.cursor.execute(query("rule.reported_sum").sql)
            self.cursor.execute(query("rule.difference").sql)
            if self._put("difference_step"):
                self._look(self.stages[0])

    def _flows(self, trees: dict[str, set[Cell]]) -> bool:
        return any(self.over_periods.get(cell[0]) == "sum" for cells in trees.values() for cell in cells)

    def _look(self, stage: int) -> None:
        """See at which places of a stage and of those above it there are candidates by now."""
        found: defaultdict[tuple[int, int, int], defaultdict[str, set[Cell]]]
        found = defaultdict(lambda: defaultdict(set))
        for *place, tree, indicator, breakdown in self._rows("places", stage=stage):
            found[tuple(place)][tree].add((indicator, breakdown))
        self.at_hand |= found

    def _put(self, tree: str, **place: int) -> int:
        """Look along a tree (or for what disagrees); how many candidates it found."""
        asked = query(f"rule.{tree}")
        return self.cursor.execute(asked.sql, {name: place[name] for name in asked.parameters}).fetchone()[0]

    def begin(self, stage: int) -> bool:
        """Add up what lies below the units of a stage, once for all its steps; whether a step has anything to do."""
        below = {cell for (s, _), cells in self.filled.items() if s < stage for cell in cells}
        found = 0
        self.own_below: defaultdict[tuple[int, int], set[Cell]] = defaultdict(set)
        if any((cell, level) in self.added for cell in below for level in self.levels[stage]):
            self.cursor.execute(query("rule.territory_sum").sql, {"stage": stage})
            found += self._put("territory", stage=stage)
            for rank, brank, *cell in self._rows("places_own"):
                self.own_below[rank, brank].add(tuple(cell))
        if below and stage in self.succeeding:
            found += self._put("succession", stage=stage)
        if found:
            self._look(stage)
        return bool(below or self._any(stage))

    def _any(self, stage: int) -> bool:
        return any(place[0] == stage for place in (*self.at_hand, *self.filled))

    def _depth_is(self, cell: Cell, stage: int, brank: int) -> bool:
        return any(self.brank.get((cell, level), 0) == brank for level in self.levels[stage])

    def _trees(self, stage: int, rank: int, brank: int) -> dict[str, set[Cell]]:
        """The trees that may find something in this very step → the cells that they may fill."""
        shorter = {
            cell
            for (s, r), cells in self.filled.items()
            if s == stage and r < rank
            for cell in cells
            if self._depth_is(cell, stage, brank)
        }
        parts = self.filled[stage, rank] if brank else set()
        return {
            "breakdown": {whole for cell in parts for whole in self.wholes[cell, brank]},
            "time_sum": {c for c in shorter if rank > RANK_MONTH and self.over_periods.get(c[0]) == "sum"},
            "time_last": {c for c in shorter if rank > RANK_OTHER and self.over_periods.get(c[0]) in ("last", "first")},
            "territory_own": self.own_below[rank, brank],
        }

    def take(self, *, stage: int, rank: int, brank: int) -> None:
        """Find the candidates of one step and choose among them."""
        place = {"stage": stage, "rank": rank, "brank": brank}
        found = dict(self.at_hand.get((stage, rank, brank), {}))
        for tree, cells in self._trees(**place).items():
            if cells and self._put(tree, **place):
                found[tree] = cells
        if not found:
            return
        contested = self._contested(found, rank)
        if contested and not self.large:
            self._choose("choose", place, None)
        else:
            # To rank the candidates of a cell costs more than to look at all of them once more.
            self._choose("take", place, contested)
            if contested:
                self._choose("choose", place, contested)
        if contested:
            self.conflicts += self._put("disagree", **place)
        self.filled[stage, rank] |= {cell for cells in found.values() for cell in cells}

    def _choose(self, how: str, place: dict[str, int], contested: set[Cell] | None) -> None:
        named = None if contested is None else ["|".join(cell) for cell in sorted(contested)]
        self.cursor.execute(query(f"rule.{how}").sql, {**place, "contested": named})

    @staticmethod
    def _contested(found: dict[str, set[Cell]], rank: int) -> set[Cell]:
        """The cells that may have more than one candidate."""
        times = Counter(cell for cells in found.values() for cell in cells)
        one_way = ONE_WAY | ({"time_sum"} if rank < RANK_YEAR else set())
        several = {cell for tree, cells in found.items() if tree not in one_way for cell in cells}
        return several | {cell for cell, count in times.items() if count > 1}
