"""Owns one part of bars that lie stacked in a row a unit: its colour and hatching, its numbers inside, its hover."""

from collections.abc import Sequence

import plotly.graph_objects as go

from danvan.charts import palette, rows, theme


def segment(
    listed: Sequence[rows.Row],
    levels: Sequence[float],
    *,
    name: str,
    lengths: Sequence[float],
    texts: Sequence[str],
    hovers: Sequence[str],
    colour: str,
    hatch: str,
    hatch_colour: str,
    solidity: float,
) -> go.Bar:
    """One part of every bar. listed: unit_id, name; the sequences are as long as it, one entry a unit."""
    return go.Bar(
        orientation="h",
        name=name,
        x=list(lengths),
        y=list(levels),
        width=0.72,
        text=list(texts),
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"size": theme.SMALL, "color": palette.text_on(colour)},
        marker={
            "color": colour,
            "line": {"color": palette.PAPER, "width": 1},
            "pattern": {
                "shape": hatch,
                "size": 7,
                "solidity": solidity,
                "fgcolor": hatch_colour,
                "bgcolor": colour,
            },  # fmt: skip
        },
        hovertext=[f"<b>{rows.escaped(row['name'])}</b><br>{words}" for row, words in zip(listed, hovers, strict=True)],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[[row["unit_id"], row["name"]] for row in listed],
    )
