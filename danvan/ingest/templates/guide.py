"""The second sheet of a form: how it is filled in, and what each of its indicators means.

Every cell is text, so that the sheet holds nothing that could be read as a figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

from danvan import catalogue
from danvan.ingest.templates.contents import Form
from danvan.ingest.templates.styles import Styles
from danvan.texts import text

WIDTHS = (8, 38, 12, 74, 62)
RULE_WIDTH = sum(WIDTHS)
LINE_HEIGHT = 15


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
        sheet.set_row(row, _height([(rule, RULE_WIDTH)]))
        sheet.merge_range(row, 0, row, len(WIDTHS) - 1, f"{number}. {rule}", looks.rule)
        row += 1
    row = _section(sheet, row + 1, text("templates.guide_definitions"), looks)
    row = _definitions(sheet, row, said.asked, looks)
    if said.computed:
        row = _section(sheet, row + 1, said.computed_title, looks)
        sheet.merge_range(row, 0, row, len(WIDTHS) - 1, said.computed_note, looks.rule)
        _definitions(sheet, row + 1, said.computed, looks)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&R" + text("templates.footer"))
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
    for item in items:
        row += 1
        cells = (item.code, item.name, item.unit, item.definition, item.caution)
        sheet.set_row(row, _height(list(zip(cells, WIDTHS, strict=True))))
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell, looks.definition)
    return row + 1


def _height(cells: Sequence[tuple[str, int]]) -> float:
    """Enough for the longest of these texts wrapped in their widths."""
    return LINE_HEIGHT * max(-(-len(words) * 11 // (width * 10)) or 1 for words, width in cells) + 2
