"""The list form as a workbook: a figure a row, drop-downs in every column that has known words."""

from datetime import date

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from danvan.ingest.templates import book, guide
from danvan.ingest.templates.contents import LIST_HEADINGS, QUALIFIERS, STATES, Form
from danvan.ingest.templates.heights import row_height
from danvan.ingest.templates.styles import Styles
from danvan.texts import text

SPARE = 500
"""Empty lines after those filled in, with the same drop-downs."""
FRAMED = 60
"""So many of them are drawn."""
WIDTHS = (8, 31, 15, 8, 21, 22, 11, 11, 11, 9, 9, 9, 15, 11, 12, 11, 11)
MIDDLE = (0, 3)
"""Columns of codes."""
(INDICATOR, NAME, PART, CODE, UNIT, PERIOD, FROM, TO, VALUE, UPPER, LOWER, QUALIFIER, STATE, AS_OF) = range(14)
DAYS = (FROM, TO, AS_OF)
NUMBERS = (VALUE, UPPER, LOWER)
EARLIEST, LATEST = date(1945, 1, 1), date(2100, 12, 31)


def make(form: Form) -> bytes:
    """The workbook."""
    return book.workbook(form, lambda made, looks: _fill(made, form, looks))


def _fill(made: xlsxwriter.Workbook, form: Form, looks: Styles) -> None:
    sheet = book.data_sheet(made, form, looks, closed=False)
    head = book.FIRST_HEADING
    for column, words in enumerate(LIST_HEADINGS):
        sheet.write_string(head, column, words, looks.head)
    sheet.set_row(head, 34)
    row = head
    for row, cells in enumerate(form.list_rows(), start=head + 1):  # noqa: B007 – the last one is used below
        _line(sheet, row, cells, looks)
    for empty in range(row + 1, row + 1 + FRAMED):
        _line(sheet, empty, (), looks)
    guide.write(made, form, _guide(form), looks)
    _validations(sheet, form, book.Lists(made), (head + 1, row + SPARE))
    book.keep(sheet, (head, 0, head, len(LIST_HEADINGS) - 1))
    book.printed(sheet, WIDTHS, (head, head), NAME + 1)
    sheet.autofilter(head, 0, row + SPARE, len(LIST_HEADINGS) - 1)


def _line(sheet: Worksheet, row: int, cells: tuple[str | date, ...], looks: Styles) -> None:
    wrapped = [(str(cells[column]), WIDTHS[column] - 1) for column in (NAME, PART, UNIT, PERIOD) if column < len(cells)]
    sheet.set_row(row, row_height(wrapped))
    for column in range(len(LIST_HEADINGS)):
        cell = cells[column] if column < len(cells) else ""
        if isinstance(cell, date):
            sheet.write_datetime(row, column, cell, looks.day)
        elif cell:
            sheet.write_string(row, column, cell, looks.unit_middle if column in MIDDLE else looks.unit)
        else:
            look = looks.number if column in NUMBERS else looks.day if column in DAYS else looks.words
            sheet.write_blank(row, column, None, look)


def _validations(sheet: Worksheet, form: Form, lists: book.Lists, rows: tuple[int, int]) -> None:
    words = {
        INDICATOR: [item.code for item in form.indicators],
        NAME: [item.name for item in form.indicators],
        PART: form.part_names(),
        CODE: [place.unit.code for place in form.places.lines],
        UNIT: list(form.places.names),
        PERIOD: form.period_names(),
        QUALIFIER: list(QUALIFIERS),
        STATE: list(STATES),
    }
    for column, choices in words.items():
        if choices:
            box = (rows[0], column, rows[1], column)
            book.choose(sheet, box, lists.add(choices), only=column in (QUALIFIER, STATE))
    for column in NUMBERS:
        book.numbers_only(sheet, (rows[0], column, rows[1], column), whole=False)
    for column in DAYS:
        _days_only(sheet, (rows[0], column, rows[1], column))


def _days_only(sheet: Worksheet, box: book.Box) -> None:
    sheet.data_validation(
        *box,
        {
            "validate": "date",
            "criteria": "between",
            "minimum": EARLIEST,
            "maximum": LATEST,
            "error_type": "warning",
            "error_title": text("templates.day_title"),
            "error_message": text("templates.day_wrong"),
        },
    )


def _guide(form: Form) -> guide.Guide:
    return guide.Guide(
        _rules(),
        [item for item in form.indicators if item.kind != "ratio"],
        [item for item in form.indicators if item.kind == "ratio"],
        text("templates.guide_shares"),
        text("templates.guide_shares_note"),
    )


def _rules() -> list[str]:
    return [
        text("templates.rule_lines"),
        text("templates.rule_blank"),
        text("templates.rule_number"),
        text("templates.rule_about"),
        text("templates.rule_when"),
        text("templates.rule_share"),
        text("templates.rule_state"),
        text("templates.rule_level"),
        text("templates.rule_place"),
        text("templates.rule_send"),
    ]
