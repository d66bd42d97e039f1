"""Levels, fields or kinds over periods: `breakdown(rows, …)` as stacked or grouped bars.

Owns the order and colours of the parts and the sign of a part that is absent. It refuses to print
a total that no row states: parts are added up in one place only, and not here.
"""

import textwrap
from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from danvan import numbers
from danvan.charts import axes, palette, rows, theme
from danvan.charts.trendmarks import MERGER
from danvan.periods import Period

HEIGHT = 400
WIDTH = 0.7
"""Share of its period's place that a stack takes."""
NOTE = 46
"""Characters a line under the drawing holds on a telephone."""
LEVELS = {"cap=tinh": "Cấp tỉnh", "cap=huyen": "Cấp huyện", "cap=xa": "Cấp xã"}
FIELDS = {
    "linh_vuc=kinh_te": "Kinh tế",
    "linh_vuc=van_hoa_xa_hoi": "Văn hóa - xã hội",
    "linh_vuc=quoc_phong_an_ninh": "Quốc phòng - an ninh",
    "linh_vuc=he_thong_chinh_tri": "Hệ thống chính trị",
}


def breakdown(
    data: pd.DataFrame,
    *,
    title: str,
    unit: str,
    labels: Mapping[str, str] = LEVELS,
    subtitle: str = "",
    decimals: int = 0,
    mode: str = "stacked",
    height: int = HEIGHT,
) -> go.Figure:
    """Bars a period, one part a colour.

    `data`: figure rows of one indicator and unit; `labels` breakdown key → name, in drawing order
    (the row with key '' gives the total above the stack). `mode` 'stacked' | 'grouped'.
    """
    drawn, totals = _parts(data, labels)
    if not drawn:
        return theme.empty(title=title)
    periods = sorted({period for cells in drawn.values() for period in cells})
    figure = theme.figure(
        title=title,
        subtitle=theme.with_unit(subtitle, unit),
        height=height,
        alt=_alt(title, drawn, labels, unit=unit, decimals=decimals),
        below_title=theme.legend_room([labels[key] for key in drawn]),
    )
    width = WIDTH if mode == "stacked" else None
    for (key, label), colour in zip(labels.items(), palette.CATEGORICAL, strict=False):
        if key in drawn:
            figure.add_trace(_bars(drawn[key], periods, label, colour, unit, decimals, width=width))
    for trace in list(figure.data):
        # A legend takes the pattern of a trace's first bar: its own entries stay plain.
        trace.showlegend = False
        figure.add_trace(go.Bar(x=[None], y=[None], name=trace.name, marker={"color": trace.marker.color}))
    figure.update_layout(
        barmode="stack" if mode == "stacked" else "group",
        showlegend=True,
        legend={"traceorder": "normal"},
        xaxis=_period_axis(periods),
        yaxis=_value_axis(drawn, periods, decimals, stacked=mode == "stacked"),
    )
    if mode == "stacked":
        _totals(figure, drawn, totals, periods, decimals)
    _absences(figure, data, drawn, labels)
    _merger(figure, periods)
    return figure


def _merger(figure: go.Figure, periods: Sequence[Period]) -> None:
    """A dashed line where provinces were merged and districts ended: before the first period that reaches beyond it."""
    after = [at for at, period in enumerate(periods) if period.end >= MERGER]
    if not after or after[0] == 0:
        return
    at = after[0] - 0.5
    line = {"color": palette.SLATE, "width": 1.2, "dash": "4px,3px"}
    figure.add_shape(type="line", x0=at, x1=at, y0=0, y1=1, yref="paper", line=line, layer="below")


def _parts(
    data: pd.DataFrame, labels: Mapping[str, str]
) -> tuple[dict[str, dict[Period, rows.Row]], dict[Period, rows.Row]]:
    """Rows by part and period, parts without any number left out; and the stated totals."""
    usable = [row for row in rows.records(data) if rows.status(row) != "expected"]
    cells = {key: {rows.period_of(row): row for row in usable if row["breakdown"] == key} for key in ("", *labels)}
    drawn = {key: cells[key] for key in labels if any(map(_known, cells[key].values()))}
    return drawn, cells[""]


def _known(row: rows.Row) -> bool:
    return not numbers.is_missing(row.get("value"))


