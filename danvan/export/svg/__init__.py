"""Charts and maps of a briefing as SVG: for the HTML deck and for PDF. Pure: contents in, a document's text out.

`chart_svg` and `map_svg` give one `<svg>` element without a prolog, drawn in the typeface 'Be Vietnam Pro', with alt
texts and without ids, scripts or style sheets: any number of them may stand in one page.
"""

from danvan.briefing.contents import BARS, LINE, Chart, Map
from danvan.export.svg import bars, columns, lines, maps
from danvan.export.svg.draw import SIZE, document

__all__ = ["chart_svg", "map_svg"]


def chart_svg(chart: Chart, width: int, height: int, *, size: float = SIZE, least: float = 0) -> str:
    """The chart in width × height units; size: of its texts where there is room, in the same units.

    least: no text is smaller; bars then stand in several columns, and numbers without room are left out.
    """
    drawing = {BARS: bars, LINE: lines}.get(chart.kind, columns)
    return document(chart.title, chart.alt, width, height, drawing.draw(chart, width, height, size, least))


def map_svg(shown: Map, width: int, height: int, *, size: float = SIZE, least: float = 0) -> str:
    """The hex map with its legend on the right in width × height units; size: of the legend's texts.

    least: no text is smaller; names that do not fit their tiles then stand beside the few that matter.
    """
    return document(shown.title, shown.alt, width, height, maps.draw(shown, width, height, size, least))
