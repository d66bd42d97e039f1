"""What stands around the lines of a trend: end labels, the merger of 2025, gaps and their key.

Owns annotations and marks of a time chart. It refuses to cover a figure: labels move apart, the
merger's name stands above the drawing.
"""

import textwrap
from collections.abc import Sequence
from datetime import date
from typing import Protocol

import plotly.graph_objects as go

from danvan import numbers
from danvan.charts import axes, palette, rows, theme
from danvan.periods import Period

LINE = 15
"""Pixels a line of label takes."""
MERGER = date(2025, 7, 1)
FEW = 8
"""So many bars can each carry their value on a telephone."""


class Drawn(Protocol):
    """What a series must offer to be labelled."""

    key: str
    name: str
    colour: str
    points: tuple[rows.Row, ...]

    @property
    def known(self) -> list[rows.Row]: ...


def ends(figure: go.Figure, drawn: Sequence[Drawn], *, decimals: int, unit: str, bars: bool) -> None:
    """The last value of each series (of few bars every value); names with it if there are two."""
    labelled = [series for series in drawn if series.known]
    sign = unit if unit == "%" else ""
    if len(labelled) == 1:
        series = labelled[0]
        few = len(series.known) <= FEW
        for row in series.known if bars and few else series.known[-1:]:
            # Among many figures a long label would lie over others: the parts then stand in the key below.
            text = _value(row, decimals, sign) if few else rows.value_text(row, decimals=decimals, unit=sign)
            figure.add_annotation(_above(row, text, colour=series.colour, centred=bars))
    elif bars:
        figure.update_layout(showlegend=True)
    else:
        _beside(figure, labelled, decimals=decimals, sign=sign)


def _above(row: rows.Row, text: str, *, colour: str, centred: bool) -> dict[str, object]:
    """A value over its point; over a line's end a little inwards."""
    return {
        "x": _place(row),
        "y": float(row["value"]),
        "text": f"<b>{text}</b>",
        "showarrow": False,
        "yshift": 12 if centred else 15,
        "xanchor": "center" if centred else "right",
        "xshift": 0 if centred else 12,
        "font": {"size": theme.SMALL, "color": palette.as_text(colour)},
        "bgcolor": palette.faded(palette.PAPER, 0.85),
        "borderpad": 1,
    }


def _beside(figure: go.Figure, labelled: Sequence[Drawn], *, decimals: int, sign: str) -> None:
    """Name and value to the right of each line's end, moved apart where lines end together."""
    low, high = figure.layout.yaxis.range
    plot = figure.layout.height - figure.layout.margin.t - 44
    last = max(rows.period_of(each.known[-1]) for each in labelled)
    texts = [
        [
            *textwrap.wrap(rows.escaped(each.name), 14),
            f"<b>{_value(each.known[-1], decimals, sign)}</b>",
            *_earlier(each.known[-1], last),
        ]
        for each in labelled
    ]
    raw = [(float(each.known[-1]["value"]) - low) / (high - low) * plot for each in labelled]
    moved = axes.spread(raw, [LINE * len(lines) + 5 for lines in texts])
    for at, series in enumerate(labelled):
        figure.add_annotation(
            x=1,
            xref="paper",
            xanchor="left",
            xshift=6,
            y=float(series.known[-1]["value"]),
            yshift=moved[at] - raw[at],
            text="<br>".join(texts[at]),
            align="left",
            showarrow=False,
            font={"size": theme.SMALL, "color": palette.as_text(series.colour)},
        )
    widest = max(len(line.removeprefix("<b>").removesuffix("</b>")) for t in texts for line in t)
    figure.update_layout(margin_r=14 + min(7 * widest + 6, 118))


def _earlier(row: rows.Row, last: Period) -> list[str]:
    """The period of a last value that is not of the last period drawn."""
    period = rows.period_of(row)
    return [] if period == last else [f"({period.short})"]


