"""The native chart beside a table: its series are the table's cells.

Owns the looks. Names of series and categories are references to cells, so that no text is ever read as a formula.
"""

import re
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart as Native

from danvan.briefing.contents import BARS, COLUMNS, LINE, STACKED, Chart, Point, Series
from danvan.charts import palette
from danvan.export.slides.charts import MANY, number_format
from danvan.texts import text

WORDED = re.compile(r"^[^\W\d].*\d|\d.*\(")
"""Words before a number, or in brackets after it: 'hơn 121', '10.454 (11/12)'."""
KINDS = {BARS: {"type": "bar"}, COLUMNS: {"type": "column"}, LINE: {"type": "line"}}
KINDS[STACKED] = {"type": "column", "subtype": "stacked"}
FACE = "Times New Roman"
WIDE, HIGH, ROW = 640, 360, 26
"""Pixels: width, usual height, height of a lying bar."""


def native(book: Workbook, chart: Chart, sheet: str, top: int, series: tuple[Series, ...]) -> Native:
    """The chart of the table whose heads stand in row `top` (from 0) of the sheet; the sheet's title is its own."""
    made = book.add_chart(KINDS[chart.kind])
    last = top + len(chart.categories)
    for column, one in enumerate(series, start=1):
        made.add_series(
            {
                "name": [sheet, top, column],
                "categories": [sheet, top + 1, 0, last, 0],
                "values": [sheet, top + 1, column, last, column],
                "points": [_point(chart, one, at, point) for at, point in enumerate(one.points)],
                **_looks(chart, one),
            }
        )
    _axes(made, chart)
    many = len(series) > 1
    made.set_legend({"position": "top", "font": {"name": FACE, "size": 11}} if many else {"none": True})
    made.set_size({"width": WIDE, "height": max(HIGH, ROW * len(chart.categories)) if chart.kind == BARS else HIGH})
    # XlsxWriter leaves the default out, and some programs then draw an empty cell as a zero.
    made._write_disp_blanks_as = lambda: made._xml_empty_tag("c:dispBlanksAs", [("val", "gap")])
    return made


def _looks(chart: Chart, series: Series) -> dict[str, Any]:
    known = sum(point.value is not None for point in series.points)
    colour = palette.PAPER if chart.kind == STACKED else palette.INK
    font = {"name": FACE, "color": colour}
    labels = {
        "value": True,
        "num_format": number_format(chart.decimals),
        "font": font,
        "custom": _spelled(series, font),
    }
    crowded = known > MANY and chart.kind != BARS
    said: dict[str, Any] = {} if crowded else {"data_labels": labels}
    if chart.kind == LINE:
        marker = {"type": "circle", "size": 7, "fill": {"color": series.colour}, "border": {"color": series.colour}}
        for each in said.values():
            each["position"] = "above"
        return said | {"line": {"color": series.colour, "width": 2.25}, "marker": marker}
    return said | {"fill": {"color": series.colour}, "gap": 50}


def _spelled(series: Series, font: dict[str, Any]) -> list[dict[str, Any] | None]:
    """Labels with words around the number ('hơn 121'); None where the number alone is enough."""
    return [
        {"value": point.text, "font": font} if point.value is not None and WORDED.search(point.text) else None
        for point in series.points
    ]


def _point(chart: Chart, series: Series, at: int, point: Point) -> dict[str, Any] | None:
    """What is special about a point: the page's own unit, a figure of some parts only."""
    if point.value is None:
        return None
    if point.partial:
        pale = {"color": palette.lightened(series.colour, 0.25)}
        return {"fill": pale, "border": {"color": series.colour, "dash_type": "dash", "width": 1.5}}
    if chart.highlight == at and chart.kind != LINE:
        return {"fill": {"color": palette.RED}}
    return None


def _axes(made: Native, chart: Chart) -> None:
    font = {"name": FACE, "size": 11}
    unit = text("briefing.unit_of_measure", unit=chart.unit)
    plain = {"num_format": number_format(0), "num_font": font, "min": 0, "line": {"none": True}}
    value = plain | {"major_gridlines": {"visible": True, "line": {"color": palette.GRID}}}
    names = {"num_font": font, "line": {"color": palette.RULE}}
    made.set_title({"name": unit, "name_font": font | {"bold": False}, "overlay": False})
    if chart.kind == BARS:
        # XlsxWriter's y axis of lying bars is that of the categories; they are read from the top.
        made.set_y_axis(names | {"reverse": True})
        made.set_x_axis(value | {"visible": False, "major_gridlines": {"visible": False}})
    else:
        made.set_x_axis(names)
        made.set_y_axis(value)
