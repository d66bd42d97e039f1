"""Results beside activity: `outcome(rows, …)`.

Owns the pair of bars a period (what was to be done or asked for, and what came of it) and the rate over them. It
refuses a rate of its own: it prints the rate's own figure, and none where that is not there. Sums of less than half of
the units are left out.
"""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from danvan import numbers
from danvan.charts import axes, palette, rows, theme
from danvan.periods import Period

HEIGHT = 400
WIDE, NARROW = 0.74, 0.4
NOTE = 46
"""Characters a line under the drawing holds on a telephone."""
RATES = 5
"""So many rates stand side by side on a telephone."""
FEW = 5
"""Fewer periods than this leave room at the sides: one bar is not as wide as the page."""
PALE = palette.lightened(palette.BLUE, 0.42)


@dataclass(frozen=True)
class Pair:
    """Codes of the whole, of what came of it, and of their rate; with the words of the legend."""

    whole: str
    part: str
    rate: str
    whole_label: str
    part_label: str


Cells = Mapping[Period, rows.Row]


def outcome(
    data: pd.DataFrame, pair: Pair, *, title: str, unit: str, subtitle: str = "", rate_decimals: int = 1
) -> go.Figure:
    """Two bars a period, one inside the other, the rate above. `data`: figure rows of the three for one unit."""
    usable = [row for row in rows.records(data) if rows.status(row) != "expected"]
    cells = {
        code: {rows.period_of(row): row for row in usable if row["indicator"] == code and _drawable(row)}
        for code in (pair.whole, pair.part, pair.rate)
    }
    known = sorted({period for code in (pair.whole, pair.part) for period in cells[code]})
    if not known:
        return theme.empty(title=title)
    periods = sorted({p for row in usable if known[0] <= (p := rows.period_of(row)) <= known[-1]})
    figure = theme.figure(
        title=title,
        subtitle=theme.with_unit(subtitle, unit),
        height=HEIGHT,
        alt=_alt(title, pair, cells, known[-1], unit=unit, rate_decimals=rate_decimals),
        below_title=theme.legend_room([pair.whole_label, pair.part_label]),
    )
    bars = ((pair.whole, pair.whole_label, PALE, WIDE), (pair.part, pair.part_label, palette.CATEGORICAL[3], NARROW))
    for code, label, colour, width in bars:
        figure.add_trace(_bars(cells[code], periods, label, colour, width=width, unit=unit))
    highest = max(float(row["value"]) for code in (pair.whole, pair.part) for row in cells[code].values())
    shown = _ticks(figure, periods, highest)
    _rates(figure, cells, pair, periods, shown, rate_decimals)
    _legend(figure)
    _notes(figure, cells, periods, pair, sparse=any(map(rows.is_sparse, usable)))
    return figure


def _drawable(row: rows.Row) -> bool:
    return not numbers.is_missing(row.get("value")) and not rows.is_sparse(row)


def _bars(cells: Cells, periods: Sequence[Period], label: str, colour: str, *, width: float, unit: str) -> go.Bar:
    drawn = [(at, cells[period]) for at, period in enumerate(periods) if period in cells]
    partial = [rows.status(row) == "partial" for _, row in drawn]
    return go.Bar(
        x=[at for at, _ in drawn],
        y=[float(row["value"]) for _, row in drawn],
        width=width,
        name=label,
        showlegend=False,
        marker={
            "color": colour,
            "pattern": {
                **theme.PARTIAL,
                "bgcolor": palette.lightened(colour, 0.4),
                "shape": ["/" if each else "" for each in partial],
            },
            "cornerradius": 2,
        },
        customdata=[[row["indicator"], rows.period_of(row).code] for _, row in drawn],
        hovertext=[rows.hover(row, name=label, decimals=0, unit=unit) for _, row in drawn],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _ticks(figure: go.Figure, periods: Sequence[Period], highest: float) -> list[int]:
    """Both axes; the places of the periods that are named (the last one always)."""
    every = max(-(-len(periods) // axes.ROOM.get(periods[-1].kind, 4)), -(-len(periods) // RATES))
    shown = list(range(len(periods)))[::-1][::every][::-1]
    room = max(0, (FEW - len(periods)) / 2)
    figure.update_xaxes(
        tickvals=shown,
        ticktext=[periods[at].short for at in shown],
        range=[-0.6 - room, len(periods) - 0.4 + room],
        tickangle=0,
    )
    figure.update_yaxes(**axes.value_axis(0.0, highest, decimals=0, headroom=0.14))
    figure.update_layout(barmode="overlay")
    return shown


def _rates(
    figure: go.Figure,
    cells: Mapping[str, Cells],
    pair: Pair,
    periods: Sequence[Period],
    shown: Sequence[int],
    decimals: int,
) -> None:
    """The rate over the pair of every named period; grey where it is of a part of the units only."""
    for at in shown:
        row = cells[pair.rate].get(periods[at])
        tops = [
            float(cells[code][periods[at]]["value"]) for code in (pair.whole, pair.part) if periods[at] in cells[code]
        ]
        if row is None or not tops:
            continue
        partial = rows.status(row) == "partial"
        figure.add_annotation(
            x=at,
            y=max(tops),
            yshift=11,
            text=f"<b>{rows.value_text(row, decimals=decimals, unit='%')}</b>",
            showarrow=False,
            font={"size": theme.SMALL, "color": palette.SLATE if partial else palette.INK},
        )


def _legend(figure: go.Figure) -> None:
    """A legend takes the pattern of a trace's first bar: its own entries stay plain."""
    for trace in list(figure.data):
        figure.add_trace(go.Bar(x=[None], y=[None], name=trace.name, marker={"color": trace.marker.color}))
    figure.update_layout(showlegend=True, legend={"traceorder": "normal"})


def _notes(
    figure: go.Figure, cells: Mapping[str, Cells], periods: Sequence[Period], pair: Pair, *, sparse: bool
) -> None:
    """Which of the two were not reported, and the sign of partial ones."""
    lines = []
    for code, label in ((pair.whole, pair.whole_label), (pair.part, pair.part_label)):
        missing = [period.short for period in periods if period not in cells[code]]
        if missing:
            listed = ", ".join(missing) if len(missing) <= 4 else f"{len(missing)} kỳ"
            lines += textwrap.wrap(f"{label}: không có số liệu {listed}.", NOTE)
    if sparse:
        lines += ["Không vẽ kỳ mới có số của", "chưa đến một nửa số đơn vị."]
    if any(rows.status(row) == "partial" for found in cells.values() for row in found.values()):
        lines += ["▨ chưa đủ số liệu;", "tỷ lệ in xám tính trên phần đã có"]
    if lines:
        theme.footnote(figure, "<br>".join(lines), axis_room=30, lines=len(lines))


def _alt(title: str, pair: Pair, cells: Mapping[str, Cells], last: Period, *, unit: str, rate_decimals: int) -> str:
    said = [
        f"{label}: {rows.value_text(cells[code][last], decimals=places, unit=sign)}"
        for code, label, places, sign in (
            (pair.whole, pair.whole_label, 0, unit),
            (pair.part, pair.part_label, 0, unit),
            (pair.rate, "tỷ lệ", rate_decimals, "%"),
        )
        if last in cells[code]
    ]
    return f"{title}. {last.label} – {'; '.join(said)}."
