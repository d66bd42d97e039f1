"""How reports came in, period by period: `course(counts, …)`, a bar of shares a period.

Owns the order of the states in a bar and which of them are drawn. What is not due yet or does not apply is no part.
"""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from danvan import numbers
from danvan.charts import keyline, theme
from danvan.charts.heat import LOOKS
from danvan.charts.keyline import Sign

DRAWN = ("on_time", "late", "other_period", "unknown_day", "partial", "missing")
"""From the ground up."""
ROOM = 8.0
"""Percent of a bar below which a count finds no room inside."""


def course(
    counts: Sequence[Mapping[str, int]], periods: Sequence[str], words: Mapping[str, str], *, title: str, subtitle: str
) -> go.Figure:
    """Stacked bars of 100%, one a period. counts: state → number of reports, one entry a period, in order."""
    totals = [sum(found.get(state, 0) for state in DRAWN) for found in counts]
    if not any(totals):
        return theme.empty(title=title)
    drawn = [state for state in DRAWN if any(found.get(state, 0) for found in counts)]
    signs = [Sign(keyline.SQUARE, LOOKS[state].fill, words[state]) for state in drawn]
    figure = theme.figure(
        title=title,
        subtitle=subtitle,
        height=330,
        alt=_alt(title, counts, periods, words),
        below_title=keyline.room(signs),
    )
    keyline.draw(figure, signs)
    # Year under quarter: eight names stand side by side on a telephone.
    names = ["<br>".join(period.rsplit("/", 1)) for period in periods]
    for state in drawn:
        shares = [
            100 * found.get(state, 0) / total if total else None for found, total in zip(counts, totals, strict=True)
        ]
        figure.add_trace(
            go.Bar(
                name=words[state],
                x=names,
                y=shares,
                text=[_inside(found.get(state, 0), total) for found, total in zip(counts, totals, strict=True)],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                marker={"color": LOOKS[state].fill, "line": {"color": "#FFFFFF", "width": 1}},
                textfont={"color": LOOKS[state].ink, "size": theme.SMALL},
                customdata=[
                    [found.get(state, 0), total, period]
                    for found, total, period in zip(counts, totals, periods, strict=True)
                ],
                hovertemplate=f"<b>%{{customdata[2]}}</b><br>{words[state]}: %{{customdata[0]}}/%{{customdata[1]}}"
                "<extra></extra>",
            )
        )
    figure.update_layout(barmode="stack")
    figure.update_yaxes(visible=False, range=[0, 100])
    figure.update_xaxes(type="category", tickangle=0)
    return figure


def _inside(count: int, total: int) -> str:
    return numbers.number(count) if total and 100 * count / total >= ROOM else ""


def _alt(title: str, counts: Sequence[Mapping[str, int]], periods: Sequence[str], words: Mapping[str, str]) -> str:
    told = [
        f"{period}: " + ", ".join(f"{words[state].lower()} {found[state]}" for state in DRAWN if found.get(state))
        for period, found in zip(periods, counts, strict=True)
        if any(found.get(state) for state in DRAWN)
    ]
    return f"{title}. {'; '.join(told)}."
