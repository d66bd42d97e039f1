"""Charts as PowerPoint draws them: native, editable, with the figures in their workbook.

Owns the looks of a chart and its labels. Whole numbers have a number format that prints the dots of thousands
on every machine; other labels (decimals, 'hơn', partial) are written out point by point. A missing figure is an empty
cell, never a zero.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import IO, Any

from pptx.chart.chart import Chart as NativeChart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import _BaseCategorySeries
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt
from xlsxwriter import Workbook

from danvan.briefing.contents import BARS, COLUMNS, LINE, STACKED, Chart, Point, Series
from danvan.charts import palette
from danvan.export.slides.base import FONT, colour

THOUSANDS = '[<1000]0;[<1000000]0"."000;0"."000"."000'
"""39427 → 39.427 whatever the machine's locale; figures of ours are not negative."""
KINDS = {
    BARS: XL_CHART_TYPE.BAR_CLUSTERED,
    COLUMNS: XL_CHART_TYPE.COLUMN_CLUSTERED,
    STACKED: XL_CHART_TYPE.COLUMN_STACKED,
    LINE: XL_CHART_TYPE.LINE_MARKERS,
}
EPOCH = datetime(2000, 1, 1)
MANY = 12
"""More points than this are not labelled one by one."""


class _Writer(CategoryWorkbookWriter):
    """The workbook of a chart in which a text is a text, whatever it begins with."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: IO[bytes]) -> Iterator[tuple[Workbook, Any]]:
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        workbook = Workbook(xlsx_file, options)
        # The same figures give the same bytes, whenever they are written.
        workbook.set_properties({"created": EPOCH})
        yield workbook, workbook.add_worksheet()
        workbook.close()

    def _write_series(self, workbook: Workbook, worksheet: Any) -> None:
        # Not python-pptx's own number format: it would stand unescaped in the XML of the chart.
        looks = workbook.add_format({"num_format": self._chart_data.cells_format})
        first = self._chart_data.categories.depth
        for column, series in enumerate(self._chart_data, start=first):
            worksheet.write_string(0, column, series.name)
            for row, value in enumerate(series.values, start=1):
                if value is not None:
                    worksheet.write_number(row, column, value, looks)


class Data(CategoryChartData):
    """Categories and series with such a workbook; cells_format: the number format of its cells."""

    def __init__(self, cells_format: str) -> None:
        super().__init__()
        self.cells_format = cells_format

    @property
    def _workbook_writer(self) -> _Writer:
        return _Writer(self)


def data(chart: Chart) -> Data:
    """The chart's figures as its workbook holds them. A line that may not be joined is one series a stretch."""
    made = Data(number_format(chart.decimals))
    made.categories = named(chart)
    for series in stretches(chart):
        made.add_series(series.name, [point.value for point in series.points])
    return made


def named(chart: Chart) -> list[str]:
    """The categories; where a bar has no figure, its name says why."""
    if chart.kind != BARS:
        return list(chart.categories)
    points = chart.series[0].points
    return [
        name if point.value is not None else f"{name} ({point.text})"
        for name, point in zip(chart.categories, points, strict=True)
    ]


def number_format(decimals: int) -> str:
    """The format of cells and axes."""
    return THOUSANDS if decimals == 0 else "0." + "0" * decimals


def stretches(chart: Chart) -> list[Series]:
    """The series as drawn: a line is parted where its terms change, each stretch named after them."""
    if not chart.breaks or chart.kind != LINE:
        return list(chart.series)
    found = []
    for series in chart.series:
        starts = [0, *(at for at, _ in chart.breaks)]
        names = ["", *(words for _, words in chart.breaks)]
        for first, last, name in zip(starts, [*starts[1:], len(series.points)], names, strict=True):
            points = tuple(
                point if first <= at < last else Point(None, "", point.key) for at, point in enumerate(series.points)
            )
            if any(point.value is not None for point in points):
                found.append(Series(f"{series.name} ({name})" if name else series.name, points, series.colour))
    return found


def dress(native: NativeChart, chart: Chart) -> None:
    """Our looks on a native chart that holds `data(chart)`."""
    drawn = stretches(chart)
    native.font.size, native.font.name = Pt(12), FONT
    native.font.color.rgb = colour(palette.INK)
    native.has_title = False
    native.has_legend = len({series.name for series in drawn}) > 1
    if native.has_legend:
        native.legend.position = XL_LEGEND_POSITION.TOP
        native.legend.include_in_layout = False
        native.legend.font.size = Pt(12)
    _axes(native, chart)
    plot = native.plots[0]
    if chart.kind in (BARS, COLUMNS, STACKED):
        plot.gap_width = 45 if chart.kind == BARS else 60
        if chart.kind == STACKED:
            plot.overlap = 100
    for series, figures in zip(plot.series, drawn, strict=True):
        _series(series, figures, chart)


