"""One closing: its period, whose figures, since when, and what was done to it; what it holds on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from danvan import numbers, rights, units
from danvan.periods import FIRST_YEAR, Period, parse, vi_date

CLOSED, OPENED = "closed", "opened"
BEGINNING = date(FIRST_YEAR, 1, 1)
"""A closing from this day on is of all periods up to its end."""


@dataclass(frozen=True)
class Act:
    """One closing or opening: of whose figures, why, when, by whom."""

    action: str
    unit_id: str
    reason: str
    at: datetime
    who: str


@dataclass(frozen=True)
class Closing:
    """A period closed for a unit and what lies in it, from a day on, with everything done to it since, in order."""

    closing_id: str
    period: Period
    unit_id: str
    closed_from: date
    acts: tuple[Act, ...] = field(default=())

    @property
    def last(self) -> Mapping[str, Act]:
        """What was done last to the whole or to a part of it, by unit."""
        return {act.unit_id: act for act in self.acts}

    @property
    def stands(self) -> bool:
        """Whether it has not been opened as a whole; it may be of a day to come."""
        return self.last[self.unit_id].action == CLOSED

    @property
    def opened_for(self) -> tuple[str, ...]:
        """The units in it for which it is open all the same."""
        return tuple(unit for unit, act in self.last.items() if act.action == OPENED and unit != self.unit_id)

    def is_in_force(self, day: date) -> bool:
        """Whether nothing of the period changes on a day."""
        return self.stands and self.closed_from <= day

    def holds(self, period: Period) -> bool:
        """Whether figures of a period are meant."""
        return self.period.start <= period.start and period.end <= self.period.end

    def covers(self, unit_id: str) -> bool:
        """Whether the figures of a unit are meant, and not opened for it or what it lies in."""
        return within(unit_id, self.unit_id) and not any(within(unit_id, part) for part in self.opened_for)

    @property
    def name(self) -> str:
        """'Năm 2024'; 'Mọi kỳ đến hết ngày 31/12/2023'."""
        if self.period.start == BEGINNING:
            return f"Mọi kỳ đến hết ngày {vi_date(self.period.end)}"
        return self.period.label[:1].upper() + self.period.label[1:]

    @property
    def code(self) -> str:
        """The code of the period, as `period_of` reads it: '2024', '..2023-12-31'."""
        return f"..{self.period.end.isoformat()}" if self.period.start == BEGINNING else self.period.code

    @property
    def named(self) -> str:
        """The name with the unit, where it is not the whole country."""
        return self.name if self.unit_id == units.NATION else f"{self.name}, {units.get(self.unit_id).full_name}"

    @property
    def since(self) -> str:
        """'15/02/2025'."""
        return vi_date(self.closed_from)

    @property
    def closed_by(self) -> str:
        """Who closed it last."""
        return self.last[self.unit_id].who


def within(unit_id: str, whole: str) -> bool:
    """Whether closing (or opening) for a unit is about another: the same, in it, or what either came from."""
    return whole == units.NATION or rights.covers((whole,), unit_id)


def from_rows(rows: Iterable[Mapping[str, Any]]) -> tuple[Closing, ...]:
    """The closings of rows in the order of their entry."""
    found: dict[str, Closing] = {}
    for row in rows:
        act = Act(row["action"], row["unit_id"], row["reason"], row["happened_at"], row["who"])
        known = found.get(row["closing_id"])
        period = Period(row["period_start"], row["period_end"])
        made = known or Closing(row["closing_id"], period, row["unit_id"], row["closed_from"])
        found[made.closing_id] = Closing(
            made.closing_id, made.period, made.unit_id, made.closed_from, (*made.acts, act)
        )
    return tuple(found.values())


def in_force(known: Iterable[Closing], day: date) -> list[Closing]:
    """Those by which nothing changes on a day."""
    return [one for one in known if one.is_in_force(day)]


def of(known: Iterable[Closing], period: Period, unit_id: str, day: date) -> Closing | None:
    """The closing under which figures of a period and unit lie on a day; the oldest of several; None: open."""
    return next((one for one in in_force(known, day) if one.holds(period) and one.covers(unit_id)), None)


def period_of(code: str) -> Period:
    """The period that a code names; '..2023-12-31' is every period up to that day."""
    if code.startswith(".."):
        code = f"{BEGINNING.isoformat()}{code}"
    return parse(code)


def words(one: Closing) -> str:
    """'Năm 2024, khóa từ 15/02/2025, người khóa: Lan'."""
    return f"{one.named}, khóa từ {one.since}, người khóa: {one.closed_by}"


def figures_words(count: int) -> str:
    """'1.234 số liệu'."""
    return f"{numbers.number(count)} số liệu"
