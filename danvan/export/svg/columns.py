"""Standing columns: beside each other by category, or stacked of parts.

Nothing is added up here: the height of a stack is drawn by its parts, and a part without a figure is told above it.
"""

from danvan import numbers
from danvan.briefing.contents import STACKED, Chart, Point
from danvan.charts import palette
from danvan.charts.rows import LABELS
from danvan.export import measure
from danvan.export.svg.axes import Frame, frame
from danvan.export.svg.draw import box, words

FULL = 0.68
"""Share of a category that its columns take."""
THICKEST = 6
"""A column, in text sizes."""


def draw(chart: Chart, width: float, height: float, size: float, least: float = 0) -> list[str]:
    """The marks of the chart."""
    stack = chart.kind == STACKED
    columns = list(zip(*(each.points for each in chart.series), strict=True))
    values = [[point.value or 0 for point in column] for column in columns]
    largest = max((sum(each) if stack else max(each) for each in values), default=0)
    made, marks = frame(chart, width, height, size, largest, least)
    for at, column in enumerate(columns):
        marks += (_stacked if stack else _beside)(chart, made, at, column)
    return marks


def _fill(chart: Chart, at: int, step: int) -> str:
    alone = chart.highlight == at and len(chart.series) == 1
    return palette.RED if alone else chart.series[step].colour


def _said(chart: Chart, at: int, step: int) -> str:
    names = (chart.categories[at], chart.series[step].name if len(chart.series) > 1 else "")
    return " – ".join(filter(None, names))


def _beside(chart: Chart, made: Frame, at: int, column: tuple[Point, ...]) -> list[str]:
    wide = min(made.step * FULL / len(column), made.size * THICKEST)
    marks = []
    for step, point in enumerate(column):
        middle = made.x(at) + (step - (len(column) - 1) / 2) * wide
        if point.value is None:
            marks.append(_missing(point, middle, made.bottom - made.size * 0.6, made, wide))
            continue
        y = made.y(point.value)
        marks.append(
            box(
                middle - wide * 0.46,
                y,
                wide * 0.92,
                made.bottom - y,
                _fill(chart, at, step),
                point,
                _said(chart, at, step),
            )
        )
        small = _fitting(point.text, made.size, wide * 1.05, made.least)
        if small:
            marks.append(words(point.text, middle, y - small * 0.7, small, anchor="middle"))
    return marks


def _stacked(chart: Chart, made: Frame, at: int, column: tuple[Point, ...]) -> list[str]:
    wide = min(made.step * FULL, made.size * THICKEST)
    middle, base, marks = made.x(at), 0.0, []
    for step, point in enumerate(column):
        if point.value is None:
            continue
        high, low = made.y(base + point.value), made.y(base)
        fill = _fill(chart, at, step)
        marks.append(box(middle - wide / 2, high, wide, low - high, fill, point, _said(chart, at, step)))
        small = _fitting(point.text, made.size * 0.85, wide, made.least)
        if small and low - high > small * 1.1:
            shade = palette.text_on(palette.lightened(fill, 0.15) if point.partial else fill)
            marks.append(words(point.text, middle, (high + low) / 2, small, anchor="middle", fill=shade))
        base += point.value
    # What does not apply (districts after 30/6/2025) is not missing: nothing stands in its place.
    lost = next((point for point in column if point.value is None and point.text != LABELS["not_applicable"]), None)
    if lost:
        marks.append(_missing(lost, middle, made.y(base) - made.size * 0.6, made, wide if base == 0 else 0))
    return marks


def _missing(point: Point, x: float, y: float, made: Frame, wide: float) -> str:
    """The state in words where they fit, else the sign for a figure that is not there."""
    small = _fitting(point.text, made.size * 0.85, wide, made.least)
    told = point.text if small else numbers.SHORT_NO_FIGURE
    return words(told, x, y, small or made.size, fill=palette.SLATE, anchor="middle", italic=True)


def _fitting(told: str, size: float, room: float, least: float) -> float:
    """The size at which the words fit the room, 0 where that is too small to read."""
    sizes = [share * size for share in (1, 0.85, 0.7) if share * size >= least] or [least]
    return next((each for each in sizes if measure.width(told, each) <= room), 0)
