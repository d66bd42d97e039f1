"""The second sheet of a form: how it is filled in, and what each of its indicators means.

Every cell is text, so that the sheet holds nothing that could be read as a figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

from danvan import catalogue
from danvan.ingest.templates.book import A4, PRINTED
from danvan.ingest.templates.contents import Form
from danvan.ingest.templates.heights import row_height
from danvan.ingest.templates.styles import Styles
from danvan.texts import text

WIDTHS = (8, 32, 12, 56, 46)
MIDDLE = (0, 2)
"""Columns of short words: the code and the unit of measure."""
RULE_WIDTH = sum(WIDTHS)


@dataclass(frozen=True)
class Guide:
    """What the sheet says: rules, the indicators asked for, and those that are computed with a word on them."""

    rules: Sequence[str]
    asked: Sequence[catalogue.Indicator]
    computed: Sequence[catalogue.Indicator]
    computed_title: str
    computed_note: str


def write(book: xlsxwriter.Workbook, form: Form, said: Guide, looks: Styles) -> None:
    """Add the sheet."""
    sheet = book.add_worksheet(text("templates.sheet_guide"))
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, text("templates.guide_title"), looks.title)
    sheet.write_string(1, 0, form.title, looks.period)
    row = _section(sheet, 3, text("templates.guide_rules"), looks)
    for number, rule in enumerate(said.rules, start=1):
        sheet.set_row(row, row_height([(rule, RULE_WIDTH)], air=2))
        sheet.merge_range(row, 0, row, len(WIDTHS) - 1, f"{number}. {rule}", looks.rule)
        row += 1
    row = _section(sheet, row + 1, text("templates.guide_definitions"), looks)
    row = _definitions(sheet, row, said.asked, looks)
    if said.computed:
        row = _section(sheet, row + 1, said.computed_title, looks)
        sheet.merge_range(row, 0, row, len(WIDTHS) - 1, said.computed_note, looks.rule)
        _definitions(sheet, row + 1, said.computed, looks)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.6, right=0.4, top=0.7, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&R{PRINTED}{text('templates.footer')}")
    sheet.hide_gridlines(2)


def _section(sheet: xlsxwriter.worksheet.Worksheet, row: int, words: str, looks: Styles) -> int:
    sheet.write_string(row, 0, words, looks.section)
    return row + 1


def _definitions(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, items: Sequence[catalogue.Indicator], looks: Styles
) -> int:
    headings = (
        text("templates.guide_code"),
        text("templates.guide_name"),
        text("templates.guide_unit"),
        text("templates.guide_meaning"),
        text("templates.guide_caution"),
    )
    sheet.write_row(row, 0, headings, looks.head)
    sheet.set_row(row, 20)
    for item in items:
        row += 1
        cells = (item.code, item.name, item.unit, item.definition, item.caution)
        sheet.set_row(row, row_height(zip(cells, WIDTHS, strict=True)))
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell, looks.term if column in MIDDLE else looks.definition)
    return row + 1
