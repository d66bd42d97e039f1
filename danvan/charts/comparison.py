"""Units side by side: `comparison(rows, …)` as bars, with what they are held against above them.

Owns the bars of a comparison. The nation, a region, the units alike stand in a group of their own, never among those
in order; partial figures stand below, hatched; raw counts are put in order without a rank.
"""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from danvan import numbers
from danvan.charts import palette, rows, theme
from danvan.charts.collate import vietnamese_key
from danvan.charts.comparison_places import Order, Standing

BAR = 26
"""Pixels a bar and its gap take."""
GAP = 1.5
"""The room between two groups, in bars, for a heading."""
NOTE_WIDTH, NAME_WIDTH = 58, 23
NAMED = 20
"""More units than these that are not drawn are counted, not named."""
UNIT, REFERENCE, APART = palette.lightened(palette.BLUE, 0.45), palette.MUTED, palette.MUTED
REASONS = {
    "missing": "Chưa báo cáo",
    "held_no_count": "Có, chưa nêu số",
    "refused": "Không cộng gộp được",
    "no_base": "Chưa có mẫu số để tính",
}


@dataclass(frozen=True)
class Reference:
    """What the units are held against: its name and its figure row."""

    name: str
    row: Mapping[str, Any]


@dataclass(frozen=True)
class _Line:
    name: str
    rank: str
    row: Mapping[str, Any]
    colour: str
    hover: str
    strong: bool = False


def comparison(
    order: Order,
    *,
    title: str,
    unit: str,
    subtitle: str = "",
    decimals: int = 0,
    references: Sequence[Reference] = (),
    highlight: str | None = None,
    said: str = "",
) -> go.Figure:
    """Sorted bars, one a unit, under those of the references.

    `said`: how they are ordered ('xếp trên 58 tỉnh, thành phố …'), the end of the subtitle. `highlight`: a unit_id.
    """
    held = [reference for reference in references if not numbers.is_missing(reference.row["value"])]
    if not order.placed and not order.apart and not held:
        return theme.empty(title=title)
    groups = [
        ("", [_reference(one, unit, decimals) for one in held]),
        ("", [_line(standing, unit, decimals, highlight) for standing in order.placed]),
        ("Chưa đủ số liệu, đứng riêng", [_line(one, unit, decimals, highlight) for one in order.apart]),
    ]
    notes = _notes(order)
    figure = theme.figure(
        title=title,
        subtitle=" · ".join(filter(None, (theme.with_unit(subtitle, unit), said))),
        height=60,
        alt=_alt(title, order, held, said=said, unit=unit, decimals=decimals),
    )
    levels, headings = _levels(groups)
    lines = [line for _, group in groups for line in group]
    figure.add_trace(_bars(lines, levels, "%" if unit == "%" else "", decimals))
    _axes(figure, lines, levels)
    for words, level in headings:
        figure.add_annotation(
            x=0, y=level, xanchor="left", text=words, showarrow=False,
            font={"size": theme.TINY, "color": palette.SLATE},
        )  # fmt: skip
    if notes:
        theme.footnote(figure, "<br>".join(notes), lines=len(notes))
        figure.layout.annotations[-1].xshift = 8 - figure.layout.margin.l
    drawn = int((max(levels) - min(levels) + 1.2) * BAR)
    figure.update_layout(height=figure.layout.margin.t + drawn + figure.layout.margin.b)
    return figure


def _reference(one: Reference, unit: str, decimals: int) -> _Line:
    return _Line(
        one.name, "", one.row, REFERENCE, rows.hover(one.row, name=one.name, decimals=decimals, unit=unit), True
    )


def _line(standing: Standing, unit: str, decimals: int, highlight: str | None) -> _Line:
    own = standing.row["unit_id"] == highlight
    told = f"Hạng: {standing.words}" if standing.words else "Không xếp hạng"
    hover = rows.hover(standing.row, name=standing.name, decimals=decimals, unit=unit)
    return _Line(standing.name, standing.short, standing.row, palette.RED if own else UNIT, f"{hover}<br>{told}", own)


def _levels(groups: Sequence[tuple[str, list[_Line]]]) -> tuple[list[float], list[tuple[str, float]]]:
    """Heights of the bars from the top down, and where the headings of the groups stand."""
    levels: list[float] = []
    headings = []
    for words, group in groups:
        if not group:
            continue
        start = levels[-1] - (GAP + (0.4 if words else 0)) if levels else 0.0
        if words:
            headings.append((words, start + 0.95))
        step = 1.25 if any(len(line.name) > NAME_WIDTH for line in group) else 1.0
        levels += [start - step * at for at in range(len(group))]
    return levels, headings


