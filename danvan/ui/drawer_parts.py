"""The parts of a figure in the drawer: those at hand, each opened by a click, and the missing ones by name."""

import html
from collections.abc import Callable

import streamlit as st

from danvan import catalogue, numbers
from danvan.charts import rows as meaning
from danvan.figures.figure import WHOLE, Figure, Part
from danvan.texts import text
from danvan.ui.drawer_figure import BASIS
from danvan.ui.drawer_key import Key
from danvan.ui.table import Cell, Column, table

FEW, SHOWN = 8, 12


def draw(answer: Figure, *, key: str, picked: Callable[[str], None]) -> None:
    """A table of the parts that have a figure, and the list of what is missing."""
    known = [part for part in answer.parts if part.value is not None or part.basis in WHOLE]
    if known:
        st.markdown(f"**{text('drawer.parts', count=numbers.number(len(known)))}**")
        _table(answer, known, key, picked)
    if answer.missing:
        _missing(answer.missing)


def _table(answer: Figure, known: list[Part], key: str, picked: Callable[[str], None]) -> None:
    columns = [
        Column(text("drawer.part")),
        Column(text("common.source_value"), numeric=True),
        Column(text("drawer.state")),
    ]
    rows = []
    for part in known:
        item = catalogue.get(part.indicator)
        shown = numbers.qualified(part.value, part.qualifier, item.decimals, item.unit, missing="–")
        label = ("− " if part.sign < 0 else "") + part.label
        state = text(BASIS[part.basis]) if part.basis != "none" else meaning.LABELS.get(part.state, "")
        opens = Key(part.indicator, part.unit_id, part.period.code, part.breakdown)
        rows.append([Cell(label, part.label, key=str(opens)), Cell(shown, part.value), Cell(state, state, "soft")])
    table(columns, rows, key=f"parts_{key}", label=text("common.source_parts"), most=SHOWN, stack=True, picked=picked)


def _missing(names: list[str]) -> None:
    """Few names as a line; many behind their count."""
    title = text("drawer.missing", count=numbers.number(len(names)))
    listed = "; ".join(html.escape(name) for name in names)
    if len(names) <= FEW:
        st.html(f'<div class="drawer-missing"><b>{title}:</b> {listed}.</div>')
        return
    with st.expander(title):
        st.html(f'<div class="drawer-missing">{listed}.</div>')
