"""How a native chart looks: texts as large as the room allows, one number a mark, no ink without a meaning.

Owns sizes, labels and the share of the room that names take, by font metrics. Labels that a number format cannot print
(decimals, 'hơn', partial) are written out point by point.
"""

import math
from dataclasses import dataclass
from typing import Any

from pptx.chart.chart import Chart as NativeChart
from pptx.chart.series import _BaseCategorySeries
from pptx.enum.chart import XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from danvan import numbers
from danvan.briefing.contents import BARS, COLUMNS, LINE, STACKED, Chart, Point, Series
from danvan.charts import palette
from danvan.export import measure
from danvan.export.slides.charts import MANY, THOUSANDS, named, number_format, stretches
from danvan.export.slides.looks import OWN, Looks

SIZES = (20, 18, 16, 14, 12, 11, 10)
GRID = 0.1
"""How far the lines of the grid stand out from their ground, of the way to the colour of texts."""
SLANT = "-2700000"
"""45 degrees, in the unit of the file."""
APART = 12
"""Points of the texts where not every category can be named."""
APART_POINTS = 2
USUAL = 12
"""Points of the texts where no room is given."""
NAMES = 0.42
"""Share of the width that the names of lying bars may take."""
LEADING = 1.2
THICK = {BARS: 55, COLUMNS: 60, STACKED: 60}
"""The gap between bars, as a percentage of their thickness."""
POSITIONS = {
    BARS: XL_LABEL_POSITION.OUTSIDE_END,
    COLUMNS: XL_LABEL_POSITION.OUTSIDE_END,
    STACKED: XL_LABEL_POSITION.CENTER,
    LINE: XL_LABEL_POSITION.ABOVE,
}


@dataclass(frozen=True)
class Dressed:
    """One chart being dressed. size: of its texts, points."""

    chart: Chart
    size: float
    looks: Looks

    def label_fill(self, shade: str) -> str:
        """The colour of a number: on its bar in a stack, on the ground elsewhere."""
        return palette.text_on(self.looks.shown(shade)) if self.chart.kind == STACKED else palette.INK


def dress(
    native: NativeChart, chart: Chart, *, room: tuple[float, float] | None = None, scale: float = 1, looks: Looks = OWN
) -> None:
    """Our looks on a native chart that holds `charts.data(chart)`. room: width and height in points."""
    size = fitting(chart, room, scale) if room else USUAL
    made, drawn = Dressed(chart, size, looks), stretches(chart)
    native.font.size = Pt(size)
    if looks.font:
        native.font.name = looks.font
    looks.paint(native.font.color, palette.INK)
    native.has_title = False
    native.has_legend = len({series.name for series in drawn}) > 1
    if native.has_legend:
        native.legend.position = XL_LEGEND_POSITION.TOP
        native.legend.include_in_layout = False
        native.legend.font.size = Pt(size)
    _axes(native, made)
    if room and chart.kind != BARS:
        stands, step = _stands(chart, size, room[0]), _step(chart, size, room[0])
        _named_apart(native, 1 if stands else math.ceil(size * LEADING / step), slanted=not stands)
    if room and chart.kind == BARS and len(chart.series) == 1:
        _names_beside(native, made, room)
    plot = native.plots[0]
    if chart.kind in THICK:
        plot.gap_width = THICK[chart.kind]
        if chart.kind == STACKED:
            plot.overlap = 100
    for series, figures in zip(plot.series, drawn, strict=True):
        _series(series, figures, made)


def fitting(chart: Chart, room: tuple[float, float], scale: float = 1) -> float:
    """The largest size at which names and numbers of the marks stand beside each other."""
    wide, high = room
    sizes = [round(each * scale * 2) / 2 for each in SIZES]
    if chart.kind == BARS:
        row = high / max(len(chart.categories), 1)
        fits = (size for size in sizes if all(_high(name, size, wide) <= row * 0.94 for name in named(chart)))
        return next(fits, sizes[-1])
    # Names that do not fit are slanted (`_named_apart`), numbers left out (`_labelled`): texts stay large.
    least = round(APART * scale)
    fits = (size for size in sizes if size >= least and _stands(chart, size, wide) and _numbers(chart, size, wide))
    return next(fits, least)


