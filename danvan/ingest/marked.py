"""The file back as a workbook: every cell as sent, faulty ones filled and explained, all findings listed with links.

Owns that workbook. Texts stay texts, whatever they begin with; numbers that the file held as numbers stay numbers. The
last sheet holds texts only, so that the corrected workbook can be sent back as it is.
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import xlsxwriter
from xlsxwriter.exceptions import OverlappingRange
from xlsxwriter.worksheet import Worksheet

from danvan.ingest.findings import INFO, STOP, WARN, Finding
from danvan.ingest.grid import Document, Grid
from danvan.ingest.marked_cells import UNPRINTABLE, Looks, make_looks, printable, write_cell
from danvan.ingest.marked_list import HIGHEST, Link, write_list
from danvan.ingest.templates.heights import row_height
from danvan.texts import text

MOST_CELLS = 500_000
"""A larger file comes back without its faultless rows: half a million cells take some four seconds to write."""
FIRST_ROWS = 50
MOST_COMMENTS = 1_000
NARROWEST, WIDEST = 6, 30
MOST_ACROSS = 20
"""Columns that a printed page takes."""
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
Marks = dict[tuple[int, int], list[Finding]]


@dataclass
class Comments:
    """How many cells had a comment, and how many had to do without."""

    shown: int = 0
    more: int = 0


def make(document: Document, findings: Iterable[Finding]) -> bytes:
    """The workbook's bytes. A file that gave no sheet comes back as the list of findings alone."""
    found = list(findings)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    looks = make_looks(book)
    comments, links, partial, room = Comments(), {}, False, MOST_CELLS
    names = sheet_names([grid.sheet for grid in document.grids])
    for grid, name in zip(document.grids, names, strict=True):
        kept = _kept(grid, found, room)
        partial |= kept is not None
        room -= grid.shape[0] * grid.shape[1] if kept is None else 0
        links |= _sheet(book, grid, name, _marks(grid, found), kept, looks, comments)
    notes = [text("templates.marked_how") if document.grids else text("templates.marked_unplaced")]
    if partial:
        notes.append(text("templates.marked_part"))
    if comments.more:
        notes.append(text("templates.marked_comments", shown=comments.shown, more=comments.more))
    write_list(book, document.name, found, [_linked(item, links) for item in found], notes)
    book.close()
    return buffer.getvalue()


def sheet_names(wanted: Sequence[str]) -> list[str]:
    """Names that Excel accepts, each once: forbidden signs out, 31 characters at most; none that of the list."""
    taken = {text("templates.marked_sheet").casefold(), "history"}
    names = []
    for raw in wanted:
        base = re.sub(r"[\[\]:*?/\\]", " ", UNPRINTABLE.sub("", raw)).strip(" '")[:31] or text("templates.marked_data")
        name, number = base, 1
        while name.casefold() in taken:
            number += 1
            ending = f" ({number})"
            name = base[: 31 - len(ending)] + ending
        taken.add(name.casefold())
        names.append(name)
    return names


def column_index(column: str | None) -> int | None:
    """'A' → 0, 'AA' → 26, '3' → 2; None for anything else."""
    if not column:
        return None
    if column.isdecimal():
        return int(column) - 1
    if not re.fullmatch("[A-Za-z]{1,3}", column):
        return None
    index = 0
    for sign in column.upper():
        index = index * 26 + ord(sign) - ord("A") + 1
    return index - 1


def _marks(grid: Grid, findings: list[Finding]) -> Marks:
    """Cells to be filled; a finding about a row marks its first cell. Remarks for information mark nothing."""
    rows, columns = grid.shape
    found: Marks = defaultdict(list)
    for item in findings:
        if item.severity != INFO and item.sheet == grid.sheet and item.row and item.row <= rows:
            column = column_index(item.column)
            found[item.row - 1, column if column is not None and column < columns else 0].append(item)
    return found


