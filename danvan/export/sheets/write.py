"""Writes the workbook of a briefing: contents, a sheet a page, the lineage.

Owns names and arrangement of the sheets. The looks are those of the table exports.
"""

import io
import math
import re
from collections.abc import Sequence
from datetime import datetime, time

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from danvan import numbers
from danvan.briefing.contents import Deck, Page
from danvan.export.paper import Content, Number
from danvan.export.report.head import opening_day
from danvan.export.sheets import charts, grid, lines
from danvan.export.sheets.grid import Grid
from danvan.export.xlsx_file import LINE, NARROWEST, NUMBER_WIDTH, OPTIONS, WIDEST_LINE
from danvan.export.xlsx_looks import Looks
from danvan.texts import text

FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
LONGEST_NAME = 31
NARROWER = 1.2
NAMES, WORDS, USUAL = 44, 34, 8.43
"""Widths of the first column, of columns of words, of columns without contents; characters."""


def sheets_file(deck: Deck) -> bytes:
    """The workbook's bytes."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    about = {"title": deck.title, "subject": deck.subtitle, "author": deck.office, "comments": _banner(deck)}
    book.set_properties(about | {"created": datetime.combine(deck.made, time())})
    looks = Looks(book)
    pages = [page for page in deck.pages if page.kind != "title"]
    names = [_name(at, page.title) for at, page in enumerate(pages, start=1)]
    _contents(book.add_worksheet(text("report.sheet_contents")), deck, pages, names, looks)
    for name, page in zip(names, pages, strict=True):
        _page(book, book.add_worksheet(name), deck, page, looks)
    if deck.lineage:
        _lineage(book.add_worksheet(text("report.sheet_lineage")), deck, looks)
    book.close()
    return buffer.getvalue()


def _banner(deck: Deck) -> str:
    return text("common.demo_banner") if deck.illustrative else ""


def _name(at: int, title: str) -> str:
    """'3. Đối thoại định kỳ theo cấp', as long as a sheet's name may be; its number makes it the only one."""
    plain = FORBIDDEN.sub(" ", title)
    return f"{numbers.number(at)}. {plain}"[:LONGEST_NAME].strip()


def _heading(sheet: Worksheet, deck: Deck, title: str, about: Sequence[str], looks: Looks) -> int:
    """Banner, title and the lines under it; the row after them and a free one."""
    told = [(_banner(deck), looks.banner), (title, looks.title), *((line, looks.about) for line in about)]
    kept = [line for line in told if line[0]]
    for at, (words, look) in enumerate(kept):
        sheet.write_string(at, 0, words, look)
    return len(kept) + 1


def _contents(sheet: Worksheet, deck: Deck, pages: list[Page], names: list[str], looks: Looks) -> None:
    top = _heading(sheet, deck, deck.title, [deck.subtitle, deck.office, opening_day(deck)], looks)
    for column, name in enumerate(("contents_page", "contents_title")):
        sheet.write_string(top, column, text(f"report.{name}"), looks.head)
    for at, (name, page) in enumerate(zip(names, pages, strict=True), start=1):
        sheet.write_string(top + at, 1, page.title, looks.words)
        sheet.write_url(top + at, 0, f"internal:'{name}'!A1", looks.link, numbers.number(at))
    sheet.set_column(0, 0, 10)
    sheet.set_column(1, 1, WIDEST_LINE)
    _printed(sheet, deck)


def _page(book: xlsxwriter.Workbook, sheet: Worksheet, deck: Deck, page: Page, looks: Looks) -> None:
    top = _heading(sheet, deck, page.title, [page.subtitle], looks)
    table = grid.of_page(deck, page)
    below, widths = top, [float(WIDEST_LINE)]
    if table:
        below, widths = _table(sheet, top, table, looks)
        below += 2
    said = [*((words, looks.said) for words in page.paragraphs), (page.source, looks.source)]
    for words, look in said:
        _sentence(sheet, below, words, look, widths)
        below += 1
    if page.chart and table:
        drawn = charts.native(book, page.chart, sheet.get_name(), top, table.charted)
        sheet.insert_chart(below + 1, 0, drawn, {"description": page.chart.alt, "object_position": 2})
    if not table:
        sheet.set_column(0, 0, WIDEST_LINE)
    _printed(sheet, deck, top if table else None)
    if page.chart:
        # Table, sentences and chart together on one upright page.
        sheet.set_portrait()
        sheet.fit_to_pages(1, 1)


