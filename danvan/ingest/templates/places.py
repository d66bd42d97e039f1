"""Whose figures a form asks for: the units as they stood on the period's last day, and the words that lead to them.

Owns the unit columns of a form. It refuses a unit that did not stand on that day, and says what became of it; and the
nation, whose line every reader takes for a total.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from danvan import units
from danvan.errors import DanVanError
from danvan.periods import Period, vi_date
from danvan.texts import text

NEW_ORDER = date(2025, 7, 1)
"""Since this day there are no districts, and communes are xã, phường and đặc khu."""
LOOSE = {"province": (), "district": ("province",), "commune": ("province", "district")}
"""Levels written in columns of their own before a unit, so that its name alone need not tell it from a namesake."""


@dataclass(frozen=True)
class Place:
    """One line's unit: its official code, the names of the wholes above it as asked for, its own name."""

    unit: units.Unit
    wholes: tuple[str, ...]

    @property
    def name(self) -> str:
        """The full name of the day."""
        return self.unit.full_name


@dataclass(frozen=True)
class Places:
    """All lines' units, and the heading of each column of wholes and of the unit itself."""

    lines: tuple[Place, ...]
    headings: tuple[str, ...]

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels there are, each once."""
        return tuple(dict.fromkeys(place.unit.level for place in self.lines))

    @property
    def names(self) -> tuple[str, ...]:
        """One text a unit that tells it from all others here: its name, with its code where there are namesakes."""
        called = [place.name for place in self.lines]
        return tuple(
            f"{place.name} ({place.unit.code})" if called.count(place.name) > 1 else place.name for place in self.lines
        )


def units_under(unit_id: str, period: Period) -> list[str]:
    """The units that report to one: the nation's provinces; a province's districts or, since 1/7/2025, communes.

    A commune has none below it and stands for itself.
    """
    day = period.end
    below = [unit.unit_id for unit in units.children(unit_id, day)]
    return below or [units.get(unit_id).unit_id]


def lines_of(unit_ids: Sequence[str], period: Period) -> Places:
    """The units in the order given, as they stood on the period's last day."""
    if not unit_ids:
        raise DanVanError(message="Chưa chọn đơn vị nào cho biểu.", remedy="Chọn ít nhất một đơn vị.")
    day = period.end
    found = [units.on_day(_standing(unit_id, day).unit_id, day) for unit_id in dict.fromkeys(unit_ids)]
    levels = {unit.level for unit in found}
    above = [level for level in _above(levels) if any(_whole(unit, level, day) for unit in found)]
    lines = tuple(Place(unit, tuple(_whole(unit, level, day) for level in above)) for unit in found)
    own = _heading(levels.pop(), day) if len(levels) == 1 else text("templates.units_mixed")
    return Places(lines, (*(_heading(level, day) for level in above), own))


def _above(levels: set[str]) -> tuple[str, ...]:
    """Columns of wholes: only where all units are of one level; a mixed list tells them apart by code."""
    return LOOSE[next(iter(levels))] if len(levels) == 1 else ()


def _standing(unit_id: str, day: date) -> units.Unit:
    unit = units.find(unit_id, day)
    if unit.unit_id == units.NATION:
        raise DanVanError(
            message="Biểu không có dòng “Cả nước”: khi nhập, dòng này chỉ dùng để đối chiếu với tổng các địa phương.",
            remedy="Chọn các tỉnh, thành phố; số riêng của cả nước thì nhập từng số trong phần mềm.",
        )
    if not unit.stands_on(day):
        raise DanVanError(
            message=f"{unit.full_name} không còn hoặc chưa có vào ngày {vi_date(day)}. {units.became(unit.unit_id)}",
            remedy="Chọn kỳ số liệu khác, hoặc chọn các đơn vị của ngày đó.",
        )
    return unit


def _whole(unit: units.Unit, level: str, day: date) -> str:
    return next((units.name_on(u.unit_id, day) for u in units.ancestors(unit.unit_id) if u.level == level), "")


def _heading(level: str, day: date) -> str:
    headings = {
        "province": text("templates.units_province"),
        "district": text("templates.units_district"),
        "commune": text("templates.units_commune_now" if day >= NEW_ORDER else "templates.units_commune"),
    }
    return headings[level]
