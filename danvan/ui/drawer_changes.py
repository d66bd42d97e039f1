"""The history of a figure in the drawer: what each batch, undo and undo of an undo made of it."""

from typing import Any

import pandas as pd
import streamlit as st

from danvan import numbers, periods
from danvan.figures.ask import Figure
from danvan.figures.changes import Change
from danvan.ingest import one
from danvan.texts import text
from danvan.ui import cached, places
from danvan.ui.table import Cell, Column, table

NAMES = ("when", "before", "after", "what")


def draw(answer: Figure, *, key: str) -> None:
    """A line a batch, the latest first; of a figure that was added up, the word that its parts tell theirs."""
    found = cached.changes_of_cell(answer.indicator, answer.unit_id, answer.breakdown, answer.period.code)
    st.markdown(f"**{text('drawer.changes')}**")
    if not found:
        st.caption(text("drawer.changes_of_parts" if answer.parts else "drawer.changes_none"))
        return
    columns = [Column(text(f"drawer.{name}"), numeric=name in ("before", "after")) for name in NAMES]
    rows = [_line(answer, change) for change in reversed(found)]
    table(columns, rows, key=f"cell_changes_{key}", label=text("drawer.changes"), stack=True)


def _line(answer: Figure, change: Change) -> list[Cell]:
    batch = change.batch
    when = pd.Timestamp(batch["created_at"])
    told = text("drawer.entered_at", batch=batch["batch_id"], when=numbers.moment(when), who=batch["created_by"])
    link = places.link("history", dot=batch["batch_id"])
    return [
        Cell(told, when.isoformat(), "", link),
        Cell(_said(answer.indicator, change.before), None),
        Cell(_said(answer.indicator, change.after), None),
        Cell(_what(change), change.kind, "soft"),
    ]


def _said(indicator: str, report: dict[str, Any] | None) -> str:
    return "–" if report is None else one.said(indicator, report)


def _what(change: Change) -> str:
    batch = change.batch
    kind = text("drawer.undid") if batch["kind"] == "undo" else text(f"history.change_{change.kind}")
    reason = batch["reason"] if isinstance(batch["reason"], str) else ""
    undone = ""
    if batch["status"] == "undone":
        day = periods.vi_date(pd.Timestamp(batch["undone_at"]).date()) if pd.notna(batch["undone_at"]) else ""
        undone = text("drawer.undone", batch=batch["undone_by"], day=day)
    return " · ".join(filter(None, (kind, reason, undone)))
