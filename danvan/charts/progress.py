"""Targets on a chart: `bullets(rows, …)`, each against its own target.

Owns the scale (percent of the target, so that dialogues and communes stand under one another), the mark of the road and
the ring of the projection. A projection is never drawn like a figure: its ring is open.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from danvan.charts import keyline, palette, rows, theme
from danvan.charts.keyline import Sign

BAR = 30
HUNDRED = 14
"""Pixels of '100%' above the bars."""
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


def bullets(
    listed: Sequence[Bullet], labels: dict[str, str], *, road: str, ahead: str, title: str, subtitle: str
) -> go.Figure:
    """One bar a target in the order given. labels: status → its words; `road`, `ahead`: words of stroke and ring."""
    if not listed:
        return theme.empty(title=title)
    levels = [-float(at) for at in range(len(listed))]
    signs = _signs(listed, labels, road, ahead)
    figure = theme.figure(
        title=title,
        subtitle=subtitle,
        height=60,
        alt=_alt(title, listed, labels),
        below_title=keyline.room(signs) + HUNDRED,
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
    figure.update_layout(margin_l=min(20 + round(6.5 * widest), 190))
    keyline.draw(figure, signs, above=HUNDRED)
    figure.update_layout(height=int(figure.layout.margin.t + BAR * (len(listed) + 0.4) + 12))
    return figure


def _signs(listed: Sequence[Bullet], labels: dict[str, str], road: str, ahead: str) -> list[Sign]:
    """What is drawn, and no more: a status that no target has needs no entry."""
    used = {item.status for item in listed}
    signs = [Sign(keyline.SQUARE, COLOURS[status], words) for status, words in labels.items() if status in used]
    if any(item.expected is not None for item in listed):
        signs.append(Sign(keyline.STROKE, palette.RED, road))
    if any(item.projected is not None for item in listed):
        signs.append(Sign(keyline.RING, palette.INK, ahead))
    return signs


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


def _alt(title: str, listed: Sequence[Bullet], labels: dict[str, str]) -> str:
    """How many of each standing, and the first few by name."""
    counts = [f"{label.lower()} {sum(item.status == status for item in listed)}" for status, label in labels.items()]
    named = "; ".join(f"{item.name}: {item.text}" for item in listed[:5])
    return f"{title}. {', '.join(counts)}. {named}."
