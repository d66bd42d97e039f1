"""Tables over as many slides as they need: the heads are repeated, columns are as wide as their words.

Owns how many rows stand on a slide and the widths of columns.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide
from pptx.util import Inches, Pt

from danvan.briefing.contents import Cell, Table
from danvan.charts import palette
from danvan.export import measure
from danvan.export.slides.base import POINTS, Box, colour, describe, write
from danvan.export.slides.looks import OWN, Looks

SIZE, LEADING, PAD = 12, 1.2, 14
"""Points of the texts, their lines, and the room left and right of them together."""
ROW = 0.36
"""Inches of a row of one line."""
Rows = Sequence[tuple[Cell, ...]]


def parted(table: Table, box: Box) -> Iterator[Rows]:
    """The rows slide by slide; one empty part for a table without rows."""
    widths = columns(table, box.width)
    room = box.height - _head_height(table, widths)
    rows: list[tuple[Cell, ...]] = []
    used = 0.0
    for row in table.rows:
        high = _row_height([cell.text for cell in row], widths)
        if rows and used + high > room:
            yield rows
            rows, used = [], 0.0
        rows.append(row)
        used += high
    yield rows


def telling(table: Table) -> Table:
    """The table without columns in which no row says anything."""
    kept = [at for at in range(len(table.headers)) if not table.rows or any(row[at].text for row in table.rows)]
    some = {name: tuple(getattr(table, name)[at] for at in kept) for name in ("headers", "numeric", "decimals")}
    return replace(table, **some, rows=tuple(tuple(row[at] for at in kept) for row in table.rows))


def draw(slide: Slide, table: Table, rows: Rows, box: Box, *, scale: float = 1, looks: Looks = OWN) -> float:
    """One native table with the heads and these rows, `scale` times the usual size; its height, inches."""
    usual = columns(table, box.width / scale)
    heights = [_head_height(table, usual), *(_row_height([cell.text for cell in row], usual) for row in rows)]
    widths, heights = [scale * each for each in usual], [scale * each for each in heights]
    frame = slide.shapes.add_table(
        len(rows) + 1, len(table.headers), *Box(box.left, box.top, sum(widths), sum(heights)).emu
    )
    frame.name = f"Bảng: {table.title}"
    describe(frame, f"{table.title}: {len(rows)} dòng, {len(table.headers)} cột.")
    native = frame.table
    native.horz_banding = False
    for at, wide in enumerate(widths):
        native.columns[at].width = Inches(wide)
    for at, high in enumerate(heights):
        native.rows[at].height = Inches(high)
    for column, head in enumerate(table.headers):
        _cell(native.cell(0, column), head, numeric=table.numeric[column], scale=scale, looks=looks, head=True)
    for at, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            how = {"numeric": table.numeric[column], "scale": scale, "looks": looks}
            _cell(native.cell(at, column), cell.text, odd=at % 2 == 0, **how)
    return sum(heights)


def columns(table: Table, room: float) -> list[float]:
    """Widths in inches that fill the room: by the widest word or number, then by the length of the texts."""
    least, wanted = [], []
    for at, head in enumerate(table.headers):
        texts = [row[at].text for row in table.rows]
        words = [word for text in (head, *texts) for word in text.split()]
        least.append(max(measure.width(word, SIZE, bold=True) for word in words or [" "]) + PAD)
        longest = max((measure.width(text, SIZE) for text in texts), default=0) + PAD
        wanted.append(max(least[-1], min(longest, 300), min(measure.width(head, SIZE, bold=True) / 2, 150) + PAD))
    total, space = sum(wanted), room * POINTS
    if total <= space:
        spare = (space - total) / len(wanted)
        return [(each + spare) / POINTS for each in wanted]
    return [each / POINTS for each in _shared(least, wanted, space)]


def _shared(least: Sequence[float], wanted: Sequence[float], space: float) -> list[float]:
    """The space for columns that want more of it: short ones have what they want, the long ones share the rest."""
    if sum(least) >= space:
        return [each * space / sum(least) for each in least]
    given: dict[int, float] = {}
    while len(given) < len(wanted):
        open_ = [at for at in range(len(wanted)) if at not in given]
        share = (space - sum(given.values())) / len(open_)
        # A word wider than its share goes first: what is left for the others is less.
        settled = {at: least[at] for at in open_ if least[at] > share}
        settled = settled or {at: wanted[at] for at in open_ if wanted[at] <= share}
        given |= settled or dict.fromkeys(open_, share)
    return [given[at] for at in range(len(wanted))]


def height(table: Table, rows: Rows, room: float) -> float:
    """Inches that the heads and these rows take in a table so wide."""
    widths = columns(table, room)
    return _head_height(table, widths) + sum(_row_height([cell.text for cell in row], widths) for row in rows)


def _head_height(table: Table, widths: list[float]) -> float:
    return _row_height(list(table.headers), widths, bold=True)


def _row_height(texts: list[str], widths: list[float], *, bold: bool = False) -> float:
    tallest = max(
        measure.height(text, SIZE, wide * POINTS - PAD, bold=bold, leading=LEADING)
        for text, wide in zip(texts, widths, strict=True)
    )
    return max(ROW, (tallest + 8) / POINTS)


def _cell(
    cell: object, words: str, *, numeric: bool, scale: float, looks: Looks, head: bool = False, odd: bool = False
) -> None:
    cell.margin_left = cell.margin_right = Pt(PAD / 2 * scale)
    cell.margin_top = cell.margin_bottom = Pt(2)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    if head:
        looks.paint(cell.fill.fore_color, palette.RED)
    else:
        cell.fill.fore_color.rgb = colour(palette.MIST if odd else palette.PAPER)
    frame = cell.text_frame
    align = PP_ALIGN.RIGHT if numeric else PP_ALIGN.LEFT
    # On a ground of its own: not in the theme's colour of texts, which may be white.
    shade = palette.text_on(looks.shown(palette.RED)) if head else palette.INK
    write(frame, words, size=SIZE * scale, bold=head, align=align, looks=looks.on_paper(), fill=shade)
