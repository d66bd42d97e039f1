"""What stands around lines whose terms change: the ground and name of each stretch, the end of a closed series.

Owns annotations and marks of danvan.charts.segments. A stretch's edge stands half-way between the periods on its two
sides: a year is drawn at its middle, and must not lie on the line that parts it from the next.
"""

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from danvan import numbers
from danvan.charts import axes, palette, theme
from danvan.charts.terms import Segment, segments_of
from danvan.periods import Period

A_YEAR = 366
"""A series whose last figure is this near its last day has ended; one that merely stops earlier lacks reports."""


def bands(figure: go.Figure, indicator: str, periods: Sequence[Period]) -> None:
    """A ground and a name for each stretch in sight, a line where the next begins."""
    start, end = (date.fromisoformat(str(edge)[:10]) for edge in figure.layout.xaxis.range)
    shown = [each for each in segments_of(indicator) if any(each.first <= p.end <= each.last for p in periods)]
    edges = [start, *(_between(periods, each) for each in shown[1:]), end]
    for at, each in enumerate(shown):
        first, last = edges[at], edges[at + 1]
        if at % 2 == 0:
            figure.add_shape(
                type="rect", x0=first.isoformat(), x1=last.isoformat(), y0=0, y1=1, yref="paper",
                fillcolor=palette.MIST, line={"width": 0}, layer="below",
            )  # fmt: skip
        if at:
            figure.add_shape(
                type="line", x0=first.isoformat(), x1=first.isoformat(), y0=0, y1=1.02, yref="paper",
                line={"color": palette.SLATE, "width": 1.2, "dash": "4px,3px"}, layer="below",
            )  # fmt: skip
        figure.add_annotation(_name(each.name, first, last, whole=(start, end)))


def _between(periods: Sequence[Period], later: Segment) -> date:
    """Half-way from the last period of before to the first one of the stretch."""
    before = max(axes.position(p) for p in periods if p.end < later.first)
    after = min(axes.position(p) for p in periods if later.first <= p.end <= later.last)
    return before + (after - before) / 2


def _name(name: str, first: date, last: date, *, whole: tuple[date, date]) -> dict[str, object]:
    """A stretch's name over its middle; a narrow one at an edge keeps inside the drawing."""
    narrow = (last - first) * 5 < whole[1] - whole[0]
    anchor = "center"
    if narrow and (first == whole[0] or last == whole[1]):
        anchor = "left" if first == whole[0] else "right"
    x = {"left": first, "right": last, "center": first + (last - first) / 2}[anchor]
    return {
        "x": x.isoformat(),
        "y": 1.0,
        "yref": "paper",
        "yanchor": "bottom",
        "xanchor": anchor,
        "text": name,
        "showarrow": False,
        "font": {"size": theme.TINY, "color": palette.SLATE},
    }


def closing(figure: go.Figure, periods: Sequence[Period], ended: date | None) -> None:
    """The mark where a series was closed: the line ends there, it does not fall to zero."""
    if ended is None or (ended - max(p.end for p in periods)).days > A_YEAR:
        return
    start, last = (date.fromisoformat(str(edge)[:10]) for edge in figure.layout.xaxis.range)
    at = min(ended, last)
    figure.add_shape(
        type="line", x0=at.isoformat(), x1=at.isoformat(), y0=0, y1=1, yref="paper",
        line={"color": palette.RED, "width": 1.4}, layer="below",
    )  # fmt: skip
    figure.add_annotation(
        x=at.isoformat(),
        y=0.06,
        yref="paper",
        xanchor="right" if (at - start) * 2 > last - start else "left",
        text=f"Kết thúc {numbers.date(ended)}",
        showarrow=False,
        font={"size": theme.TINY, "color": palette.RED},
        bgcolor=palette.faded(palette.PAPER, 0.85),
    )
