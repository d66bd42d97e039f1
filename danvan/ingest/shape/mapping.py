"""Which indicator, and which part of it, a header means.

Owns the proposals. A header that, without its period, unit of measure, footnote marks and numbering, is letter for
letter a name or synonym of one indicator is that indicator; anything else is only suggested.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from danvan import catalogue
from danvan.errors import DanVanError
from danvan.ingest.shape.header_key import Key, key_of, parts_of
from danvan.ingest.shape.when import without_periods
from danvan.ingest.shape.words import folded, trailing_unit

EXACT, OTHER_UNIT, SHARED, LIKE = "exact", "other_unit", "shared", "like"
MOST = 5
ENOUGH = 78
PREFIXES = (("tong", "so", "luong"), ("tong", "so"), ("so", "luong"), ("so",), ("tong",))
SUMMED = (("lũy", "kế"), ("cộng", "dồn"))
CODE = re.compile(r"\s*[(\[]?([A-Za-z]{2}\d{2}|R[0-9A-Fa-f]{6})[)\]]?(?![A-Za-z0-9])\s*[-–—.:|]*\s*(.*)")


@dataclass(frozen=True)
class Proposal:
    """One indicator that a header may mean. how: exact; other_unit (the name, in another unit of measure); shared
    (the words of more than one); like (similar words). Only exact may be used unasked; its score is 1."""

    indicator: str
    breakdown: str
    score: float
    how: str


def propose(header: str, *, group: str | None = None, unit: str = "") -> list[Proposal]:
    """What a header may mean, the best first. unit: the table's unit of measure; group narrows likenesses only."""
    return list(_proposals(header, group, unit, catalogue.revision()))


def exact(header: str, *, unit: str = "") -> Proposal | None:
    """The one indicator that a header names without doubt; None otherwise. Quicker than asking for proposals."""
    return _exactly(header, unit, catalogue.revision())


@lru_cache(maxsize=4096)
def _exactly(header: str, unit: str, revision: int) -> Proposal | None:
    found = _found(header, unit)
    return found[0] if found and found[0].how == EXACT else None


@lru_cache(maxsize=4096)
def _proposals(header: str, group: str | None, unit: str, revision: int) -> tuple[Proposal, ...]:
    found = _found(header, unit)
    return tuple(found or _like(trailing_unit(without_periods(header))[0], group))


def _found(header: str, unit: str) -> list[Proposal]:
    """The indicators that a header names by their names."""
    bare, stated = trailing_unit(without_periods(header))
    found = _coded(bare) or _exact(bare)
    if not found and stated:
        found = _exact(without_periods(header))
    found = found or _under_heading(bare)
    how = EXACT if len(found) == 1 else SHARED
    return [_judged(code, breakdown, how, stated or unit) for code, breakdown in found][:MOST]


def _under_heading(header: str) -> list[tuple[str, str]]:
    """'Đối thoại – Số cuộc đối thoại định kỳ': what the heading above adds no word to."""
    parts = re.split(r"\s[–-]\s", header)
    own = parts[-1]
    if len(parts) < 2:
        return []
    said = set(key_of(own).bare) | _topic_words()
    return _exact(own) if set(key_of(" ".join(parts[:-1])).bare) <= said else []


@cache
def _topic_words() -> frozenset[str]:
    """Words of headings that name a topic, and those that say nothing."""
    topics = " ".join(
        [*catalogue.groups().values(), "kết quả tổ chức thực hiện công tác nội dung số liệu chỉ tiêu về tình hình"]
    )
    return frozenset(key_of(topics).bare)


def _judged(code: str, breakdown: str, how: str, stated: str) -> Proposal:
    if how == EXACT and stated and not same_unit(stated, catalogue.get(code).unit):
        how = OTHER_UNIT
    return Proposal(code, breakdown, 1.0 if how == EXACT else 0.95, how)


SCALES = {"nghin", "ngan", "trieu", "ty", "ti", "1000", "tram", "chuc", "van"}
ALIKE = (
    {"cuoc", "hoi nghi", "buoi", "lan"}, {"mo hinh", "mo hinh dien hinh", "dien hinh"}, {"don", "don thu"},
    {"vu", "vu viec"}, {"y kien", "y kien kien nghi", "kien nghi", "luot y kien"},
    {"thon to", "thon to dan pho", "thon tdp"},
    {"to chuc", "dang bo", "chi bo", "to chuc dang", "dang bo chi bo"}, {"nguoi", "dang vien", "doan vien hoi vien"},
    {"hang", "thu hang", "thu tu", "bac", "vi tri"}, {"diem", "%", "diem so"}, {"don vi", "xa"},
    {"don vi", "huyen"}, {"don vi", "tinh"},
)  # fmt: skip
"""Units that officials write for one another; none of them multiplies."""


def same_unit(stated: str, known: str) -> bool:
    """Whether figures in the unit stated are figures in the indicator's unit: never across nghìn or triệu."""
    said, ours = folded(stated), folded(known)
    if said == ours or not said or any({said, ours} <= alike for alike in ALIKE):
        return True
    words, own = set(said.split()), set(ours.split())
    apart = words ^ own
    if apart & (SCALES | {"luot", "%", "nguoi"}) or not ours or ("/" in stated) != ("/" in known):
        return False
    return words <= own or own <= words


