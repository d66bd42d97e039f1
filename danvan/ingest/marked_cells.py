"""One cell of a marked file: written as the file had it, in the colour of the worst that was found about it.

A text stays a text, whatever it begins with; a number or day that Excel cannot hold is written as text.
"""

import math
import re
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from danvan.ingest.findings import INFO, STOP, WARN
from danvan.ingest.grid import BOOLEAN, DATE, NUMBER

FILLS = {STOP: "#F4A9A3", WARN: "#FBE3A0", INFO: "#E3ECF4"}
WRAPPED = {"text_wrap": True}
LONGEST_TEXT = 32_000
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Looks:
    """Formats by severity ('' for a faultless cell), the same for dates and for long texts."""

    plain: dict[str, Format]
    dated: dict[str, Format]
    wrapped: dict[str, Format]
    number: Format


def make_looks(book: xlsxwriter.Workbook) -> Looks:
    """The formats, made once a workbook."""
    base = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
    fills = {"": {}} | {severity: {"bg_color": color, "border": 1} for severity, color in FILLS.items()}
    return Looks(
        {severity: book.add_format(base | fill) for severity, fill in fills.items()},
        {severity: book.add_format(base | fill | {"num_format": "dd/mm/yyyy"}) for severity, fill in fills.items()},
        {severity: book.add_format(base | fill | WRAPPED) for severity, fill in fills.items()},
        book.add_format(base | {"font_color": "#6B6B6B", "italic": True}),
    )


def write_cell(
    sheet: Worksheet, place: tuple[int, int], words: str, kind: int, severity: str, looks: Looks, *, wrap: bool = False
) -> None:
    """One cell as the file had it; `wrap`: long words take several lines instead of running over the next cell."""
    look = (looks.wrapped if wrap else looks.plain)[severity]
    if not words:
        sheet.write_blank(*place, None, look)
    elif kind == NUMBER and (number := _number(words)) is not None:
        sheet.write_number(*place, number, look)
    elif kind == DATE and (day := _day(words)) is not None:
        sheet.write_datetime(*place, day, looks.dated[severity])
    elif kind == BOOLEAN:
        sheet.write_boolean(*place, words == "TRUE", look)
    else:
        sheet.write_string(*place, printable(words), look)


def _number(words: str) -> float | None:
    try:
        number = float(words)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _day(words: str) -> datetime | None:
    """The moment, without a zone; None for what Excel's calendar does not hold."""
    try:
        day = datetime.fromisoformat(words).replace(tzinfo=None)
    except ValueError:
        return None
    return day if day.year >= 1900 else None


def printable(words: str) -> str:
    """The text without signs that XML forbids, cut to what a cell holds."""
    return UNPRINTABLE.sub("\ufffd", words)[:LONGEST_TEXT]