def _sentence(sheet: Worksheet, at: int, words: str, look: Format, widths: Sequence[float]) -> None:
    """A sentence under the table, as wide as it and broken there: a long line would make the printed page tiny."""
    columns, wide = len(widths), sum(widths)
    while wide < WIDEST_LINE:
        columns, wide = columns + 1, wide + USUAL
    if columns > 1:
        sheet.merge_range(at, 0, at, columns - 1, "", look)
    sheet.write_string(at, 0, words, look)
    sheet.set_row(at, LINE * _lines(words, wide))


def _table(sheet: Worksheet, top: int, table: Grid, looks: Looks) -> tuple[int, list[float]]:
    """Heads, rows, filter and frozen panes; (the last row, widths of the columns)."""
    widths = [NUMBER_WIDTH + 4 if right else _wide(table, at) for at, right in enumerate(table.numeric)]
    for column, (head, wide) in enumerate(zip(table.heads, widths, strict=True)):
        sheet.write_string(top, column, head, looks.head)
        sheet.set_column(column, column, wide)
    sheet.set_row(top, _high(table.heads, widths))
    for at, row in enumerate(table.rows, start=top + 1):
        sheet.set_row(at, _high(row, widths))
        for column, cell in enumerate(row):
            _write(sheet, at, column, cell, looks, numeric=table.numeric[column])
    last = top + max(len(table.rows), 1)
    sheet.freeze_panes(top + 1, 1)
    sheet.autofilter(top, 0, last, len(table.heads) - 1)
    return last, widths


def _wide(table: Grid, column: int) -> float:
    """Of a column of words: as its longest cell, within reason."""
    longest = max((len(row[column]) for row in table.rows if isinstance(row[column], str)), default=0)
    return min(max(longest, NARROWEST) + 3, NAMES if column == 0 else WORDS)


def _high(cells: Sequence[Content], widths: Sequence[float]) -> float:
    """Points of a row whose words are broken to the widths: not every program finds the height by itself."""
    told = [_lines(cell, wide) for cell, wide in zip(cells, widths, strict=True) if isinstance(cell, str)]
    return LINE * max(1, *told, 1)


def _lines(words: str, wide: float) -> int:
    """Lines that words take in so many characters; a letter is mostly narrower than the digit that widths count in."""
    return max(1, math.ceil(len(words) / ((wide - 2) * NARROWER)))


def _write(sheet: Worksheet, at: int, column: int, cell: Content, looks: Looks, *, numeric: bool) -> None:
    if isinstance(cell, Number):
        # A unit of measure goes without saying; what makes a figure less than exact is shaded.
        sheet.write_number(at, column, cell.value, looks.number(cell, marked=bool(cell.before) or "(" in cell.after))
    elif cell == "":
        sheet.write_blank(at, column, None, looks.words)
    elif isinstance(cell, str):
        # A figure that is not there is no cell at all: charts take even an empty one with a border for a point.
        sheet.write_string(at, column, cell, looks.state if numeric else looks.words)


def _lineage(sheet: Worksheet, deck: Deck, looks: Looks) -> None:
    """Where every figure comes from, a line each."""
    top = _heading(sheet, deck, text("report.appendix"), [text("report.appendix_told")], looks)
    rows = lines.rows(deck)
    for column, head in enumerate(lines.heads()):
        sheet.write_string(top, column, head, looks.head)
        widest = max((len(str(row[column])) for row in rows if row[column] is not None), default=0)
        sheet.set_column(column, column, min(max(widest, len(head), 9) + 2, WIDEST_LINE))
    for at, row in enumerate(rows, start=top + 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(at, column, cell, looks.line)
            elif cell is not None:
                sheet.write_number(at, column, cell, looks.exact)
            else:
                sheet.write_blank(at, column, None, looks.line)
    sheet.freeze_panes(top + 1, 2)
    sheet.autofilter(top, 0, top + len(rows), len(lines.COLUMNS) - 1)
    _printed(sheet, deck, top)


def _printed(sheet: Worksheet, deck: Deck, top: int | None = None) -> None:
    """On paper: A4 across, as wide as the page, heads on every page, the sheet's name and page below."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    if top is not None:
        sheet.repeat_rows(top)
    sheet.set_footer(f"&L{text('common.demo_watermark') if deck.illustrative else ''}&R&A – &P/&N")
