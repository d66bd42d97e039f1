"""Figures of an interval that standard periods tile exactly: whole years of a term, months across a year's end.

The time tree continued beyond one year, at the moment of asking. An interval that they do not tile gets nothing.
"""

import math
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pandas as pd

from danvan import catalogue, periods
from danvan.database import Database
from danvan.periods import Period

NOTHING = {
    "value": None,
    "basis": "none",
    "state": "missing",
    "tree": "",
    "qualifier": "",
    "way": None,
    "observation_id": None,
}


def over_interval(
    database: Database, item: catalogue.Indicator, unit_id: str, breakdown: str, span: Period
) -> pd.DataFrame:
    """One row shaped like `figure`, tree 'interval'; or no row."""
    if span.kind == "day":
        return _on_day(database, item, unit_id, breakdown, span)
    tiles = tile(span)
    if len(tiles) < 2 or span.is_standard:
        return pd.DataFrame()
    if item.kind == "ratio":
        return _ratio(database, item, unit_id, breakdown, span)
    if item.agg_periods == "sum":
        return _sum(database, item, unit_id, breakdown, span, tiles)
    if item.agg_periods in ("last", "first") and not item.cumulative:
        edge = tiles[-1] if item.agg_periods == "last" else tiles[0]
        (rows,) = _cells(database, item.code, unit_id, breakdown, [edge])
        if rows.empty or rows.iloc[0]["basis"] not in ("reported", "derived") or rows.iloc[0]["state"] == "expected":
            return pd.DataFrame()
        return rows.assign(tree="interval", basis="derived", observation_id=None)
    return pd.DataFrame()


def tile(span: Period) -> list[Period]:
    """The fewest standard periods that cover the span exactly, in order; empty when none do."""
    tiles: list[Period] = []
    day = span.start
    while day <= span.end:
        step = next((found for found in _starting(day) if found.end <= span.end), None)
        if step is None:
            return []
        tiles.append(step)
        day = step.end + timedelta(days=1)
    return tiles


def _starting(day: Any) -> list[Period]:
    """Standard periods that start on a day, longest first."""
    if day.day != 1:
        return []
    found = [periods.month(day.year, day.month)]
    if day.month % 3 == 1:
        found.append(periods.quarter(day.year, (day.month + 2) // 3))
    if day.month in (1, 7):
        found.append(periods.half(day.year, 1 if day.month == 1 else 2))
    if day.month == 1:
        found.append(periods.year(day.year))
    return found[::-1]


def parts(database: Database, item: catalogue.Indicator, unit_id: str, breakdown: str, span: Period) -> pd.DataFrame:
    """The tiles with their figures, shaped like the rows of lineage.figures."""
    found = []
    tiles = tile(span)
    for step, rows in zip(tiles, _cells(database, item.code, unit_id, breakdown, tiles), strict=True):
        row = rows.iloc[0].to_dict() if len(rows) else dict(NOTHING)
        found.append(
            row
            | {
                "indicator": item.code,
                "indicator_name": item.name,
                "unit_id": unit_id,
                "unit_full_name": row.get("unit_full_name", ""),
                "breakdown": breakdown,
                "period_start": step.start,
                "period_end": step.end,
                "sign": 1,
            }
        )
    return pd.DataFrame(found)


def _cells(
    database: Database, indicator: str, unit_id: str, breakdown: str, spans: Sequence[Period]
) -> list[pd.DataFrame]:
    """The figure of each period: one row each, or none."""
    if not spans:
        return []
    found = database.ask(
        "figure.cells",
        indicators=[indicator] * len(spans),
        units=[unit_id] * len(spans),
        breakdowns=[breakdown] * len(spans),
        starts=[span.start for span in spans],
        ends=[span.end for span in spans],
    )
    return [found[found["cell_no"] == number].drop(columns="cell_no") for number in range(len(spans))]


def _on_day(database: Database, item: catalogue.Indicator, unit_id: str, breakdown: str, span: Period) -> pd.DataFrame:
    """A stock on the last day of a standard period is that period's value."""
    if item.kind not in ("stock", "status", "ratio", "distinct"):
        return pd.DataFrame()
    for rows in _cells(database, item.code, unit_id, breakdown, _ending(span.end)):
        if len(rows) and rows.iloc[0]["basis"] in ("reported", "derived"):
            return rows
    return pd.DataFrame()


def _ending(day: Any) -> list[Period]:
    if day != periods.month_end(day.year, day.month):
        return []
    found = [periods.month(day.year, day.month)]
    if day.month % 3 == 0:
        found.append(periods.quarter(day.year, day.month // 3))
    if day.month in (6, 12):
        found.append(periods.half(day.year, day.month // 6))
    if day.month == 12:
        found.append(periods.year(day.year))
    return found


def _sum(
    database: Database,
    item: catalogue.Indicator,
    unit_id: str,
    breakdown: str,
    span: Period,
    tiles: list[Period],
) -> pd.DataFrame:
    cells = _cells(database, item.code, unit_id, breakdown, tiles)
    known = [
        rows.iloc[0]
        for rows in cells
        if len(rows) and pd.notna(rows.iloc[0]["value"]) and rows.iloc[0]["state"] != "expected"
    ]
    if not known:
        return pd.DataFrame()
    whole = sum(row["basis"] in ("reported", "derived") for row in known)
    qualifiers = {row["qualifier"] for row in known} - {""}
    qualifier = "" if not qualifiers else qualifiers.pop() if len(qualifiers) == 1 else "khoang"
    states = {row["state"] for row in known}
    state = "provisional" if "provisional" in states else "approximate" if qualifier else "known"
    row = known[0].to_dict() | {
        "period_start": span.start,
        "period_end": span.end,
        "value": math.fsum(row["value"] for row in known),
        "state": state,
        "qualifier": qualifier,
        "basis": "derived" if whole == len(tiles) else "partial",
        "tree": "interval",
        "way": 60,
        "parts_present": whole,
        "parts_expected": len(tiles),
        "as_of": max((row["as_of"] for row in known if pd.notna(row["as_of"])), default=None),
        "observation_id": None,
        "numerator": None,
        "denominator": None,
    }
    return pd.DataFrame([row])


def _ratio(database: Database, item: catalogue.Indicator, unit_id: str, breakdown: str, span: Period) -> pd.DataFrame:
    for alternative in item.terms:
        terms = []
        for side in (alternative.numerator, alternative.denominator):
            found = []
            for sign, code in side:
                rows = over_interval(database, catalogue.get(code), unit_id, breakdown, span)
                if rows.empty or rows.iloc[0]["basis"] == "partial" or rows.iloc[0]["qualifier"]:
                    break
                found.append(sign * rows.iloc[0]["value"])
            else:
                terms.append(sum(found))
        if len(terms) == 2 and terms[1] > 0:
            row = rows.iloc[0].to_dict() | {
                "indicator": item.code,
                "value": float(item.scale) * terms[0] / terms[1],
                "numerator": terms[0],
                "denominator": terms[1],
                "basis": "derived",
                "tree": "interval",
                "observation_id": None,
            }
            return pd.DataFrame([row])
    return pd.DataFrame()
