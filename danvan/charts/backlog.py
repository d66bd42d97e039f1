"""Open cases by unit: `backlog(rows, …)`, a bar a unit, its overdue part first.

Owns the order (most overdue first), colours and hatching. A bar's length is a count of cases in the register, so units
are not ranked by it; only those named are drawn, and how many more there are is said by the page.
"""

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from danvan import numbers
from danvan.charts import keyline, palette, rows, stacked, theme
from danvan.charts.collate import vietnamese_key
from danvan.charts.keyline import Sign

BAR = 27
ROOM = 0.045
"""Share of the longest bar below which a count finds no room inside its part."""
LOOKS = {"overdue": (palette.RED, ""), "idle": ("#E9C98A", "/"), "rest": ("#9DB9C9", "")}
"""Part → colour and hatching, in the order drawn: overdue, nobody settles it, on its way."""


def backlog(
    data: pd.DataFrame, labels: Mapping[str, str], *, title: str, counted: str, subtitle: str = "", scope: str = ""
) -> go.Figure:
    """Stacked bars of counts. data: unit_id, name and a number for each part (keys of LOOKS).

    labels: the words of each part; counted: what the numbers count ('việc'); scope: said behind the subtitle.
    """
    listed = sorted(rows.records(data), key=_order)
    if not listed:
        return theme.empty(title=title)
    signs = [_sign(part, labels[part]) for part in LOOKS]
    figure = theme.figure(
        title=title,
        subtitle=" · ".join(filter(None, (subtitle, scope))),
        height=60,
        alt=_alt(title, listed, labels, counted),
        below_title=keyline.room(signs),
    )
    longest = max(_total(row) for row in listed)
    levels = [-float(at) for at in range(len(listed))]
    for part in LOOKS:
        figure.add_trace(_segment(listed, levels, part, labels[part], counted, longest))
    figure.add_trace(_totals(listed, levels))
    figure.update_yaxes(
        tickvals=levels,
        ticktext=[rows.escaped(row["name"]) for row in listed],
        range=[levels[-1] - 0.6, 0.6],
        showgrid=False,
        automargin=False,
        ticks="",
        tickfont={"size": theme.SMALL, "color": palette.INK},
    )
    figure.update_xaxes(visible=False, range=[0, longest * 1.12])
    widest = max(len(str(row["name"])) for row in listed)
    figure.update_layout(barmode="stack", margin_l=min(26 + round(6.8 * widest), 190))
    keyline.draw(figure, signs)
    figure.update_layout(height=int(figure.layout.margin.t + BAR * (len(listed) + 0.4) + 12))
    return figure


def _sign(part: str, words: str) -> Sign:
    colour, hatch = LOOKS[part]
    return Sign(keyline.HATCHED if hatch else keyline.SQUARE, "#A8782A" if hatch else colour, words)


def _segment(
    listed: Sequence[rows.Row], levels: Sequence[float], part: str, label: str, counted: str, longest: int
) -> go.Bar:
    colour, hatch = LOOKS[part]
    return stacked.segment(
        listed,
        levels,
        name=label,
        lengths=[row[part] for row in listed],
        texts=[numbers.number(row[part]) if row[part] > ROOM * longest else "" for row in listed],
        hovers=[f"{label}: {numbers.fraction(row[part], _total(row))} {counted}" for row in listed],
        colour=colour,
        hatch=hatch,
        hatch_colour="#C79A45",
        solidity=0.22,
    )


def _totals(listed: Sequence[rows.Row], levels: Sequence[float]) -> go.Scatter:
    """The number of open cases behind each bar."""
    return go.Scatter(
        x=[_total(row) for row in listed],
        y=list(levels),
        mode="text",
        text=[f" {numbers.number(_total(row))}" for row in listed],
        textposition="middle right",
        textfont={"size": theme.SMALL, "color": palette.INK},
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )


def _total(row: rows.Row) -> int:
    return int(sum(row[part] for part in LOOKS))


def _order(row: rows.Row) -> tuple[int, int, tuple]:
    return -int(row["overdue"]), -_total(row), vietnamese_key(rows.name_of(row))


def _alt(title: str, listed: Sequence[rows.Row], labels: Mapping[str, str], counted: str) -> str:
    """The whole, and who has most overdue."""
    sums = {part: sum(int(row[part]) for row in listed) for part in LOOKS}
    said = ", ".join(f"{labels[part].lower()} {numbers.number(sums[part])}" for part in LOOKS)
    first = listed[0]
    most = f"{first['name']}: {numbers.number(first['overdue'])}/{numbers.number(_total(first))} {counted}"
    return f"{title}. {said[:1].upper()}{said[1:]}. {labels['overdue']} – {most}."
