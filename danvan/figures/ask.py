"""One figure, whole: its value, how it came about, from which documents, or why there is none.

Owns the answer to "số này ở đâu ra?" for pages, exports and the command line alike. It computes nothing that the
one rule has not computed, except the sum of standard periods over an interval that they tile exactly.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from danvan import catalogue, units
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.figures import compose, lineage, reasons
from danvan.periods import Period
from danvan.periods import parse as parse_period

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


def figure(
    database: Database,
    indicator: str,
    unit: str,
    period: str | Period,
    *,
    breakdown: str = "",
    geography: str = "then",
) -> Figure:
    """The figure of an indicator for a unit (code or unit_id) and a period (code).

    geography 'now' answers for the present-day unit that the asked one belongs to. Raises DanVanError for an
    unknown indicator, unit, period or breakdown.
    """
    item = catalogue.get(indicator)
    span = period if isinstance(period, Period) else parse_period(period)
    asked = units.find(unit, on=span.end)
    if geography == "now":
        asked = units.present(asked.unit_id)
    _check_breakdown(item, breakdown)
    cell = {
        "indicator": item.code,
        "unit": asked.unit_id,
        "breakdown": breakdown,
        "period_start": span.start,
        "period_end": span.end,
    }
    rows = database.ask("figure.cell", **cell)
    if rows.empty:
        rows = compose.over_interval(database, item, asked.unit_id, breakdown, span)
    if rows.empty:
        return _none(database, item, asked, breakdown, span)
    return _from_row(database, rows.iloc[0], item, asked, span)


def _check_breakdown(item: catalogue.Indicator, breakdown: str) -> None:
    known = [key for key, _ in catalogue.breakdowns(item.code)]
    if breakdown not in known:
        raise DanVanError(
            message=f"Chỉ tiêu {item.code} không có phần “{breakdown}”.",
            remedy=f"Các phần: {', '.join(key for key in known if key and ';' not in key) or 'không có'}.",
        )


def _from_row(database: Database, row: pd.Series, item: catalogue.Indicator, unit: units.Unit, span: Period) -> Figure:
    bottom = pd.DataFrame([row])
    found = lineage.parts(database, row)
    missing = lineage.missing(database, row) if row["basis"] == "partial" else []
    if row["tree"] == "interval":
        bottom = found = compose.parts(database, item, unit.unit_id, row["breakdown"], span)
        if item.kind != "ratio" and item.agg_periods != "sum":
            bottom = found = found.tail(1) if item.agg_periods == "last" else found.head(1)
        lacking = [part for part in found.to_dict("records") if part["basis"] not in WHOLE]
        named = [lineage.part_label(part, row, incomplete=part["basis"] == "partial") for part in lacking]
        missing = named if row["basis"] == "partial" else []
    parts = [_part(part, row) for part in found.to_dict("records")]
    observation = _number(row["observation_id"])
    return Figure(
        indicator=item.code,
        unit_id=unit.unit_id,
        breakdown=row["breakdown"],
        period=span,
        value=_number(row["value"]),
        numerator=_number(row["numerator"]),
        denominator=_number(row["denominator"]),
        basis=row["basis"],
        state=row["state"],
        qualifier=row["qualifier"],
        tree=row["tree"],
        parts_present=_whole(row["parts_present"]),
        parts_expected=_whole(row["parts_expected"]),
        missing=missing,
        as_of=None if pd.isna(row["as_of"]) else pd.Timestamp(row["as_of"]).date(),
        sources=lineage.sources(database, bottom),
        reason=reasons.of_row(row, missing) + reasons.forecast(database, row),
        parts=parts,
        observation_id=None if observation is None else int(observation),
    )


def _none(database: Database, item: catalogue.Indicator, unit: units.Unit, breakdown: str, span: Period) -> Figure:
    state, reason, missing = reasons.of_nothing(database, item, unit, breakdown, span)
    return Figure(
        indicator=item.code,
        unit_id=unit.unit_id,
        breakdown=breakdown,
        period=span,
        value=None,
        numerator=None,
        denominator=None,
        basis="none",
        state=state,
        qualifier="",
        tree="",
        parts_present=None,
        parts_expected=None,
        missing=missing,
        as_of=None,
        sources=[],
        reason=reason,
    )


def _part(row: dict[str, Any], whole: pd.Series) -> Part:
    span = Period(pd.Timestamp(row["period_start"]).date(), pd.Timestamp(row["period_end"]).date())
    return Part(
        label=lineage.part_label(row, whole),
        value=_number(row["value"]),
        qualifier=row["qualifier"],
        basis=row["basis"],
        state=row["state"],
        sign=int(row["sign"]),
        unit_id=row["unit_id"],
        indicator=row["indicator"],
        breakdown=row["breakdown"],
        period=span,
    )


def _number(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _whole(value: Any) -> int | None:
    return None if value is None or pd.isna(value) else int(value)
