"""Which indicator, and which part of it, every figure is about: from its column's header, its line's words, the title.

Owns the putting together of those words into one measure, and what was answered for it. Only a name that is letter for
letter one of the catalogue's is taken unasked; everything else is a question with proposals.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from danvan import catalogue
from danvan.errors import DanVanError
from danvan.ingest.choices import Choices, ColumnChoice
from danvan.ingest.kinds import AGGREGATION, new_code
from danvan.ingest.shape.mapping import EXACT, Proposal, exact, propose
from danvan.units.fold import fold, plain

NEW = "+"
NOT_SUMMED = ("ratio", "index", "statistic")
MOST_PROPOSED = 300
"""So many names that nobody knows get proposals: more nobody goes through."""

RATES = re.compile(r"\b(diem|chi so|ty le|ti le|binh quan)\b|%")


@dataclass(frozen=True)
class Measure:
    """What a figure is about. text: in the sender's words; indicator '' while nobody has said which.

    how: choice, code, exact or ''; is_new: a declared indicator; kind: of the indicator, '' when unknown.
    """

    text: str
    indicator: str = ""
    breakdown: str = ""
    how: str = ""
    proposals: tuple[Proposal, ...] = ()
    skipped: bool = False
    fault: str = ""

    @property
    def kind(self) -> str:
        """flow, stock, ratio, index … of a known indicator."""
        return kind_of(self.indicator)

    @property
    def ratio_scale(self) -> float | None:
        """By what numerator over denominator is multiplied; None when the indicator is no ratio."""
        item = _item(self.indicator)
        return item.scale if item and item.kind == "ratio" else None

    @property
    def whole(self) -> bool | None:
        """Whether its figures are counts (True), rates or scores (False), or nobody knows (None)."""
        item = _item(self.indicator)
        if item is None:
            return False if RATES.search(plain(self.text)) else None
        return (
            True if item.kind in ("flow", "stock", "rank") and not item.decimals else False if item.decimals else None
        )

    @property
    def counts(self) -> bool:
        """Whether its figures are numbers of whole things."""
        item = _item(self.indicator)
        return item is not None and item.kind in ("flow", "stock") and not item.decimals

    @property
    def cumulative(self) -> bool:
        """Whether its figures run from a first day on."""
        item = _item(self.indicator)
        return bool(item and item.cumulative)


def _item(code: str) -> catalogue.Indicator | None:
    try:
        return catalogue.get(code) if code else None
    except DanVanError:
        return None


def kind_of(code: str) -> str:
    """The kind of an indicator of the catalogue; '' for any other."""
    item = _item(code)
    return item.kind if item else ""


def adds_up(code: str, new: Mapping[str, str]) -> bool:
    """Whether figures of an indicator may be summed over units. new: kinds of declared indicators by code."""
    item = _item(code)
    return item.agg_units == "sum" if item else AGGREGATION.get(new.get(code, ""), ("never",))[0] == "sum"


def reported_whole(measure: Measure, new: Mapping[str, str]) -> bool:
    """Whether the nation's figure is one that somebody measured, as of a rate or score, and no sum of the others."""
    kind = measure.kind or new.get(measure.indicator, "")
    return kind in NOT_SUMMED and not adds_up(measure.indicator, new)


class Measures:
    """Every measure of a sheet by its words."""

    def __init__(self, choices: Choices, unit: str) -> None:
        self.choices, self.unit = choices, unit
        self.new = {new_code(made): made.kind for made in choices.new_indicators.values()}
        self._known: dict[tuple[str, str, str, str], Measure] = {}
        self._unknown = 0

    def of(
        self, text: str, *, unit: str = "", code: tuple[str, str] | None = None, part: str = "", parent: str = ""
    ) -> Measure:
        """The measure with these words. code: an indicator's code beside them; part: breakdown; parent: words above."""
        key = (text, unit, f"{code}|{part}", parent)
        if key not in self._known:
            self._known[key] = self._find(text, unit or self.unit, code, part, parent)
        return self._known[key]

    def chosen(self, text: str, choice: ColumnChoice) -> Measure | None:
        """The measure that the user gave a column; None when the answer names no indicator."""
        if choice.indicator == NEW or not choice.indicator:
            return None
        return Measure(text, choice.indicator, choice.breakdown, "choice")

    def _find(self, text: str, unit: str, code: tuple[str, str] | None, part: str, parent: str) -> Measure:
        whole = " – ".join(filter(None, (text, part)))
        full = " – ".join(filter(None, (parent, whole)))
        for said in dict.fromkeys((full, whole)):
            if (found := self._answered(said)) is not None:
                return found
        if code and code[0]:
            return self._coded(whole, *code, part)
        for said in dict.fromkeys((whole, f"{text} {part}".strip(), f"{parent} {whole}".strip() if parent else whole)):
            if found := exact(said, unit=unit):
                return Measure(whole if said in (whole, text) else full, found.indicator, found.breakdown, EXACT)
        self._unknown += 1
        return Measure(full, proposals=tuple(propose(full, unit=unit)) if self._unknown <= MOST_PROPOSED else ())

    def _answered(self, text: str) -> Measure | None:
        given = self.choices.indicators.get(text)
        if given == "":
            return Measure(text, skipped=True, how="choice")
        if given and given != NEW:
            indicator, _, breakdown = given.partition(" ")
            return Measure(text, indicator, breakdown, "choice")
        made = self.choices.new_indicators.get(text)
        return Measure(text, new_code(made), "", "choice") if made else None

    def _coded(self, text: str, code: str, breakdown: str, part: str) -> Measure:
        """The indicator of a code, if its name does not speak of another one."""
        item = _item(code.strip().upper())
        if item is None:
            return Measure(text, fault="code", proposals=tuple(propose(text)))
        found = breakdown or (breakdown_of(item.code, part) if part else "")
        if found is None:
            return Measure(text, fault="part", proposals=tuple(propose(text)))
        named = exact(text) if text else None
        if named and named.indicator != item.code:
            return Measure(text, fault="code_name", proposals=(Proposal(item.code, found, 0.9, "like"), named))
        return Measure(text or item.name, item.code, found, "code")


def breakdown_of(code: str, text: str) -> str | None:
    """The key of a part as people write it: 'cấp xã', 'cấp xã, lĩnh vực kinh tế', 'cap=xa'; None for no part of it."""
    said = fold(text)
    return _parts(code, catalogue.revision()).get(said)


@lru_cache(maxsize=2_000)
def _parts(code: str, revision: int) -> dict[str, str]:
    found: dict[str, str] = {fold(catalogue.ALL): "", "tong": "", "tongso": "", "chung": ""}
    for key, _ in catalogue.breakdowns(code):
        if key:
            names = [catalogue.breakdown_name(pair) for pair in key.split(";")]
            found |= {fold(key): key, fold(", ".join(names)): key, fold(" ".join(reversed(names))): key}
    return found
