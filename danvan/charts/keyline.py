"""A legend that needs no room of its own accord: coloured signs with their words, in lines under the heading.

Plotly's legend takes as much height as the screen makes it: on a telephone it runs over the heading, on a wide screen
it leaves a gap. These lines are broken here, for the narrowest screen, so their height is known when a chart is made.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from danvan.charts import palette, theme

SQUARE, HATCHED, ROAD, WAY, AHEAD, STROKE, RING = "■", "▨", "╌╌", "●━", "┄┄", "┃", "○"
WIDTH = 48
"""Characters a line holds on a 360 px screen, signs included."""
BETWEEN = "\u2002 "
"""Space between two entries; plain spaces would be drawn as one."""
LINE, ABOVE, BELOW = 18, 8, 8
"""Pixels of a line, between heading and first line, between last line and drawing."""


@dataclass(frozen=True)
class Sign:
    """One entry: the sign, its colour, its words."""

    sign: str
    colour: str
    words: str

    @property
    def width(self) -> int:
        """Characters it takes."""
        return len(self.sign) + len(self.words) + 1


def room(signs: Sequence[Sign]) -> int:
    """Pixels between heading and drawing that `draw` fills (theme.figure's below_title)."""
    return ABOVE + LINE * len(lines(signs)) + BELOW


def draw(figure: go.Figure, signs: Sequence[Sign], *, above: int = 0) -> None:
    """Put the lines above the drawing, flush with the heading; call it once the left margin is set.

    `above`: pixels that something else takes between these lines and the drawing.
    """
    made = "<br>".join(BETWEEN.join(_html(sign) for sign in line) for line in lines(signs))
    figure.add_annotation(
        text=made, x=0, xref="paper", xanchor="left", xshift=6 - figure.layout.margin.l, y=1, yref="paper",
        yanchor="bottom", yshift=BELOW + above - 4, align="left", showarrow=False,
        font={"size": theme.SMALL, "color": palette.INK},
    )  # fmt: skip


def lines(signs: Sequence[Sign]) -> list[list[Sign]]:
    """The entries in lines, none longer than a telephone holds."""
    made: list[list[Sign]] = []
    for sign in signs:
        if made and sum(one.width + len(BETWEEN) for one in made[-1]) + sign.width <= WIDTH:
            made[-1].append(sign)
        else:
            made.append([sign])
    return made


def _html(sign: Sign) -> str:
    return f"<span style='color:{sign.colour}'>{sign.sign}</span> {sign.words}"
