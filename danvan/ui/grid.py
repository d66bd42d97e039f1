"""Units as lines, several indicators as columns: which units are meant, and their table with what each lacks.

Owns whose figures stand beside one another on a topic page: the units below the chosen one where they have figures,
else those of its own level. It adds nothing up; what a cell says is the figure's own value and state.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from danvan import catalogue, numbers
from danvan.charts import rows as meaning
from danvan.figures.settle import settle
from danvan.texts import text
from danvan.ui import cached, filters, frame, tables
from danvan.ui.among import Peers
from danvan.ui.filters import Selection
from danvan.ui.table import Cell, Column, table

SHORT = (
    "YK01", "YK03", "YK04", "YK05", "YK06", "YK07", "YK08", "DV01", "DV07", "GS01", "GS02", "GS03", "GS04", "PB01",
    "PB02", "QC01", "QC02", "QC03", "QC04", "QC05", "QC06", "SX01", "SX02", "SX03", "SX04", "TC01", "TC02", "TC03",
    "TC04", "DH01", "DH02", "DH03", "DH04", "DH05", "KN01", "KN02", "KN03", "KN04", "KN06", "KN07", "KN09", "KN10",
    "NT01", "NT06", "NT14", "NT15", "BD01",
)  # fmt: skip
"""Indicators with a short name for the head of a column."""
BELOW = {"nation": ("province",), "province": ("district", "commune"), "district": ("commune",), "commune": ()}


def fitting(selection: Selection, indicators: Sequence[str]) -> Selection:
    """The selection with its level kept only where every one of the indicators is told by level."""
    known = [{key for key, _ in catalogue.breakdowns(code)} for code in indicators]
    fits = all(selection.breakdown in keys for keys in known)
    return selection if fits else replace(selection, breakdown="")


def peers(selection: Selection, indicator: str) -> Peers:
    """The units below the chosen one that have figures of the indicator; else the units of its own level."""
    unit = selection.unit
    for level in BELOW[unit.level]:
        found = Peers(level, None if selection.is_nation else unit.unit_id, selection.day)
        rows = ask(selection, found, [indicator])
        if selection.is_nation or (len(rows) and rows["value"].notna().any()):
            return found
    return Peers(unit.level, None if unit.level == "province" else unit.parent_id, selection.day)


def ask(
    selection: Selection, among: Peers, indicators: Sequence[str], breakdowns: Sequence[str] | None = None
) -> pd.DataFrame:
    """Figure rows, one a (unit, indicator, breakdown), of the selection's period."""
    found = cached.ask(
        "figure.by_unit",
        indicators=list(indicators),
        breakdowns=list(breakdowns or [selection.breakdown]),
        level=among.level,
        parent=among.parent,
        day=among.day,
        period_start=selection.period.start,
        period_end=selection.period.end,
    )
    return settle(found) if len(found) else found


def _with_figures_first(found: "Lines") -> list[str]:
    """The units as they come, those of which nothing is known after the others."""
    return sorted(found, key=lambda unit: all(numbers.is_missing(row["value"]) for row in found[unit].values()))


Lines = dict[str, dict[tuple[str, str], dict[str, Any]]]


def lines(rows: pd.DataFrame) -> Lines:
    """unit_id → (indicator, breakdown) → figure row, units in the order of the rows."""
    found: Lines = {}
    for row in rows.to_dict("records"):
        found.setdefault(row["unit_id"], {})[row["indicator"], row["breakdown"]] = row
    return found


def name_cell(row: dict[str, Any], selection: Selection, page: str = "unit_profile") -> Cell:
    """A unit's name that leads to its profile, or to another page, with the period kept."""
    link = frame.link(page, dv=row["unit_id"], ky=selection.period.code, lk=selection.kind)
    return Cell(row["full_name"], row["name"], "line", link=link)


def value_cell(row: dict[str, Any]) -> Cell:
    """A figure: its number, with its parts where it is not the whole, or its state in words."""
    item = catalogue.get(row["indicator"])
    if numbers.is_missing(row["value"]):
        return Cell(meaning.value_text(row, decimals=item.decimals), None, "missing line")
    shown = meaning.value_text(row, decimals=item.decimals, unit="%" if item.unit == "%" else "")
    return Cell(shown + state_words(row), float(row["value"]), "soft line" if meaning.status(row) != "value" else "")


def state_words(row: dict[str, Any]) -> str:
    """' (15/19 đơn vị)', ' (dự kiến)' behind a number that is not the whole of an actual one; else ''."""
    state = meaning.status(row)
    if state == "partial":
        return f" {meaning.parts_text(row) or '(' + meaning.LABELS[state] + ')'}"
    return f" ({meaning.LABELS[state]})" if state in ("expected", "provisional") else ""


def heading(indicator: str, breakdown: str = "") -> str:
    """A column's heading, as short as it can be: what the part is, else the indicator, with % where it is one."""
    if breakdown:
        name = catalogue.breakdown_name(breakdown)
        return name[:1].upper() + name[1:]
    words = text(f"grid.short_{indicator.lower()}") if indicator in SHORT else catalogue.get(indicator).name
    return f"{words} (%)" if catalogue.get(indicator).unit == "%" else words


def _say_level(selection: Selection, cells: Sequence[tuple[str, str]]) -> None:
    """Which level the table is about, where one is in view: it, or all of them where the table cannot be split."""
    asked = filters.asked_level()
    told = {part for _, part in cells}
    if asked and asked not in told:
        st.caption(text("grid.all_levels", part=catalogue.breakdown_name(asked)))
    elif asked and len(told) == 1:
        st.caption(text("grid.one_level", part=catalogue.breakdown_name(asked)))


def draw(
    selection: Selection,
    rows: pd.DataFrame,
    *,
    key: str,
    label: str,
    first: Sequence[Column] = (),
    before: Callable[[dict[str, Any]], Sequence[Cell]] | None = None,
    heads: Mapping[tuple[str, str], str] | None = None,
    order: Sequence[str] | None = None,
    sort_by: int = -1,
    most: int = 20,
) -> None:
    """The table of `rows` (from `ask`) with its downloads.

    `before` gives the cells of the columns `first`, between name and figures; `heads` other headings of figures;
    `order` the unit_ids to list, in order (None: all as they come, those with figures first).
    """
    found = lines(rows)
    if not found:
        return
    chosen = [unit for unit in (order if order is not None else _with_figures_first(found)) if unit in found]
    cells = list(next(iter(found.values())))
    # Columns of one indicator are named by its parts; of several indicators, all of one level, by the indicators.
    parts = len({part for _, part in cells}) > 1
    columns = [
        Column(text("common.unit")),
        *first,
        *(
            Column((heads or {}).get((code, part)) or heading(code, part if parts else ""), numeric=True)
            for code, part in cells
        ),
    ]
    _say_level(selection, cells)
    made = []
    for unit in chosen:
        own = next(iter(found[unit].values()))
        extra = before(own) if before else ()
        made.append([name_cell(own, selection), *extra, *(value_cell(row) for row in found[unit].values())])
    table(columns, made, key=f"grid_{key}", label=label, sort_by=sort_by, most=most, stack=len(columns) > 3)
    exported = [tables.export_line(row, selection) for unit in chosen for row in found[unit].values()]
    tables.downloads(tables.EXPORTED, exported, name=f"{key}-{selection.period.code}", key=key)