def gaps(figure: go.Figure, drawn: Sequence[Drawn]) -> None:
    """A small cross on the axis where a single series was not reported."""
    mine = [series for series in drawn if series.colour != palette.MUTED]
    if len(mine) != 1:
        return
    missing = [row for row in mine[0].points if rows.status(row) in ("missing", "held_no_count")]
    if missing:
        figure.add_trace(
            go.Scatter(
                x=[_place(row) for row in missing],
                y=[figure.layout.yaxis.range[0]] * len(missing),
                mode="markers",
                name=rows.LABELS["missing"],
                cliponaxis=False,
                marker={"symbol": "x-thin", "size": 8, "line": {"color": palette.SLATE, "width": 1.6}},
                hovertext=[rows.hover(row, name=mine[0].name, decimals=0, unit="") for row in missing],
                hovertemplate="%{hovertext}<extra></extra>",
                showlegend=False,
            )
        )


def merger(figure: go.Figure, periods: Sequence[Period]) -> None:
    """A dashed line through the day on which provinces were merged, if the periods span it."""
    day = MERGER
    if not min(each.start for each in periods) < day <= max(each.end for each in periods):
        return
    start, end = (date.fromisoformat(str(edge)[:10]) for edge in figure.layout.xaxis.range)
    share = (day - start) / (end - start)
    figure.add_shape(
        type="line",
        x0=day.isoformat(),
        x1=day.isoformat(),
        y0=0,
        y1=1.02,
        yref="paper",
        line={"color": palette.SLATE, "width": 1.2, "dash": "4px,3px"},
        layer="below",
    )
    figure.add_annotation(
        x=day.isoformat(),
        y=1.02,
        yref="paper",
        yanchor="bottom",
        xanchor="right" if share > 0.6 else "left" if share < 0.4 else "center",
        text=f"Sắp xếp đơn vị hành chính {numbers.date(day)}",
        showarrow=False,
        font={"size": theme.TINY, "color": palette.SLATE},
    )


def key_of_states(figure: go.Figure, drawn: Sequence[Drawn], *, bars: bool) -> None:
    """One line below the axis that explains the signs in use, and no others."""
    states = {rows.status(row) for series in drawn for row in series.points}
    partial, provisional = "partial" in states, "provisional" in states
    signs = []
    if bars:
        signs += [f"▨ chưa đủ số liệu{_last_parts(drawn)}"] * partial + ["màu nhạt: số sơ bộ"] * provisional
    elif partial or provisional:
        words = [f"chưa đủ số liệu{_last_parts(drawn)}"] * partial + ["số sơ bộ"] * provisional
        signs.append(f"○ {' hoặc '.join(words)}")
    if any(trace.name == rows.LABELS["missing"] for trace in figure.data):
        signs.append("✕ chưa báo cáo")
    lines = [" &nbsp; ".join(signs)] if signs else []
    if figure.layout.yaxis.range[0] > 0:
        lines.append("Trục giá trị không bắt đầu từ 0.")
    if lines:
        theme.footnote(figure, "<br>".join(lines), axis_room=30, lines=len(lines))


def _last_parts(drawn: Sequence[Drawn]) -> str:
    """' (2026: 6/12 tháng)': how much of the last figure there is, where its label has no room for it."""
    labelled = [series for series in drawn if series.known]
    if len(labelled) != 1 or len(labelled[0].known) <= FEW:
        return ""
    last = labelled[0].known[-1]
    told = rows.parts_text(last).strip("()") if rows.status(last) == "partial" else ""
    return f" ({rows.period_of(last).short}: {told})" if told else ""


def _place(row: rows.Row) -> str:
    return axes.position(rows.period_of(row)).isoformat()


def _value(row: rows.Row, decimals: int, sign: str) -> str:
    """The number at hand, with its parts where it is not the whole."""
    text = rows.value_text(row, decimals=decimals, unit=sign)
    return f"{text} {rows.parts_text(row)}".strip() if rows.status(row) == "partial" else text