def _kept(grid: Grid, findings: list[Finding], room: int) -> list[int] | None:
    """The rows of a sheet too large to send back whole: the first ones and those with findings; None for all."""
    rows, columns = grid.shape
    if rows * columns <= room:
        return None
    named = {item.row - 1 for item in findings if item.sheet == grid.sheet and item.row and item.row <= rows}
    return sorted({*range(min(FIRST_ROWS, rows)), *named})[: MOST_CELLS // max(columns, 1)]


def _sheet(
    book: xlsxwriter.Workbook,
    grid: Grid,
    name: str,
    marks: Marks,
    kept: list[int] | None,
    looks: Looks,
    comments: Comments,
) -> dict[tuple[str, int, int], Link]:
    """Write one sheet; where each marked cell of the file came to stand."""
    sheet = book.add_worksheet(name)
    if grid.hidden:
        sheet.hide()
    left = 0 if kept is None else 1
    rows = list(range(grid.shape[0])) if kept is None else kept
    if kept is None:
        _merge(sheet, grid, looks)
    texts = grid.text.to_numpy(dtype=object)
    kinds = grid.kinds
    links = {}
    for at, row in enumerate(rows):
        if left:
            sheet.write_string(at, 0, str(row + 1), looks.number)
        cells = texts[row]
        filled = np.flatnonzero(cells != "").tolist()
        wrap = len(filled) > 1 and _wrap(sheet, at, cells)
        for column in filled:
            if (row, column) not in marks:
                kind = 0 if kinds is None else int(kinds[row, column])
                write_cell(sheet, (at, column + left), cells[column], kind, "", looks, wrap=wrap)
    at_of = {row: at for at, row in enumerate(rows)}
    for (row, column), items in sorted(marks.items()):
        if row not in at_of:
            continue
        place = (at_of[row], column + left)
        kind = 0 if kinds is None else int(kinds[row, column])
        severity = STOP if any(item.severity == STOP for item in items) else WARN
        write_cell(sheet, place, texts[row][column], kind, severity, looks, wrap=(texts[row] != "").sum() > 1)
        _comment(sheet, place, items, comments)
        links[grid.sheet, row, column] = Link(name, *place, grid.place(row, column))
    _widths(sheet, texts[rows[:200]], left)
    _printed(sheet, grid.shape[1])
    return links


def _wrap(sheet: Worksheet, at: int, cells: np.ndarray) -> bool:
    """Make room in a row for words longer than a column is wide; whether there are any."""
    longest = max(cells, key=len)
    if len(longest) <= WIDEST:
        return False
    sheet.set_row(at, min(row_height([(longest, WIDEST)]), HIGHEST))
    return True


def _merge(sheet: Worksheet, grid: Grid, looks: Looks) -> None:
    for first_row, first_column, last_row, last_column in grid.merged:
        if (first_row, first_column) == (last_row, last_column):
            continue
        try:
            sheet.merge_range(first_row, first_column, last_row, last_column, "", looks.plain[""])
        except OverlappingRange:
            continue  # Excel would refuse the file; the cells themselves are all there


def _comment(sheet: Worksheet, place: tuple[int, int], items: list[Finding], comments: Comments) -> None:
    if comments.shown >= MOST_COMMENTS:
        comments.more += 1
        return
    comments.shown += 1
    said = "\n\n".join(dict.fromkeys(f"{item.message} {item.remedy}".strip() for item in items))
    said = printable(said)
    lines = sum(1 + len(part) // 48 for part in said.split("\n"))
    sheet.write_comment(*place, said, {"width": 320, "height": min(20 + 16 * lines, 400), "font_size": 9})


def _widths(sheet: Worksheet, texts: np.ndarray, left: int) -> None:
    """Columns as wide as their words; a title or note alone in its row runs over its neighbours instead."""
    if left:
        sheet.set_column(0, 0, 9)
    if not texts.size:
        return
    told = texts[(texts != "").sum(axis=1) > 1]
    for column in range(texts.shape[1]):
        longest = max((len(cell) for cell in told[:, column]), default=0)
        sheet.set_column(column + left, column + left, min(max(longest + 2, NARROWEST), WIDEST))


def _printed(sheet: Worksheet, columns: int) -> None:
    """Landscape with the lines between the cells, on one page's width where that can still be read."""
    sheet.hide_gridlines(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    if columns <= MOST_ACROSS:
        sheet.fit_to_pages(1, 0)


def _linked(item: Finding, links: dict[tuple[str, int, int], Link]) -> Link | None:
    """Where the cell that a finding speaks of stands in the workbook."""
    if not item.row:
        return None
    column = column_index(item.column) or 0
    found = links.get((item.sheet, item.row - 1, column)) or links.get((item.sheet, item.row - 1, 0))
    return replace(found, words=f"dòng {item.row}") if found and not item.column else found
