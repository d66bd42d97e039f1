"""Prescribed numbers: how often something is due, from which day, for which province and level.

The order: a province's own regulation, then one typed for the whole country, then the national defaults that are
shipped (data/reference/prescribed.toml). Among those of one scope the latest that has begun is in force. The number
of a rhythm (a year, a quarter …) is the one in force on its first day: a regulation of 1 July changes nothing in the
year that has begun. Only whole rhythms are counted: three quarters of a yearly number do not exist.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from danvan import periods, units
from danvan.periods import Period
from danvan.plans.documents import PlanDocument

FILE = Path(__file__).resolve().parents[2] / "data" / "reference" / "prescribed.toml"
RHYTHMS = ("year", "half", "quarter", "month")
MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}
INDICATORS = ("DT02", "KN01")
"""What is prescribed: periodic dialogues, and the days on which heads receive citizens."""
LEVELS = ("commune", "district", "province")
CAP = {"commune": "cap=xa", "district": "cap=huyen", "province": "cap=tinh"}
"""A level of units → the breakdown that holds what they do themselves."""


@dataclass(frozen=True)
class Norm:
    """`value` times a `rhythm` (year, half, quarter, month), for the units of a level in a province or the nation.

    assumed: a stand-in for want of a regulation that is known; shipped: comes with the program.
    """

    norm_id: str
    indicator: str
    unit_id: str
    level: str
    valid_from: date
    valid_to: date | None
    rhythm: str
    value: float
    document: PlanDocument = PlanDocument()
    assumed: bool = False
    shipped: bool = False
    note: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Due:
    """What is due in a span: `by_day` of the rhythms that are over by a day, `whole` of all of them; the norms used.

    None: no rhythm lies wholly in the span (a yearly number asked for a quarter), or nothing is prescribed.
    """

    by_day: float | None
    whole: float | None
    norms: tuple[Norm, ...] = ()


@cache
def shipped() -> tuple[Norm, ...]:
    """The national defaults."""
    listed = tomllib.loads(FILE.read_text(encoding="utf-8"))["prescribed"]
    return tuple(
        Norm(
            item["id"],
            item["indicator"],
            units.NATION,
            item["level"],
            item["valid_from"],
            item.get("valid_to"),
            item["rhythm"],
            float(item["value"]),
            PlanDocument(title=item["legal_basis"]),
            assumed=item.get("assumed", False),
            shipped=True,
        )
        for item in listed
    )


def in_force(norms: Sequence[Norm], indicator: str, level: str, province: str, day: date) -> Norm | None:
    """The norm for the units of a level in a province on a day; None where nothing is prescribed."""
    fit = [
        norm
        for norm in norms
        if norm.indicator == indicator
        and norm.level == level
        and norm.unit_id in (province, units.NATION)
        and norm.holds_on(day)
    ]
    return max(fit, key=_standing, default=None)


def _standing(norm: Norm) -> tuple[bool, bool, date, str]:
    return (norm.unit_id != units.NATION, not norm.shipped, norm.valid_from, norm.norm_id)


def due(norms: Sequence[Norm], indicator: str, level: str, province: str, span: Period, by: date) -> Due:
    """What is due in a span of whole months, and of that by a day."""
    used: dict[str, Norm] = {}
    whole, by_day = [], []
    start = span.start
    while start <= span.end:
        norm = in_force(norms, indicator, level, province, start)
        end = _last_day(start, norm.rhythm) if norm else None
        if norm is None or end is None or end > span.end:
            start = _last_day(start, "month") + timedelta(days=1)
            continue
        used[norm.norm_id] = norm
        whole.append(norm.value)
        if end <= by:
            by_day.append(norm.value)
        start = end + timedelta(days=1)
    return Due(sum(by_day) if by_day else None, sum(whole) if whole else None, tuple(used.values()))


def _last_day(start: date, rhythm: str) -> date | None:
    """The last day of the rhythm that begins on a first of a month; None when none begins there."""
    months = MONTHS[rhythm]
    if (start.month - 1) % months:
        return None
    return periods.month_end(start.year, start.month + months - 1)
