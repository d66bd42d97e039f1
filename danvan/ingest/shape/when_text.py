"""Text made ready for the search for periods: plain letters, each with its place in the original.

Owns what is no period though it holds a year: numbers of papers, years of laws, school years, kinds of reports.
"""

import re
import unicodedata
from dataclasses import dataclass

from danvan.units.fold import DASHES, INVISIBLE, STROKES

YEAR = r"(?:194[5-9]|19[5-9]\d|20\d\d|2100)"
HIDDEN = "\0"
PAPERS = (
    r"quyet dinh|nghi quyet|nghi dinh|chi thi|thong tu|cong van|ke hoach so|bao cao so|huong dan|thong bao|ket luan"
    r"|to trinh|chuong trinh so|quy che|quy dinh|van ban|cong dien|thong tri|de an"
)
PAPER_DAY = (
    rf"(?:,? ?(?:ban hanh )?ngay (?:\d{{1,2}}[/.\-]\d{{1,2}}[/.\-]{YEAR}|\d{{1,2}} thang \d{{1,2}},? nam {YEAR}))?"
)
DOCUMENTS = (
    # 757/2003/QĐ-BTC, 32/2021/NĐ-CP, 2200-QĐ/TU, with the day of the paper: it says nothing of the figures
    re.compile(rf"\d+[a-z]?/{YEAR}/[a-z]+(?:-[a-z]+)*\d*{PAPER_DAY}"),
    re.compile(rf"\d+[-/][a-z]+(?:-[a-z]+)*/[a-z]+{PAPER_DAY}"),
    re.compile(rf"(?<![a-z])(?:{PAPERS})(?: so)?:? ?(?!{YEAR}(?![\d/\-]))[\d\0]+(?![\d\0])(?! ?thang)[a-z]?"
               rf"[a-z0-9\0/\-]*{PAPER_DAY}"),
    # Luật Tổ chức chính quyền địa phương năm 2025: the year of the law; 'vi phạm pháp luật năm 2024' is none
    re.compile(rf"(?<![a-z])(?<!phap )(?<!ky )(?:luat|hien phap|phap lenh)(?: [a-z]+){{2,9}} (?:nam )?{YEAR}"),
    re.compile(rf"(?:nam hoc|nien khoa|khoa hoc) ?{YEAR}(?: ?- ?{YEAR})?"),
    # nghèo theo chuẩn giai đoạn 2022-2025, giá so sánh 2010: a part of the figures' name
    re.compile(rf"(?<![a-z])chuan (?:can )?ngheo[a-z ]{{0,20}} giai doan {YEAR} ?- ?{YEAR}"),
    re.compile(rf"(?<![a-z])gia (?:so sanh|goc|co dinh|thuc te)(?: nam)? {YEAR}(?!/)"),
    re.compile(r"bao cao (?:dinh ky )?(?:\d+ thang|thang|quy|nam)(?! ?(?:dau|cuoi|\d|i))"),
    re.compile(r"(?:tren|duoi|hon|trong|moi|sau|(?<!ket )qua|tu \d+ den) ?\d+ (?:nam|thang|ngay)"
               r"(?![ /]*(?:dau|cuoi|cua|nam|\d))"),
    re.compile(r"(?<!\d{4}-\d\d-\d\d[ t])(?<![\d:])\d{1,2}[h:]\d{2}(?::\d{2})?(?!\d)"),
)  # fmt: skip


@dataclass(frozen=True)
class Folded:
    """Lower-case letters without accents; `places[i]` is where the i-th one stands in the original text."""

    plain: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the plain text in the original."""
        return self.places[start], self.places[end]


def fold_text(text: str) -> Folded:
    """Plain letters with their places; every dash is '-', every blank and underscore a space, in runs of one."""
    made: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if INVISIBLE.match(char):
            continue
        char = " " if char == "_" else DASHES.sub("-", char)
        for letter in unicodedata.normalize("NFKD", char.translate(STROKES)).lower().replace("đ", "d"):
            if unicodedata.combining(letter):
                continue
            letter = " " if letter.isspace() else letter
            if letter == " " and made and made[-1] == " ":
                continue
            made.append(letter)
            places.append(place)
    return Folded("".join(made), (*places, len(text)))


WORDS = (("nam", "năm"), ("thang", "tháng"), ("quy", "quý"))
NOT_A_YEAR = re.compile(r"(?<![a-z])(?:quang|ha|viet|mien|phia|dong|tay|dan so|gioi|nu,?|co,?) nam(?![a-z])")


def hide_others(text: str, folded: Folded) -> str:
    """The plain text with words blotted out that only look like ours without accents: 'nam' in 'Dân số nam 2019'."""
    plain = folded.plain
    typed = any(letter > "\u007f" and letter.isalpha() for letter in text)
    for bare, accented in WORDS:
        for hit in re.finditer(rf"(?<![a-z]){bare}(?![a-z])", plain):
            written = unicodedata.normalize("NFC", text[slice(*folded.span(*hit.span()))]).lower()
            if typed and written not in (accented, "quí") or not typed and _is_name(plain, hit.end()):
                plain = plain[: hit.start()] + HIDDEN * len(bare) + plain[hit.end() :]
    return plain


def _is_name(plain: str, end: int) -> bool:
    return any(found.end() == end for found in NOT_A_YEAR.finditer(plain))


def hide_documents(plain: str) -> str:
    """The text with what is no period blotted out, its length kept."""
    for pattern in DOCUMENTS:
        plain = pattern.sub(lambda hit: HIDDEN * len(hit[0]), plain)
    return plain
