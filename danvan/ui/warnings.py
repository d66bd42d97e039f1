"""What the checks remark about the figures in view: a quiet line beside a chart, opened to a list of sentences.

Only about the indicators, units and periods on screen. It judges nothing: the checks are in queries/checks, their
words in danvan.ingest.check.words.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from danvan import numbers
from danvan.charts.rows import period_of
from danvan.figures.ask import Figure
from danvan.ingest.check.words import message
from danvan.texts import text
from danvan.ui import cached, places
from danvan.ui.filters import Selection
from danvan.ui.table import Cell, Column, table

MOST = 500
CELL = ["unit_id", "period_start", "period_end"]


def line(selection: Selection, indicators: Sequence[str], *, key: str) -> None:
    """The button under a view of a period: its remarks, and those of the other periods of the unit's own line."""
    here = _ask(indicators, selection.unit.unit_id, selection.period.start, selection.period.end)
    always = _ask(indicators, selection.unit.unit_id, None, None)
    beside = [
        row["unit_id"] == selection.unit.unit_id
        and period_of(row) != selection.period
        and period_of(row).kind == selection.period.kind
        for row in always.to_dict("records")
    ]
    _button(here, always[pd.Series(beside, index=always.index, dtype=bool)], key)


def facts_line(facts: pd.DataFrame, *, key: str) -> None:
    """The button under figures of intervals and days: the remarks about exactly these."""
    found = _ask(sorted(set(facts["indicator"])), None, None, None)
    cells = set(map(tuple, facts[["indicator", *CELL]].to_numpy()))
    shown = [
        any((indicator, *cell) in cells for indicator in indicators)
        for indicators, *cell in found[["indicators", *CELL]].to_numpy()
    ]
    _button(found[pd.Series(shown, index=found.index, dtype=bool)], found.head(0), key)


def of_batch(batch: str) -> None:
    """The button for the remarks that came with a batch and still hold."""
    found = cached.ask("quality.of_batch", batch=batch, most=MOST)
    _button(found, found.head(0), f"batch_{batch}")


def of_figure(answer: Figure) -> list[str]:
    """The remarks about one figure, as sentences."""
    found = _ask([answer.indicator], answer.unit_id, answer.period.start, answer.period.end)
    own = found[(found["unit_id"] == answer.unit_id) & (found["breakdown"] == answer.breakdown)]
    exact = own[
        (own["period_start"] == pd.Timestamp(answer.period.start))
        & (own["period_end"] == pd.Timestamp(answer.period.end))
    ]
    return [_said(row) for row in exact.to_dict("records")]


def _ask(indicators: Sequence[str], unit: str | None, start: Any, end: Any) -> pd.DataFrame:
    return cached.ask(
        "quality.beside_chart", indicators=list(indicators), unit=unit, period_start=start, period_end=end, most=MOST
    )


def _said(row: dict[str, Any]) -> str:
    return message(row["check_name"], row, row["details"])


def _button(here: pd.DataFrame, elsewhere: pd.DataFrame, key: str) -> None:
    count = len(here) + len(elsewhere)
    if not count:
        return
    total = int(max(here["all_rows"].max() if len(here) else 0, count))
    if st.button(text("warnings.count", count=numbers.number(total)), key=f"remarks_{key}", type="tertiary"):
        _list(here, elsewhere, total)


@st.dialog(text("warnings.title"), width="large")
def _list(here: pd.DataFrame, elsewhere: pd.DataFrame, total: int) -> None:
    st.caption(text("warnings.lead"))
    for rows, heading, key in ((here, "warnings.here", "here"), (elsewhere, "warnings.elsewhere", "elsewhere")):
        if rows.empty:
            continue
        if len(elsewhere):
            st.markdown(f"**{text(heading)}**")
        _table(rows, key)
    if total > len(here) + len(elsewhere):
        st.caption(text("warnings.more", shown=numbers.number(len(here)), all=numbers.number(total)))


def _table(rows: pd.DataFrame, key: str) -> None:
    columns = [Column(text(f"warnings.{name}")) for name in ("what", "period", "batch", "act")]
    lines = [_row(row) for row in rows.to_dict("records")]
    table(columns, lines, key=f"remarks_table_{key}", label=text("warnings.title"))


def _row(row: dict[str, Any]) -> list[Cell]:
    period = period_of(row)
    batch = row["batch_id"] or ""
    return [
        Cell(_said(row), row["full_name"], "wide"),
        Cell(period.label, period.end.isoformat(), "soft"),
        Cell(batch, batch, "soft", places.link("history", dot=batch) if batch else ""),
        Cell(
            text("warnings.act"), "", "", correct_link(row["indicator"], row["unit_id"], period.code, row["breakdown"])
        ),
    ]


def correct_link(indicator: str, unit: str, period: str, breakdown: str = "", document: str = "") -> str:
    """The address at which a figure is corrected."""
    more = {"phan": breakdown, "tl": document}
    return places.link(
        "one_figure", ct=indicator, dv=unit, ky=period, **{name: code for name, code in more.items() if code}
    )
