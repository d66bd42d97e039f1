"""A table over as many slides as its rows need, with its head on each.

Owns the markup. Widths and heights are those of the PowerPoint slides, which measure in points at 12; here the letters
have 28 pixels, or more where the whole table then still fits on one slide.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from danvan.briefing.contents import Cell, Table
from danvan.export.html.mark import element, escaped
from danvan.export.slides import tables
from danvan.export.slides.base import POINTS, Box

SIZES = (40, 36, 32, 28)


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
        box = Box(0, 0, wide / _scale(size), high / _scale(size))
        parts = list(tables.parted(table, box))
        if len(parts) == 1:
            break
    parts = even(table, parts, box)
    for at, rows in enumerate(parts, start=1):
        yield Part(rows, at, len(parts), size)


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
