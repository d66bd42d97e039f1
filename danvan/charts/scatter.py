"""Two indicators against one another: `scatter(points, …)`, one dot a unit, the outermost named.

Dots are whole figures of the same units and period only; nothing is fitted through them. Which of them are named,
scatter_names says; the rest is named on hover.
"""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from danvan import numbers
from danvan.charts import axes, palette, rows, scatter_names, theme
from danvan.charts.collate import vietnamese_key

HEIGHT = 560
NOTE_WIDTH = 58


@dataclass(frozen=True)
class Point:
    """One unit with its figure rows of both indicators."""

    name: str
    unit_id: str
    across: Mapping[str, Any]
    up: Mapping[str, Any]

    @property
    def is_whole(self) -> bool:
        """Whether both figures stand for the whole unit."""
        return rows.is_whole(self.across) and rows.is_whole(self.up)


@dataclass(frozen=True)
class Axis:
    """What an axis shows: name, unit of measure, decimals."""

    name: str
    unit: str
    decimals: int

    @property
    def words(self) -> str:
        """'Tỷ lệ giải quyết ý kiến (%)'."""
        return f"{self.name} ({self.unit})" if self.unit else self.name


def scatter(
    points: Sequence[Point],
    *,
    across: Axis,
    up: Axis,
    title: str,
    subtitle: str = "",
    chosen: Sequence[str] = (),
    nation: Point | None = None,
) -> go.Figure:
    """One dot a unit. `chosen`: unit_ids always named and coloured; `nation`: where the cross stands."""
    drawn = [point for point in points if point.is_whole]
    if not drawn:
        return theme.empty(title=title, message="Chưa có đơn vị nào đủ số liệu của cả hai chỉ tiêu", height=200)
    notes = _notes(points)
    figure = theme.figure(
        title=title, subtitle=subtitle, height=HEIGHT, alt=_alt(title, drawn, across, up),
        margin={"l": 74, "r": 18, "b": 58},
    )  # fmt: skip
    held = [*drawn, *([nation] if nation and nation.is_whole else [])]
    ranges = []
    for name, axis, key in (("x", across, "across"), ("y", up, "up")):
        low, high = axes.baseline([float(getattr(point, key)["value"]) for point in held], from_zero=False)
        settings = axes.value_axis(low, high, decimals=axis.decimals)
        pad = (high - low) * 0.04
        settings["range"] = [low - pad, high + pad]
        ranges.append(settings["range"])
        words = "<br>".join(textwrap.wrap(axis.words, 40 if name == "x" else 52))
        figure.update_layout({f"{name}axis": {**settings, "title": {"text": words}, "showgrid": True}})
    room = HEIGHT - figure.layout.margin.t - figure.layout.margin.b
    places = [_pixels(point, ranges, room) for point in drawn]
    own = [point.unit_id in chosen for point in drawn]
    named = scatter_names.named([point.name for point in drawn], places, own, room)
    figure.add_trace(
        go.Scatter(
            x=[float(point.across["value"]) for point in drawn], y=[float(point.up["value"]) for point in drawn],
            mode="markers+text",
            text=[rows.escaped(point.name) if at in named else "" for at, point in enumerate(drawn)],
            textposition=[named.get(at, "top center") for at in range(len(drawn))],
            textfont={"size": theme.SMALL, "color": [palette.RED if mine else palette.INK for mine in own]},
            marker={
                "size": [11 if mine else 9 for mine in own],
                "color": [palette.RED if mine else palette.faded(palette.BLUE, 0.75) for mine in own],
                "line": {"color": palette.PAPER, "width": 1},
            },
            cliponaxis=False, customdata=[[point.unit_id, point.name] for point in drawn],
            hovertext=[_hover(point, across, up) for point in drawn],
            hovertemplate="%{hovertext}<extra></extra>", name="",
        )
    )  # fmt: skip
    if nation and nation.is_whole:
        _cross(figure, nation, across, up)
    if notes:
        theme.footnote(figure, "<br>".join(notes), axis_room=58, lines=len(notes))
        figure.layout.annotations[-1].xshift = 8 - figure.layout.margin.l
        figure.update_layout(height=HEIGHT + figure.layout.margin.b - 58)
    return figure


def _pixels(point: Point, ranges: Sequence[Sequence[float]], room: float) -> tuple[float, float]:
    """Where a dot lies on a narrow screen."""
    (left, right), (low, high) = ranges
    return (
        (float(point.across["value"]) - left) / (right - left) * scatter_names.NARROW,
        (float(point.up["value"]) - low) / (high - low) * room,
    )


def _cross(figure: go.Figure, nation: Point, across: Axis, up: Axis) -> None:
    """Two dashed lines at the figures of the whole country, so that four quarters can be read."""
    style = {"color": palette.SLATE, "width": 1, "dash": "dot"}
    figure.add_vline(x=float(nation.across["value"]), line=style, layer="below")
    figure.add_hline(y=float(nation.up["value"]), line=style, layer="below")
    size = {"size": theme.TINY, "color": palette.SLATE}
    across_words = rows.value_text(nation.across, decimals=across.decimals, unit="%" if across.unit == "%" else "")
    up_words = rows.value_text(nation.up, decimals=up.decimals, unit="%" if up.unit == "%" else "")
    figure.add_annotation(
        x=float(nation.across["value"]), y=0, yref="paper", yanchor="bottom", xanchor="left", showarrow=False,
        text=f"{rows.escaped(nation.name)}: {across_words}", font=size,
    )  # fmt: skip
    figure.add_annotation(
        x=1, xref="paper", y=float(nation.up["value"]), yanchor="bottom", xanchor="right", showarrow=False,
        text=f"{rows.escaped(nation.name)}: {up_words}", font=size,
    )  # fmt: skip


def _hover(point: Point, across: Axis, up: Axis) -> str:
    lines = [f"<b>{rows.escaped(point.name)}</b>", rows.period_of(point.across).label]
    for axis, row in ((across, point.across), (up, point.up)):
        value = rows.value_text(row, decimals=axis.decimals, unit=axis.unit)
        fraction = numbers.fraction(row.get("numerator"), row.get("denominator"), missing="")
        lines.append(f"{rows.escaped(axis.name)}: <b>{value}</b>{f' = {fraction}' if fraction else ''}")
    return "<br>".join(lines)


def _notes(points: Sequence[Point]) -> list[str]:
    names = sorted((point.name for point in points if not point.is_whole), key=vietnamese_key)
    if not names:
        return []
    return textwrap.wrap(
        rows.escaped(f"Chưa đủ số liệu của cả hai chỉ tiêu ({len(names)}): {', '.join(names)}."), NOTE_WIDTH
    )


def _alt(title: str, drawn: Sequence[Point], across: Axis, up: Axis) -> str:
    said = [f"{title}: {len(drawn)} đơn vị."]
    for words, key in (("Cao nhất", max), ("Thấp nhất", min)):
        for axis, name in ((across, "across"), (up, "up")):
            point = key(drawn, key=lambda one, name=name: float(getattr(one, name)["value"]))
            value = rows.value_text(getattr(point, name), decimals=axis.decimals, unit=axis.unit)
            said.append(f"{words} về {axis.name}: {point.name} ({value}).")
    return " ".join(said)
