"""The form of a list: a workbook with drop-downs and a guide, and the same headings as CSV.

Owns how it looks; what its columns are and what they ask for comes from the list.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import xlsxwriter

from danvan.formulas import guarded
from danvan.ingest.templates.styles import DAY, FACE, HEAD, LINE

ROWS = 300
"""So many rows have the drop-downs."""
FRAMED = 20
"""So many empty rows are framed, to be written in."""
TOP = 3
"""The row of the headings, from 0."""
Content = str | float | date | None


@dataclass(frozen=True)
class Form:
    """One form. columns: the fields in order; headings, widths and guide: of each column; days: columns of days.

    lists: the values offered in a column; others may be typed. `wide`: columns whose texts are wrapped.
    """

    sheet: str
    title: str
    hint: str
    guide_name: str
    columns: Sequence[str]
    headings: Sequence[str]
    widths: Sequence[int]
    guide: Sequence[str]
    days: Sequence[str] = ()
    wide: Sequence[str] = ()
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    frozen: int = 2


def as_csv(form: Form, lines: Sequence[Sequence[Content]]) -> bytes:
    """Headings and lines, as Excel opens them; a text that looks like a formula stays a text."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(form.headings)
    for line in lines:
        writer.writerow([_as_text(cell) for cell in line])
    return out.getvalue().encode("utf-8-sig")


def _as_text(cell: Content) -> str:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else guarded(str(cell))


def as_xlsx(form: Form, lines: Sequence[Sequence[Content]], *, banner: str = "") -> bytes:
    """The workbook: the list with its lines and some empty rows below, and what each column asks for."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    plain = {"font_name": FACE, "font_size": 11, "valign": "vcenter"}
    framed = plain | {"border": 1, "border_color": LINE}
    looks = {
        "head": book.add_format(framed | {"bold": True, "bg_color": HEAD, "text_wrap": True, "align": "center"}),
        "words": book.add_format(framed),
        "wide": book.add_format(framed | {"text_wrap": True, "valign": "top"}),
        "day": book.add_format(framed | {"num_format": DAY, "align": "center"}),
    }
    sheet = book.add_worksheet(form.sheet)
    sheet.write_string(0, 0, form.title, book.add_format(plain | {"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, form.hint, book.add_format(plain | {"italic": True}))
    if banner:
        sheet.write_string(2, 0, banner, book.add_format(plain | {"bold": True, "font_color": "#9B1C1F"}))
    sheet.write_row(TOP, 0, list(form.headings), looks["head"])
    look = [looks["day" if name in form.days else "wide" if name in form.wide else "words"] for name in form.columns]
    for row in range(TOP + 1, TOP + 1 + max(FRAMED, len(lines))):
        for column in range(len(form.columns)):
            sheet.write_blank(row, column, None, look[column])
    for row, line in enumerate(lines, start=TOP + 1):
        for column, content in enumerate(line):
            _write(sheet, row, column, content, look[column], looks["day"])
    for column, width in enumerate(form.widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(TOP + 1, form.frozen)
    _offer(book, sheet, form)
    _guide(book, form, plain)
    book.close()
    return out.getvalue()


def _write(sheet: object, row: int, column: int, content: Content, look: object, day: object) -> None:
    if isinstance(content, date):
        sheet.write_datetime(row, column, content, day)
    elif isinstance(content, int | float):
        sheet.write_number(row, column, content, look)
    elif content:
        sheet.write_string(row, column, content, look)


def _offer(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, form: Form) -> None:
    """The drop-downs."""
    hidden = book.add_worksheet("DanhMuc")
    hidden.hide()
    for at, (name, values) in enumerate(form.lists.items()):
        hidden.write_column(0, at, values)
        letter = chr(ord("A") + at)
        column = form.columns.index(name)
        source = f"=DanhMuc!${letter}$1:${letter}${len(values)}"
        rule = {"validate": "list", "source": source, "error_type": "information"}
        sheet.data_validation(TOP + 1, column, TOP + 1 + ROWS, column, rule)


def _guide(book: xlsxwriter.Workbook, form: Form, plain: dict) -> None:
    sheet = book.add_worksheet(form.guide_name)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    bold = book.add_format(plain | {"bold": True})
    wrapped = book.add_format(plain | {"text_wrap": True, "valign": "top"})
    for row, (heading, words) in enumerate(zip(form.headings, form.guide, strict=True)):
        sheet.write_string(row, 0, heading, bold)
        sheet.write_string(row, 1, words, wrapped)
