"""What the rules of attention look at: the figures of a unit and of those below it, its reports, targets, conflicts.

Owns which figures may be compared: whole, actual and exact ones only. It judges nothing; that is attention.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from danvan import numbers
from danvan.cases.standing import Counts
from danvan.charts.rows import is_whole
from danvan.commentary.reading import inside
from danvan.periods import Period
from danvan.plans.targets import Progress

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One thing to attend to: a sentence, the page that shows it and the parameters of its address."""

    rule: str
    said: str
    page: str
    link: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Register:
    """The register of cases of a unit as its dates have it on a day; overdue: unit → how many, the most first."""

    day: date
    counts: Counts
    overdue: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Facts:
    """What is known of a unit and period.

    figures: rows of queries/attention/figures.sql; reports: of queries/completeness/status.sql, all topics together;
    behind: progress of targets of the unit and those below it; conflicts: rows of queries/attention/conflicts.sql.
    register: of the last day of the period, or of today while it lasts; None without a case.
    below: what the units below are called ('tỉnh, thành phố'), '' for a unit without any.
    """

    period: Period
    unit_name: str
    below: str = ""
    figures: Sequence[Row] = ()
    reports: Sequence[Row] = ()
    progress: Sequence[Progress] = ()
    conflicts: Sequence[Row] = ()
    register: Register | None = None

    def own(self, indicator: str) -> Row | None:
        """The unit's own row of an indicator when its figure is whole and exact."""
        row = next((row for row in self.figures if row["is_own"] and row["indicator"] == indicator), None)
        return row if row and exact(row) else None

    def units(self, indicator: str) -> list[Row]:
        """The rows of the units below with a whole and exact figure."""
        return [row for row in self.figures if not row["is_own"] and row["indicator"] == indicator and exact(row)]

    @property
    def when(self) -> str:
        """'năm 2025', inside a sentence."""
        return inside(self.period.label)


def exact(row: Row, side: str = "") -> bool:
    """Whether a figure may be compared: actual, complete and not approximate."""
    return is_whole({name: row[side + name] for name in ("value", "basis", "state")}) and not row[f"{side}qualifier"]


def before(row: Row | None) -> float | None:
    """The figure of the same period a year before, when it may be compared."""
    return float(row["before_value"]) if row is not None and exact(row, "before_") else None


def change(row: Row) -> float | None:
    """How much more than before (less: below zero); None where the two may not be compared."""
    was = before(row)
    return None if was is None else float(numbers.exact(row["value"]) - numbers.exact(was))


def percent(row: Row) -> float:
    """Per cent more than before (less: below zero); 0 where there is no base."""
    was = before(row)
    return 100 * (float(row["value"]) - was) / was if was else 0.0


def rose(row: Row, least: float) -> bool:
    """By so many per cent at least; from nothing to something is a rise."""
    was = before(row)
    return was is not None and row["value"] > was and (was == 0 or percent(row) >= least)


def share(row: Row) -> str:
    """' (11,1%)' of the change; '' from nothing."""
    return f" ({numbers.percent(abs(percent(row)))})" if before(row) else ""


def value(row: Row, other: float | None = None) -> str:
    """The figure with its unit of measure, or another number of the same indicator."""
    return numbers.with_unit(row["value"] if other is None else other, row["unit_of_measure"], int(row["decimals"]))
