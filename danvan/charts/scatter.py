"""Two indicators against one another: `scatter(points, …)`, one dot a unit, the outermost named.

Owns the choice of names: labels never meet one another, on a telephone neither; the rest is named on hover. Dots are
whole figures of the same units and period only; nothing is fitted through them.
"""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import plotly.graph_objects as go

from danvan import numbers
from danvan.charts import axes, palette, rows, theme
from danvan.charts.collate import vietnamese_key

HEIGHT = 560
NARROW = 205
"""Pixels between the axes on a 360 px screen: labels that do not meet there meet nowhere."""
LETTER, LINE, DOT = 6.6, 15, 5
MUST = 6
"""So many of the outermost are named if it can be done at all; others only where no dot is hidden."""
SIDES = (("top center", 0.0, 1.0), ("bottom center", 0.0, -1.0), ("middle right", 1.0, 0.0), ("middle left", -1.0, 0.0))
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


Box = tuple[float, float, float, float]


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
    named = _named(drawn, places, chosen, room)
    own = [point.unit_id in chosen for point in drawn]
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
        (float(point.across["value"]) - left) / (right - left) * NARROW,
        (float(point.up["value"]) - low) / (high - low) * room,
    )


def _named(
    drawn: Sequence[Point], places: Sequence[tuple[float, float]], chosen: Sequence[str], room: float
) -> dict[int, str]:
    """Which dots are named, and on which side: the chosen, then the outermost, then whoever still finds room."""
    middle = (median(x for x, _ in places), median(y for _, y in places))
    far = sorted(
        range(len(drawn)),
        key=lambda at: (
            drawn[at].unit_id not in chosen,
            -(((places[at][0] - middle[0]) / NARROW) ** 2 + ((places[at][1] - middle[1]) / room) ** 2),
        ),
    )
    must = sum(point.unit_id in chosen for point in drawn) + MUST
    taken: list[Box] = []
    named: dict[int, str] = {}
    for order, at in enumerate(far):
        for side, right, above in SIDES:
            box = _box(places[at], drawn[at].name, right, above)
            inside = box[0] > -56 and box[2] < NARROW + 14 and box[3] < room + 8 and box[1] > -4
            hides = order >= must and any(_within(other, box) for other in places if other != places[at])
            if inside and not hides and not any(_meet(box, other) for other in taken):
                taken.append(box)
                named[at] = side
                break
    return named


def _box(place: tuple[float, float], name: str, right: float, above: float) -> Box:
    """Left, bottom, right, top of a label beside a dot."""
    width = LETTER * len(name) + 2
    x = place[0] + right * (width / 2 + DOT + 3)
    y = place[1] + above * (LINE / 2 + DOT + 2)
    return x - width / 2, y - LINE / 2, x + width / 2, y + LINE / 2


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _within(place: tuple[float, float], box: Box) -> bool:
    return box[0] - DOT < place[0] < box[2] + DOT and box[1] - DOT < place[1] < box[3] + DOT


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
