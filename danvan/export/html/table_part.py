"""A table over as many slides as its rows need, with its head on each.

Owns the markup and how many rows stand on a slide. Columns are those of the PowerPoint slides, which measure in points
at 12; here the letters have 28 pixels, or more where the whole table then still fits on one slide.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from danvan.briefing.contents import Cell, Table
from danvan.export import measure
from danvan.export.html.mark import element, escaped
from danvan.export.slides import tables
from danvan.export.slides.base import POINTS, Box

SIZES = (40, 36, 32, 28)
ROW, LEADING, PAD, ABOVE = 1.75, 1.22, 0.4, 0.12
"""Of a row, in sizes of its letters: least height, a line, room beside and above the words; deck.css says the same."""


@dataclass(frozen=True)
class Part:
    """Rows of a table on one slide, the `at`-th of `of`."""

    rows: Sequence[tuple[Cell, ...]]
    at: int
    of: int
    size: float


NONE = Part((), 1, 1, SIZES[-1])


def parted(table: Table, wide: float, high: float) -> Iterator[Part]:
    """The table slide by slide, for a room in pixels."""
    for size in SIZES:
        parts = _parts(table, size, wide, high)
        if len(parts) == 1:
            break
    for at, rows in enumerate(parts, start=1):
        yield Part(rows, at, len(parts), size)


def _parts(table: Table, size: float, wide: float, high: float) -> list[tables.Rows]:
    """The rows of each slide, at this size of letters: as many parts as are needed, of about as many rows each."""
    widths = [each * _scale(size) - 2 * PAD * size for each in tables.columns(table, wide / _scale(size))]
    room = high - _high(table.headers, widths, size, bold=True)
    heights = [_high([cell.text for cell in row], widths, size) for row in table.rows]
    parts = _filled(table.rows, heights, room)
    each = -(-len(table.rows) // len(parts)) or 1
    tried = [table.rows[at : at + each] for at in range(0, len(table.rows), each)]
    fits = all(sum(heights[at : at + each]) <= room for at in range(0, len(table.rows), each))
    return tried if fits and len(tried) == len(parts) else parts


def _filled(rows: tables.Rows, heights: list[float], room: float) -> list[tables.Rows]:
    """Each part as full as it can be; one empty part for no rows."""
    parts: list[list] = [[]]
    used = 0.0
    for row, tall in zip(rows, heights, strict=True):
        if parts[-1] and used + tall > room:
            parts.append([])
            used = 0.0
        parts[-1].append(row)
        used += tall
    return parts


def _high(told: Sequence[str], widths: list[float], size: float, *, bold: bool = False) -> float:
    """Pixels of a row, as the style sheet sets it."""
    cells = zip(told, widths, strict=True)
    tallest = max(measure.height(words, size, wide, bold=bold, leading=LEADING) for words, wide in cells)
    return max(ROW * size, tallest + 2 * ABOVE * size) + 1


def even(table: Table, parts: list[tables.Rows], box: Box) -> list[tables.Rows]:
    """As many parts of about as many rows each, where they fit: not ten rows on one slide and three on the next."""
    each = -(-len(table.rows) // len(parts))
    tried = [table.rows[at : at + each] for at in range(0, len(table.rows), each or 1)]
    fits = len(tried) == len(parts) and all(tables.height(table, rows, box.width) <= box.height for rows in tried)
    return tried if fits else parts


def _scale(size: float) -> float:
    """Pixels of the stage for an inch of the slide."""
    return size / tables.SIZE * POINTS


def markup(table: Table, part: Part, wide: float) -> str:
    """The table with these rows, `wide` pixels."""
    room = sum(widths := tables.columns(table, wide / _scale(part.size)))
    columns = "".join(f'<col style="width:{100 * each / room:.2f}%">' for each in widths)
    heads = _row("th", table.headers, table.numeric)
    rows = "".join(_row("td", [cell.text for cell in row], table.numeric) for row in part.rows)
    return element(
        "table",
        {"class": "dv-table", "style": f"font-size:{part.size:g}px"},
        f"<caption>{escaped(table.title)}</caption><colgroup>{columns}</colgroup>",
        element("thead", {}, heads),
        element("tbody", {}, rows),
    )


def _row(tag: str, told: Sequence[str], numeric: Sequence[bool]) -> str:
    cells = (
        element(tag, {"class": "dv-number-cell"} if is_number else {}, escaped(words))
        for words, is_number in zip(told, numeric, strict=True)
    )
    return element("tr", {}, *cells)
