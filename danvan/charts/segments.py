"""Figures whose terms changed in the course of time: `segmented(rows, …)`.

Owns the picture of an indicator over its stretches (danvan.charts.terms): each is named, and no line runs from one
into the next. It refuses to let a closed series fall to zero: the line ends, and its end is marked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from danvan import numbers
from danvan.charts import axes, palette, rows, segmentmarks, theme, trend
from danvan.charts.terms import same_terms, segment
from danvan.periods import Period

EARLY = 0.45
"""Before this share of the axis a long label runs to the right of its point, not over the axis."""
HEIGHT = 400
THIN, WIDE = (2.6, 7), (5.5, 11)


@dataclass(frozen=True)
class Style:
    """How a series is drawn: colour, width of its line, size of its points."""

    colour: str
    width: float
    size: int


def segmented(
    data: pd.DataFrame,
    *,
    indicator: str,
    title: str,
    unit: str,
    subtitle: str = "",
    decimals: int = 0,
    by: str = "indicator",
    names: Mapping[str, str] | None = None,
    ended: date | None = None,
    height: int = HEIGHT,
) -> go.Figure:
    """Lines over periods of one kind, broken and named where the terms of `indicator` change.

    `data`: figure rows; `by` the column that makes a series, `names` its labels in drawing order (None: one series).
    A rank (unit 'hạng') counts from the top down. `ended`: the last day of a series that is closed; it is marked.
    """
    usable = [row for row in rows.records(data) if rows.status(row) != "expected"]
    series = {key: [row for row in usable if names is None or row[by] == key] for key in names or {indicator: ""}}
    known = [row for found in series.values() for row in found if not numbers.is_missing(row.get("value"))]
    if not known:
        return theme.empty(title=title)
    figure = theme.figure(
        title=title,
        subtitle=theme.with_unit(subtitle, unit),
        height=height,
        alt=_alt(title, indicator, known, unit=unit, decimals=decimals),
        below_title=58 if names and len(names) > 1 else 40,
    )
    periods = [rows.period_of(row) for row in usable]
    _scale(figure, periods, known, decimals=decimals, unit=unit)
    for at, (key, found) in enumerate(series.items()):
        # A later series is thinner: where two agree, both are seen.
        style = Style(palette.CATEGORICAL[at], *(WIDE if at == 0 and len(series) > 1 else THIN))
        _draw(figure, indicator, found, (names or {}).get(key) or title, style, unit=unit, decimals=decimals)
    segmentmarks.bands(figure, indicator, periods)
    segmentmarks.closing(figure, periods, ended)
    if names and len(names) > 1:
        figure.update_layout(showlegend=True, legend={"y": 1.07})
    _footnote(figure, known)
    return figure


def _scale(
    figure: go.Figure, periods: Sequence[Period], known: Sequence[rows.Row], *, decimals: int, unit: str
) -> None:
    """Both axes; the first rank stands on top."""
    values = [float(row["value"]) for row in known]
    figure.update_xaxes(**axes.period_axis(periods))
    if unit != "hạng":
        low, high = axes.baseline(values, from_zero=decimals == 0)
        most = axes.ceiling(values, unit)
        figure.update_yaxes(**axes.value_axis(low, high, decimals=decimals, headroom=0.12, ceiling=most))
        return
    last = max(values)
    ticks = [1, *(tick for tick in axes.value_ticks(0, last) if tick > 1)]
    figure.update_yaxes(
        tickvals=ticks, ticktext=[numbers.number(tick) for tick in ticks], range=[max(ticks) * 1.08, -max(ticks) * 0.12]
    )


def _draw(
    figure: go.Figure, indicator: str, found: list[rows.Row], name: str, style: Style, *, unit: str, decimals: int
) -> None:
    """Each stretch's line, dashed where a number may change, and the value at its end."""
    ordered = sorted(found, key=rows.period_of)
    known = [row for row in ordered if not numbers.is_missing(row.get("value"))]
    for dash in ("solid", "dash"):
        x: list[str | None] = []
        y: list[float | None] = []
        for one, other in pairwise(ordered):
            if _together(indicator, one, other) and trend.link(one, other) == dash:
                x += [trend.place(one), trend.place(other), None]
                y += [float(one["value"]), float(other["value"]), None]
        if x:
            line = {"color": style.colour, "width": style.width, "dash": "4px,4px" if dash == "dash" else "solid"}
            figure.add_trace(
                go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", name=name, showlegend=False)
            )
    soft = [rows.status(row) in trend.SOFT for row in known]
    figure.add_trace(
        go.Scatter(
            x=[trend.place(row) for row in known],
            y=[float(row["value"]) for row in known],
            mode="markers",
            name=name,
            marker={
                "opacity": 1,
                "size": [style.size + 2 if each else style.size for each in soft],
                "color": [palette.PAPER if each else style.colour for each in soft],
                "line": {"color": style.colour, "width": 2},
            },
            hovertext=[rows.hover(row, name=name, decimals=decimals, unit=unit) for row in known],
            hovertemplate="%{hovertext}<extra></extra>",
            customdata=[[indicator, rows.period_of(row).code] for row in known],
        )
    )
    for at, row in enumerate(known):
        last = at + 1 == len(known)
        if last or not _together(indicator, row, known[at + 1]):
            inwards, early = not last and at > 0, _share(figure, row) < EARLY
            figure.add_annotation(_end(row, style.colour, decimals=decimals, unit=unit, inwards=inwards, early=early))


