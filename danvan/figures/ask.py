"""One figure, whole: its value, how it came about, from which documents, or why there is none.

Owns the answer to "số này ở đâu ra?" for pages, exports and the command line alike. It computes nothing that the
one rule has not computed, except the sum of standard periods over an interval that they tile exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from danvan import catalogue, units
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.figures import compose, documents, lineage, reasons, walk
from danvan.figures.figure import Figure, Part
from danvan.figures.walk import Row
from danvan.periods import Period
from danvan.periods import parse as parse_period


@dataclass(frozen=True)
class Wanted:
    """Which figure: an indicator of a unit (code or unit_id) in a period (code), or of a part of it."""

    indicator: str
    unit: str
    period: str | Period
    breakdown: str = ""


@dataclass(frozen=True)
class _Cell:
    """What was asked for, found in the catalogue, the register of units and the calendar."""

    item: catalogue.Indicator
    unit: units.Unit
    span: Period
    breakdown: str

    def key(self) -> dict[str, Any]:
        return {
            "indicator": self.item.code,
            "unit_id": self.unit.unit_id,
            "breakdown": self.breakdown,
            "period_start": self.span.start,
            "period_end": self.span.end,
        }


def figure(
    database: Database,
    indicator: str,
    unit: str,
    period: str | Period,
    *,
    breakdown: str = "",
    geography: str = "then",
    sources: bool = True,
) -> Figure:
    """The figure of an indicator for a unit (code or unit_id) and a period (code).

    geography 'now' answers for the present-day unit that the asked one belongs to. Without `sources` the way down to
    the documents is not walked. Raises DanVanError for an unknown indicator, unit, period or breakdown.
    """
    wanted = Wanted(indicator, unit, period, breakdown)
    return figures(database, [wanted], geography=geography, sources=sources)[0]


def figures(
    database: Database, wanted: Sequence[Wanted], *, geography: str = "then", sources: bool = True
) -> list[Figure]:
    """Many figures at once, in the order asked, each as `figure` tells it; the database is asked once for all."""
    cells = [_cell(one, geography) for one in wanted]
    rows = _rows(database, cells)
    standing = [row for row in rows if row is not None and row["tree"] != "interval"]
    parts = walk.parts(database, standing)
    lacking = lineage.missing(database, standing, parts)
    under = iter(zip(parts, lacking, strict=True))
    forecasts = iter(reasons.forecasts(database, [row for row in rows if row is not None]))
    found: list[Figure] = []
    bottoms: list[Sequence[Row]] = []
    for cell, row in zip(cells, rows, strict=True):
        if row is None:
            found.append(_none(database, cell))
            bottoms.append([])
            continue
        if row["tree"] == "interval":
            own = _tiles(database, cell, row)
            absent, bottom = lineage.lacking(row, own) if row["basis"] == "partial" else [], own
        else:
            (own, absent), bottom = next(under), [row]
        found.append(_figure(cell, row, own, absent, next(forecasts)))
        bottoms.append(bottom)
    if sources and any(bottoms):
        named = documents.sources(database, bottoms)
        found = [replace(one, sources=each) for one, each in zip(found, named, strict=True)]
    return found


def _cell(wanted: Wanted, geography: str) -> _Cell:
    item = catalogue.get(wanted.indicator)
    span = wanted.period if isinstance(wanted.period, Period) else parse_period(wanted.period)
    unit = units.find(wanted.unit, on=span.end)
    _check_breakdown(item, wanted.breakdown)
    return _Cell(item, units.present(unit.unit_id) if geography == "now" else unit, span, wanted.breakdown)


def _rows(database: Database, cells: Sequence[_Cell]) -> list[Row | None]:
    """The figure row of each cell, or of an interval that standard periods tile; None where there is neither."""
    stored = {row["cell_no"]: row for row in database.records("figure.cells", **walk.lists([c.key() for c in cells]))}
    return [stored.get(number) or _interval(database, cell) for number, cell in enumerate(cells)]


def _interval(database: Database, cell: _Cell) -> Row | None:
    rows = compose.over_interval(database, cell.item, cell.unit.unit_id, cell.breakdown, cell.span)
    return None if rows.empty else rows.iloc[0].to_dict()


def _tiles(database: Database, cell: _Cell, row: Row) -> list[Row]:
    """The periods that an interval is made of; of a stock the one whose value it is."""
    tiles = compose.parts(database, cell.item, cell.unit.unit_id, row["breakdown"], cell.span).to_dict("records")
    if cell.item.kind == "ratio" or cell.item.agg_periods == "sum":
        return tiles
    return tiles[-1:] if cell.item.agg_periods == "last" else tiles[:1]


def _check_breakdown(item: catalogue.Indicator, breakdown: str) -> None:
    known = [key for key, _ in catalogue.breakdowns(item.code)]
    if breakdown not in known:
        raise DanVanError(
            message=f"Chỉ tiêu {item.code} không có phần “{breakdown}”.",
            remedy=f"Các phần: {', '.join(key for key in known if key and ';' not in key) or 'không có'}.",
        )


def _figure(cell: _Cell, row: Row, parts: Sequence[Row], missing: list[str], forecast: str) -> Figure:
    observation = _number(row["observation_id"])
    return Figure(
        indicator=cell.item.code,
        unit_id=cell.unit.unit_id,
        breakdown=row["breakdown"],
        period=cell.span,
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
        sources=[],
        reason=reasons.of_row(row, missing) + forecast,
        parts=[_part(part, row) for part in parts],
        observation_id=None if observation is None else int(observation),
    )


def _none(database: Database, cell: _Cell) -> Figure:
    state, reason, missing = reasons.of_nothing(database, cell.item, cell.unit, cell.breakdown, cell.span)
    return Figure(
        indicator=cell.item.code,
        unit_id=cell.unit.unit_id,
        breakdown=cell.breakdown,
        period=cell.span,
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


def _part(row: Row, whole: Row) -> Part:
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