def _step(chart: Chart, size: float, wide: float) -> float:
    """Points that a category takes, beside the scale of values and a little air."""
    largest = max((point.value for each in chart.series for point in each.points if point.value is not None), default=0)
    return (wide - measure.width(numbers.number(largest * 10), size) - 2 * size) / max(len(chart.categories), 1)


def _stands(chart: Chart, size: float, wide: float) -> bool:
    """Whether all names have room beside each other, in at most two lines."""
    room = _step(chart, size, wide) * 0.96
    lines = [measure.lines(name, size, room) for name in chart.categories]
    return all(len(each) <= 2 and all(measure.width(line, size) <= room for line in each) for each in lines)


def _numbers(chart: Chart, size: float, wide: float) -> bool:
    """Whether the numbers of the marks have room beside each other, where each has one."""
    if len(chart.categories) > MANY or chart.kind == STACKED:
        return True
    room = _step(chart, size, wide) * 0.94 / (len(chart.series) if chart.kind == COLUMNS else 1)
    points = (point for each in chart.series for point in each.points if point.value is not None)
    return all(measure.width(point.text, size, bold=True) <= room for point in points)


def _high(name: str, size: float, wide: float) -> float:
    """Points in height that a name takes beside its bar; more than there is where a word is too wide."""
    lines = measure.lines(name, size, wide * NAMES)
    if any(measure.width(line, size) > wide * NAMES for line in lines):
        return float("inf")
    return len(lines) * size * LEADING


def _names_beside(native: NativeChart, made: Dressed, room: tuple[float, float]) -> None:
    """The names get the room they need on the left, the longest bar's number that on the right."""
    wide, size = room[0], made.size
    lines = [line for name in named(made.chart) for line in measure.lines(name, size, wide * NAMES)]
    left = min(max((measure.width(line, size) for line in lines), default=0) + size * 0.8, wide * (NAMES + 0.05))
    points = [point for point in made.chart.series[0].points if point.value is not None]
    largest = max((point.value for point in points), default=0)
    number = max((measure.width(point.text, size, bold=True) for point in points), default=0) + size
    if largest:
        native.value_axis.maximum_scale = largest * (wide - left) / max(wide - left - number, 1)
    area = native._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    sides = {"x": left / wide, "y": 0.01, "w": 1 - left / wide - 0.005, "h": 0.98}
    said = "".join(f'<c:{name} val="{value:.4f}"/>' for name, value in sides.items())
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
            f'<c:yMode val="edge"/>{said}</c:manualLayout></c:layout>'
        ),
    )


def _named_apart(native: NativeChart, every: int, *, slanted: bool) -> None:
    """Every so many of the names, upright or slanted."""
    axis = native.category_axis._element
    for old in axis.findall(qn("c:tickLblSkip")):
        axis.remove(old)
    skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="{every}"/>')
    after = next((axis.find(qn(f"c:{name}")) for name in ("tickMarkSkip", "noMultiLvlLbl", "extLst")
                  if axis.find(qn(f"c:{name}")) is not None), None)  # fmt: skip
    axis.append(skip) if after is None else after.addprevious(skip)
    for body in axis.iter(qn("a:bodyPr")):
        body.set("rot", SLANT if slanted else "0")
        body.set("vert", "horz")


def _axes(native: NativeChart, made: Dressed) -> None:
    category, value = native.category_axis, native.value_axis
    made.looks.paint(category.format.line.color, palette.RULE)
    category.tick_labels.font.size = Pt(made.size)
    category.has_major_gridlines = False
    category.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if made.chart.kind == BARS:
        # Bars are read from the top: the first category stands highest.
        category.reverse_order = True
        value.visible = False
        value.has_major_gridlines = False
    else:
        value.has_major_gridlines = True
        grid = made.looks.faint(made.looks.shown(palette.INK), GRID)
        made.looks.paint(value.major_gridlines.format.line.color, grid)
        value.format.line.fill.background()
        value.tick_labels.font.size = Pt(max(made.size * 0.85, SIZES[-1]))
        value.tick_labels.number_format = THOUSANDS
        value.tick_labels.number_format_is_linked = False
    value.minimum_scale = 0


