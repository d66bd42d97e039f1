"""Taking a typed name apart: code, body, kind, name, '(cũ)' or '(mới)', footnote marks, two languages.

Owns the grammar of what staff write around a unit's name. It knows no unit: 'Quan Hóa' may be a
name or quận Hóa, so every reading is handed on, the least stripped first.
"""

import re
from dataclasses import dataclass, replace

from danvan.units.fold import DASHES, clean, plain, words

MAX_LENGTH = 160
MAX_WORDS = 20
ALLOWED = re.compile(r"[^\W_]+(?:[ .,:'\-&]+[^\W_]+)*[ .,:\-]*")
CODE_FIRST = re.compile(r"[(\[]?\s*(\d{1,5})\s*(?:[)\]]|[.:)\-]+|(?=\s))\s*(?=\D)(.+)")
CODE_LAST = re.compile(r"(.+?)\s*(?:[(\[]\s*(\d{1,5})\s*[)\]]|-\s*(\d{2,5}))")
IN_BRACKETS = re.compile(r"(.+?)\s*[(\[]\s*([^()\[\]]*?)\s*[)\]]")
BULLET = re.compile(r"[-+\u2022\u25aa\u25cf]\s+(?=\S)")
FOOTNOTE = re.compile(r"(.*[^\W\d_].*?)\s*(?:[(\[]\s*(?:\*{1,3}|[\u00b9\u00b2\u00b3\u2020\u2021]|[a-d])\s*[)\]]"
                      r"|\*{1,3}|[\u00b9\u00b2\u00b3\u2020\u2021]|(?<=[^\W\d_])\s*\d\))")  # fmt: skip
LANGUAGES = re.compile(r"\s*[/|\n\r]+\s*|\s*-\s*")
MOST_BREAKS = 6
"""A text with more breaks is no name in two languages."""
OLD_ERA = re.compile(r"(tinh |don vi )?cu|truoc( ngay| thang)? ?(0?1 ?)?0?7 2025|truoc (khi )?"
                     r"(sap nhap|hop nhat)|den( ngay)? 30 0?6 2025")  # fmt: skip
NEW_ERA = re.compile(r"(tinh |don vi )?moi|(sau|tu)( ngay| thang)? ?(0?1 ?)?0?7 2025|(sau|hien) ?"
                     r"(khi |nay)?(sap nhap|hop nhat)?")  # fmt: skip

KIND_WORDS = {
    "tỉnh": "tinh", "thành phố": "thanh_pho", "thủ đô": "thu_do", "quận": "quan",
    "huyện": "huyen", "thị xã": "thi_xa", "xã": "xa", "phường": "phuong", "thị trấn": "thi_tran",
    "đặc khu": "dac_khu", "tỉnh ủy": "tinh", "thành ủy": "thanh_pho", "huyện ủy": "huyen",
    "quận ủy": "quan", "thị ủy": "thi_xa", "tỉnh đoàn": "tinh", "thành đoàn": "thanh_pho",
    "đặc khu ủy": "dac_khu",
}  # fmt: skip
SHORT_KINDS = {
    "t": "tinh", "tp": "thanh_pho", "t p": "thanh_pho", "q": "quan",
    "h": "huyen", "tx": "thi_xa", "t x": "thi_xa", "x": "xa", "p": "phuong", "tt": "thi_tran",
    "t t": "thi_tran", "dk": "dac_khu", "province of": "tinh", "city of": "thanh_pho", "tu": "",
}  # fmt: skip
BODIES = (
    "ubnd", "hdnd", "ub nd", "ủy ban nhân dân", "hội đồng nhân dân", "ubmttq", "ub mttq",
    "ubmttqvn", "ub mttqvn", "mttq", "mttqvn", "mttq việt nam", "ub mttq việt nam",
    "ủy ban mttq", "ủy ban mttqvn", "ủy ban mttq việt nam", "mặt trận tổ quốc",
    "mặt trận tổ quốc việt nam", "ủy ban mặt trận tổ quốc", "ủy ban mặt trận tổ quốc việt nam",
    "ban dân vận", "bdv", "ban dv", "ban tuyên giáo", "ban tuyên giáo và dân vận", "btgdv",
    "ban tgdv", "ban tg dv", "btg dv", "ban tuyên giáo dân vận", "khối dân vận", "đảng ủy",
    "đảng bộ", "ban thường vụ", "btv", "ban chấp hành", "bch", "thường trực", "văn phòng",
)  # fmt: skip
ENGLISH_ENDS = {
    "province": "tinh", "city": "thanh_pho", "district": "", "viet nam": "", "vietnam": "",
}  # fmt: skip
GLUED = {
    "thanhpho": "thanh_pho", "thitran": "thi_tran", "phuong": "phuong", "thixa": "thi_xa",
    "huyen": "huyen", "quan": "quan", "tinh": "tinh", "tp": "thanh_pho",
}  # fmt: skip
ERA_WORDS = {"cũ": "old", "cu": "old", "mới": "new", "moi": "new"}


def _table() -> dict[tuple[str, ...], str]:
    """Folded prefix words → kind ('' for a body that says nothing of the kind)."""
    table = {tuple(plain(words_).split()): kind for words_, kind in KIND_WORDS.items()}
    table |= {tuple(short.split()): kind for short, kind in SHORT_KINDS.items()}
    return table | {tuple(plain(body).split()): "" for body in BODIES}


PREFIXES = _table()
LONGEST = max(map(len, PREFIXES))
SPELLED = {w for phrase in (*KIND_WORDS, *BODIES) for w in phrase.split()} | {"uỷ"}


