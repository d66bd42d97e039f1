"""The list to send to units that have not reported: a workbook with the reports to remind of and the rules they go by.

Owns its sheets “Nhắc báo cáo” and “Hạn nộp”. Texts stay texts whatever they begin with; who is to be reminded of what
is decided elsewhere.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from danvan.export.xlsx_file import OPTIONS
from danvan.export.xlsx_looks import Looks

HEADS = ("STT", "Đơn vị", "Nội dung", "Kỳ báo cáo", "Hạn nộp", "Số ngày quá hạn", "Tình trạng", "Còn thiếu")
WIDTHS = (6, 30, 28, 24, 13, 11, 18, 60)
RULE_HEADS = ("Loại kỳ", "Hạn nộp", "Áp dụng từ", "Căn cứ", "Người đặt", "Ngày đặt")
RULE_WIDTHS = (14, 34, 14, 70, 18, 14)
Content = str | int | date | None


@dataclass(frozen=True)
class Reminder:
    """One report to remind of, in words; `days`: days after the due day, None where nobody counts."""

    unit: str
    topic: str
    period: str
    due: date | None
    days: int | None
    state: str
    absent: str


def workbook(
    reminders: Sequence[Reminder],
    rules: Sequence[Sequence[Content]],
    *,
    title: str,
    about: Sequence[str],
    banner: str = "",
) -> bytes:
    """The bytes of the workbook. rules: the lines of the second sheet under RULE_HEADS."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    book.set_properties({"title": title, "comments": banner})
    looks = Looks(book)
    lines = [
        (at, item.unit, item.topic, item.period, item.due, item.days, item.state, item.absent)
        for at, item in enumerate(reminders, start=1)
    ]
    _sheet(book.add_worksheet("Nhắc báo cáo"), looks, (banner, title, *about), HEADS, WIDTHS, lines)
    _sheet(
        book.add_worksheet("Hạn nộp"), looks, (banner, "Hạn nộp báo cáo đang áp dụng"), RULE_HEADS, RULE_WIDTHS, rules
    )
    book.close()
    return buffer.getvalue()


def _sheet(
    sheet: Worksheet,
    looks: Looks,
    head: Sequence[str],
    names: Sequence[str],
    widths: Sequence[int],
    lines: Sequence[Sequence[Content]],
) -> None:
    banner, title, *about = head
    told = [(banner, looks.banner), (title, looks.title), *((words, looks.about) for words in about)]
    told = [(words, look) for words, look in told if words]
    for at, (words, look) in enumerate(told):
        sheet.write_string(at, 0, words, look)
    top = len(told) + 1
    for column, (name, width) in enumerate(zip(names, widths, strict=True)):
        sheet.write_string(top, column, name, looks.head)
        sheet.set_column(column, column, width)
    for at, line in enumerate(lines, start=top + 1):
        for column, cell in enumerate(line):
            _write(sheet, at, column, cell, looks)
    sheet.freeze_panes(top + 1, 2)
    sheet.autofilter(top, 0, top + max(len(lines), 1), len(names) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)


def _write(sheet: Worksheet, at: int, column: int, cell: Content, looks: Looks) -> None:
    if isinstance(cell, int):
        sheet.write_number(at, column, cell, looks.exact)
    elif isinstance(cell, date):
        sheet.write_datetime(at, column, cell, looks.day)
    else:
        sheet.write_string(at, column, cell or "", looks.words)
