"""The way of one target on a chart: `path(points, …)`, its figures, the even road to its goal, and the projection.

A projection is never drawn like a figure: it is dotted.
"""

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from danvan import numbers
from danvan.charts import keyline, palette, theme
from danvan.charts.keyline import Sign

MARGIN = {"l": 12, "r": 40}


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
    signs = [
        *([Sign(keyline.ROAD, palette.SLATE, words["road"])] if base else []),
        Sign(keyline.WAY, palette.RED, words["actual"]),
        *([Sign(keyline.AHEAD, palette.RED, words["projection"])] if projected is not None else []),
    ]
    figure = theme.figure(
        title=title, subtitle=subtitle, height=380, alt=alt, below_title=keyline.room(signs) + 6, margin=MARGIN
    )
    keyline.draw(figure, signs, above=6)
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
    ticks = [f"{day.month}/{day.year}" for day in days]
    figure.update_xaxes(tickvals=days, ticktext=ticks, tickangle=0, type="date")
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
