"""The last sheet of a marked file: every finding a line, with a link to its cell. Texts only, no figure among them."""

from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from danvan.ingest.findings import INFO, STOP, WARN, Finding
from danvan.ingest.marked_cells import FILLS, printable
from danvan.ingest.templates.heights import row_height
from danvan.texts import text

MOST_LINKS = 60_000
"""Excel opens no sheet with more than 65.530 links."""
HIGHEST = 400
"""Points; Excel allows 409."""
WIDTHS = (13, 20, 18, 50, 50, 20, 20, 24)


@dataclass(frozen=True)
class Link:
    """Where a cell stands in the workbook, and how its place in the file is called."""

    sheet: str
    row: int
    column: int
    words: str


def write_list(
    book: xlsxwriter.Workbook,
    file: str,
    findings: Sequence[Finding],
    links: Sequence[Link | None],
    notes: Sequence[str],
) -> None:
    """Add the sheet and show it first; `links` go with the findings one by one."""
    sheet = book.add_worksheet(text("templates.marked_sheet"))
    base = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
    title = book.add_format(base | {"bold": True, "font_size": 14})
    note = book.add_format(base | {"italic": True})
    sheet.write_string(0, 0, text("templates.marked_title", file=printable(file)), title)
    for row, words in enumerate(notes, start=1):
        sheet.write_string(row, 0, words, note)
    top = len(notes) + 2
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    if not findings:
        sheet.write_string(top, 0, text("templates.marked_none"), note)
        return
    _table(book, sheet, base, top, findings, links)
    sheet.activate()


def _table(
    book: xlsxwriter.Workbook,
    sheet: Worksheet,
    base: dict[str, object],
    top: int,
    findings: Sequence[Finding],
    links: Sequence[Link | None],
) -> None:
    framed = base | {"border": 1, "border_color": "#8C8C8C", "text_wrap": True}
    head = book.add_format(framed | {"bold": True, "bg_color": "#E8E4DE", "valign": "vcenter"})
    plain = book.add_format(framed)
    link = book.add_format(framed | {"font_color": "#0B4F8A", "underline": 1})
    fills = {severity: book.add_format(framed | {"bg_color": color}) for severity, color in FILLS.items()}
    for column, words in enumerate(_headings()):
        sheet.write_string(top, column, words, head)
    for number, (item, target) in enumerate(zip(findings, links, strict=True)):
        row = top + 1 + number
        sheet.write_string(row, 0, _severity(item), fills[item.severity])
        _place(sheet, row, item, target if number < MOST_LINKS else None, link, plain)
        value = f"“{item.value}”" if item.value else ""
        cells = [
            printable(words) for words in (value, item.message, item.remedy, item.expected, item.suggestion, item.code)
        ]
        sheet.set_row(row, min(row_height(zip(cells, WIDTHS[2:], strict=True)), HIGHEST))
        for column, words in enumerate(cells, start=2):
            sheet.write_string(row, column, words, plain)
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, top + len(findings), len(WIDTHS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)


def _headings() -> tuple[str, ...]:
    return (
        text("templates.marked_severity"),
        text("templates.marked_place"),
        text("templates.marked_value"),
        text("templates.marked_message"),
        text("templates.marked_remedy"),
        text("templates.marked_expected"),
        text("templates.marked_suggestion"),
        text("templates.marked_code"),
    )


def _severity(item: Finding) -> str:
    words = {
        STOP: text("templates.marked_stop"),
        WARN: text("templates.marked_warn"),
        INFO: text("templates.marked_info"),
    }
    return words[item.severity]


def _place(sheet: Worksheet, row: int, item: Finding, target: Link | None, link: Format, plain: Format) -> None:
    """'Biểu 1, ô D17' as a link where there is a marked cell."""
    named = f"{printable(item.sheet)}, " if item.sheet else ""
    if target is not None:
        sheet_name = target.sheet.replace("'", "''")
        cell = xlsxwriter.utility.xl_rowcol_to_cell(target.row, target.column)
        sheet.write_url(row, 1, f"internal:'{sheet_name}'!{cell}", link, f"{named}{target.words}"[:200])
    elif item.row:
        column = f", cột {item.column}" if item.column else ""
        sheet.write_string(row, 1, f"{named}dòng {item.row}{column}", plain)
    else:
        whole = text("templates.marked_whole_sheet") if item.sheet else text("templates.marked_file")
        sheet.write_string(row, 1, f"{named}{whole}", plain)
