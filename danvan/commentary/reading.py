"""One figure with what is needed to speak about it.

Owns the value that the sentence rules take. It refuses bare numbers: unit, period, state and basis
always come along.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from danvan import numbers
from danvan.charts.rows import counted
from danvan.periods import Period


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A figure as a sentence needs it.

    `indicator` is its name ('Số cuộc đối thoại'), `unit` its unit of measure, `unit_name` the place
    ('Hà Tĩnh', 'Cả nước'), `period_label` as `Period.label`. `value` None: no figure, `state` says
    why. `counted`: what the parts are ('tháng', 'đơn vị'). `part_unit` is the unit of numerator
    and denominator of a ratio ('xã').
    """

    indicator: str
    unit_name: str
    period_label: str
    value: float | None
    unit: str = ""
    decimals: int = 0
    qualifier: str = ""
    state: str = "known"
    basis: str = "reported"
    parts_present: int | None = None
    parts_expected: int | None = None
    counted: str = ""
    numerator: float | None = None
    denominator: float | None = None
    part_unit: str = ""

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
    def text(self) -> str:
        """'hơn 121 cuộc'; 'chưa có số liệu' without a figure."""
        return numbers.qualified(self.value, self.qualifier, self.decimals, self.unit)

    @property
    def when(self) -> str:
        """The period inside a sentence: 'năm 2024'."""
        return inside(self.period_label)

    @property
    def where(self) -> str:
        """The place inside a sentence: 'Hà Tĩnh', 'cả nước'."""
        return "cả nước" if self.unit_name == "Cả nước" else self.unit_name


def reading(
    row: Mapping[str, Any],
    *,
    indicator: str,
    unit: str,
    unit_name: str,
    decimals: int = 0,
    part_unit: str = "",
) -> Reading:
    """The reading of one figure row; NaN and NA become None."""
    start, end = (_day(row[key]) for key in ("period_start", "period_end"))
    return Reading(
        indicator=indicator,
        unit_name=unit_name,
        period_label=Period(start, end).label,
        value=_number(row.get("value")),
        unit=unit,
        decimals=decimals,
        qualifier=_text(row.get("qualifier")),
        state=_text(row.get("state")) or "missing",
        basis=_text(row.get("basis")) or "none",
        parts_present=_count(row.get("parts_present")),
        parts_expected=_count(row.get("parts_expected")),
        counted=counted(row) if row.get("tree") else "",
        numerator=_number(row.get("numerator")),
        denominator=_number(row.get("denominator")),
        part_unit=part_unit,
    )


def inside(label: str) -> str:
    """A label inside a sentence: its first letter small."""
    return label[:1].lower() + label[1:]


def opening(text: str) -> str:
    """A text at the head of a sentence: its first letter large."""
    return text[:1].upper() + text[1:]


def _day(value: Any) -> Any:
    return value.date() if hasattr(value, "date") else value


def _number(value: Any) -> float | None:
    return None if numbers.is_missing(value) else float(value)


def _count(value: Any) -> int | None:
    return None if numbers.is_missing(value) else int(value)


def _text(value: Any) -> str:
    return "" if numbers.is_missing(value) else str(value)
