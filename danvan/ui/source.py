"""Where the figures in view come from: the line under every view, and the way to the drawer of any one of them."""

import html
from typing import Any

import pandas as pd
import streamlit as st

from danvan import catalogue, numbers
from danvan.charts import rows as meaning
from danvan.texts import text
from danvan.ui import cached, drawer, drawer_key, warnings
from danvan.ui.drawer_documents import reports
from danvan.ui.drawer_figure import BASIS
from danvan.ui.drawer_key import Key
from danvan.ui.filters import Selection

__all__ = ["BASIS", "facts_line", "line", "reports"]


def line(selection: Selection, indicators: list[str], rows: pd.DataFrame, *, asked: str, key: str) -> None:
    """The source line under a view with the button that opens the drawer.

    rows: the figures in view (unit_id, name); asked: the name of the question they answer.
    """
    status = cached.ask("figure.data_status", indicators=indicators).iloc[0]
    days = rows["as_of"].dropna() if "as_of" in rows else pd.Series(dtype=object)
    words = text(
        "common.source_line",
        period=selection.period.label if selection.period else text("common.kind_interval"),
        as_of=_days(days),
        loaded=numbers.moment(_moment(status["loaded_at"]), missing="chưa nhập"),
    )
    with st.container(horizontal=True, vertical_alignment="center", key=f"source_{key}"):
        st.html(f'<div class="source-line">{html.escape(words)}</div>')
        if selection.period and st.button(text("common.source_button"), key=f"open_{key}", type="tertiary"):
            _drawer(indicators, selection, rows, asked)
        if selection.period:
            warnings.line(selection, indicators, key=key)


def _days(days: pd.Series) -> str:
    """The closing day of the figures in view, or the first and the last where they differ."""
    first, last = (numbers.date(day, missing="chưa rõ") for day in (days.min(), days.max()))
    return last if first == last else text("common.days", first=first, last=last)


def facts_line(facts: pd.DataFrame, *, key: str) -> None:
    """The source line under figures of intervals and days, with the drawer for any one of them."""
    if facts.empty:
        return
    status = cached.ask("figure.data_status", indicators=sorted(set(facts["indicator"]))).iloc[0]
    words = text(
        "common.source_line",
        period=text("common.kind_interval"),
        as_of=_days(facts["as_of"].dropna()),
        loaded=numbers.moment(_moment(status["loaded_at"]), missing="chưa nhập"),
    )
    with st.container(horizontal=True, vertical_alignment="center", key=f"source_{key}"):
        st.html(f'<div class="source-line">{html.escape(words)}</div>')
        if st.button(text("common.source_button"), key=f"open_{key}", type="tertiary"):
            _facts_drawer(facts)
        warnings.facts_line(facts, key=key)


@st.dialog(text("common.source_title"), width=drawer.WIDTH, position="right")
def _facts_drawer(facts: pd.DataFrame) -> None:
    rows = facts.to_dict("records")
    place = st.selectbox(
        text("common.source_choose"), range(len(rows)), format_func=lambda at: _fact_words(rows[at]), key="drawer_fact"
    )
    drawer.about(drawer_key.of_row(rows[place], "figure.all_intervals"))


def _fact_words(row: dict[str, Any]) -> str:
    level = f" ({catalogue.breakdown_name(row['breakdown'])})" if row["breakdown"] else ""
    return f"{row['full_name']} – {row['indicator_name']}{level} – {meaning.period_of(row).label}"


def _moment(value: Any) -> Any:
    return None if pd.isna(value) else pd.Timestamp(value).to_pydatetime()


@st.dialog(text("common.source_title"), width=drawer.WIDTH, position="right")
def _drawer(indicators: list[str], selection: Selection, rows: pd.DataFrame, asked: str) -> None:
    """The pedigree of one of the figures in view, chosen by indicator and unit."""
    left, right = st.columns(2)
    indicator = left.selectbox(
        text("common.indicator"), indicators, format_func=lambda code: catalogue.get(code).name, key="drawer_indicator"
    )
    names = {selection.unit.unit_id: selection.unit.full_name}
    names |= dict(zip(rows["unit_id"], rows["full_name"], strict=True)) if "full_name" in rows else {}
    unit = right.selectbox(text("common.source_choose"), list(names), format_func=names.__getitem__, key="drawer_unit")
    drawer.about(Key(indicator, unit, selection.period.code, selection.breakdown, asked))
