"""One key for the many ways of writing an indicator's name: abbreviations written out, numbering and marks gone.

Owns the words that count in a header and the breakdowns named inside one ('… cấp xã'). It knows no indicator.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from danvan import catalogue
from danvan.units.fold import agrees, clean, letters, plain

ABBREVIATIONS = {
    "ntm": "nông thôn mới", "qcdc": "quy chế dân chủ", "kntc": "khiếu nại tố cáo", "gpmb": "giải phóng mặt bằng",
    "tdp": "tổ dân phố", "dvk": "dân vận khéo", "cchc": "cải cách hành chính", "mttq": "mặt trận tổ quốc",
    "nd": "nhân dân",
    "sl": "số lượng", "ubnd": "ủy ban nhân dân", "bq": "bình quân", "đvk": "dân vận khéo", "hn": "hội nghị",
    "tw": "trung ương",
    "btv": "ban thường vụ", "đv": "đảng viên", "tccsđ": "tổ chức cơ sở đảng", "ctxh": "chính trị xã hội",
    "kn": "khiếu nại",
    "tc": "tố cáo", "khiếu tố": "khiếu nại tố cáo",
}  # fmt: skip
RESPELLED = {
    "tỉ": "tỷ",
    "kí": "ký",
    "luỹ": "lũy",
    "uỷ": "ủy",
    "quí": "quý",
    "qui": "quy",
    "%": "tỷ lệ",
    "kỉ": "kỷ",
    "lí": "lý",
}
NUMBERING = re.compile(
    r"^\s*(?:(?:\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]{1,4}[.)]|[a-zđ][.)]|[A-H][.)]|\(\d{1,2}\)|\([a-zđ]\)|[-+*•·▪–—])\s*)+"
)
LEADS = re.compile(r"^\s*(?:trong đó|chia ra|bao gồm|gồm|tr\.?\s*đó|trđ|of which)\s*[:;,\-–]?\s+", re.IGNORECASE)
MARKS = re.compile(r"\s*(?:\(\*+\)|\*+|\(\d{1,2}\)|\[\d{1,2}\]|[¹²³⁴⁵])+\s*$")
FORMULA = re.compile(r"\s*[(\[]?\s*\(?\d{1,2}\)?\s*=\s*[\d\s()+\-*/:x%]+[)\]]?\s*$")
TAILS = re.compile(
    r"\s*[,(\-–]?\s*(?:phân |chia )?theo (?:từng )?"
    r"(?:năm|quý|tháng|kỳ|đơn vị|địa phương|tỉnh|thành phố|huyện|quận|xã)\b"
    r"[^,;:]*$",
    re.IGNORECASE,
)
"""How a table is divided says nothing of what it counts: '… theo quý', '… phân theo địa phương'."""
JOINERS = {"cua", "o", "do", "tai", "thuoc", "cho", "theo", "tren", "va", "cac"}
CAP_WORDS = {
    "tinh": ("cấp tỉnh", "cấp tỉnh, thành phố"),
    "huyen": ("cấp huyện", "cấp quận, huyện", "cấp quận", "cấp quận, huyện, thị xã", "cấp huyện, thị xã, thành phố"),
    "xa": ("cấp xã", "cấp xã, phường", "cấp xã, phường, thị trấn", "cấp phường", "cấp phường, xã"),
    "trung_uong": ("cấp trung ương",),
}  # fmt: skip
"""'cấp thành phố' is not here: a city may be a province or a district."""


@dataclass(frozen=True)
class Key:
    """The words of a header, lower case with their accents."""

    words: tuple[str, ...]

    @cached_property
    def bare(self) -> tuple[str, ...]:
        """The words without accents."""
        return tuple(map(plain, self.words))

    @property
    def plain(self) -> str:
        """The words without accents as one text."""
        return " ".join(self.bare)

    def agrees(self, known: "Key") -> bool:
        """Whether the accents do not speak against a known name: left out, equal or hỏi for ngã."""
        typed, ours = letters(" ".join(self.words)), letters(" ".join(known.words))
        return len(typed) == len(ours) and all(agrees(*pair) for pair in zip(typed, ours, strict=True))


def key_of(text: str) -> Key:
    """The key of a header: 'Số xã đạt chuẩn NTM (*)' and '2. số xã đạt chuẩn nông thôn mới' are one."""
    text = clean(text.replace("\n", " ").replace("_", " "))
    for pattern in (NUMBERING, LEADS, NUMBERING):
        text = pattern.sub("", text)
    for pattern in (FORMULA, MARKS, FORMULA, TAILS):
        text = pattern.sub("", text)
    made: list[str] = []
    for word in re.findall(r"[^\W\d_]+|\d+|%", text.lower()):
        made += ABBREVIATIONS.get(word, RESPELLED.get(word, word)).split()
    if made[:2] == ["tỷ", "lệ"] and made[2:4] == ["tỷ", "lệ"]:
        made = made[2:]
    if len(made) > 2 and made[-2:] == ["tỷ", "lệ"] and made[:2] == ["tỷ", "lệ"]:
        made = made[:-2]
    return Key(tuple(made))


def parts_of(key: Key) -> Iterator[tuple[Key, dict[str, str]]]:
    """The header without a part named in it, and the part: '… cấp xã' → (…, {'cap': 'xa'}); the longest names first."""
    for known, dim, code in _values():
        for start in range(len(key.words) - len(known.words) + 1):
            end = start + len(known.words)
            if key.bare[start:end] != known.bare or not Key(key.words[start:end]).agrees(known):
                continue
            before, after = key.words[:start], key.words[end:]
            held = before[-1:] == ("do",)
            while before and plain(before[-1]) in JOINERS:
                before = before[:-1]
            if held and tuple(map(plain, after[:2])) in (("to", "chuc"), ("thuc", "hien")):
                after = after[2:]
            rest = Key((*before, *after))
            if rest.words:
                yield rest, {dim: code}
                yield from ((more, {dim: code, **also}) for more, also in parts_of(rest) if dim not in also)


@cache
def _values() -> list[tuple[Key, str, str]]:
    """(name, dimension, value) of every value of every dimension, longest names first."""
    made: list[tuple[Key, str, str]] = []
    for dim in catalogue.dimensions():
        for value in dim.values:
            names = {value.name, value.name.removeprefix("lĩnh vực "), value.name.removeprefix("nội dung ")}
            names |= set(CAP_WORDS.get(value.code, ())) if dim.code == "cap" else set()
            made += [(key_of(name), dim.code, value.code) for name in names - {"khác"}]
    return sorted(made, key=lambda item: -len(item[0].words))
