"""The components of PAR Index and SIPAS: their scores in the latest year published, the change, the nation beside it.

Owns this section of the page. Scores are published and never added up: a unit without them has no table.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from danvan import catalogue, numbers, units
from danvan.charts import rows as meaning
from danvan.commentary.comparison import listed
from danvan.texts import text
from danvan.ui import drawer_key, grid, parts, source, views
from danvan.ui.filters import Selection
from danvan.ui.table import Cell, Column, table

DIMENSIONS = {"CC01": "noi_dung_cchc", "CC03": "yeu_to"}
ASKED = "figure.by_period"
Scores = dict[str, dict[str, Any]]
"""Breakdown ('' is the index itself) → figure row of one year."""


@dataclass(frozen=True)
class _Standing:
    """The scores of one index in its latest year, those of the year before and the nation's."""

    code: str
    now: Scores
    before: Scores
    nation: Scores

    @property
    def moves(self) -> dict[str, float]:
        """Breakdown → change on the year before, where both are known."""
        return {
            key: float(numbers.exact(row["value"]) - numbers.exact(self.before[key]["value"]))
            for key, row in self.now.items()
            if _known(row) and _known(self.before.get(key))
        }


def draw(selection: Selection) -> None:
    """A table an index, side by side, with the weakest and the fallen components told above."""
    found = [standing for code in DIMENSIONS if (standing := _standing(selection, code)) is not None]
    st.markdown(f"**{text('satisfaction.components')}**")
    if not found:
        st.html(f'<div class="empty">{text("satisfaction.components_none")}</div>')
        return
    for column, standing in zip(st.columns(len(found)), found, strict=True):
        with column:
            _table(selection, standing)
    st.caption(text("satisfaction.components_note"))
    seen = pd.DataFrame([row for standing in found for row in standing.now.values()])
    codes = [standing.code for standing in found]
    source.line(selection, codes, seen.drop_duplicates("unit_id"), asked=ASKED, key="components")


def _standing(selection: Selection, code: str) -> _Standing | None:
    """None where no component of the index is known of the unit up to the period's end."""
    told = _scores(selection, code)
    years = [year for year, scores in told.items() if any(key and _known(row) for key, row in scores.items())]
    if not years:
        return None
    last = max(years)
    nation = replace(selection, unit=units.get(units.NATION))
    beside = {} if selection.is_nation else _scores(nation, code).get(last, {})
    return _Standing(code, told[last], told.get(last - 1, {}), beside)


def _scores(selection: Selection, code: str) -> dict[int, Scores]:
    """Year → scores, up to the end of the chosen period."""
    yearly = replace(selection, kind="year", breakdown="")
    keys = ["", *(f"{DIMENSIONS[code]}={value}" for value in catalogue.dimension_values(code, DIMENSIONS[code]))]
    rows = views.over_time(yearly, code, keys)
    last: date = selection.period.end
    found: dict[int, Scores] = {}
    for row in rows.to_dict("records"):
        if meaning.period_of(row).end <= last:
            found.setdefault(meaning.period_of(row).end.year, {})[row["breakdown"]] = row
    # In the catalogue's order, the index first.
    return {year: {key: scores[key] for key in keys if key in scores} for year, scores in found.items()}


def _known(row: dict[str, Any] | None) -> bool:
    return row is not None and not numbers.is_missing(row["value"])


def _table(selection: Selection, standing: _Standing) -> None:
    year = meaning.period_of(standing.now[""]).end.year
    label = text("satisfaction.components_of", index=_name(standing.code), unit=selection.unit.full_name, year=year)
    st.markdown(label)
    if words := _told(standing):
        st.caption(words)
    columns = [
        Column(text(f"satisfaction.component_{standing.code.lower()}")),
        *([Column(str(year - 1), numeric=True)] if standing.before else []),
        Column(str(year), numeric=True),
        *([Column(text("satisfaction.change"), numeric=True)] if standing.before else []),
        *([Column(text("satisfaction.nation", year=year), numeric=True)] if standing.nation else []),
    ]
    made = [_line(standing, key) for key in standing.now]
    table(columns, made, key=f"components_{standing.code}", label=label, pinned=True)


def _line(standing: _Standing, key: str) -> list[Cell]:
    name = parts.label(key) if key else text("satisfaction.whole", index=_name(standing.code))
    moved = standing.moves.get(key)
    decimals = catalogue.get(standing.code).decimals
    change = numbers.change(moved, decimals) if moved is not None else "–"
    style = "bad" if moved is not None and numbers.rounded(moved, decimals) < 0 else ""
    return [
        Cell(name, name),
        *([_score(standing.before.get(key))] if standing.before else []),
        _score(standing.now[key]),
        *([Cell(change, moved, style)] if standing.before else []),
        *([_score(standing.nation.get(key))] if standing.nation else []),
    ]


def _score(row: dict[str, Any] | None) -> Cell:
    """A score that opens where it comes from, or its state in words."""
    if not _known(row):
        return Cell("–" if row is None else meaning.label(row), None, "missing")
    cell = grid.value_cell(row)
    return replace(cell, shown=cell.shown.replace("%", ""), key=str(drawer_key.of_row(row, ASKED)))


def _told(standing: _Standing) -> str:
    """'Thấp nhất: … (71,20%); giảm so với 2023: …': where to look first."""
    decimals = catalogue.get(standing.code).decimals
    known = {key: numbers.rounded(row["value"], decimals) for key, row in standing.now.items() if key and _known(row)}
    if len(known) < 2:
        return ""
    low = min(known.values())
    weakest = [parts.label(key) for key, value in known.items() if value == low]
    said = text("satisfaction.weakest", names=listed(weakest), value=numbers.percent(float(low), decimals))
    fallen = [key for key, moved in standing.moves.items() if key and numbers.rounded(moved, decimals) < 0]
    if fallen:
        fallen.sort(key=lambda key: standing.moves[key])
        names = [f"{parts.label(key)} ({numbers.change(standing.moves[key], decimals)})" for key in fallen]
        said += text("satisfaction.fallen", count=numbers.fraction(len(fallen), len(known)), names=", ".join(names))
    return f"{said}."


def _name(code: str) -> str:
    return text(f"satisfaction.index_{code.lower()}")
