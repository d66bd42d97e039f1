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
        if at % gap == 0:
            middle = made.bottom + size * 0.3 + len(each) * small * 0.6
            marks.append(block(each, made.x(at), middle, small, anchor="middle"))
    return made, marks


def _names(chart: Chart, step: float, size: float, small: float) -> tuple[list[list[str]], int]:
    """(lines of each category's name, every how many are named) so that none touches the next."""
    widest = max((measure.width(word, small) for name in chart.categories for word in name.split()), default=0)
    gap = max(1, math.ceil((widest + size * 0.3) / step)) if step else 1
    return [clipped(name, small, step * gap - size * 0.2, 3) for name in chart.categories], gap
