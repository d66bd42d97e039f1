"""One figure with what is needed to speak about it.

Owns the value that the sentence rules take. It refuses bare numbers: indicator, place, period, state and basis always
come along.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from danvan import catalogue, numbers, units
from danvan.charts.rows import counted
from danvan.periods import Period
from danvan.texts import text


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A figure as a sentence needs it.

    `indicator` is its code, `place` where it is from ('Hà Tĩnh', 'huyện Sóc Sơn', 'cả nước'), `again` how the place is
    called when it was just named ('toàn huyện'). `value` None: no figure, `state` says why. `counted`: what the parts
    are ('tháng', 'đơn vị'). `tree`: along which tree a derived figure was added up. `restated`: put together for a unit
    that did not exist yet, from its predecessors.
    """

    indicator: str
    place: str
    span: Period
    value: float | None
    again: str = ""
    breakdown: str = ""
    qualifier: str = ""
    state: str = "known"
    basis: str = "reported"
    tree: str = ""
    restated: bool = False
    parts_present: int | None = None
    parts_expected: int | None = None
    counted: str = ""
    numerator: float | None = None
    denominator: float | None = None
    as_of: date | None = None

    @property
    def item(self) -> catalogue.Indicator:
        """What the catalogue says of its indicator."""
        return catalogue.get(self.indicator)

    @property
    def unit(self) -> str:
        """Its unit of measure."""
        return self.item.unit

    @property
    def is_rank(self) -> bool:
        """Whether it is a place in an order; a smaller number is then the better one."""
        return self.item.kind == "rank"

    @property
    def is_stock(self) -> bool:
        """Whether it stands for the end of its period, not for what happened within it."""
        return self.item.agg_periods == "last"

    @property
    def is_comparable_between_units(self) -> bool:
        """Whether units of unlike size may be put in order by it; plain counts may not."""
        return self.item.kind in ("ratio", "index", "statistic")

    @property
    def has_figure(self) -> bool:
        """Whether there is a number at all."""
        return not numbers.is_missing(self.value)

    @property
    def is_whole(self) -> bool:
        """Whether the number may be compared: actual and complete."""
        return self.has_figure and self.basis != "partial" and self.state != "expected"

    @property
    def is_exact(self) -> bool:
        """Whether differences may be taken: whole and without 'hơn', 'gần', 'khoảng'."""
        return self.is_whole and not self.qualifier and self.state != "approximate"

    @property
    def decimals(self) -> int:
        """Decimals to print: none behind a word like 'khoảng', none for a whole number of percent."""
        whole = self.has_figure and numbers.exact(self.value) % 1 == 0
        return 0 if whole and (self.qualifier or self.unit == "%") else self.item.decimals

    @property
    def amount(self) -> str:
        """'hơn 121 cuộc', '93,2%'."""
        return numbers.qualified(self.value, self.qualifier, self.decimals, self.unit)

    @property
    def bare(self) -> str:
        """'9,0' of 9,0 ý kiến/cuộc."""
        return numbers.qualified(self.value, self.qualifier, self.decimals)

    @property
    def name(self) -> str:
        """Its indicator inside a sentence: 'số cuộc đối thoại cấp xã'; no abbreviations."""
        said = inside(self.item.name)
        for pair in text("commentary.abbreviations").split("; "):
            short, _, whole = pair.partition(" → ")
            said = said.replace(short, whole)
        return said + self.part

    @property
    def part(self) -> str:
        """' cấp xã', ' thuộc lĩnh vực kinh tế': which part of the indicator is meant; '' for all of it."""
        said = ""
        for dim, code in catalogue.parse_breakdown(self.breakdown).items():
            name = catalogue.breakdown_name(f"{dim}={code}")
            said += text(f"commentary.{JOINS.get(dim, 'part_other')}", name=name)
        return said


JOINS = {
    "cap": "part_plain", "linh_vuc": "part_within", "khu_vuc": "part_within", "noi_dung": "part_about",
    "yeu_to": "part_about", "noi_dung_cchc": "part_about", "chu_the": "part_of", "loai_hinh": "part_being",
    "cap_dang": "part_being", "thoi_gian_ton": "part_open",
}  # fmt: skip
"""How the value of a dimension is joined to what it is a part of."""


def reading(row: Mapping[str, Any]) -> Reading:
    """The reading of one figure row (columns as danvan.figures gives them); NaN and NA become None."""
    start, end = (_day(row[key]) for key in ("period_start", "period_end"))
    unit = units.get(row["unit_id"])
    return Reading(
        indicator=row["indicator"],
        place=place_of(unit),
        again=_again(unit, end),
        span=Period(start, end),
        value=_number(row.get("value")),
        breakdown=_text(row.get("breakdown")),
        qualifier=_text(row.get("qualifier")),
        state=_text(row.get("state")) or "missing",
        basis=_text(row.get("basis")) or "none",
        tree=_text(row.get("tree")),
        restated=unit.valid_from > end and unit.level != "nation",
        parts_present=_count(row.get("parts_present")),
        parts_expected=_count(row.get("parts_expected")),
        counted=counted(row) if row.get("tree") else "",
        numerator=_number(row.get("numerator")),
        denominator=_number(row.get("denominator")),
        as_of=None if numbers.is_missing(row.get("as_of")) else _day(row["as_of"]),
    )


def place_of(unit: units.Unit) -> str:
    """A unit inside a sentence: 'cả nước', 'Hà Tĩnh', 'huyện Sóc Sơn' (the kind tells names apart)."""
    if unit.level == "nation":
        return text("commentary.nation")
    if unit.level == "province":
        return unit.full_name if unit.name in text("commentary.named_whole") else unit.name
    return inside(unit.full_name)


def full_place(unit: units.Unit) -> str:
    """A unit inside a title, with its kind: 'tỉnh Hà Tĩnh', 'Thành phố Hồ Chí Minh', 'cả nước'."""
    return unit.full_name if unit.name in text("commentary.named_whole") else inside(unit.full_name)


def _again(unit: units.Unit, day: date) -> str:
    """'toàn tỉnh', as the unit was then; '' for the nation."""
    if unit.level == "nation":
        return ""
    named = units.name_on(unit.unit_id, day) if unit.stands_on(day) else unit.full_name
    return text("commentary.again", kind=named.removesuffix(unit.name).strip().lower())


def inside(label: str) -> str:
    """A label inside a sentence: its first letter small."""
    return label[:1].lower() + label[1:]


def opening(words: str) -> str:
    """A text at the head of a sentence: its first letter large."""
    return words[:1].upper() + words[1:]


def _day(value: Any) -> date:
    return pd.Timestamp(value).date()


def _number(value: Any) -> float | None:
    return None if numbers.is_missing(value) else float(value)


def _count(value: Any) -> int | None:
    return None if numbers.is_missing(value) else int(value)


def _text(value: Any) -> str:
    return "" if numbers.is_missing(value) else str(value)
