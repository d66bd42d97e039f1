"""One chart or map of a briefing as a picture: SVG, or PNG without a browser; with title, source and day.

Owns where they stand around the drawing. What is drawn is what HTML and PDF draw (danvan.export.svg).
"""

from xml.sax.saxutils import escape

import typst

from danvan import fonts, numbers
from danvan.briefing.contents import Deck, Page
from danvan.charts import palette
from danvan.export import measure
from danvan.export.svg import chart_svg, map_svg
from danvan.export.svg.draw import FAMILY, n, words
from danvan.texts import text

WIDE, HIGH, EDGE = 1920, 1080, 80
"""Of the picture in pixels, and the room kept free on its left and right."""
TITLES, SUBTITLES, SOURCES = (52, 48, 44, 40, 36, 32), (28, 26, 24, 22), (24, 22, 20, 18)
LEADING = 1.25
SHEET = (
    f"#set page(width: {WIDE}pt, height: {HIGH}pt, margin: 0pt)\n"
    '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)\n'
)


def picture_svg(deck: Deck, page: Page) -> str:
    """The drawing of a page with chart or map as a document of its own."""
    room = WIDE - 2 * EDGE
    marks = [f'<rect width="{WIDE}" height="{HIGH}" fill="{palette.PAPER}"/>']
    top = 50.0
    if deck.illustrative:
        marks.append(_watermark())
        marks.append(words(text("common.demo_banner"), EDGE, 34, 22, fill=palette.RED, bold=True))
        top = 66.0
    top = _lines(marks, page.title, top, (room, 130), TITLES, bold=True)
    if page.subtitle:
        top = _lines(marks, page.subtitle, top + 6, (room, 70), SUBTITLES, fill=palette.SLATE)
    foot = _foot(deck, page)
    low = HIGH - 36 - sum(size * LEADING for _, size in foot)
    marks.append(_placed(page, EDGE, top + 24, room, low - top - 48))
    y = low
    for line, size in foot:
        y += size * LEADING
        marks.append(words(line, EDGE, y - size * 0.6, size, fill=palette.SLATE))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" height="{HIGH}" '
        f'font-family="{FAMILY}, Arial, sans-serif" fill="{palette.INK}"><title>{escape(page.title)}</title>'
        f"{''.join(marks)}</svg>"
    )


def picture_png(deck: Deck, page: Page) -> bytes:
    """The same as PNG, 1920 × 1080."""
    return typst.compile(
        SHEET.encode(),
        format="png",
        ppi=72,
        font_paths=[str(fonts.SOURCE)],
        ignore_system_fonts=True,
        sys_inputs={"svg": picture_svg(deck, page)},
    )


def _lines(
    marks: list[str], told: str, top: float, room: tuple[float, float], sizes: tuple[float, ...], *,
    bold: bool = False, fill: str = palette.INK,
) -> float:  # fmt: skip
    """Put a text into the picture at the largest size that fits; where it ends."""
    size, _ = measure.fitting([told], room, sizes, bold=bold, gap=0)
    for line in measure.lines(told, size, room[0], bold=bold):
        marks.append(words(line, EDGE, top + size * LEADING / 2, size, bold=bold, fill=fill))
        top += size * LEADING
    return top


def _foot(deck: Deck, page: Page) -> list[tuple[str, float]]:
    """Source and day, line by line with their size."""
    told = [
        line for line in (page.source, text("pictures.made", office=deck.office, day=numbers.date(deck.made))) if line
    ]
    size, _ = measure.fitting(told, (WIDE - 2 * EDGE, 120), SOURCES, gap=0)
    return [(line, size) for each in told for line in measure.lines(each, size, WIDE - 2 * EDGE)]


def _placed(page: Page, x: float, y: float, wide: float, high: float) -> str:
    """The drawing in its place."""
    drawn = map_svg(page.map, wide, high) if page.map else chart_svg(page.chart, wide, high)
    return drawn.replace("<svg ", f'<svg x="{n(x)}" y="{n(y)}" ', 1)


def _watermark() -> str:
    turned = f"translate({WIDE / 2} {HIGH / 2}) rotate(-20)"
    told = words(text("common.demo_watermark"), 0, 0, 190, fill="#F6E6E6", anchor="middle", bold=True)
    return f'<g transform="{turned}">{told}</g>'
