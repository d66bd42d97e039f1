"""Lines over time: parted at every gap and wherever the terms change; a partial figure is a hollow mark.

Owns the stretches and which points bear their number.
"""

from xml.sax.saxutils import escape

from danvan.briefing.contents import Chart, Series
from danvan.charts import palette
from danvan.export import measure
from danvan.export.svg.axes import Frame, frame
from danvan.export.svg.draw import DASH, line, n, told, words


def draw(chart: Chart, width: float, height: float, size: float, least: float = 0) -> list[str]:
    """The marks of the chart."""
    known = [point.value for each in chart.series for point in each.points if point.value is not None]
    made, marks = frame(chart, width, height, size, max(known, default=0), least)
    marks += _breaks(chart, made)
    for each in chart.series:
        marks += _line(chart, each, made)
    for each in chart.series:
        marks += _numbers(each, made, alone=len(chart.series) == 1)
    return marks


def stretches(series: Series, breaks: tuple[tuple[int, str], ...]) -> list[list[int]]:
    """Places that may be joined: without a gap and under the same terms."""
    starts, found, open_ = {at for at, _ in breaks}, [], False
    for at, point in enumerate(series.points):
        if point.value is None:
            open_ = False
        elif open_ and at not in starts:
            found[-1].append(at)
        else:
            found.append([at])
            open_ = True
    return found


def _breaks(chart: Chart, made: Frame) -> list[str]:
    """An upright line where the terms change, and the words for what holds from there."""
    marks, small = [], max(made.size * 0.8, made.least)
    for at, name in chart.breaks:
        x = made.left + at * made.step
        high = made.top - made.size * 1.2
        marks.append(line(x, high - small, x, made.bottom, palette.SLATE, 1.5, DASH))
        wide = measure.width(name, small)
        anchor, shift = ("end", -8) if x + wide + 8 > made.right else ("start", 8)
        marks.append(words(name, x + shift, high - small * 0.5, small, fill=palette.SLATE, anchor=anchor, halo=True))
    return marks


def _line(chart: Chart, series: Series, made: Frame) -> list[str]:
    marks, points = [], series.points
    for stretch in stretches(series, chart.breaks):
        for one, two in zip(stretch, stretch[1:], strict=False):
            dash = DASH if points[one].partial or points[two].partial else ""
            ends = made.x(one), made.y(points[one].value), made.x(two), made.y(points[two].value)
            marks.append(line(*ends, series.colour, made.size / 6, dash))
        for at in stretch:
            fill = palette.PAPER if points[at].partial else series.colour
            name = f"{series.name} – {chart.categories[at]}" if len(chart.series) > 1 else chart.categories[at]
            place = f'cx="{n(made.x(at))}" cy="{n(made.y(points[at].value))}" r="{n(made.size / 3.5)}"'
            marks.append(
                f'<circle {place} fill="{fill}" '
                f'stroke="{series.colour}" stroke-width="3"><title>{escape(told(name, points[at]))}</title></circle>'
            )
    return marks


def _numbers(series: Series, made: Frame, *, alone: bool) -> list[str]:
    """Numbers above the points, from the last to the first, none over another."""
    marks, free = [], float("inf")
    known = [at for at, point in enumerate(series.points) if point.value is not None]
    for at in reversed(known if alone else known[-1:]):
        point, x = series.points[at], made.x(at)
        wide = measure.width(point.text, made.size, bold=True)
        x = min(max(x, made.left + wide / 2), made.right - wide / 2)
        if x + wide / 2 > free:
            continue
        free = x - wide / 2 - made.size * 0.3
        y = made.y(point.value) + made.size * (1.05 if _valley(series, at) else -0.95)
        marks.append(words(point.text, x, y, made.size, anchor="middle", bold=at == known[-1], halo=True))
    return marks


def _valley(series: Series, at: int) -> bool:
    """Whether the line rises on both sides, so that the number stands under the point."""
    beside = [series.points[to].value for to in (at - 1, at + 1) if 0 <= to < len(series.points)]
    return len(beside) == 2 and all(value is not None and value > series.points[at].value for value in beside)
