"""Two periods of many units: `paired(pairs, …)`, two dots a unit.

Owns the picture; what a pair is, and who is left out, is slope's.
"""

from collections.abc import Sequence

import plotly.graph_objects as go

from danvan.charts import axes, palette, rows, theme
from danvan.charts.collate import vietnamese_key
from danvan.charts.slope import Pair, foot, notes, told, values_of

BAR = 27
"""Pixels a line takes."""


def paired(
    pairs: Sequence[Pair],
    *,
    title: str,
    unit: str,
    subtitle: str = "",
    decimals: int = 0,
    highlight: str | None = None,
) -> go.Figure:
    """One line a unit: hollow dot earlier, full dot later, the change behind them; the largest rise first."""
    drawn = sorted(
        (pair for pair in pairs if pair.is_whole), key=lambda pair: (-pair.difference, vietnamese_key(pair.name))
    )
    if not drawn:
        return theme.empty(title=title, message="Chưa có đơn vị nào đủ số liệu của cả hai kỳ", height=200)
    before, now = (rows.period_of(row) for row in (drawn[0].before, drawn[0].now))
    said = f"vòng rỗng: {before.short}, chấm đặc: {now.short} · tăng nhiều nhất ở trên"
    figure = theme.figure(
        title=title, subtitle=f"{theme.with_unit(subtitle, unit)} · {said}", height=60,
        alt=told(title, drawn, unit=unit, decimals=decimals), margin={"r": 20},
    )  # fmt: skip
    levels = [-float(at) for at in range(len(drawn))]
    colours = [palette.RED if pair.unit_id == highlight else palette.BLUE for pair in drawn]
    for pair, level, colour in zip(drawn, levels, colours, strict=True):
        ends = [float(pair.before["value"]), float(pair.now["value"])]
        figure.add_shape(
            type="line", x0=ends[0], x1=ends[1], y0=level, y1=level, layer="below",
            line={"color": palette.lightened(colour, 0.5), "width": 3},
        )  # fmt: skip
    for key, symbol in (("before", "circle-open"), ("now", "circle")):
        figure.add_trace(_dots(drawn, levels, colours, key, symbol, decimals, unit))
    low, high = axes.baseline(values_of(drawn), from_zero=False)
    span = (high - low) or 1.0
    for pair, level in zip(drawn, levels, strict=True):
        figure.add_annotation(
            x=max(float(pair.before["value"]), float(pair.now["value"])), y=level, xshift=9, text=pair.words,
            xanchor="left", showarrow=False, font={"size": theme.SMALL, "color": palette.INK},
        )  # fmt: skip
    names = [f"<b>{rows.escaped(p.name)}</b>" if p.unit_id == highlight else rows.escaped(p.name) for p in drawn]
    figure.update_yaxes(
        tickvals=levels, ticktext=names, range=[min(levels) - 0.7, 0.7], automargin=False, ticks="outside", ticklen=5,
        tickcolor=palette.PAPER, tickfont={"size": theme.SMALL, "color": palette.INK},
    )  # fmt: skip
    figure.update_xaxes(**{**axes.value_axis(low, high, decimals=decimals), "side": "top"}, showgrid=True)
    figure.update_xaxes(range=[low, high + span * 0.34])
    figure.update_layout(margin_l=min(20 + round(6.8 * max(len(pair.name) for pair in drawn)), 168))
    figure.update_layout(margin_t=figure.layout.margin.t + 24)
    foot(figure, notes(pairs), figure.layout.margin.t + int((len(drawn) + 0.6) * BAR) + 8)
    return figure


def _dots(
    drawn: Sequence[Pair],
    levels: Sequence[float],
    colours: Sequence[str],
    key: str,
    symbol: str,
    decimals: int,
    unit: str,
) -> go.Scatter:
    held = [getattr(pair, key) for pair in drawn]
    return go.Scatter(
        x=[float(row["value"]) for row in held], y=list(levels), mode="markers", cliponaxis=False,
        marker={"color": list(colours), "size": 9, "symbol": symbol, "line": {"width": 2}},
        customdata=[[pair.unit_id, pair.name] for pair in drawn],
        hovertext=[
            f"{rows.hover(row, name=pair.name, decimals=decimals, unit=unit)}<br>{pair.words}"
            for row, pair in zip(held, drawn, strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>", name=rows.period_of(held[0]).label,
    )  # fmt: skip
