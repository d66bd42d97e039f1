"""The shape of a figure with its pedigree, as pages, exports and the command line get it. It asks nothing."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from danvan.periods import Period

WHOLE = ("reported", "derived")


@dataclass(frozen=True)
class Part:
    """A part of a figure: which indicator, unit, breakdown and period, and its own figure."""

    label: str
    value: float | None
    qualifier: str
    basis: str
    state: str
    sign: int
    unit_id: str
    indicator: str
    breakdown: str
    period: Period


@dataclass(frozen=True)
class Figure:
    """A figure with its pedigree. `value` is None unless there is one; a partial one is the sum at hand."""

    indicator: str
    unit_id: str
    breakdown: str
    period: Period
    value: float | None
    numerator: float | None
    denominator: float | None
    basis: str
    state: str
    qualifier: str
    tree: str
    parts_present: int | None
    parts_expected: int | None
    missing: list[str]
    as_of: date | None
    sources: list[dict[str, Any]]
    reason: str
    parts: list[Part] = field(default_factory=list)
    observation_id: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The object that `python -m danvan figure --json` prints."""
        return {
            "indicator": self.indicator,
            "unit": self.unit_id,
            "breakdown": self.breakdown,
            "period": self.period.code,
            "value": self.value,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "basis": self.basis,
            "state": self.state,
            "qualifier": self.qualifier,
            "parts": {"present": self.parts_present, "expected": self.parts_expected, "missing": self.missing},
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "sources": self.sources,
            "reason": self.reason,
        }
