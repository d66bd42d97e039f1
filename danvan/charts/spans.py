"""Figures of intervals on the axis of time: `spans(rows, …)`.

Owns the picture of numbers that cover several years or stand for one day. Each is a bar from its first to its last
day (a diamond for a day) with its own number; nothing is added up, stacked or joined, and lengths say time, not size.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go

from danvan import numbers
from danvan.charts import palette, rows, theme
from danvan.periods import Period

BAR = 46
"""Pixels a line takes: the number above its bar."""
LIFT = 0.4
"""How far above its bar the number stands, as a part of a line."""
MANY = 14
"""More lines than this no longer read; the table below holds them all."""


def spans(data: pd.DataFrame, *, title: str, subtitle: str = "", decimals: int = 0, unit: str = "") -> go.Figure:
    """One line a figure of an interval or day.

    `data`: figure rows of one indicator with `name`; those without a number are drawn as an open bar with their
    state. Newest end first, at most 14.
    """
    known = sorted(rows.records(data), key=_newest)[:MANY]
    if not known:
        return theme.empty(title=title)
    figure = theme.figure(
        title=title,
        subtitle=theme.with_unit(subtitle, unit),
        height=60,
        alt=_alt(title, known, unit=unit, decimals=decimals),
        margin={"l": 150, "r": 20, "b": 40},
    )
    periods = [rows.period_of(row) for row in known]
    for at, (row, period) in enumerate(zip(known, periods, strict=True)):
        figure.add_trace(_line(row, period, -at, unit=unit, decimals=decimals))
    figure.update_yaxes(
        tickvals=[-at for at in range(len(known))],
        ticktext=[rows.escaped(rows.name_of(row)) for row in known],
        range=[-len(known) + 0.4, 0.7],
        showgrid=False,
        zeroline=False,
    )
    figure.update_xaxes(**_years(periods))
    figure.update_layout(
        height=figure.layout.margin.t + BAR * len(known) + figure.layout.margin.b + 10, showlegend=False
    )
    return figure


def _newest(row: rows.Row) -> tuple[int, int]:
    period = rows.period_of(row)
    return -period.end.toordinal(), -period.start.toordinal()


def _line(row: rows.Row, period: Period, at: int, *, unit: str, decimals: int) -> go.Scatter:
    """The bar of one figure with its number above its middle."""
    day = period.start == period.end
    has = not numbers.is_missing(row.get("value"))
    label = rows.value_text(row, decimals=decimals, unit=unit)
    middle = period.start + (period.end - period.start) / 2
    mark = palette.BLUE if has else palette.HATCH
    return go.Scatter(
        x=[period.start, period.end, None, middle],
        y=[at, at, None, at + LIFT],
        mode="markers+text" if day else "lines+text",
        text=["", "", "", f"<b>{label}</b>"],
        textposition="middle center",
        textfont={"size": 13, "color": palette.INK if has else palette.SLATE},
        line={"color": mark, "width": 9},
        marker={"symbol": "diamond", "size": [11, 11, 0, 0], "color": mark, "opacity": [1, 1, 0, 0]},
        hovertext=[rows.hover(row, name=rows.name_of(row), decimals=decimals, unit=unit)] * 4,
        hoverinfo="text",
        customdata=[[row.get("unit_id"), period.code]] * 4,
        cliponaxis=False,
    )


def _years(periods: Sequence[Period]) -> dict[str, object]:
    """Years as ticks; a thin margin so that labels at the edges stay inside."""
    first, last = min(p.start for p in periods), max(p.end for p in periods)
    room = timedelta(days=max(120, int((last - first).days * 0.08)))
    years = range(first.year, last.year + 2)
    step = max(1, -(-len(years) // 9))
    shown = [date(year, 1, 1) for year in years[::step]]
    return {
        "range": [first - room, last + room],
        "tickvals": shown,
        "ticktext": [str(day.year) for day in shown],
        "showgrid": True,
        "gridcolor": palette.GRID,
    }


def _alt(title: str, known: Sequence[rows.Row], *, unit: str, decimals: int) -> str:
    said = [f"{title}."]
    for row in known[:4]:
        text = rows.value_text(row, decimals=decimals, unit=unit)
        said.append(f"{rows.name_of(row)}, {rows.period_of(row).label}: {text}.")
    return " ".join(said)
