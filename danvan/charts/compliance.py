"""Units by how they stand towards a prescribed number: `standing(rows, …)`, a bar of shares for each province.

Owns the order (largest certain share first), the colours and hatching of the four answers. The unknown are never drawn
as if they had failed, and every segment that has room says its count.
"""

import textwrap
from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from danvan import numbers
from danvan.charts import keyline, palette, rows, stacked, theme
from danvan.charts.collate import vietnamese_key
from danvan.charts.keyline import Sign

BAR, TWO_LINES = 27, 36
"""Pixels a bar and its gap take: with names of one line, of two."""
NAME_WIDTH = 24
ROOM = 7.0
"""Percent of the bar below which a count finds no room inside."""
UNKNOWN = "#E6E9EE"
LOOKS = {
    "met": (palette.BLUE, ""),
    "below": (palette.GOLD, ""),
    "none": (palette.RED, ""),
    "unknown": (UNKNOWN, "/"),
    "reached": ("#2E7D4F", ""),
    "on_way": (palette.BLUE, ""),
    "behind": (palette.GOLD, ""),
}


def standing(
    data: pd.DataFrame, labels: Mapping[str, str], *, title: str, subtitle: str = "", counted: str = "đơn vị"
) -> go.Figure:
    """Stacked bars of 100%, one a row.

    data: unit_id, name and a number for each status (keys of LOOKS). labels: their words, in the order drawn; the
    first is the good one. `counted`: what the numbers count.
    """
    first, last = next(iter(labels)), list(labels)[-1]
    listed = sorted(rows.records(data), key=lambda row: _order(row, labels, first, last))
    if not listed:
        return theme.empty(title=title)
    signs = [_sign(status, words) for status, words in labels.items()]
    figure = theme.figure(
        title=title, subtitle=subtitle, height=60, alt=_alt(title, listed, labels), below_title=keyline.room(signs)
    )
    levels = [-float(at) for at in range(len(listed))]
    for status in labels:
        figure.add_trace(_segment(listed, levels, status, labels, counted))
    named = [textwrap.wrap(str(row["name"]), NAME_WIDTH) or [""] for row in listed]
    names = [
        f"{'<br>'.join(map(rows.escaped, parts))}  <span style='color:{palette.SLATE}'>{_total(row, labels)}</span>"
        for row, parts in zip(listed, named, strict=True)
    ]
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
    ends = zip(listed, named, strict=True)
    widest = max(max(len(parts[-1]) + 2 + len(str(_total(row, labels))), *map(len, parts)) for row, parts in ends)
    figure.update_layout(barmode="stack", margin_l=min(20 + round(6.6 * widest), 180))
    keyline.draw(figure, signs)
    bar = BAR if all(len(parts) == 1 for parts in named) else TWO_LINES
    figure.update_layout(height=int(figure.layout.margin.t + bar * (len(listed) + 0.4) + 12))
    return figure


def _sign(status: str, words: str) -> Sign:
    colour, hatch = LOOKS[status]
    return Sign(keyline.HATCHED, palette.SLATE, words) if hatch else Sign(keyline.SQUARE, colour, words)


def _segment(
    listed: Sequence[rows.Row], levels: Sequence[float], status: str, labels: Mapping[str, str], counted: str
) -> go.Bar:
    colour, hatch = LOOKS[status]
    shares = [100 * row[status] / _total(row, labels) for row in listed]
    texts = [numbers.number(row[status]) if share >= ROOM else "" for row, share in zip(listed, shares, strict=True)]
    return stacked.segment(
        listed,
        levels,
        name=labels[status],
        lengths=shares,
        texts=texts,
        hovers=[
            f"{labels[status]}: {numbers.fraction(row[status], _total(row, labels))} {counted} "
            f"({numbers.percent(share)})"
            for row, share in zip(listed, shares, strict=True)
        ],
        colour=colour,
        hatch=hatch,
        hatch_colour=palette.HATCH,
        solidity=0.18,
    )


def _total(row: rows.Row, labels: Mapping[str, str]) -> int:
    return int(sum(row[status] for status in labels))


def _order(row: rows.Row, labels: Mapping[str, str], first: str, last: str) -> tuple[float, float, str]:
    total = _total(row, labels)
    return (-row[first] / total, row[last] / total, vietnamese_key(rows.name_of(row)))


def _alt(title: str, listed: Sequence[rows.Row], labels: Mapping[str, str]) -> str:
    """The whole, and who has certainly done most and least."""
    sums = {status: sum(row[status] for row in listed) for status in labels}
    said = ", ".join(f"{label.lower()} {numbers.number(sums[status])}" for status, label in labels.items())
    good, best, last = next(iter(labels)), listed[0], listed[-1]
    ends = f"Cao nhất: {best['name']} ({numbers.fraction(best[good], _total(best, labels))})"
    if best is not last:
        ends += f"; thấp nhất: {last['name']} ({numbers.fraction(last[good], _total(last, labels))})"
    return f"{title}. Cộng chung: {said}. {ends}."
