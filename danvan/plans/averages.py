"""What a total over years says where no count of single units is known: an average, and nothing about any one unit.

Only whole calendar years inside the interval are counted, as the prescribed number is a yearly one: Sóc Sơn's 78
dialogues of 26 communes from 1/1/2021 to 6/3/2024 are held against three years, 26 × 3 = 78: once a year on average.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from danvan import numbers, units
from danvan.periods import Period


@dataclass(frozen=True)
class Average:
    """A total of `value` over `members` units of a level and `years` whole years (first to last)."""

    unit_id: str
    unit_name: str
    indicator: str
    breakdown: str
    period: Period
    value: float
    qualifier: str
    level: str
    members: int
    first_year: int
    last_year: int

    @property
    def years(self) -> int:
        """Whole calendar years in the interval."""
        return self.last_year - self.first_year + 1

    @property
    def rate(self) -> float:
        """Per unit and year."""
        return self.value / (self.members * self.years)

    @property
    def decimals(self) -> int:
        """No decimals where it comes out even, else as many as tell it from nothing."""
        return 0 if float(numbers.rounded(self.rate, 2)).is_integer() else 1 if self.rate >= 0.1 else 2


def of_row(row: dict[str, Any], level: str) -> Average | None:
    """The average that an interval's total allows; None without a whole year or a unit of the level."""
    span = Period(pd.Timestamp(row["period_start"]).date(), pd.Timestamp(row["period_end"]).date())
    first = span.start.year if (span.start.month, span.start.day) == (1, 1) else span.start.year + 1
    last = span.end.year if (span.end.month, span.end.day) == (12, 31) else span.end.year - 1
    members = len(below(row["unit_id"], level, span.end))
    if last < first or not members or numbers.is_missing(row["value"]):
        return None
    return Average(
        row["unit_id"], row["full_name"], row["indicator"], row["breakdown"], span, float(row["value"]),
        row["qualifier"], level, members, first, last,
    )  # fmt: skip


def below(unit_id: str, level: str, day: date) -> list[units.Unit]:
    """The units of a level inside a unit on a day; itself when it is of that level."""
    unit = units.get(unit_id)
    if unit.level == level:
        return [unit] if unit.stands_on(day) else []
    return [found for child in units.children(unit_id, day) for found in below(child.unit_id, level, day)]