@dataclass(frozen=True)
class Reading:
    """One way to read the text: the name's words (with accents), the kinds said around them.

    era: 'old' for "(cũ)", 'new' for "(mới)", else ''.
    """

    name: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    era: str = ""

    @property
    def key(self) -> str:
        """The folded key of the name."""
        return "".join(map(plain, self.name))


@dataclass(frozen=True)
class Typed:
    """A typed text taken apart; no readings: it cannot be a name.

    mark: the code is one digit in brackets behind the name, so it may be a footnote's.
    """

    readings: tuple[Reading, ...]
    code: str = ""
    mark: bool = False


def take_apart(text: str) -> Typed:
    """All readings of a text, the most literal first; none for markup, numbers, long texts."""
    if len(text) > MAX_LENGTH:
        return Typed(())
    rest, code, era, mark = _around(clean(text))
    if not ALLOWED.fullmatch(rest) or not all("a" <= c <= "z" for c in _bare(rest)):
        return Typed(())
    found = words(re.sub(r"(?<=[^\W\d_])(?=\d)", " ", rest.replace("&", " ")))
    if len(found) > MAX_WORDS:
        return Typed(())
    readings = [replace(r, era=era) for r in _readings(tuple(found))]
    if not era and len(found) > 1 and found[-1] in ERA_WORDS:
        said = ERA_WORDS[found[-1]]
        readings += [replace(r, era=said) for r in _readings(tuple(found[:-1]))]
    readings += [replace(r, era=era) for r in _glued(tuple(found))]
    return Typed(tuple(readings), code, mark)


def in_two_languages(text: str) -> list[tuple[str, str]]:
    """The halves of a text that may say one name twice: 'Hà Nội - Ha Noi', 'Hà Nội (Ha Noi)'."""
    if len(text) > MAX_LENGTH:
        return []
    if match := IN_BRACKETS.fullmatch(text.strip()):
        return [(match[1], match[2])]
    text = DASHES.sub("-", text.strip())
    breaks = list(LANGUAGES.finditer(text))
    halves = [(text[: b.start()], text[b.end() :]) for b in breaks]
    return [pair for pair in halves if all(pair)] if len(breaks) <= MOST_BREAKS else []


def _glued(found: tuple[str, ...]) -> list[Reading]:
    """The reading with a prefix that was run into the name: 'TPHà Nội', 'tinhhanam'."""
    first = plain(found[0])
    for prefix, kind in GLUED.items():
        if first.startswith(prefix) and len(first) > len(prefix):
            return [Reading((found[0][len(prefix) :], *found[1:]), (kind,))]
    return []


def _bare(text: str) -> str:
    """The letters alone, folded; a letter of another alphabet stays and is seen."""
    return "".join(c for c in plain(text) if c.isalpha())


def _around(text: str) -> tuple[str, str, str, bool]:
    """(name part, code, era, whether the code may be a mark) of a cleaned text.

    Bullets and footnote marks go; brackets that say something else stay.
    """
    code = era = ""
    mark = False
    text = BULLET.sub("", text, count=1) if BULLET.match(text) else text
    if match := FOOTNOTE.fullmatch(text):
        text = match[1]
    if match := CODE_FIRST.fullmatch(text):
        code, text = match[1], match[2]
    if match := CODE_LAST.fullmatch(text):
        last = match[2] or match[3]
        if not code and plain(match[1])[-1:].isalpha() and (match[2] or len(last) > 1):
            code, text, mark = last, match[1], bool(match[2]) and len(last) == 1
    if match := IN_BRACKETS.fullmatch(text):
        inside = " ".join(words(match[2]))
        if OLD_ERA.fullmatch(plain(inside)):
            era, text = "old", match[1]
        elif NEW_ERA.fullmatch(plain(inside)) and inside:
            era, text = "new", match[1]
    return text, code, era, mark


def _readings(found: tuple[str, ...], kinds: tuple[str, ...] = ()) -> list[Reading]:
    """The words as a name, then with each prefix and ending taken off in turn.

    A prefix written out with its accents ('Quận') is no part of the name; one without ('quan'), or
    said again ('Phường Phường Đúc'), may be, so the reading that keeps it stays first.
    """
    size, kind = _prefix(found)
    if not size:
        end, kind = _ending(found)
        if not end:
            return [Reading(found, kinds)]
        return [Reading(found, kinds), *_readings(found[:-end], _add(kinds, kind))]
    inner = _readings(found[size:], _add(kinds, kind))
    firm = kind not in kinds and any(w in SPELLED and not w.isascii() for w in found[:size])
    return inner if firm else [Reading(found, kinds), *inner]


def _add(kinds: tuple[str, ...], kind: str) -> tuple[str, ...]:
    """The kinds with one more, each once."""
    return kinds if not kind or kind in kinds else (*kinds, kind)


def _prefix(found: tuple[str, ...]) -> tuple[int, str]:
    """(number of words, kind) of the longest prefix that leaves a name; (0, '') without one."""
    folded = tuple(map(plain, found))
    for size in range(min(LONGEST, len(found) - 1), 0, -1):
        if folded[:size] in PREFIXES:
            return size, PREFIXES[folded[:size]]
    return 0, ""


def _ending(found: tuple[str, ...]) -> tuple[int, str]:
    """(number of words, kind) of an English or 'Việt Nam' ending that leaves a name."""
    for size in (2, 1):
        tail = " ".join(map(plain, found[-size:]))
        if len(found) > size and tail in ENGLISH_ENDS:
            return size, ENGLISH_ENDS[tail]
    return 0, ""
