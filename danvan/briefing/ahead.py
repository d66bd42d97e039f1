"""What the slides of a briefing will ask for one by one, asked for at once: a few questions a deck.

Owns the guess which figures that will be. What it does not foresee is asked for when a slide needs it, with the same
answer.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from danvan import catalogue, periods, units
from danvan.briefing.contents import Key
from danvan.briefing.model import Slide, Wanted
from danvan.charts.breakdown import FIELDS, LEVELS
from danvan.charts.ladder import NEW_RURAL, OPINIONS
from danvan.database import Database
from danvan.figures.ask import Figure, figures
from danvan.figures.ask import Wanted as Cell
from danvan.figures.walk import lists

OF_KIND = {"ladder": (*NEW_RURAL,), "funnel": (*OPINIONS, "YK08")}
"""Slides that show indicators without naming them."""
NO_FIGURE = {"value": None, "state": "missing", "qualifier": "", "basis": "none", "tree": ""}


@dataclass
class Ahead:
    """Figures by key, with their pedigree, and rows of figures that others are held against."""

    database: Database
    _figures: dict[Key, Figure] = field(default_factory=dict)
    _rows: dict[Key, dict[str, Any]] = field(default_factory=dict)
    _forecasts: dict[Key, float | None] = field(default_factory=dict)
    _aims: set[tuple[str, str, str]] | None = None

    def look(self, keys: Iterable[Key]) -> None:
        """Ask for the figures of these keys, those they are compared with and what was forecast of them."""
        wanted = list(dict.fromkeys(key for key in keys if key not in self._figures))
        if not wanted:
            return
        cells = [Cell(key.indicator, key.unit_id, key.period, key.breakdown) for key in wanted]
        self._figures |= dict(zip(wanted, figures(self.database, cells), strict=True))
        self._find_rows(beside for key in wanted for beside in _beside(key))
        self._find_forecasts(wanted)

    def figure(self, key: Key) -> Figure:
        """One figure with its pedigree."""
        if key not in self._figures:
            self.look([key])
        return self._figures[key]

    def row(self, key: Key) -> dict[str, Any]:
        """One row of figures, with or without a figure, without a pedigree."""
        if key not in self._rows:
            self._find_rows([key])
        return self._rows[key]

    def forecast(self, key: Key) -> float | None:
        """What was last forecast of a figure; None where nothing was."""
        if key not in self._forecasts:
            self._find_forecasts([key])
        return self._forecasts[key]

    def has_aim(self, indicator: str, unit_id: str, breakdown: str) -> bool:
        """Whether any target was ever set for the figures of a unit."""
        if self._aims is None:
            rows = self.database.records("targets.standing")
            self._aims = {(row["indicator"], row["unit_id"], row["breakdown"]) for row in rows}
        return (indicator, unit_id, breakdown) in self._aims

    def _find_rows(self, keys: Iterable[Key]) -> None:
        wanted = list(dict.fromkeys(key for key in keys if key not in self._rows))
        cells = [_cell(key) for key in wanted]
        found = self.database.records("figure.cells", **lists(cells)) if cells else []
        stored = {row["cell_no"]: row for row in found}
        for number, (key, cell) in enumerate(zip(wanted, cells, strict=True)):
            self._rows[key] = stored.get(number) or cell | NO_FIGURE

    def _find_forecasts(self, keys: list[Key]) -> None:
        found = self.database.records("lineage.forecast_of_cells", **lists(map(_cell, keys)))
        values = {row["cell_no"]: row["value"] for row in found}
        self._forecasts |= {key: values.get(number) for number, key in enumerate(keys)}


def keys(slides: Iterable[Slide], key_of: Callable[[Slide, Wanted], Key]) -> Iterator[Key]:
    """The single figures that slides will ask for."""
    for slide in slides:
        for wanted in _wanted(slide):
            known = dict(catalogue.breakdowns(wanted.indicator))
            if wanted.breakdown in known:
                yield key_of(slide, wanted)


def _wanted(slide: Slide) -> list[Wanted]:
    named = [Wanted.parse(text) for text in slide.figures]
    if slide.kind in OF_KIND:
        return [Wanted(code) for code in OF_KIND[slide.kind]]
    if slide.kind == "levels":
        labels = FIELDS if named[0].breakdown.startswith("linh_vuc") else LEVELS
        return [Wanted(named[0].indicator, part) for part in ("", *labels)]
    return named


def _beside(key: Key) -> Iterator[Key]:
    """What a figure is held against: the same period a year before, the country."""
    before = periods.parse(key.period).same_last_year
    if before:
        yield Key(key.indicator, key.unit_id, before.code, key.breakdown)
    if units.get(key.unit_id).level == "province":
        yield Key(key.indicator, units.NATION, key.period, key.breakdown)


def _cell(key: Key) -> dict[str, Any]:
    span = periods.parse(key.period)
    return {
        "indicator": key.indicator,
        "unit_id": key.unit_id,
        "breakdown": key.breakdown,
        "period_start": span.start,
        "period_end": span.end,
    }
