"""Targets on a chart: `bullets(rows, …)`, each against its own target, and `path(…)`, the way of one of them.

Owns the scale (percent of the target, so that dialogues and communes stand under one another), the mark of the road and
the ring of the projection. A projection is never drawn like a figure: it is open and dotted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from danvan import numbers
from danvan.charts import palette, rows, theme

LINE = 19
"""Pixels of a line of the legend: on a telephone each entry has its own, beside the long names on the left."""

BAR = 30
WIDEST = 140.0
"""Percent of the target at which a bar is cut; its text says the whole."""
COLOURS = {"reached": "#2E7D4F", "on_way": palette.BLUE, "behind": palette.GOLD, "unknown": "#B4BAC6"}


@dataclass(frozen=True)
class Bullet:
    """One target: shares in percent of it. status: reached, on_way, behind, unknown; text stands behind the bar."""

    name: str
    share: float | None
    expected: float | None
    projected: float | None
    status: str
    text: str
    hover: str
    whole: bool = True


def bullets(listed: Sequence[Bullet], labels: dict[str, str], *, title: str, subtitle: str) -> go.Figure:
    """One bar a target in the order given. labels: status → words of the legend."""
    if not listed:
        return theme.empty(title=title)
    levels = [-float(at) for at in range(len(listed))]
    figure = theme.figure(
        title=title,
        subtitle=subtitle,
        height=60,
        alt=_alt(title, listed, labels),
        below_title=36 + LINE * len(labels),
    )
    for status, label in labels.items():
        own = [(item, level) for item, level in zip(listed, levels, strict=True) if item.status == status]
        figure.add_trace(_bars(own, status, label))
    _marks(figure, listed, levels)
    _texts(figure, listed, levels)
    figure.add_shape(
        type="line", x0=100, x1=100, y0=levels[-1] - 0.6, y1=0.6, line={"color": palette.INK, "width": 1.2}
    )
    figure.add_annotation(
        x=100, y=0.6, text="100%", showarrow=False, yanchor="bottom", font={"size": theme.TINY, "color": palette.SLATE}
    )
    figure.update_yaxes(
        tickvals=levels,
        ticktext=[rows.escaped(item.name) for item in listed],
        range=[levels[-1] - 0.6, 0.6],
        showgrid=False,
        automargin=False,
        tickfont={"size": theme.SMALL, "color": palette.INK},
    )
    figure.update_xaxes(visible=False, range=[0, WIDEST + 58])
    widest = max(len(item.name) for item in listed)
    figure.update_layout(margin_l=min(24 + round(6.5 * widest), 190), showlegend=True)
    figure.update_layout(legend={"xref": "container", "x": 0.01, "traceorder": "normal"})
    figure.update_layout(legend_y=1 + 14 / (BAR * (len(listed) + 0.4)))
    figure.update_layout(height=int(figure.layout.margin.t + BAR * (len(listed) + 0.4) + 12))
    return figure


def _bars(own: Sequence[tuple[Bullet, float]], status: str, label: str) -> go.Bar:
    return go.Bar(
        orientation="h",
        name=label,
        x=[min(item.share or 0.0, WIDEST) for item, _ in own] or [None],
        y=[level for _, level in own] or [None],
        width=0.56,
        marker={
            "color": COLOURS[status],
            "line": {"width": 0},
            "pattern": {**theme.PARTIAL, "shape": ["" if item.whole else "/" for item, _ in own]},
        },
        hovertext=[item.hover for item, _ in own],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _texts(figure: go.Figure, listed: Sequence[Bullet], levels: Sequence[float]) -> None:
    """The figures in a column of their own, clear of strokes and rings."""
    figure.add_trace(
        go.Scatter(
            x=[WIDEST + 4] * len(listed),
            y=list(levels),
            mode="text",
            text=[item.text for item in listed],
            textposition="middle right",
            textfont={"size": theme.SMALL, "color": palette.INK},
            hoverinfo="skip",
            showlegend=False,
            cliponaxis=False,
            name="",
        )
    )


def _marks(figure: go.Figure, listed: Sequence[Bullet], levels: Sequence[float]) -> None:
    """A stroke where the road stands, an open ring where the pace so far leads."""
    for item, level in zip(listed, levels, strict=True):
        if item.expected is not None and item.expected <= WIDEST:
            place = {"x0": item.expected, "x1": item.expected, "y0": level - 0.4, "y1": level + 0.4}
            figure.add_shape(type="line", **place, line={"color": palette.RED, "width": 3})
    ringed = [(item, level) for item, level in zip(listed, levels, strict=True) if item.projected is not None]
    if ringed:
        figure.add_trace(
            go.Scatter(
                x=[min(item.projected, WIDEST) for item, _ in ringed],
                y=[level for _, level in ringed],
                mode="markers",
                marker={"symbol": "circle-open", "size": 11, "color": palette.INK, "line": {"width": 1.8}},
                hovertext=[item.hover for item, _ in ringed],
                hovertemplate="%{hovertext}<extra></extra>",
                showlegend=False,
                name="",
            )
        )


def path(
    points: Sequence[tuple[date, float]],
    *,
    base: tuple[date, float] | None,
    goal: tuple[date, float],
    projected: float | None,
    words: dict[str, str],
    title: str,
    subtitle: str,
    unit: str,
    decimals: int,
) -> go.Figure:
    """One target's way: figures, the even road from the base to the goal, and the projection from the last figure.

    words: actual, road, projection, goal.
    """
    if not points:
        return theme.empty(title=title)
    last = points[-1]
    alt = f"{title}. {numbers.date(last[0])}: {numbers.with_unit(last[1], unit, decimals)}. {words['goal']}."
    sides = {"l": 12, "r": 40}
    room = 22 + LINE * 3
    figure = theme.figure(title=title, subtitle=subtitle, height=380, alt=alt, below_title=room, margin=sides)
    measure = {"unit": unit, "decimals": decimals}
    if base:
        figure.add_trace(_line([base, goal], words["road"], palette.SLATE, dash="dash", **measure))
    way = [*([base] if base else []), *points]
    figure.add_trace(_line(way, words["actual"], palette.RED, dots=True, **measure))
    if projected is not None:
        ahead = [last, (goal[0], projected)]
        figure.add_trace(_line(ahead, words["projection"], palette.RED, dash="dot", **measure))
    figure.add_trace(
        go.Scatter(
            x=[goal[0]],
            y=[goal[1]],
            mode="markers+text",
            text=[words["goal"]],
            textposition="top left",
            textfont={"size": theme.SMALL, "color": palette.INK, "weight": 600},
            marker={"symbol": "diamond", "size": 11, "color": palette.INK},
            cliponaxis=False,
            showlegend=False,
            hoverinfo="skip",
            name="",
        )
    )
    top = max(goal[1], projected or 0.0, *(value for _, value in points))
    low = min(0.0, *(value for _, value in points)) if unit != "%" else min(value for _, value in [*points, goal])
    figure.update_yaxes(range=[low - (top - low) * 0.05 if low else 0, top + (top - low) * 0.14], tickformat=",.0f")
    days = _ticks(base[0] if base else points[0][0], goal[0])
    figure.update_xaxes(tickvals=days, ticktext=[f"{day.month}/{day.year}" for day in days], type="date")
    figure.update_layout(showlegend=True, legend={"xref": "container", "x": 0.01})
    return figure


def _ticks(first: date, last: date) -> list[date]:
    """Five days or fewer on firsts of January or of quarters, with both ends of the way."""
    every = 12 if (last - first).days > 900 else 3
    months = [
        date(year, month, 1)
        for year in range(first.year, last.year + 2)
        for month in range(1, 13)
        if (month - 1) % every == 0 and first <= date(year, month, 1) <= last
    ]
    step = max(1, round(len(months) / 5))
    return months[::step]


def _line(
    places: Sequence[tuple[date, float]],
    name: str,
    colour: str,
    *,
    unit: str,
    decimals: int,
    dash: str = "solid",
    dots: bool = False,
) -> go.Scatter:
    return go.Scatter(
        x=[day for day, _ in places],
        y=[value for _, value in places],
        mode="lines+markers" if dots else "lines",
        name=name,
        line={"color": colour, "width": 2.6 if dots else 1.8, "dash": dash},
        marker={"size": 7},
        hovertext=[f"{name}, {numbers.date(day)}: {numbers.with_unit(value, unit, decimals)}" for day, value in places],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _alt(title: str, listed: Sequence[Bullet], labels: dict[str, str]) -> str:
    """How many of each standing, and the first few by name."""
    counts = [f"{label.lower()} {sum(item.status == status for item in listed)}" for status, label in labels.items()]
    named = "; ".join(f"{item.name}: {item.text}" for item in listed[:5])
    return f"{title}. {', '.join(counts)}. {named}."
