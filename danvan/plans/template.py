"""The form for a list of targets: a workbook with drop-downs, and the same as CSV."""

import csv
import io
from collections.abc import Sequence
from datetime import date

import xlsxwriter

from danvan import catalogue, units
from danvan.ingest.templates.styles import DAY, FACE, HEAD, LINE
from danvan.plans.targets import NOT_AIMED_AT
from danvan.texts import text

COLUMNS = (
    "code", "indicator", "part", "unit_code", "unit", "above", "start", "due", "bound", "value", "base", "title",
    "number", "day", "issuer", "note",
)  # fmt: skip
WIDTHS = (11, 44, 14, 10, 30, 24, 13, 13, 17, 12, 14, 40, 16, 14, 28, 24)
DAYS = ("start", "due", "day")
ROWS = 300


def headings() -> list[str]:
    """The headings in their order."""
    return [text(f"plans.head_{name}") for name in COLUMNS]


def as_csv() -> bytes:
    """Headings and one example line, as Excel opens it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings())
    writer.writerow([f"{part:%d/%m/%Y}" if isinstance(part, date) else part for part in _example()])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx() -> bytes:
    """The workbook: the list, and what each column asks for."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    plain = {"font_name": FACE, "font_size": 11, "valign": "vcenter"}
    framed = plain | {"border": 1, "border_color": LINE}
    head = book.add_format(framed | {"bold": True, "bg_color": HEAD, "text_wrap": True, "align": "center"})
    words, day = book.add_format(framed), book.add_format(framed | {"num_format": DAY, "align": "center"})
    sheet = book.add_worksheet(text("plans.sheet"))
    sheet.write_string(0, 0, text("plans.sheet_title"), book.add_format(plain | {"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, text("plans.sheet_hint"), book.add_format(plain | {"italic": True}))
    sheet.write_row(3, 0, headings(), head)
    for row in range(4, 24):
        for column, name in enumerate(COLUMNS):
            sheet.write_blank(row, column, None, day if name in DAYS else words)
    for column, cell in enumerate(_example()):
        write = sheet.write_datetime if isinstance(cell, date) else sheet.write
        write(4, column, cell, day if isinstance(cell, date) else words)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(4, 2)
    _lists(book, sheet)
    _guide(book, plain)
    book.close()
    return out.getvalue()


def _example() -> Sequence[str | float | date]:
    item, unit = catalogue.get("DT01"), units.find("42")
    year = 2026
    return [
        item.code, item.name, "", unit.code, unit.full_name, "", date(year, 1, 1), date(year, 12, 31),
        text("plans.bound_at_least"), 120, "", text("plans.example_title"), "12-KH/TU", date(year, 1, 5),
        text("plans.example_issuer"), text("plans.example_note"),
    ]  # fmt: skip


def _lists(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    """Drop-downs: indicators, provinces of today, and the two sides of a bound."""
    hidden = book.add_worksheet("DanhMuc")
    hidden.hide()
    items = [item for item in catalogue.all_indicators() if item.kind not in NOT_AIMED_AT]
    provinces = [units.get(units.NATION), *units.units("province", date(2026, 1, 1))]
    lists = {
        "code": [item.code for item in items],
        "indicator": [item.name for item in items],
        "unit_code": [unit.code for unit in provinces],
        "unit": [unit.full_name for unit in provinces],
        "bound": [text("plans.bound_at_least"), text("plans.bound_at_most")],
    }
    for at, (name, values) in enumerate(lists.items()):
        hidden.write_column(0, at, values)
        letter = chr(ord("A") + at)
        column = COLUMNS.index(name)
        source = f"=DanhMuc!${letter}$1:${letter}${len(values)}"
        rule = {"validate": "list", "source": source, "error_type": "information"}
        sheet.data_validation(4, column, 4 + ROWS, column, rule)


def _guide(book: xlsxwriter.Workbook, plain: dict) -> None:
    sheet = book.add_worksheet(text("plans.guide"))
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    bold = book.add_format(plain | {"bold": True})
    wrapped = book.add_format(plain | {"text_wrap": True, "valign": "top"})
    for row, name in enumerate(COLUMNS):
        sheet.write_string(row, 0, text(f"plans.head_{name}"), bold)
        sheet.write_string(row, 1, text(f"plans.guide_{name}"), wrapped)
