"""An indicator by its parts (levels, fields, kinds): bars through time, drawn only where a part was reported.

Owns the choice of what is drawn. It refuses an empty chart for each dimension that nobody reported: those are named in
one line instead.
"""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from danvan import catalogue
from danvan.briefing import model
from danvan.charts import breakdown
from danvan.texts import text
from danvan.ui import grid, source, views
from danvan.ui.briefing import adding
from danvan.ui.filters import Selection
from danvan.ui.table import Cell, Column, table

Wanted = tuple[str, Sequence[str]]
IN_SLIDES = ("cap", "linh_vuc")
"""Dimensions that a slide draws through the years; parts by others stand side by side in the period chosen."""


def of(indicator: str, dim: str) -> Wanted:
    """An indicator with the keys of one of its dimensions."""
    return indicator, [f"{dim}={code}" for code in catalogue.dimension_values(indicator, dim)]


def fitting(indicator: str, keys: Sequence[str], level: str) -> list[str]:
    """The keys that make up the whole at a unit's level: a commune has no part of a province, no part holds another."""
    dim = keys[0].partition("=")[0]
    whole = catalogue.whole_parts(indicator, dim, level)
    return [key for key in keys if key.partition("=")[2] in whole]


def draw(selection: Selection, wanted: Sequence[Wanted], *, key: str, title: str, gaps: bool = True) -> None:
    """The parts of each indicator side by side, under one heading, with their source.

    gaps: keep the periods between in which nothing was told; not of what happens once in some years.
    """
    whole = replace(selection, breakdown="")
    level = selection.unit.level
    fit = [(code, kept) for code, keys in wanted if (kept := fitting(code, keys, level))]
    told = [(code, keys, views.over_time(whole, code, ["", *keys])) for code, keys in fit]
    if not gaps:
        told = [(code, keys, told_periods(rows)) for code, keys, rows in told]
    known = [(code, keys, rows) for code, keys, rows in told if _has_parts(rows)]
    absent = [_dimension(code, keys) for code, keys, rows in told if not _has_parts(rows)]
    st.subheader(title)
    if known:
        for column, (code, keys, rows) in zip(_columns(len(known)), known, strict=True):
            with column:
                _bars(whole, code, keys, rows, key)
        seen = pd.concat([rows for _, _, rows in known])[["unit_id", "as_of"]].drop_duplicates("unit_id")
        codes = list(dict.fromkeys(code for code, _, _ in known))
        source.line(whole, codes, seen, asked="figure.by_period", key=f"parts_{key}")
    if absent:
        st.caption(text("parts.absent", parts="; ".join(absent)))


def told_periods(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the periods of which at least one row has a number."""
    if rows.empty:
        return rows
    known = rows[rows["value"].notna()][["period_start", "period_end"]].drop_duplicates()
    return rows.merge(known, on=["period_start", "period_end"])


def _columns(count: int) -> list:
    """Two abreast; the last of an odd number takes the whole width."""
    pairs = [column for _ in range(count // 2) for column in st.columns(2)]
    return [*pairs, st.container()] if count % 2 else pairs


def _has_parts(rows: pd.DataFrame) -> bool:
    return len(rows) > 0 and bool(rows[rows["breakdown"] != ""]["value"].notna().any())


def _dimension(code: str, keys: Sequence[str]) -> str:
    dim = keys[0].partition("=")[0]
    return f"{catalogue.get(code).name} theo {catalogue.dimension(dim).name}"


def label(key: str) -> str:
    """'Cấp xã', 'Đất đai, giải phóng mặt bằng': a part's name without the name of its dimension."""
    name = catalogue.breakdown_name(key)
    for lead in ("lĩnh vực ", "xây dựng ", "nội dung "):
        name = name.removeprefix(lead)
    return (name[:1].upper() + name[1:]).replace("giải phóng mặt bằng", "GPMB")


def _bars(selection: Selection, code: str, keys: Sequence[str], rows: pd.DataFrame, key: str) -> None:
    item = catalogue.get(code)
    drawn = breakdown.breakdown(
        rows,
        title=_dimension(code, keys),
        subtitle=selection.unit.full_name,
        unit=item.unit,
        decimals=item.decimals,
        labels={part: label(part) for part in keys},
    )
    views.chart(drawn, key=f"parts_{key}_{code}_{keys[0].partition('=')[0]}", opens=views.of_part(selection, code))
    if keys[0].partition("=")[0] in IN_SLIDES:
        adding.offer("levels", replace(selection, breakdown=keys[0]), code, key=f"parts_{key}")
    else:
        adding.offer_figures("bars", [model.Wanted(code, part) for part in keys], selection, key=f"parts_{key}_{code}")


def matrix(rows: pd.DataFrame, *, key: str, label: str) -> None:
    """Parts as lines, indicators as columns, of one unit. rows: figure rows of several (breakdown, indicator)."""
    codes = list(dict.fromkeys(rows["indicator"]))
    columns = [Column(text("common.level")), *(Column(grid.heading(code), numeric=True) for code in codes)]
    made = []
    for part, found in rows.groupby("breakdown", sort=False):
        name = text("common.all_levels") if not part else catalogue.breakdown_name(part).capitalize()
        cells = {row["indicator"]: grid.value_cell(row) for row in found.to_dict("records")}
        made.append([Cell(name, name), *(cells[code] for code in codes)])
    table(columns, made, key=f"matrix_{key}", label=label, stack=True)
