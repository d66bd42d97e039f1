"""The table form as a workbook: a unit a row, a figure a column, two lines of headings and a line of codes."""

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from danvan import catalogue
from danvan.ingest.templates import book, guide
from danvan.ingest.templates.contents import Form
from danvan.ingest.templates.heights import BOLD, TEXT_LINE, lines
from danvan.ingest.templates.styles import Styles
from danvan.texts import text

WIDTHS = {"STT": 5.0, "Mã đơn vị": 8.0}
FIGURE = 10.5
NARROWEST, WIDEST = 14, 30
LINE = 19
"""Height of a unit's row: room for a hand-written figure on the printed form."""


def make(form: Form) -> bytes:
    """The workbook."""
    return book.workbook(form, lambda made, looks: _fill(made, form, looks))


def _fill(made: xlsxwriter.Workbook, form: Form, looks: Styles) -> None:
    sheet = book.data_sheet(made, form, looks, closed=_closed(form))
    first = _headings(sheet, form, looks)
    for number, place in enumerate(form.places.lines, start=1):
        row = first + number - 1
        sheet.set_row(row, LINE)
        for column, cell in enumerate(form.unit_cells(number, place)):
            sheet.write_string(row, column, cell, looks.unit_middle if column < 2 else looks.unit)
        for column, asked in enumerate(form.columns, start=len(form.unit_headings)):
            look = _figure(asked.indicator, looks) if asked.open_to(place.unit.level) else looks.closed
            sheet.write_blank(row, column, None, look)
    _validations(sheet, form, first)
    book.printed(sheet, _widths(form), (book.FIRST_HEADING, first - 1), len(form.unit_headings))
    guide.write(made, form, _guide(form), looks)


def _figure(indicator: str, looks: Styles) -> xlsxwriter.format.Format:
    return looks.count if catalogue.get(indicator).decimals == 0 else looks.number


def _headings(sheet: Worksheet, form: Form, looks: Styles) -> int:
    """Write headings and codes; the first row of figures."""
    top = book.FIRST_HEADING
    parted = any(column.breakdown for column in form.columns)
    low = top + 1 if parted else top
    for column, words in enumerate(form.unit_headings):
        _cell(sheet, (top, column, low, column), words, looks.head)
    column = len(form.unit_headings)
    for words, parts in form.measures():
        if parts[0].breakdown:
            _cell(sheet, (top, column, top, column + len(parts) - 1), words, looks.head)
            for offset, part in enumerate(parts):
                sheet.write_string(low, column + offset, part.low, looks.part)
        else:
            _cell(sheet, (top, column, low, column), f"{words}\n{parts[0].low}", looks.head)
        column += len(parts)
    for column, words in enumerate(form.code_cells()):
        sheet.write_string(low + 1, column, words, looks.code)
    _heights(sheet, form, top, parted)
    return low + 2


def _cell(sheet: Worksheet, box: book.Box, words: str, look: xlsxwriter.format.Format) -> None:
    if box[:2] == box[2:]:
        sheet.write_string(*box[:2], words, look)
    else:
        sheet.merge_range(*box, words, look)


def _heights(sheet: Worksheet, form: Form, top: int, parted: bool) -> None:
    """Rows high enough for the words wrapped in their widths; what spans both lines counts for both."""
    below = max((lines(column.low, FIGURE, letter=BOLD) for column in form.columns if column.breakdown), default=0)
    above = 1
    for words, parts in form.measures():
        whole = words if parts[0].breakdown else f"{words}\n{parts[0].low}"
        above = max(above, lines(whole, FIGURE * len(parts), letter=BOLD) - (0 if parts[0].breakdown else below))
    sheet.set_row(top, TEXT_LINE * above + 4)
    if parted:
        sheet.set_row(top + 1, TEXT_LINE * below + 4)


def _widths(form: Form) -> list[float]:
    widths = [WIDTHS.get(words, float(NARROWEST)) for words in form.unit_headings]
    named = [(*place.wholes, place.name) for place in form.places.lines]
    for offset in range(len(form.places.headings)):
        longest = max(len(cells[offset]) for cells in named)
        widths[2 + offset] = float(min(max(longest * 1.05 + 2, NARROWEST), WIDEST))
    return [*widths, *[FIGURE] * len(form.columns)]


def _validations(sheet: Worksheet, form: Form, first: int) -> None:
    left, last = len(form.unit_headings), first + len(form.places.lines) - 1
    book.keep(sheet, (book.FIRST_HEADING, 0, first - 1, left + len(form.columns) - 1))
    for column, asked in enumerate(form.columns, start=left):
        whole = catalogue.get(asked.indicator).decimals == 0
        book.numbers_only(sheet, (first, column, last, column), whole=whole)


def _guide(form: Form) -> guide.Guide:
    asked = dict.fromkeys(column.indicator for column in form.columns)
    return guide.Guide(
        _rules(form),
        [catalogue.get(code) for code in asked],
        [item for item in form.indicators if item.kind == "ratio"],
        text("templates.guide_computed"),
        text("templates.guide_computed_note"),
    )


def _rules(form: Form) -> list[str]:
    by_level = any("cap=" in column.breakdown for column in form.columns)
    return [
        text("templates.rule_blank"),
        text("templates.rule_number"),
        text("templates.rule_about"),
        text("templates.rule_period"),
        *([text("templates.rule_level")] if by_level else []),
        *([text("templates.rule_grey")] if _closed(form) else []),
        text("templates.rule_keep"),
        text("templates.rule_send"),
    ]


def _closed(form: Form) -> bool:
    """Whether some unit has no figure in some column."""
    return any(not column.open_to(level) for column in form.columns for level in form.places.levels)