def _bars(lines: Sequence[_Line], levels: Sequence[float], sign: str, decimals: int) -> go.Bar:
    whole = [rows.is_whole(line.row) for line in lines]
    return go.Bar(
        orientation="h",
        x=[float(line.row["value"]) for line in lines],
        y=list(levels),
        width=0.68,
        text=[_value(line.row, decimals, sign) for line in lines],
        textposition="outside",
        cliponaxis=False,
        constraintext="none",
        textfont={
            "size": theme.SMALL,
            "color": [palette.RED if line.colour == palette.RED else palette.INK for line in lines],
            "weight": [600 if line.strong else 400 for line in lines],
        },
        marker={
            "color": [line.colour for line in lines],
            "pattern": {**theme.PARTIAL, "shape": ["" if known else "/" for known in whole]},
            "cornerradius": 2,
        },
        customdata=[[line.row.get("unit_id", ""), line.name] for line in lines],
        hovertext=[line.hover for line in lines],
        hovertemplate="%{hovertext}<extra></extra>",
        name="",
    )


def _value(row: Mapping[str, Any], decimals: int, sign: str) -> str:
    words = rows.value_text(row, decimals=decimals, unit=sign)
    more = {"partial": rows.parts_text(row), "expected": "(dự kiến)", "provisional": "(sơ bộ)"}
    return f" {words} {more.get(rows.status(row), '')}".rstrip()


def _axes(figure: go.Figure, lines: Sequence[_Line], levels: Sequence[float]) -> None:
    """Names and ranks before the bars; no value axis, each bar says its value."""
    ticks, longest = [], 0
    for line in lines:
        rank = f"  <span style='color:{palette.SLATE}'>{line.rank}</span>" if line.rank else ""
        # The names of regions are long: two lines of them take the room of one bar.
        parts = textwrap.wrap(line.name, NAME_WIDTH) or [""]
        longest = max(longest, *(len(part) for part in parts), len(parts[-1]) + len(line.rank) + 2)
        words = "<br>".join(rows.escaped(part) for part in parts) + rank
        ticks.append(f"<b>{words}</b>" if line.strong else words)
    figure.update_yaxes(
        tickvals=list(levels), ticktext=ticks, range=[min(levels) - 0.6, max(levels) + 0.6], showgrid=False,
        automargin=False, ticks="outside", ticklen=5, tickcolor=palette.PAPER,
        tickfont={"size": theme.SMALL, "color": palette.INK},
    )  # fmt: skip
    values = [float(line.row["value"]) for line in lines]
    low, high = min(0.0, *values), max(0.0, *values)
    figure.update_xaxes(visible=False, range=[low, high + ((high - low) or 1.0) * 0.3])
    figure.update_layout(margin_l=min(22 + round(6.9 * longest), 182))


def _notes(order: Order) -> list[str]:
    """Who is not drawn, by reason, on wrapped lines."""
    reasons: dict[str, list[str]] = {}
    for row in order.absent:
        words = REASONS.get(str(row["state"]), REASONS["missing"] if rows.status(row) == "missing" else "")
        if words:
            reasons.setdefault(words, []).append(rows.name_of(row))
    lines = []
    for words, names in reasons.items():
        listed = ", ".join(sorted(names, key=vietnamese_key))
        # Sixty names in small letters are read by nobody, and the table below the chart has them all.
        told = f"{words} ({len(names)}): {listed}." if len(names) <= NAMED else f"{words}: {len(names)} đơn vị."
        lines += textwrap.wrap(rows.escaped(told), NOTE_WIDTH)
    return lines


def _alt(title: str, order: Order, held: Sequence[Reference], *, said: str, unit: str, decimals: int) -> str:
    """The references, the first three and the last."""
    spoken = [f"{title}{', ' + said if said else ''}."]
    for one in held:
        spoken.append(f"{one.name}: {rows.value_text(one.row, decimals=decimals, unit=unit)}.")
    for standing in [*order.placed[:3], *order.placed[3:][-1:]]:
        rank = f"hạng {standing.short}: " if standing.short else ""
        spoken.append(f"{rank}{standing.name} ({rows.value_text(standing.row, decimals=decimals, unit=unit)}).")
    return " ".join(spoken)