def _bars(
    cells: Mapping[Period, rows.Row],
    periods: Sequence[Period],
    name: str,
    colour: str,
    unit: str,
    decimals: int,
    *,
    width: float | None,
) -> go.Bar:
    """One part over the periods; absent cells draw nothing, partial ones are hatched."""
    known = [(at, cells[p]) for at, p in enumerate(periods) if p in cells and _known(cells[p])]
    partial = [rows.status(row) == "partial" for _, row in known]
    return go.Bar(
        x=[at for at, _ in known],
        y=[float(row["value"]) for _, row in known],
        # Of its own: plotly would make a bar as wide as the gap to the next one.
        width=width,
        name=name,
        marker={
            "color": colour,
            "line": {"color": palette.PAPER, "width": 1},
            "pattern": {**theme.PARTIAL, "shape": ["/" if each else "" for each in partial]},
        },
        customdata=[[row["breakdown"], rows.period_of(row).code] for _, row in known],
        hovertext=[rows.hover(row, name=name, decimals=decimals, unit=unit) for _, row in known],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _period_axis(periods: Sequence[Period]) -> dict[str, object]:
    every = -(-len(periods) // axes.ROOM.get(periods[-1].kind, 4))
    shown = list(range(len(periods)))[::-1][::every][::-1]
    return {
        "tickvals": shown,
        "ticktext": [periods[at].short for at in shown],
        "range": [-0.6, len(periods) - 0.4],
        "tickangle": 0,
    }


def _value_axis(
    drawn: Mapping[str, Mapping[Period, rows.Row]],
    periods: Sequence[Period],
    decimals: int,
    *,
    stacked: bool,
) -> dict[str, object]:
    join = sum if stacked else max
    heights = [
        join([float(c[p]["value"]) for c in drawn.values() if p in c and _known(c[p])] or [0.0]) for p in periods
    ]
    return axes.value_axis(0.0, max(heights), decimals=decimals, headroom=0.08)


def _totals(
    figure: go.Figure,
    drawn: Mapping[str, Mapping[Period, rows.Row]],
    totals: Mapping[Period, rows.Row],
    periods: Sequence[Period],
    decimals: int,
) -> None:
    """The stated total over each stack, when there is room for all of them."""
    if len(periods) > 8:
        return
    for at, period in enumerate(periods):
        row = totals.get(period)
        if row is None or not _known(row):
            continue
        height = sum(float(c[period]["value"]) for c in drawn.values() if period in c and _known(c[period]))
        if rows.status(row) == "partial" and float(row["value"]) < height:
            continue
        text = rows.value_text(row, decimals=decimals)
        if rows.status(row) == "partial":
            text = f"{text} {rows.parts_text(row)}".strip()
        figure.add_annotation(
            x=at, y=height, yshift=11, text=f"<b>{text}</b>", showarrow=False, font={"size": theme.SMALL}
        )


def _absences(
    figure: go.Figure,
    data: pd.DataFrame,
    drawn: Mapping[str, Mapping[Period, rows.Row]],
    labels: Mapping[str, str],
) -> None:
    """Which parts are not in, at all or in some periods."""
    due = {row["breakdown"] for row in rows.records(data) if rows.status(row) == "missing"}
    never = [label for key, label in labels.items() if key not in drawn and key in due]
    # What is drawn is then not the whole: it is said before all else.
    lines = textwrap.wrap(f"Chưa có số liệu: {'; '.join(never)}.", NOTE) if never else []
    for key, cells in drawn.items():
        missing = [p.short for p, row in sorted(cells.items()) if rows.status(row) == "missing"]
        if missing:
            listed = ", ".join(missing[:4]) + (" …" if len(missing) > 4 else "")
            lines.append(f"{labels[key]} chưa báo cáo: {listed}.")
    if any(rows.status(row) == "partial" for cells in drawn.values() for row in cells.values()):
        lines.append("▨ chưa đủ số liệu")
    if lines:
        theme.footnote(figure, "<br>".join(lines), axis_room=30, lines=len(lines))


def _alt(
    title: str,
    drawn: Mapping[str, Mapping[Period, rows.Row]],
    labels: Mapping[str, str],
    *,
    unit: str,
    decimals: int,
) -> str:
    """The parts of the last period in words."""
    last = max(period for cells in drawn.values() for period in cells)
    said = [
        f"{labels[key]}: {rows.value_text(cells[last], decimals=decimals, unit=unit)}"
        for key, cells in drawn.items()
        if last in cells
    ]
    return f"{title}. {last.label} – {'; '.join(said)}."
