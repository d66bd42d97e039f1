"""The frame of standing charts: a scale from zero in round steps, grid, names of the categories under it."""

import math
from dataclasses import dataclass

from danvan import numbers
from danvan.briefing.contents import Chart
from danvan.charts import palette
from danvan.export import measure
from danvan.export.svg.draw import block, clipped, legend, line, unit_line, words

STEPS = (1, 2, 2.5, 5, 10)
WANTED = 5
NAME_LINES = 3
SMALLER = 0.85
"""Of marks and names beside the size asked for."""


@dataclass(frozen=True)
class Frame:
    """Where the drawing stands: left, top, right, bottom; `reach`: the value at the top; `size`, `least`: of texts."""

    left: float
    top: float
    right: float
    bottom: float
    reach: float
    size: float
    count: int
    least: float = 0

    @property
    def step(self) -> float:
        """Width of a category."""
        return (self.right - self.left) / max(self.count, 1)

    def x(self, at: int) -> float:
        """The middle of a category."""
        return self.left + (at + 0.5) * self.step

    def y(self, value: float) -> float:
        """The height of a value."""
        return self.bottom - (self.bottom - self.top) * value / self.reach


def ticks(largest: float) -> list[float]:
    """Round values from zero to the first one that is not below the largest."""
    if largest <= 0:
        return [0, 1]
    rough = largest / WANTED
    power = 10 ** math.floor(math.log10(rough))
    step = next(each * power for each in STEPS if each * power >= rough * 0.999)
    return [step * at for at in range(math.ceil(largest / step - 1e-9) + 1)]


def frame(
    chart: Chart, width: float, height: float, size: float, largest: float, least: float = 0
) -> tuple[Frame, list[str]]:
    """(the frame, its marks) for values up to the largest."""
    marks, used = legend(chart.series, width * 0.72, size)
    marks += unit_line(chart, width, size, least)
    scale = ticks(largest)
    decimals = 0 if all(value == int(value) for value in scale) else 2 if scale[1] < 0.1 else 1
    said = [numbers.number(value, decimals) for value in scale]
    small = max(size * SMALLER, least)
    left = max(measure.width(each, small) for each in said) + size * 0.5
    top = max(used, size * 1.3) + size * (2.4 if chart.breaks else 1.2)
    lines, gap = _names(chart, (width - left) / max(len(chart.categories), 1), size, small)
    tall = max((len(each) for each in lines), default=1) * small * 1.2 + size * 0.5
    made = Frame(left, top, width, height - tall, scale[-1], size, len(chart.categories), least)
    for value, told in zip(scale, said, strict=True):
        y = made.y(value)
        marks.append(line(left, y, width, y, palette.RULE if value == 0 else palette.GRID))
        marks.append(words(told, left - size * 0.3, y, small, fill=palette.SLATE, anchor="end"))
    for at, each in enumerate(lines):
        # Counted from the last one, which is what a reader looks for first.
        if (len(lines) - 1 - at) % gap == 0:
            middle = made.bottom + size * 0.3 + len(each) * small * 0.6
            half = max(measure.width(one, small) for one in each) / 2
            x = max(min(made.x(at), width - half), half)
            marks.append(block(each, x, middle, small, anchor="middle"))
    return made, marks


def _names(chart: Chart, step: float, size: float, small: float) -> tuple[list[list[str]], int]:
    """(lines of each category's name, every how many are named) so that none touches the next or the edge."""
    gap, most = 1, max(len(chart.categories), 1)
    while gap < most and any(_cut(name, small, _room(step, gap, size)) for name in chart.categories):
        gap += 1
    return [clipped(name, small, _room(step, gap, size), NAME_LINES) for name in chart.categories], gap


def _cut(name: str, size: float, room: float) -> bool:
    """Whether a name loses letters or lines in such a room."""
    lines = measure.lines(name, size, room)
    return len(lines) > NAME_LINES or any(measure.width(line, size) > room for line in lines)


def _room(step: float, gap: int, size: float) -> float:
    """The width of a name where every `gap`-th is named: the last one is moved in from the edge, towards the next."""
    return (step if gap == 1 else step * (gap + 0.5) / 1.5) - size * 0.25
