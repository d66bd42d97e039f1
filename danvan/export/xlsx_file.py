"""Figures as a workbook: the table as seen on the page, and a sheet that says where every figure comes from.

Owns both sheets. Numbers are numbers (their words are in the format), states are words, texts stay texts whatever they
begin with; heads stand still and can be filtered.
"""

import io
from datetime import date

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from danvan import numbers
from danvan.export.paper import Content, Number, Paper, origin_cells, origin_heads
from danvan.export.xlsx_looks import Looks
from danvan.texts import text

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
NARROWEST, WIDEST, WIDEST_LINE, NUMBER_WIDTH = 9, 46, 90, 14
LINE = 15.5
"""Points that a line of text takes."""


def xlsx_file(paper: Paper) -> bytes:
    """The workbook's bytes."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    book.set_properties({"title": paper.title, "comments": paper.banner})
    looks = Looks(book)
    _table(book.add_worksheet(text("table.sheet_table")), paper, looks)
    if paper.origins:
        _lineage(book.add_worksheet(text("table.sheet_lineage")), paper, looks)
    book.close()
    return buffer.getvalue()


def _table(sheet: Worksheet, paper: Paper, looks: Looks) -> None:
    top = _heading(sheet, paper, looks)
    _heads(sheet, top, [head.name for head in paper.heads], looks)
    for at, row in enumerate(paper.rows, start=top + 1):
        for column, cell in enumerate(row):
            _write(sheet, at, column, cell, looks, numeric=paper.heads[column].numeric)
    last = top + max(len(paper.rows), 1)
    lead = next((at for at, head in enumerate(paper.heads) if head.numeric), 1)
    sheet.freeze_panes(top + 1, max(lead, 1))
    sheet.autofilter(top, 0, last, len(paper.heads) - 1)
    for column, head in enumerate(paper.heads):
        sheet.set_column(column, column, _width(paper, column, head.name))
    for at, words in enumerate(paper.notes, start=last + 2):
        sheet.write_string(at, 0, words, looks.about)
    _printed(sheet, top, paper)


def _heading(sheet: Worksheet, paper: Paper, looks: Looks) -> int:
    """Banner, title and what it is about; the row of the heads."""
    lines = [(paper.banner, looks.banner), (paper.title, looks.title), *((line, looks.about) for line in paper.about)]
    told = [(words, look) for words, look in lines if words]
    for at, (words, look) in enumerate(told):
        sheet.write_string(at, 0, words, look)
    return len(told) + 1


def _heads(sheet: Worksheet, at: int, names: list[str] | tuple[str, ...], looks: Looks) -> None:
    for column, name in enumerate(names):
        sheet.write_string(at, column, name, looks.head)
    longest = max((len(name) for name in names), default=0)
    sheet.set_row(at, LINE * min(4, 1 + longest // NUMBER_WIDTH))


def _write(sheet: Worksheet, at: int, column: int, cell: Content, looks: Looks, *, numeric: bool) -> None:
    if isinstance(cell, Number) and cell.adds:
        sheet.write_number(at, column, cell.value, looks.number(cell))
    elif isinstance(cell, Number):
        sheet.write_string(at, column, _spelled(cell), looks.state)
    elif isinstance(cell, date):
        sheet.write_datetime(at, column, cell, looks.day)
    else:
        sheet.write_string(at, column, cell or "", looks.state if numeric else looks.words)


def _spelled(cell: Number) -> str:
    """An expected figure is text, so that no sum takes it in."""
    return " ".join(filter(None, (cell.before, numbers.number(cell.value, cell.decimals), cell.after)))


def _width(paper: Paper, column: int, name: str) -> float:
    if paper.heads[column].numeric:
        return NUMBER_WIDTH
    widest = max((len(row[column]) for row in paper.rows if isinstance(row[column], str)), default=0)
    return min(max(widest, min(len(name), 16), NARROWEST) + 2, WIDEST)


def _lineage(sheet: Worksheet, paper: Paper, looks: Looks) -> None:
    heads = origin_heads()
    if paper.banner:
        sheet.write_string(0, 0, paper.banner, looks.banner)
    top = 1 if paper.banner else 0
    _heads(sheet, top, heads, looks)
    widest = [len(head) for head in heads]
    for at, origin in enumerate(paper.origins, start=top + 1):
        for column, cell in enumerate(origin_cells(origin)):
            if isinstance(cell, int | float):
                sheet.write_number(at, column, cell, looks.exact)
            elif isinstance(cell, date):
                sheet.write_datetime(at, column, cell, looks.day)
            else:
                # One line a figure, however many documents: a row of several lines hides the next one in print.
                sheet.write_string(at, column, cell or "", looks.line)
                widest[column] = max(widest[column], len(cell or ""))
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, top + len(paper.origins), len(heads) - 1)
    for column, width in enumerate(widest):
        sheet.set_column(column, column, min(max(width, NARROWEST) + 2, WIDEST_LINE))
    _printed(sheet, top, paper)


def _printed(sheet: Worksheet, top: int, paper: Paper) -> None:
    """On paper: A4 across, as wide as the page, heads on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.set_footer(f"&L{paper.banner[:90].replace('&', '&&')}&RTrang &P/&N")