def _coded(header: str) -> list[tuple[str, str]]:
    """'DT01', 'DT01 – Số cuộc đối thoại cấp xã': the code, and where the words name an indicator, both must agree."""
    hit = CODE.fullmatch(header)
    try:
        code = catalogue.get(hit[1].upper()).code if hit else ""
    except DanVanError:
        return []
    if not code or not key_of(hit[2]).words:
        return [(code, "")] if code else []
    named = _exact(hit[2])
    return named if named and all(found == code for found, _ in named) else [(code, ""), *named] if named else []


def _exact(header: str) -> list[tuple[str, str]]:
    """(indicator, breakdown) of the indicators that the header names; 'lũy kế' may be a part of the name or not."""
    key = key_of(header)
    for tried in (key, *_resummed(key)):
        found = _named(tried)
        if found:
            return found
    return []


def _resummed(key: Key) -> list[Key]:
    """The key with 'lũy kế' behind it, in front and away, where it has these words."""
    for at in range(len(key.words) - 1):
        if key.words[at : at + 2] in SUMMED:
            rest = key.words[:at] + key.words[at + 2 :]
            return [Key((*rest, "lũy", "kế")), Key(("lũy", "kế", *rest)), Key(rest)] if rest else []
    return []


def _named(key: Key) -> list[tuple[str, str]]:
    if not key.words:
        return []
    index = _index()
    for found in (index.named(key), index.stripped(key)):
        if found:
            return [(code, "") for code in found]
    for rest, chosen in parts_of(key):
        for codes in (index.named(rest), index.stripped(rest)):
            fitting = [code for code in codes if _has(code, chosen)]
            if fitting:
                return [(code, catalogue.breakdown_key(code, chosen)) for code in fitting]
    return []


def _has(code: str, chosen: dict[str, str]) -> bool:
    return all(value in catalogue.dimension_values(code, dim) for dim, value in chosen.items())


class _Index:
    """Names and synonyms of the catalogue by their keys."""

    def __init__(self) -> None:
        self.full: dict[str, list[tuple[str, Key]]] = {}
        self.short: dict[str, list[tuple[str, Key]]] = {}
        for item in catalogue.all_indicators():
            for text in filter(None, (item.name, *item.synonyms, item.name_en)):
                key = key_of(text)
                self.full.setdefault(key.plain, []).append((item.code, key))
                self.short.setdefault(_bare(key).plain, []).append((item.code, _bare(key)))
        self.spellings = [(text, code) for text, entries in self.full.items() for code in dict(entries)]

    def named(self, key: Key) -> list[str]:
        """Indicators with that name or synonym whose accents do not contradict."""
        return _codes(self.full.get(key.plain, []), key)

    def stripped(self, key: Key) -> list[str]:
        """The same without 'số', 'tổng số', when one indicator only is left by it."""
        bare = _bare(key)
        if len(bare.words) < 2:
            return []
        found = _codes(self.short.get(bare.plain, []), bare)
        return found if len(found) == 1 else []


def _codes(entries: list[tuple[str, Key]], key: Key) -> list[str]:
    return list(dict.fromkeys(code for code, known in entries if key.agrees(known)))


def _bare(key: Key) -> Key:
    """A key without 'tổng số', 'số lượng', 'số' in front."""
    for prefix in PREFIXES:
        if key.bare[: len(prefix)] == prefix and len(key.words) > len(prefix):
            return Key(key.words[len(prefix) :])
    return key


def _like(header: str, group: str | None) -> list[Proposal]:
    """Similar names, best first; a part of the header that is a breakdown goes along."""
    key = key_of(header)
    wanted, chosen = next(iter(parts_of(key)), (key, {}))
    spellings = _index().spellings
    best: dict[str, Proposal] = {}
    texts = [text for text, _ in spellings]
    near = {
        place
        for scorer in (fuzz.token_sort_ratio, fuzz.token_set_ratio)
        for _, _, place in process.extract(wanted.plain, texts, scorer=scorer, limit=6 * MOST)
    }
    for score, place in sorted(((_likeness(wanted.plain, texts[place]), -place) for place in near), reverse=True):
        code = spellings[-place][1]
        if score < ENOUGH or code in best or (group and catalogue.get(code).group != group):
            continue
        breakdown = catalogue.breakdown_key(code, chosen) if _has(code, chosen) else ""
        best[code] = Proposal(code, breakdown, round(score / 100 * 0.9, 3), LIKE)
    return sorted(best.values(), key=lambda item: -item.score)[:MOST]


def _likeness(first: str, second: str) -> float:
    """0–100: the same words in any order; a text that holds the other comes close."""
    return (fuzz.token_sort_ratio(first, second) + fuzz.token_set_ratio(first, second)) / 2


def _index() -> _Index:
    return _index_of(catalogue.revision())


@lru_cache(maxsize=2)
def _index_of(revision: int) -> _Index:
    """The index of the catalogue as it is; a new indicator makes a new one."""
    return _Index()


def is_rate(header: str) -> bool:
    """Whether a header speaks of a share or a score, whose figures are not counts."""
    rates = r"(?<![a-z])(ty le|ti le|ty trong|chi so|diem|index|rate|score|binh quan|trung binh)(?![a-z])|%"
    return bool(re.search(rates, folded(header)))
