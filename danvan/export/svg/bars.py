"""Lying bars in the order given: names on the left, numbers at the ends, a state in words where there is no figure."""

from danvan.briefing.contents import Chart
from danvan.charts import palette
from danvan.export import measure
from danvan.export.svg.draw import block, box, clipped, legend, line, unit_line, words

NAMES = 0.42
"""Share of the width that names may take."""
SMALLEST = 0.5
THICKEST = 2.6
"""A bar, in text sizes: two bars must not fill a wall."""


def draw(chart: Chart, width: float, height: float, size: float) -> list[str]:
    """The marks of the chart."""
    top_marks, used = legend(chart.series, width * 0.7, size)
    top = max(used, size * 1.3)
    count = max(len(chart.categories), 1)
    row = (height - top) / count
    size = max(min(size, row * 0.8), size * SMALLEST)
    names, wide = _names(chart, width, row, size)
    room = _room(chart, width - wide - size, size)
    largest = max((point.value for each in chart.series for point in each.points if point.value is not None), default=0)
    left = wide + size * 0.6
    marks = [*top_marks, *unit_line(chart, width, min(size, 28))]
    thick = min(row * 0.72, size * THICKEST) / len(chart.series)
    for at, lines in enumerate(names):
        middle = top + (at + 0.5) * row
        bold = chart.highlight == at
        marks.append(block(lines, wide, middle, size, anchor="end", fill=palette.RED if bold else palette.INK))
        for step, each in enumerate(chart.series):
            point = each.points[at]
            y = middle + (step - (len(chart.series) - 1) / 2) * thick
            if point.value is None:
                marks.append(words(point.text, left + size * 0.3, y, size, fill=palette.SLATE, italic=True))
                continue
            fill = palette.RED if bold else each.colour
            long = room * point.value / largest if largest else 0
            marks.append(box(left, y - thick / 2, long, thick, fill, point, chart.categories[at]))
            marks.append(words(point.text, left + long + size * 0.3, y, size, bold=bold))
    marks.append(line(left, top, left, height, palette.RULE))
    return marks


def _names(chart: Chart, width: float, row: float, size: float) -> tuple[list[list[str]], float]:
    """(the lines of each name, the width of the widest)."""
    most = max(1, int(row // (size * 1.2)))
    lines = [clipped(name, size, width * NAMES, most) for name in chart.categories]
    return lines, max((measure.width(each, size) for told in lines for each in told), default=0)


def _room(chart: Chart, width: float, size: float) -> float:
    """Length of the longest bar, its number beside it."""
    texts = [point.text for each in chart.series for point in each.points if point.value is not None]
    return max(width - size * 0.6 - max((measure.width(told, size, bold=True) for told in texts), default=0), size)
