"""What both forms share as workbooks: the file itself, its heading lines, drop-downs, print set-up and hidden lists.

Owns XlsxWriter's settings: no text ever becomes a formula or a link. No cell is locked: a locked sheet would forbid
widening a column; a validation keeps headings and codes from being typed over instead.
"""

import io
from collections.abc import Callable, Sequence

import xlsxwriter
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from danvan.ingest.templates.contents import Form
from danvan.ingest.templates.styles import FACE, Styles, styles
from danvan.texts import text

A4, A3 = 9, 8
WIDEST_A4 = 225
"""Characters across a landscape A4 page in the smallest print that is still read; a wider form is meant for A3."""
PRINTED = f'&"{FACE},Regular"&11'
"""The typeface of what is printed above and below every page."""
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FIRST_HEADING = 3
Box = tuple[int, int, int, int]


def workbook(form: Form, fill: Callable[[xlsxwriter.Workbook, Styles], None]) -> bytes:
    """The bytes of a workbook that `fill` has filled."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    book.set_properties({"title": form.title, "subject": form.period_line})
    fill(book, styles(book))
    book.close()
    return buffer.getvalue()


def data_sheet(book: xlsxwriter.Workbook, form: Form, looks: Styles, *, closed: bool) -> Worksheet:
    """The first sheet with its three heading lines; `closed`: it has cells that are not to be filled in."""
    sheet = book.add_worksheet(text("templates.sheet_data"))
    sheet.write_string(0, 0, form.title, looks.title)
    sheet.write_string(1, 0, form.period_line, looks.period)
    sheet.write_string(2, 0, text("templates.hint_closed" if closed else "templates.hint_guide"), looks.hint)
    sheet.set_row(0, 24)
    sheet.set_row(1, 20)
    sheet.hide_gridlines(2)
    return sheet


def printed(sheet: Worksheet, widths: Sequence[float], heading: tuple[int, int], columns: int) -> None:
    """Landscape, as wide as one page, headings on every page, who made it and the page number below.

    columns: so many stay in sight on the screen when the sheet is moved sideways.
    """
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_landscape()
    sheet.set_paper(A4 if sum(widths) <= WIDEST_A4 else A3)
    sheet.set_margins(left=0.6, right=0.4, top=0.7, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(*heading)
    sheet.set_header(f"&L{PRINTED}{text('templates.print_head')}")
    sheet.set_footer(
        f"&L{PRINTED}{text('templates.print_foot')}&C{PRINTED}{text('templates.print_head_of')}"
        f"&R{PRINTED}{text('templates.footer')}"
    )
    sheet.freeze_panes(heading[1] + 1, columns)


def keep(sheet: Worksheet, box: Box) -> None:
    """Headings and codes are not typed over by mistake."""
    sheet.data_validation(
        *box,
        {
            "validate": "custom",
            "value": "=FALSE",
            "ignore_blank": False,
            "error_title": text("templates.keep_title"),
            "error_message": text("templates.keep_wrong"),
        },
    )


def numbers_only(sheet: Worksheet, box: Box, *, whole: bool) -> None:
    """Numbers of nothing or more, whole ones for counts; words ('hơn 40') pass, the reader judges them."""
    cell = xl_rowcol_to_cell(box[0], box[1])
    right = f"AND({cell}>=0,{cell}=INT({cell}))" if whole else f"{cell}>=0"
    sheet.data_validation(
        *box,
        {
            "validate": "custom",
            "value": f"=IF(ISTEXT({cell}),TRUE,{right})",
            "error_title": text("templates.count_title" if whole else "templates.number_title"),
            "error_message": text("templates.count_wrong" if whole else "templates.number_wrong"),
        },
    )


def choose(sheet: Worksheet, box: Box, source: str, *, only: bool) -> None:
    """A drop-down; `only`: nothing else may be typed, else a question whether to keep it."""
    sheet.data_validation(
        *box,
        {
            "validate": "list",
            "source": source,
            "error_type": "stop" if only else "warning",
            "error_title": text("templates.choose_title"),
            "error_message": text("templates.choose_wrong" if only else "templates.other_wrong"),
        },
    )


class Lists:
    """The hidden sheet of long drop-downs: one column each."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        """Add the sheet; it stays hidden."""
        self._name = text("templates.sheet_lists")
        self._sheet = book.add_worksheet(self._name)
        self._sheet.hide()
        self._columns = 0

    def add(self, words: Sequence[str]) -> str:
        """The source of a drop-down of these words."""
        column, self._columns = self._columns, self._columns + 1
        for row, word in enumerate(words):
            self._sheet.write_string(row, column, word)
        return f"='{self._name}'!{xl_range_abs(0, column, max(len(words) - 1, 0), column)}"