def _series(series: _BaseCategorySeries, figures: Series, made: Dressed) -> None:
    chart, looks = made.chart, made.looks
    if chart.kind == LINE:
        series.smooth = False
        looks.paint(series.format.line.color, figures.colour)
        series.format.line.width = Pt(3)
        series.marker.style = XL_MARKER_STYLE.CIRCLE
        series.marker.size = 9
        series.marker.format.fill.solid()
        looks.paint(series.marker.format.fill.fore_color, figures.colour)
        looks.paint(series.marker.format.line.color, figures.colour)
    else:
        series.format.fill.solid()
        looks.paint(series.format.fill.fore_color, figures.colour)
        series.invert_if_negative = False
    labelled = _labelled(figures, chart)
    whole = len(labelled) == sum(point.value is not None for point in figures.points)
    for at, point in enumerate(figures.points):
        if point.value is None:
            continue
        if point.partial:
            _hollow(series.points[at], figures.colour, made)
        elif chart.highlight == at:
            series.points[at].format.fill.solid()
            looks.paint(series.points[at].format.fill.fore_color, looks.stress)
        if at in labelled and (not whole or chart.decimals or not point.text[:1].isdigit() or point.partial):
            _spelled(series.points[at], point, figures, made)
    if labelled and whole:
        _labels(series, figures, made)


def _labelled(figures: Series, chart: Chart) -> set[int]:
    """Which points bear their number: all of them where there is room, else the last one."""
    known = [at for at, point in enumerate(figures.points) if point.value is not None]
    if chart.kind == BARS or (len(known) <= MANY and not (chart.kind == STACKED and len(chart.categories) > 8)):
        return set(known)
    return _telling(figures, known) if chart.kind == LINE else set()


def _telling(figures: Series, known: list[int]) -> set[int]:
    """Of many points: the last, the highest and the lowest, the first; none beside another."""
    if not known:
        return set()
    by_value = sorted(known, key=lambda at: figures.points[at].value)
    chosen: set[int] = set()
    for at in (known[-1], by_value[-1], by_value[0], known[0]):
        if all(abs(at - other) > APART_POINTS for other in chosen):
            chosen.add(at)
    return chosen


def _labels(series: _BaseCategorySeries, figures: Series, made: Dressed) -> None:
    labels = series.data_labels
    labels.show_value = True
    labels.font.size, labels.font.bold = Pt(made.size), made.chart.kind != STACKED
    made.looks.paint(labels.font.color, made.label_fill(figures.colour))
    labels.number_format = number_format(made.chart.decimals)
    labels.number_format_is_linked = False
    labels.position = POSITIONS[made.chart.kind]
    _unbroken(labels._element)


def _spelled(point: Any, figure: Point, figures: Series, made: Dressed) -> None:
    """A label in our words: '93,2', 'hơn 121', '10.454 (chưa đủ)'."""
    shade = palette.lightened(made.looks.shown(figures.colour), 0.25) if figure.partial else figures.colour
    run = point.data_label.text_frame.paragraphs[0].add_run()
    run.text = figure.text
    bold = made.chart.kind != STACKED
    made.looks.run(run, size=made.size, bold=bold, fill=made.label_fill(shade))
    point.data_label.position = POSITIONS[made.chart.kind]
    if made.chart.kind == LINE and _valley(figure, figures):
        point.data_label.position = XL_LABEL_POSITION.BELOW
    _unbroken(point.data_label._dLbl)


def _valley(figure: Point, figures: Series) -> bool:
    """Whether a line rises on both sides of a point, so that its number stands under it."""
    at = figures.points.index(figure)
    beside = [figures.points[to].value for to in (at - 1, at + 1) if 0 <= to < len(figures.points)]
    return len(beside) == 2 and all(value is not None and value > figure.value for value in beside)


def _unbroken(labels: Any) -> None:
    """A number is never broken into two lines."""
    for body in labels.iter(qn("a:bodyPr")):
        body.set("wrap", "none")


def _hollow(point: Any, shade: str, made: Dressed) -> None:
    """A sum of the parts at hand: outlined and pale, told apart from a whole figure without colour."""
    if made.chart.kind == LINE:
        point.marker.format.fill.solid()
        made.looks.paint(point.marker.format.fill.fore_color, palette.PAPER)
        made.looks.paint(point.marker.format.line.color, shade)
        return
    point.format.fill.solid()
    made.looks.paint(point.format.fill.fore_color, palette.lightened(made.looks.shown(shade), 0.25))
    made.looks.paint(point.format.line.color, shade)
    point.format.line.dash_style = MSO_LINE.DASH
