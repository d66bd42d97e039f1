"""The marks that drawings are made of, as SVG text: words, lines, boxes, hatching; escaped, rounded to a tenth.

Owns the typeface, the size of texts and how a partial or missing figure looks.
"""

from xml.sax.saxutils import escape, quoteattr

from danvan.briefing.contents import Chart, Point, Series
from danvan.charts import palette
from danvan.export import measure
from danvan.texts import text

FAMILY = "Be Vietnam Pro"
SIZE = 28
"""Of texts: read from the back of a room when the drawing stands on a page 1920 wide."""
DASH = "8 6"


def document(title: str, alt: str, width: float, height: float, marks: list[str]) -> str:
    """One <svg> with its title and description."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {n(width)} {n(height)}" width="{n(width)}" '
        f'height="{n(height)}" role="img" aria-label={quoteattr(alt)} font-family="{FAMILY}" fill="{palette.INK}">'
        f"<title>{escape(title)}</title><desc>{escape(alt)}</desc>{''.join(marks)}</svg>"
    )


def n(value: float) -> str:
    """A coordinate: '12.3', '12'."""
    return f"{value:.1f}".removesuffix(".0")


def words(
    told: str, x: float, y: float, size: float, *, fill: str = palette.INK, anchor: str = "start", bold: bool = False,
    italic: bool = False, halo: bool = False,
) -> str:  # fmt: skip
    """A line of text whose middle is at y. halo: a white edge, for words over lines."""
    how = (' font-weight="700"' if bold else "") + (' font-style="italic"' if italic else "")
    shade = f' fill="{fill}"' if fill != palette.INK else ""
    place = f' text-anchor="{anchor}"' if anchor != "start" else ""
    common = f'x="{n(x)}" y="{n(y + 0.35 * size)}" font-size="{n(size)}"{place}{how}'
    edge = f'<text {common} fill="{palette.PAPER}" stroke="{palette.PAPER}" stroke-width="{n(size / 4)}" '
    behind = f'{edge}stroke-linejoin="round" aria-hidden="true">{escape(told)}</text>' if halo else ""
    return f"{behind}<text {common}{shade}>{escape(told)}</text>"


def block(told: list[str], x: float, y: float, size: float, *, anchor: str = "start", fill: str = palette.INK) -> str:
    """Lines of text whose middle is at y."""
    top = y - (len(told) - 1) * size * 0.6
    return "".join(
        words(line, x, top + at * size * 1.2, size, anchor=anchor, fill=fill) for at, line in enumerate(told)
    )


def line(x1: float, y1: float, x2: float, y2: float, stroke: str, wide: float = 1.5, dash: str = "") -> str:
    """A straight line."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    ends = f'x1="{n(x1)}" y1="{n(y1)}" x2="{n(x2)}" y2="{n(y2)}"'
    return f'<line {ends} stroke="{stroke}" stroke-width="{n(wide)}"{dashed}/>'


def box(x: float, y: float, wide: float, high: float, fill: str, point: Point | None = None, name: str = "") -> str:
    """A bar: full, or hollow with a dashed edge where the figure is partial; what it says as its title."""
    inner = f"<title>{escape(told(name, point))}</title>" if point else ""
    if point and point.partial:
        looks = f'fill="{palette.lightened(fill, 0.15)}" stroke="{fill}" stroke-width="2.5" stroke-dasharray="{DASH}"'
        inset = 1.2
    else:
        looks, inset = f'fill="{fill}"', 0.0
    return (
        f'<rect x="{n(x + inset)}" y="{n(y + inset)}" width="{n(max(wide - 2 * inset, 0.5))}" '
        f'height="{n(max(high - 2 * inset, 0.5))}" {looks}>{inner}</rect>'
    )


def told(name: str, point: Point) -> str:
    """'Thanh Chương: 12 (chưa đủ số liệu)'."""
    return f"{name}: {point.text}" + (f" ({point.note})" if point.note and point.note not in point.text else "")


def clipped(told_: str, size: float, room: float, most: int) -> list[str]:
    """At most so many lines of the room; what is cut off ends in '…'."""
    found = measure.lines(told_, size, room)
    kept = found[:most]
    if len(found) > most:
        kept[-1] += " …"
    for at, each in enumerate(kept):
        if measure.width(each, size) > room:
            bare = each.removesuffix(" …")
            while bare and measure.width(f"{bare}…", size) > room:
                bare = bare[:-1]
            kept[at] = f"{bare.rstrip()}…"
    return kept


def unit_line(chart: Chart, width: float, size: float, least: float = 0) -> list[str]:
    """The unit of measure above the drawing, on the right."""
    said, small = text("briefing.unit_of_measure", unit=chart.unit), max(size * 0.8, least)
    return [words(said, width, size * 0.5, small, fill=palette.SLATE, anchor="end")] if chart.unit else []


def legend(series: tuple[Series, ...], room: float, size: float) -> tuple[list[str], float]:
    """(marks, height used) of the names of several series, line by line from the top left; one needs no legend."""
    if len(series) < 2:
        return [], 0.0
    marks, x, y = [], 0.0, size * 0.6
    for each in series:
        wide = size * 1.6 + measure.width(each.name, size)
        if x and x + wide > room:
            x, y = 0.0, y + size * 1.4
        marks.append(box(x, y - size * 0.4, size * 0.8, size * 0.8, each.colour))
        marks.append(words(each.name, x + size * 1.1, y, size))
        x += wide + size * 0.6
    return marks, y + size
