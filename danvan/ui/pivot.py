"""The page of the table: what is chosen, the pivoted figures, which of their rows are shown, their files."""

import html
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from danvan import catalogue, numbers, units
from danvan.export.paper import Head, Origin, Paper
from danvan.texts import text
from danvan.ui import address, compare_data, download, filters, pivot_choice, source, tables, topic, views
from danvan.ui.filters import Selection
from danvan.ui.pivot_cells import Pivot, Row, cell, content, heading, pivot
from danvan.ui.pivot_choice import Choice
from danvan.ui.table import Cell, Column, table

ALL, KNOWN = "tat-ca", "co-so"
ROWS = {ALL: "table.rows_all", KNOWN: "table.rows_known"}


def page() -> None:
    """Draw the whole page."""
    chosen = pivot_choice.indicators()
    selection = filters.choose(chosen, with_level=len(chosen) == 1)
    views.heading(text("table.title"), selection)
    if selection.period is None:
        facts = topic.facts(selection, chosen)
        tables.intervals(facts, key="table")
        views.nothing_at_all(selection, facts)
        return
    choice = pivot_choice.choose(selection, chosen)
    if choice.cells > pivot_choice.MOST_CELLS:
        st.html(f'<div class="empty">{text("table.too_many", cells=f"{choice.cells:,}".replace(",", "."))}</div>')
        return
    found = compare_data.cells(selection, choice.indicators, choice.unit_ids, choice.spans)
    if not found["value"].notna().any():
        st.html(f'<div class="empty">{text("common.empty_filtered")}</div>')
    st.caption(text("table.how"))
    _draw(selection, choice, found)
    source.line(selection, list(choice.indicators), _of_period(found, selection), asked="table.cells", key="table")


def _of_period(found: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The rows of the chosen period, or all where it is not in the table."""
    same = found[pd.to_datetime(found["period_end"]).dt.date == selection.period.end]
    return found if same.empty else same


def _draw(selection: Selection, choice: Choice, found: pd.DataFrame) -> None:
    drawn = pivot(found, choice)
    names = {unit_id: _unit_name(unit_id) for unit_id in choice.unit_ids}
    two = len({beside for _, beside, _ in drawn.rows}) > 1
    heads = [
        Column(text(pivot_choice.AXES[choice.down])),
        *([Column(text(pivot_choice.AXES[choice.beside]))] if two else []),
        *(Column(heading(choice.across, key, names), numeric=True) for key in drawn.columns),
    ]
    lines = []
    for down, beside, rows in _shown(drawn):
        first = heading(choice.down, down, names)
        second = heading(choice.beside, beside, names)
        lines.append(
            [Cell(first, first), *([Cell(second, second, "soft")] if two else []), *(cell(row) for row in rows)]
        )
    label = _title(choice, two=two)
    table(heads, lines, key="pivot", label=label, pinned=True, most=400)
    file = f"bang-so-lieu-{'-'.join(choice.indicators[:3])}-{choice.spans[0].code}-{choice.spans[-1].code}"
    origins, banner = download.origins(found, selection.geography), download.banner()
    download.offer(
        lambda: _paper(selection, choice, found, heads, label, origins, banner, two=two), name=file, key="table"
    )


def _shown(drawn: Pivot) -> Sequence[tuple[Any, Any, Sequence[Row]]]:
    """All rows, or those that hold a figure: nobody has to search for the two provinces that have reported."""
    known = [row for row in drawn.rows if any(not numbers.is_missing(figure["value"]) for figure in row[2])]
    if not known or len(known) == len(drawn.rows):
        return drawn.rows
    counts = {ALL: len(drawn.rows), KNOWN: len(known)}
    chosen = address.segments(
        "dong",
        text("table.rows"),
        list(counts),
        ALL,
        words=lambda code: text(ROWS[code], count=numbers.number(counts[code])),
    )
    return known if chosen == KNOWN else drawn.rows


def _unit_name(unit_id: str) -> str:
    return text("common.all_country") if unit_id == units.NATION else units.get(unit_id).full_name


def _title(choice: Choice, *, two: bool) -> str:
    """'Số cuộc đối thoại; Tỷ lệ giải quyết ý kiến, từ năm 2020 đến năm 2024'."""
    named = "; ".join(catalogue.get(code).name for code in choice.indicators)
    first, last = choice.spans[0].label, choice.spans[-1].label
    return f"{named}, {_low(first)}" if first == last else f"{named}, từ {_low(first)} đến {_low(last)}"


def _low(label: str) -> str:
    """'Năm 2024' inside a title."""
    return f"{label[:1].lower()}{label[1:]}"


def _paper(
    selection: Selection,
    choice: Choice,
    found: pd.DataFrame,
    heads: list[Column],
    title: str,
    origins: Callable[[], tuple[Origin, ...]],
    banner: str,
    *,
    two: bool,
) -> Paper:
    drawn = pivot(found, choice)
    names = {unit_id: _unit_name(unit_id) for unit_id in choice.unit_ids}
    rows = [
        (
            heading(choice.down, down, names),
            *([heading(choice.beside, beside, names)] if two else []),
            *(content(row) for row in cells),
        )
        for down, beside, cells in drawn.rows
    ]
    single = [] if two else [heading(choice.beside, drawn.rows[0][1], names)]
    return Paper(
        title=html.unescape(title),
        heads=tuple(Head(head.name, head.numeric) for head in heads),
        rows=tuple(rows),
        origins=origins(),
        about=(*single, download.geography_words(selection.geography)),
        banner=banner,
        notes=(text("table.paper_note"),),
    )
