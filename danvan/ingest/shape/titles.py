"""What a table is about, from the words above it: for columns that only name a year or 'Tổng số'.

Owns what in a title is no name: its number, its period, the organisation, 'phân theo địa phương'.
"""

import re
from collections.abc import Sequence
from pathlib import PurePath

from danvan.ingest.shape import words
from danvan.ingest.shape.languages import accented
from danvan.ingest.shape.mapping import exact
from danvan.ingest.shape.when import without_periods

SPLIT_BY = re.compile(
    r"(?i)[,\s(]*(?:phân|chia|tính)\s+theo\s+.*$|\s*(?:của )?(?:các )?tỉnh,? thành phố(?: trực thuộc trung ương)?$"
)
TABLE_NUMBER = re.compile(
    r"(?i)^(?:(?:bảng|biểu|phụ lục|table|mẫu)\s*(?:số)?\s*)?[\d.]*\d[.:)\-–]?\s+(?=\D)|"
    r"^(?:bảng|biểu)\s+[\w.]+\s*[:.\-–]\s*"
)
GENERIC_SHEET = re.compile(r"(?i)^(?:sheet|trang tính|bảng|data|dữ liệu|số liệu|biểu|trang|export)?[\s_\d.()]*$")


FORM_WORDS = re.compile(
    r"(?i)^(?:(?:bảng|biểu|phụ lục|danh sách)\s*)?(?:xếp hạng|tổng hợp|thống kê|số liệu|kết quả)\s+"
    r"(?:về\s+)?(?=\S)|^(?:bảng|biểu)\s+"
)


def title_name(titles: Sequence[str], sheet: str, file: str) -> str:
    """What a table is about, for columns that only name a year or 'Tổng số'."""
    named = [name for title in titles if (name := _about(title))]
    ours = [name for name in named if accented(name)]
    for name in ours or named:
        if exact(name):
            return name
    if named:
        return max(ours or named, key=_likely)
    if sheet and not GENERIC_SHEET.match(sheet):
        return without_periods(sheet.replace("_", " "))
    return without_periods(PurePath(file).stem.replace("_", " "))


def _about(title: str) -> str:
    if words.is_note(title):
        return ""
    bare = TABLE_NUMBER.sub("", without_periods(TABLE_NUMBER.sub("", title)))
    name = FORM_WORDS.sub("", SPLIT_BY.sub("", bare)).strip(" -–:,.")
    return name if sum(c.isalpha() for c in name) >= 3 else ""


def _likely(name: str) -> tuple[bool, int]:
    organisation = re.match(
        r"(?i)(?:ubnd|hđnd|bộ|sở|ban|tỉnh|thành|huyện|đảng|cục|tổng cục|chi cục|ủy ban|uỷ ban|trung tâm)\b", name
    )
    return not organisation, min(len(name), 80)
