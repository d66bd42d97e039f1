"""The static charts of the plain page, each made once in the process: a drawn chart costs nothing to make."""

from functools import cache

import plotly.graph_objects as go
from drawn import tiles
from static_values import MONTHS, NAMES, value

__all__ = ["MONTHS", "chart"]


@cache
def chart(name: str, month: str) -> go.Figure:
    """The chart of a page and a month."""
    return tiles(f"{name} {month}", NAMES, [value(month) + 7 * number for number in range(len(NAMES))])