def _together(indicator: str, one: rows.Row, other: rows.Row) -> bool:
    return same_terms(indicator, rows.period_of(one).end, rows.period_of(other).end)


def _share(figure: go.Figure, row: rows.Row) -> float:
    """How far along the axis of time a figure stands, 0–1."""
    first, last = (date.fromisoformat(str(edge)[:10]) for edge in figure.layout.xaxis.range)
    return (date.fromisoformat(trend.place(row)[:10]) - first) / (last - first)


def _end(row: rows.Row, colour: str, *, decimals: int, unit: str, inwards: bool, early: bool) -> dict[str, object]:
    """The value over the end of a stretch; `inwards` where another stretch begins beside it, `early`: near the axis."""
    text = rows.value_text(row, decimals=decimals, unit=unit if unit == "%" else "")
    # What is not whole says how much of it there is, below its point: beside it stands the end of another stretch.
    partial = rows.status(row) == "partial" and bool(rows.parts_text(row))
    if partial:
        text = f"{text}<br>{rows.parts_text(row)}"
    inwards = inwards or partial
    return {
        "x": trend.place(row),
        "y": float(row["value"]),
        "text": f"<b>{text}</b>",
        "showarrow": False,
        "align": "left" if early else "right",
        "yshift": -22 if partial else 14,
        "xanchor": "center" if not inwards else "left" if partial and early else "right",
        "xshift": 0 if not inwards else -8 if partial and early else 12 if partial else 8,
        "font": {"size": theme.SMALL, "color": palette.as_text(colour)},
        "bgcolor": palette.faded(palette.PAPER, 0.85),
        "borderpad": 1,
    }


def _footnote(figure: go.Figure, known: Sequence[rows.Row]) -> None:
    """The sign of soft numbers, where one is drawn."""
    states = {rows.status(row) for row in known} & set(trend.SOFT)
    if states:
        said = " / ".join(rows.LABELS[state] for state in trend.SOFT if state in states)
        theme.footnote(figure, f"○ {said}", axis_room=30)


def _alt(title: str, indicator: str, known: Sequence[rows.Row], *, unit: str, decimals: int) -> str:
    """The last figure of each stretch in words."""
    last: dict[str, rows.Row] = {}
    for row in sorted(known, key=rows.period_of):
        part = segment(indicator, rows.period_of(row).end)
        last[part.name if part else ""] = row
    said = [
        f"{name}: {rows.period_of(row).label} {rows.value_text(row, decimals=decimals, unit=unit)}"
        for name, row in last.items()
    ]
    return f"{title}. {'; '.join(said)}."