def _axes(native: NativeChart, chart: Chart) -> None:
    category, value = native.category_axis, native.value_axis
    category.format.line.color.rgb = colour(palette.RULE)
    category.tick_labels.font.size = Pt(12)
    category.has_major_gridlines = False
    category.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if chart.kind == BARS:
        # Bars are read from the top: the first category stands highest.
        category.reverse_order = True
        value.visible = False
        value.has_major_gridlines = False
    else:
        value.has_major_gridlines = True
        value.major_gridlines.format.line.color.rgb = colour(palette.GRID)
        value.format.line.fill.background()
        value.tick_labels.font.size = Pt(11)
        value.tick_labels.number_format = THOUSANDS
        value.tick_labels.number_format_is_linked = False
    value.minimum_scale = 0


def _series(series: _BaseCategorySeries, figures: Series, chart: Chart) -> None:
    if chart.kind == LINE:
        series.smooth = False
        series.format.line.color.rgb = colour(figures.colour)
        series.format.line.width = Pt(2.5)
        series.marker.style = XL_MARKER_STYLE.CIRCLE
        series.marker.size = 8
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = colour(figures.colour)
        series.marker.format.line.color.rgb = colour(figures.colour)
    else:
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour(figures.colour)
        series.invert_if_negative = False
    labelled = _labelled(figures, chart)
    for at, point in enumerate(figures.points):
        if point.value is None:
            continue
        if point.partial:
            _hollow(series.points[at], figures.colour, chart.kind)
        elif chart.highlight == at:
            series.points[at].format.fill.solid()
            series.points[at].format.fill.fore_color.rgb = colour(palette.RED)
        if at in labelled and (chart.decimals or not point.text[:1].isdigit() or point.partial):
            _spelled(series.points[at], point, chart)
    if labelled and len(labelled) == sum(point.value is not None for point in figures.points):
        _labels(series, chart)
    elif labelled and not chart.decimals:
        for at in labelled:
            _spelled(series.points[at], figures.points[at], chart)


def _labelled(figures: Series, chart: Chart) -> set[int]:
    """Which points bear their number: all of them where there is room, else the last one."""
    known = [at for at, point in enumerate(figures.points) if point.value is not None]
    if chart.kind == BARS or (len(known) <= MANY and not (chart.kind == STACKED and len(chart.categories) > 8)):
        return set(known)
    return {known[-1]} if known and chart.kind == LINE else set()


def _labels(series: _BaseCategorySeries, chart: Chart) -> None:
    labels = series.data_labels
    labels.show_value = True
    labels.font.size = Pt(12)
    labels.font.color.rgb = colour(palette.PAPER if chart.kind == STACKED else palette.INK)
    labels.number_format = number_format(chart.decimals)
    labels.number_format_is_linked = False
    labels.position = POSITIONS[chart.kind]


POSITIONS = {
    BARS: XL_LABEL_POSITION.OUTSIDE_END,
    COLUMNS: XL_LABEL_POSITION.OUTSIDE_END,
    STACKED: XL_LABEL_POSITION.CENTER,
    LINE: XL_LABEL_POSITION.ABOVE,
}


def _spelled(point: Any, figure: Point, chart: Chart) -> None:
    """A label in our words: '93,2', 'hơn 121', '10.454 (chưa đủ)'."""
    frame = point.data_label.text_frame
    run = frame.paragraphs[0].add_run()
    run.text = figure.text
    run.font.size, run.font.name = Pt(12), FONT
    run.font.color.rgb = colour(palette.PAPER if chart.kind == STACKED else palette.INK)
    run._r.get_or_add_rPr().set("lang", "vi-VN")
    point.data_label.position = POSITIONS[chart.kind]


def _hollow(point: Any, shade: str, kind: str) -> None:
    """A sum of the parts at hand: outlined and pale, told apart from a whole figure without colour."""
    if kind == LINE:
        point.marker.format.fill.solid()
        point.marker.format.fill.fore_color.rgb = colour(palette.PAPER)
        point.marker.format.line.color.rgb = colour(shade)
        return
    point.format.fill.solid()
    point.format.fill.fore_color.rgb = colour(palette.lightened(shade, 0.25))
    point.format.line.color.rgb = colour(shade)
    point.format.line.dash_style = MSO_LINE.DASH
