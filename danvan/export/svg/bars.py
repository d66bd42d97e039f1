"""Lying bars in the order given: names on the left, numbers at the ends, a state in words where there is no figure.

Owns how they are divided into columns when one column would make their texts too small. All have one scale.
"""

import math
from dataclasses import dataclass

from danvan import numbers
from danvan.briefing.contents import Chart
from danvan.charts import palette
from danvan.export import measure
from danvan.export.svg.draw import block, box, clipped, legend, line, unit_line, words

NAMES, NAMES_BESIDE = 0.42, 0.56
"""Share of the width that names may take, alone and where columns stand beside each other."""
SMALLEST = 0.5
THICKEST = 2.6
"""A bar, in text sizes: two bars must not fill a wall."""
FULL = 0.82
"""Of a row: how much of it a text takes."""
GAP = 1.4
"""Between columns, in text sizes."""

Names = tuple[list[list[str]], float]


@dataclass(frozen=True)
class Column:
    """Bars `first` … `last` (excluded) of a chart, from x on, `wide` in all; names of `names` each."""

    first: int
    last: int
    x: float
    wide: float
    names: float


def draw(chart: Chart, width: float, height: float, size: float, least: float = 0) -> list[str]:
    """The marks of the chart."""
    top_marks, used = legend(chart.series, width * 0.7, size)
    top = max(used, size * 1.3)
    columns, row = _columns(chart, width, height - top, size, least)
    size = max(min(size, row * FULL), least or size * SMALLEST)
    if len(columns) > 2:
        # Narrow columns need their room for the bars.
        size = least
    marks = [*top_marks, *unit_line(chart, width, min(size, 28), least)]
    values = [point.value for each in chart.series for point in each.points if point.value is not None]
    names = _names(chart, columns[0].names if columns else 0, row, size)
    for column in columns:
        marks += _bars(chart, column, top, row, size, max(values, default=0), names)
    return marks


def _columns(chart: Chart, width: float, high: float, size: float, least: float) -> tuple[list[Column], float]:
    """(the columns, height of a row)."""
    count = max(len(chart.categories), 1)
    most = max(int(high * FULL / (least * len(chart.series))), 1) if least else count
    across = math.ceil(count / most)
    each = math.ceil(count / across)
    gap = size * GAP if across > 1 else 0
    wide = (width - gap * (across - 1)) / across
    names = wide * (NAMES_BESIDE if across > 1 else NAMES)
    firsts = range(0, len(chart.categories), each)
    found = [Column(first, min(first + each, count), at * (wide + gap), wide, names) for at, first in enumerate(firsts)]
    return found, high / each


def _bars(
    chart: Chart, column: Column, top: float, row: float, size: float, largest: float, names: Names
) -> list[str]:  # fmt: skip
    """The marks of one column."""
    places = range(column.first, column.last)
    told, wide = names
    room = _room(chart, column.wide - wide - size, size)
    edge = column.x + wide
    left = edge + size * 0.6
    marks = []
    thick = min(row * 0.72, size * THICKEST) / len(chart.series)
    for down, at in enumerate(places):
        middle = top + (down + 0.5) * row
        bold = chart.highlight == at
        marks.append(block(told[at], edge, middle, size, anchor="end", fill=palette.RED if bold else palette.INK))
        for step, each in enumerate(chart.series):
            point = each.points[at]
            y = middle + (step - (len(chart.series) - 1) / 2) * thick
            if point.value is None:
                free = column.wide - wide - size
                state = point.text if measure.width(point.text, size) <= free else numbers.SHORT_NO_FIGURE
                marks.append(words(state, left + size * 0.3, y, size, fill=palette.SLATE, italic=True))
                continue
            fill = palette.RED if bold else each.colour
            long = room * point.value / largest if largest else 0
            marks.append(box(left, y - thick / 2, long, thick, fill, point, chart.categories[at]))
            marks.append(words(point.text, left + long + size * 0.3, y, size, bold=bold))
    marks.append(line(left, top, left, top + row * len(places), palette.RULE))
    return marks


def _names(chart: Chart, room: float, row: float, size: float) -> Names:
    """(the lines of each name, the width of the widest)."""
    most = max(1, int(row // (size * 1.2)))
    lines = [clipped(name, size, room, most) for name in chart.categories]
    return lines, max((measure.width(each, size) for told in lines for each in told), default=0)


def _room(chart: Chart, width: float, size: float) -> float:
    """Length of the longest bar, its number beside it."""
    texts = [point.text for each in chart.series for point in each.points if point.value is not None]
    return max(width - size * 0.6 - max((measure.width(told, size, bold=True) for told in texts), default=0), size)
