"""Two periods of a few units: `slope(pairs, …)`, a line each.

Owns the picture of a change. A line joins two whole figures of one unit only; where either is partial, expected or
absent there is no line, and the unit is named below.
"""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from danvan import numbers
from danvan.charts import axes, palette, rows, theme
from danvan.charts.collate import vietnamese_key

FEW = 10
"""More units than this are read better as pairs of dots, one line each (slope_pairs)."""
HEIGHT, LABEL = 460, 16
NOTE_WIDTH = 58


@dataclass(frozen=True)
class Pair:
    """One unit's figure rows of the earlier and the later period; `words`: the change as printed ('' none)."""

    name: str
    unit_id: str
    before: Mapping[str, Any]
    now: Mapping[str, Any]
    words: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether both figures may be joined by a line."""
        return rows.is_whole(self.before) and rows.is_whole(self.now)

    @property
    def difference(self) -> float:
        """Later minus earlier, as drawn."""
        return float(self.now["value"]) - float(self.before["value"])


def slope(
    pairs: Sequence[Pair],
    *,
    title: str,
    unit: str,
    subtitle: str = "",
    decimals: int = 0,
    highlight: str | None = None,
    references: Sequence[Pair] = (),
) -> go.Figure:
    """One line a unit from the earlier to the later period, named at its end; the references in grey, dashed."""
    drawn = [pair for pair in (*references, *pairs) if pair.is_whole]
    if not drawn:
        return theme.empty(title=title, message="Chưa có đơn vị nào đủ số liệu của cả hai kỳ", height=200)
    figure = theme.figure(
        title=title, subtitle=theme.with_unit(subtitle, unit), height=HEIGHT,
        alt=told(title, drawn, unit=unit, decimals=decimals), margin={"l": 64, "r": 168, "b": 34},
    )  # fmt: skip
    low, high = axes.baseline(
        [float(row["value"]) for pair in drawn for row in (pair.before, pair.now)], from_zero=False
    )
    held = [pair.unit_id for pair in references]
    for at, pair in enumerate(drawn):
        own = pair.unit_id == highlight
        plain = palette.CATEGORICAL[1:][at % (len(palette.CATEGORICAL) - 1)]
        colour = palette.SLATE if pair.unit_id in held else palette.RED if own else plain
        figure.add_trace(_line(pair, colour, own, pair.unit_id in held, decimals, unit))
    _labels(figure, drawn, low, high, decimals, "%" if unit == "%" else "")
    figure.update_yaxes(visible=False, range=[low, high])
    figure.update_xaxes(
        tickvals=[0, 1], ticktext=[rows.period_of(drawn[0].before).short, rows.period_of(drawn[0].now).short],
        range=[-0.02, 1.02], tickfont={"size": theme.SMALL, "color": palette.INK}, showgrid=True,
    )  # fmt: skip
    foot(figure, notes(pairs), HEIGHT)
    return figure


def _line(pair: Pair, colour: str, own: bool, held: bool, decimals: int, unit: str) -> go.Scatter:
    hovers = [
        rows.hover(row, name=pair.name, decimals=decimals, unit=unit) + (f"<br>{pair.words}" if pair.words else "")
        for row in (pair.before, pair.now)
    ]
    return go.Scatter(
        x=[0, 1], y=[float(pair.before["value"]), float(pair.now["value"])], mode="lines+markers", name=pair.name,
        line={"color": colour, "width": 3.5 if own else 2, "dash": "dot" if held else "solid"},
        marker={"size": 9 if own else 7}, customdata=[[pair.unit_id]] * 2, cliponaxis=False,
        hovertext=hovers, hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _labels(figure: go.Figure, drawn: Sequence[Pair], low: float, high: float, decimals: int, sign: str) -> None:
    """The earlier values on the left, names and later values on the right, moved apart where they would meet."""
    room = HEIGHT - figure.layout.margin.t - figure.layout.margin.b
    scale = room / ((high - low) or 1.0)
    for side, key in ((0, "before"), (1, "now")):
        values = [float(getattr(pair, key)["value"]) for pair in drawn]
        at = axes.spread([(value - low) * scale for value in values], [LABEL] * len(drawn))
        for place, (pair, value, level) in enumerate(zip(drawn, values, at, strict=True)):
            words = rows.value_text(getattr(pair, key), decimals=decimals, unit=sign)
            colour = palette.as_text(figure.data[place].line.color)
            named = f"<b>{words}</b> {rows.escaped(pair.name)}" if side else words
            figure.add_annotation(
                x=side, y=value, yshift=level - (value - low) * scale, xshift=12 if side else -12, text=named,
                xanchor="left" if side else "right", showarrow=False, font={"size": theme.SMALL, "color": colour},
            )  # fmt: skip


def values_of(drawn: Sequence[Pair]) -> list[float]:
    """Both values of every pair, for the reach of an axis."""
    return [float(row["value"]) for pair in drawn for row in (pair.before, pair.now)]


def notes(pairs: Sequence[Pair]) -> list[str]:
    names = sorted((pair.name for pair in pairs if not pair.is_whole), key=vietnamese_key)
    if not names:
        return []
    return textwrap.wrap(rows.escaped(f"Chưa đủ số liệu của cả hai kỳ ({len(names)}): {', '.join(names)}."), NOTE_WIDTH)


def foot(figure: go.Figure, lines: Sequence[str], height: int) -> None:
    """Who is not drawn, under the drawing; the figure grows by it."""
    if lines:
        below = figure.layout.margin.b
        theme.footnote(figure, "<br>".join(lines), axis_room=below, lines=len(lines))
        figure.layout.annotations[-1].xshift = 8 - figure.layout.margin.l
        height += figure.layout.margin.b - below
    figure.update_layout(height=height)


def told(title: str, drawn: Sequence[Pair], *, unit: str, decimals: int) -> str:
    """Both periods, and the first few changes."""
    before, now = rows.period_of(drawn[0].before).label, rows.period_of(drawn[0].now).label
    said = [
        f"{pair.name}: {numbers.with_unit(pair.before['value'], unit, decimals)} rồi "
        f"{numbers.with_unit(pair.now['value'], unit, decimals)}."
        for pair in drawn[:6]
    ]
    return " ".join([f"{title}, {before} và {now}.", *said])
