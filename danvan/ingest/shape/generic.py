"""Headers that mean nothing, or not enough, without what stands around them: 'Tổng số', 'Nữ', 'Trong tháng'.

Owns those words; it knows no indicator beyond asking whether a header is one.
"""

import re

from danvan.ingest.shape import words
from danvan.ingest.shape.mapping import exact

WHOLE, PART = "whole", "part"
WHOLE_WORDS = {
    "tong so", "tong", "tong cong", "total", "chung", "cong", "toan tinh", "so", "so luong", "so tuyet doi",
    "gia tri", "value", "ket qua", "ket qua thuc hien", "thuc hien", "so lieu", "trong ky", "trong thang", "trong quy",
    "ky bao cao", "ca nam", "ky nay", "nam nay", "quy nay", "thang nay",
}  # fmt: skip
"""Headers that say nothing beside the table's title."""

PART_WORDS = {
    "nam", "nu", "nam gioi", "nu gioi", "male", "female", "thanh thi", "nong thon", "urban", "rural", "ty le",
    "ty trong", "%", "co cau", "trong do", "khac", "diem", "score", "hang", "thu hang", "xep hang", "rank",
}  # fmt: skip
"""Headers that mean something only together with the table's title."""


def needs_title(header: str) -> str:
    """Whether a header means something only with the table's title: 'whole' adds nothing to it, 'part' names a part.

    '' for a header that stands by itself.
    """
    said = [words.folded(part) for part in header.split(" – ")]
    if all(part in WHOLE_WORDS for part in said):
        return WHOLE
    if all(part in PART_WORDS or part in WHOLE_WORDS for part in said):
        return PART
    counted = words.is_unit_text(re.sub(r"(?i)^(?:tổng )?số\s+", "", header))
    return WHOLE if counted and exact(header) is None else ""
