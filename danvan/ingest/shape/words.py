"""The words of tables: what a column's header says the column is, and which rows are no units.

Owns the vocabulary of headers (Vietnamese with or without accents, English as in published files), of total rows,
regions, footnotes and signatures, and of units of measure. A word that is not known has no role: it is never guessed.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from danvan import catalogue
from danvan.ingest.shape.header_words import NOTES, REGIONS, ROLES, SUMMARIES
from danvan.units.fold import agrees, clean, letters, plain

TOTAL, NATION, EXTREME, MEAN, GROUP = "total", "nation", "extreme", "mean", "group"


@dataclass(frozen=True)
class Role:
    """What a column is. level: for a unit's column province, district, commune or 'any'; else ''."""

    role: str
    level: str = ""


@lru_cache(maxsize=100_000)
def folded(text: str) -> str:
    """Words and numbers without accents, one space between: the key of this vocabulary."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", clean(text.replace("\n", " ")).replace("_", " "))
    return " ".join(re.findall(r"[a-z]+|\d+|%", plain(spaced)))


def role(text: str) -> Role | None:
    """The role that a header names, or None: 'Tỉnh/Thành phố' → unit (province), 'STT' → ordinal."""
    for said in (text, re.sub(r"\([^()]*\)", " ", text)):
        for known, found in _roles().get(folded(said), ()):
            if fits(said, known):
                return found
    return None


def fits(typed: str, known: str) -> bool:
    """Whether the accents typed do not speak against a known text of the same letters: 'Thắng' is not 'Tháng'."""
    pairs = letters(" ".join(folded_words(typed))), letters(" ".join(folded_words(known)))
    return len(pairs[0]) != len(pairs[1]) or all(agrees(*pair) for pair in zip(*pairs, strict=True))


def folded_words(text: str) -> list[str]:
    """The words of a text with their accents."""
    return re.findall(r"[^\W\d_]+|\d+", clean(text.replace("_", " ")).lower())


def is_summary(text: str) -> str:
    """What kind of summary a row's name says: total, nation, extreme, mean, group (a heading); '' when it is none.

    'Trung Bình' with two capitals is a commune, 'Trung bình' is not.
    """
    if text.split() == ["Trung", "Bình"]:
        return ""
    key = re.sub(r"^(?:\d+|[ivx]+|[a-d]) (?=[a-z])", "", folded(text))
    for kind, patterns in SUMMARIES.items():
        if any(pattern.fullmatch(key) for pattern in patterns):
            return kind
    return ""


def region(text: str) -> str | None:
    """The region's name as we write it, for any of its names in either system or language; None for no region."""
    key = re.sub(r"^(?:\d+|[ivx]+|[a-d]) (?=[a-z])", "", folded(text))
    known = _regions()
    if key in known:
        return known[key]
    bare = re.sub(r"^(?:vung|khu vuc|region|toan vung|cong|tong|tong so) ", "", key)
    if bare in known:
        return known[bare]
    parts = [folded(part) for part in re.split(r"\s[-–—/]\s|\s*[/|(\n]\s*", text)]
    named = {known[part] for part in parts if part in known}
    return named.pop() if len(named) == 1 and all(part in known or not part for part in parts) else None


def is_note(text: str) -> bool:
    """Whether a cell is a footnote, a source, a signature or a line that introduces a document."""
    key = folded(text)
    return any(pattern.match(key) for pattern in NOTES) or bool(
        re.match(r"\s*(\(\*+\)|\*+|\(\d\)|[¹²³])\s*\S+\s+\S+", text)
    )


_MEASURED = re.compile(
    r"(?:(?:đơn\s*vị\s*(?:tính|đo)|don\s*vi\s*(?:tinh|do)|đ\.?\s*v\.?\s*t|dvt|unit\s*of\s*measure)\s*[:：\-–]"
    r"|(?P<loose>đơn\s*vị|don\s*vi|unit)\s*[:：])\s*(?P<unit>.+)",
    re.IGNORECASE,
)


def unit_of_measure(text: str) -> str:
    """'Đơn vị tính: Triệu đồng' → 'triệu đồng'; 'ĐVT: %' → '%'; '' when the text names none.

    'Đơn vị: huyện Sóc Sơn' names who reports, no unit of measure.
    """
    return _measured(clean(text))[0]


def _measured(text: str) -> tuple[str, int]:
    """The unit that a text states, and where its statement begins; ('', -1) when there is none."""
    found = _MEASURED.search(text)
    if not found:
        return "", -1
    said = re.split(r"\s[-–—/]\s*unit|[;|]", found["unit"], maxsplit=1, flags=re.IGNORECASE)[0].strip(" .,:()[]*")
    if found["loose"] and not (is_unit_text(said) or re.search(r"\d|%|đồng|nghìn|triệu|tỷ", said.lower())):
        return "", -1
    return said if said.isupper() and len(said) <= 3 else said.lower(), found.start()


def trailing_unit(header: str) -> tuple[str, str]:
    """(the rest, unit) of a header that ends with its unit: 'Dân số (nghìn người)' → ('Dân số', 'nghìn người')."""
    text = clean(header.replace("\n", " ").replace("_", " "))
    stated, start = _measured(text)
    if stated:
        return text[:start].strip(" ,-–(["), stated
    found = re.fullmatch(r"(.+?)[\s,]*[(\[]\s*([^()\[\]]+?)\s*[)\]]\s*", text)
    if found and is_unit_text(found[2]):
        return found[1].strip(" ,-–"), found[2].lower() if found[2] != "%" else "%"
    found = re.fullmatch(r"(.+?)\s*[,;]\s*(%)", text) or re.fullmatch(r"(\D+?)\s+(%)", text)
    return (found[1].strip(), "%") if found else (text, "")


def is_unit_text(text: str) -> bool:
    """Whether words in brackets behind a header can be a unit of measure."""
    key = folded(text)
    if key in _units():
        return True
    for scale in ("nghin", "ngan", "trieu", "ty", "ti", "1000", "1 000", "tram", "chuc"):
        if key == scale or (key.startswith(scale + " ") and key[len(scale) + 1 :] in _units()):
            return True
    return False


@cache
def _units() -> frozenset[str]:
    known = {folded(part) for item in catalogue.of_file() for part in (item.unit, *item.unit.split("/"))}
    more = (
        "người, lượt người, đồng, ha, km, km2, m2, m3, tấn, tạ, kg, hộ, hộ gia đình, ngôi, ngôi nhà, vụ việc, điểm, "
        "đảng viên, chi bộ, đảng bộ, pers, persons, people, điểm số, lần, thứ tự, bậc, buổi, mô hình, điển hình, giờ, "
        "đơn thư, cái, chiếc, văn bản, quyết định, công trình, dự án, suất, trẻ, học sinh, lớp, trường, cán bộ, bài, "
        "doanh nghiệp, cơ sở, bản tin, VND, USD, percent, đơn vị, thôn, tổ dân phố, nghị quyết, ý kiến, kiến nghị, "
        "đại biểu, trẻ em"
    ).split(", ")
    known |= {folded(text) for text in more}
    return frozenset(known | {"%"})


@cache
def _roles() -> dict[str, list[tuple[str, Role]]]:
    table: dict[str, list[tuple[str, Role]]] = {}
    for (role_, level), texts in ROLES.items():
        for text in texts:
            table.setdefault(folded(text), []).append((text, Role(role_, level)))
    return table


@cache
def _regions() -> dict[str, str]:
    return {folded(text): name for name, texts in REGIONS.items() for text in (name, *texts)}
