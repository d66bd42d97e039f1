"""What a native chart holds: its kind, its categories and series, and the workbook with the figures.

Whole numbers have a number format that prints the dots of thousands on every machine. A missing figure is an empty
cell, never a zero. How it looks is in danvan.export.slides.dress.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import IO, Any

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.enum.chart import XL_CHART_TYPE
from xlsxwriter import Workbook

from danvan.briefing.contents import BARS, COLUMNS, LINE, STACKED, Chart, Point, Series
from danvan.charts import palette

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
    return _told_apart(found) if len(chart.series) == 1 else found


def _told_apart(found: list[Series]) -> list[Series]:
    """The stretches of one line in colours of their own: the last keeps the line's."""
    others = [shade for shade in palette.CATEGORICAL if found and shade != found[-1].colour]
    return [replace(one, colour=others[at % len(others)]) for at, one in enumerate(found[:-1])] + found[-1:]
