"""Numbers and dates as Vietnamese official papers print them, and back again.

Owns every format: '1.234,5', '93,2%', '+12', '−3,5 điểm phần trăm', 'hơn 121', '15/7/2020'. It
refuses to round in binary (halves go away from zero on the decimal that was stored) and to print
an absent figure as a zero.
"""

import math
import re
from datetime import date as Date
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from numbers import Real
from typing import Any

from danvan.errors import DanVanError
from danvan.periods import vi_date

MINUS = "\u2212"
"""The true minus sign: as wide as a plus, and never broken from its number at a line end."""

NO_FIGURE = "chưa có số liệu"
"""What stands in a sentence or a cell that has no figure."""

SHORT_NO_FIGURE = "…"
"""The same where room is short: inside a bar, in a narrow column."""

QUALIFIERS = {"": "", "hon": "hơn", "gan": "gần", "khoang": "khoảng"}
"""Stored qualifier → the word printed before the number."""

POINTS = "điểm phần trăm"
"""Unit of a difference between two shares, in a sentence."""

SHORT_POINTS = "điểm %"
"""The same where room is short: under a headline figure, in a table."""

PATTERN = r"[+\-\u2212]?\d{1,3}(?:\.\d{3})+(?:,\d+)?|[+\-\u2212]?\d+(?:,\d+)?"
"""One number of ours, without its unit or qualifier."""

PERIODS = (
    r"\d{1,2}/\d{1,2}/\d{4}",
    r"[Qq]uý [IV]+/\d{4}",
    r"(?:T|[Tt]háng )\d{1,2}/\d{4}",
    r"\d{1,2} tháng (?:đầu|cuối) năm \d{4}",
    r"[Nn]ăm \d{4}",
    r"\d{4}–\d{4}",
)
"""Dates and names of periods, whose digits are not figures."""


def is_missing(value: Any) -> bool:
    """Whether a cell holds no number: None, NaN, NaT, pandas' NA."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, Real) and not isinstance(value, bool) and math.isnan(float(value))


def exact(value: Any) -> Decimal:
    """The decimal that a person would read off the value: 0.05 is 0,05 and nothing behind it."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return Decimal(value)
    number_ = float(value)
    if math.isinf(number_):
        raise DanVanError("Giá trị vô hạn không phải là số liệu.", "Kiểm tra lại phép tính đã tạo ra giá trị này.")
    return Decimal(repr(number_))


def rounded(value: Any, decimals: int = 0) -> Decimal:
    """Half away from zero at the given number of decimals (0–9)."""
    result = exact(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(result) if result == 0 else result


def number(value: Any, decimals: int = 0, *, missing: str = NO_FIGURE) -> str:
    """'1.234,5'; `missing` when there is no value."""
    if is_missing(value):
        return missing
    text = f"{rounded(value, decimals):,f}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".").replace("-", MINUS)


def percent(value: Any, decimals: int = 1, *, missing: str = NO_FIGURE) -> str:
    """'93,2%' of a value already in percent (93.19, not 0.9319)."""
    return missing if is_missing(value) else number(value, decimals) + "%"


def with_unit(value: Any, unit: str, decimals: int = 0, *, missing: str = NO_FIGURE) -> str:
    """'1.234 cuộc', '93,2%': a percent sign touches its number, a word stands off."""
    if is_missing(value):
        return missing
    return number(value, decimals) + suffix(unit)


def suffix(unit: str) -> str:
    """What follows a number: '' or '%' or ' cuộc'."""
    return f" {unit}" if unit and unit != "%" else unit


def change(value: Any, decimals: int = 0, unit: str = "", *, missing: str = NO_FIGURE) -> str:
    """A signed difference: '+12', '−3,5 điểm phần trăm'; an exact nothing is a plain '0'."""
    if is_missing(value):
        return missing
    sign = "+" if rounded(value, decimals) > 0 else ""
    return sign + number(value, decimals) + suffix(unit)


def qualified(value: Any, qualifier: str = "", decimals: int = 0, unit: str = "", *, missing: str = NO_FIGURE) -> str:
    """'hơn 121', 'gần 1.900', 'khoảng 70%'. An unknown qualifier is an error, never dropped."""
    if qualifier not in QUALIFIERS:
        raise DanVanError(
            f"Không biết từ chỉ mức gần đúng “{qualifier}”.",
            f"Dùng một trong: {', '.join(list(QUALIFIERS)[1:])}.",
        )
    if is_missing(value):
        return missing
    # "Khoảng 70,0%" would claim a precision that the word takes back.
    places = 0 if qualifier and exact(value) % 1 == 0 else decimals
    return f"{QUALIFIERS[qualifier]} {with_unit(value, unit, places)}".strip()


def fraction(part: Any, whole: Any, *, missing: str = NO_FIGURE) -> str:
    """'356/382'; `missing` unless both are there."""
    if is_missing(part) or is_missing(whole):
        return missing
    return f"{number(part)}/{number(whole)}"


def parts(present: Any, expected: Any, what: str, *, missing: str = NO_FIGURE) -> str:
    """'11/12 tháng'; 'chưa tháng nào đủ' where parts are there but none of them whole; `missing` unless counted."""
    if is_missing(present) or is_missing(expected):
        return missing
    if what and not int(present):
        return f"chưa {what} nào đủ"
    return fraction(present, expected) + suffix(what)


def date(day: Any, *, missing: str = NO_FIGURE) -> str:
    """'15/7/2020', '05/7/2020' of a date, datetime or Timestamp."""
    return missing if is_missing(day) else vi_date(day)


def moment(when: datetime | None, *, missing: str = NO_FIGURE) -> str:
    """'14:05 ngày 15/7/2020'."""
    return missing if is_missing(when) else f"{when:%H:%M} ngày {date(when)}"


def parse(text: str) -> Decimal:
    """The number that one printed figure stands for; qualifier and unit are left aside.

    'hơn 1.234,5%' → 1234.5. DanVanError when the text holds no number or more than one.
    """
    found = find(text)
    if len(found) != 1:
        raise DanVanError(f"“{text}” không phải là một con số.", "Viết theo dạng 1.234,5.")
    return found[0]


def find(text: str) -> list[Decimal]:
    """Every figure printed in a sentence, in order; dates and period names are not figures."""
    plain = re.sub("|".join(PERIODS), " ", text)
    plain = re.sub(r"(?<=\d)/(?=\d)", " / ", plain)
    return [_to_decimal(found) for found in re.findall(rf"(?<![\w.,])(?:{PATTERN})(?!\d)", plain)]


def parse_date(text: str) -> Date:
    """'15/7/2020' → date. DanVanError when it is not a day of the calendar."""
    try:
        day, month, year = (int(part) for part in text.strip().split("/"))
        return Date(year, month, day)
    except ValueError as error:
        raise DanVanError(f"“{text}” không phải là ngày.", "Viết theo dạng 15/7/2020.") from error


def _to_decimal(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", ".").replace(MINUS, "-"))
