"""Units by how they stand towards a prescribed number: `standing(rows, …)`, a bar of shares for each province.

Owns the order (largest certain share first), the colours and hatching of the four answers. The unknown are never drawn
as if they had failed, and every segment that has room says its count.
"""

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from danvan import numbers
from danvan.charts import palette, rows, theme
from danvan.charts.collate import vietnamese_key

BAR = 27
ROOM = 7.0
"""Percent of the bar below which a count finds no room inside."""
LOOKS = {
    "met": (palette.BLUE, ""),
    "below": (palette.GOLD, ""),
    "none": (palette.RED, ""),
    "unknown": ("#D5D9E0", "/"),
}


def standing(data: pd.DataFrame, labels: Mapping[str, str], *, title: str, subtitle: str = "") -> go.Figure:
    """Stacked bars of 100%, one a row.

    data: unit_id, name and the number of units met, below, none, unknown. labels: their words, in the order drawn.
    """
    listed = sorted(rows.records(data), key=_order)
    if not listed:
        return theme.empty(title=title)
    figure = theme.figure(title=title, subtitle=subtitle, height=60, alt=_alt(title, listed, labels), below_title=34)
    levels = [-float(at) for at in range(len(listed))]
    for status, label in labels.items():
        figure.add_trace(_segment(listed, levels, status, label))
    names = [f"{rows.escaped(row['name'])}  <span style='color:{palette.SLATE}'>{_total(row)}</span>" for row in listed]
    figure.update_yaxes(
        tickvals=levels,
        ticktext=names,
        range=[levels[-1] - 0.6, 0.6],
        showgrid=False,
        automargin=False,
        ticks="",
        tickfont={"size": theme.SMALL, "color": palette.INK},
    )
    figure.update_xaxes(visible=False, range=[0, 100.5])
    widest = max(len(str(row["name"])) + len(str(_total(row))) for row in listed)
    figure.update_layout(barmode="stack", showlegend=True, margin_l=min(40 + round(6.4 * widest), 190))
    figure.update_layout(legend={"traceorder": "normal", "xref": "container", "x": 0.01})
    figure.update_layout(height=int(figure.layout.margin.t + BAR * (len(listed) + 0.4) + 12))
    return figure


def _segment(listed: Sequence[rows.Row], levels: Sequence[float], status: str, label: str) -> go.Bar:
    colour, hatch = LOOKS[status]
    shares = [100 * row[status] / _total(row) for row in listed]
    texts = [numbers.number(row[status]) if share >= ROOM else "" for row, share in zip(listed, shares, strict=True)]
    return go.Bar(
        orientation="h",
        name=label,
        x=shares,
        y=list(levels),
        width=0.72,
        text=texts,
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"size": theme.SMALL, "color": palette.text_on(colour)},
        marker={
            "color": colour,
            "line": {"color": palette.PAPER, "width": 1},
            "pattern": {"shape": hatch, "size": 6, "solidity": 0.25, "fgcolor": palette.PAPER},
        },
        hovertext=[_hover(row, status, label) for row in listed],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[[row["unit_id"], row["name"]] for row in listed],
    )


def _hover(row: rows.Row, status: str, label: str) -> str:
    share = numbers.percent(100 * row[status] / _total(row))
    counted = f"{numbers.fraction(row[status], _total(row))} đơn vị ({share})"
    return f"<b>{rows.escaped(row['name'])}</b><br>{label}: {counted}"


def _total(row: rows.Row) -> int:
    return int(sum(row[status] for status in LOOKS))


def _order(row: rows.Row) -> tuple[float, float, str]:
    return (-row["met"] / _total(row), row["unknown"] / _total(row), vietnamese_key(rows.name_of(row)))


def _alt(title: str, listed: Sequence[rows.Row], labels: Mapping[str, str]) -> str:
    """The whole and who has certainly done most and least."""
    sums = {status: sum(row[status] for row in listed) for status in labels}
    said = ", ".join(f"{label.lower()} {numbers.number(sums[status])}" for status, label in labels.items())
    best, last = listed[0], listed[-1]
    ends = f"Cao nhất: {best['name']} ({numbers.fraction(best['met'], _total(best))})"
    if best is not last:
        ends += f"; thấp nhất: {last['name']} ({numbers.fraction(last['met'], _total(last))})"
    return f"{title}. Số đơn vị: {said}. {ends}."
