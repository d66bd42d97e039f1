"""Everything that needs a second look, as lines of one shape: what, where, since when, and what can be done about it.

Owns the kinds of lines and which check belongs to which. The rules are the queries (queries/checks/warn_*.sql,
quality/outliers.sql, quality/holes.sql); the words of the checks are in danvan.ingest.check.words.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from danvan import catalogue, numbers
from danvan.commentary.reading import inside
from danvan.database import all_queries
from danvan.ingest.check.words import message
from danvan.periods import Period
from danvan.texts import text

CONFLICTS = ("warn_sources_disagree", "warn_derivations_disagree", "warn_ratio_off_its_parts")
JUMPS = ("warn_jump", "warn_cumulative_falls")
KINDS = ("conflict", "check", "outlier", "jump", "hole")
FAR = 5.0
"""Robust z beyond which a figure is an outlier among its peers."""
Ask = Callable[..., pd.DataFrame]


@dataclass(frozen=True)
class Line:
    """One thing to look at.

    unit_id, indicator, breakdown, period: the cell it is about (for a hole the first period without a figure);
    said: a sentence; since: the day it was found, None where it follows from the figures of now; batch: the batch it
    came with, or ''. `kind` is one of KINDS.
    """

    kind: str
    topic: str
    unit_id: str
    unit_name: str
    indicator: str
    breakdown: str
    period: Period
    said: str
    since: date | None = None
    batch: str = ""


@dataclass(frozen=True)
class Lines:
    """The lines of a kind that are listed, and how many there are in all."""

    listed: tuple[Line, ...]
    count: int


def checks(kind: str) -> tuple[str, ...]:
    """The names of the checks whose findings are of that kind."""
    if kind == "conflict":
        return CONFLICTS
    if kind == "jump":
        return JUMPS
    every = (name.removeprefix("checks.") for name in all_queries() if name.startswith("checks.warn_"))
    return tuple(name for name in every if name not in (*CONFLICTS, *JUMPS))


def of_kind(ask: Ask, kind: str, *, topic: str | None, unit: str | None, most: int) -> Lines:
    """The lines of one kind, the latest period first.

    topic: None for all; unit: that one and those directly below it, None for all; most: so many are listed.
    """
    among = {"topic": topic, "unit": unit, "most": most}
    if kind == "outlier":
        rows, made = ask("quality.outliers", beyond=FAR, **among), _outlier
    elif kind == "hole":
        rows, made = ask("quality.holes", **among), _hole
    else:
        rows, made = ask("quality.standing", checks=list(checks(kind)), **among), _warning
    listed = tuple(made(kind, row) for row in rows.to_dict("records"))
    return Lines(listed, int(rows["all_rows"].iloc[0]) if len(rows) else 0)


def _warning(kind: str, row: Mapping[str, Any]) -> Line:
    found, said = pd.Timestamp(row["found_at"]), message(row["check_name"], row, row["details"])
    since = None if pd.isna(found) else found.date()
    cell = (row["unit_id"], row["full_name"], row["indicator"], row["breakdown"] or "", _span(row))
    return Line(kind, row["topic"], *cell, said, since, row["batch_id"] or "")


def _outlier(kind: str, row: Mapping[str, Any]) -> Line:
    item, period = catalogue.get(row["indicator"]), _span(row)
    higher = row["value"] > row["usual"]
    said = text(
        "quality.outlier_high" if higher else "quality.outlier_low",
        indicator=catalogue.named(item.code, row["breakdown"]),
        unit=inside(row["full_name"]),
        period=_inside(period),
        value=numbers.with_unit(row["value"], item.unit, item.decimals),
        usual=numbers.with_unit(row["usual"], item.unit, item.decimals),
        peers=numbers.number(row["peers"]),
        level=text(f"quality.level_{row['level']}"),
    )
    return Line(kind, row["topic"], row["unit_id"], row["full_name"], item.code, row["breakdown"], period, said)


def _hole(kind: str, row: Mapping[str, Any]) -> Line:
    before, after = _period(row, "before"), _period(row, "after")
    first = following(before)
    said = text(
        "quality.hole_one" if row["periods"] == 1 else "quality.hole_many",
        indicator=catalogue.named(row["indicator"], row["breakdown"]),
        unit=inside(row["full_name"]),
        period=_inside(first),
        count=numbers.number(row["periods"]),
        before=_inside(before),
        after=_inside(after),
    )
    return Line(kind, row["topic"], row["unit_id"], row["full_name"], row["indicator"], row["breakdown"], first, said)


def following(period: Period) -> Period:
    """The next period of the same kind: of nine months those of the next year."""
    first, last = period.months or (1, 12)
    months = last - first + 1
    shift = 12 if period.kind == "nine_months" else months
    start = pd.Timestamp(period.start) + pd.DateOffset(months=shift)
    end = start + pd.DateOffset(months=months) - pd.Timedelta(days=1)
    return Period(start.date(), end.date())


def _span(row: Mapping[str, Any]) -> Period:
    return Period(pd.Timestamp(row["period_start"]).date(), pd.Timestamp(row["period_end"]).date())


def _period(row: Mapping[str, Any], side: str) -> Period:
    return Period(pd.Timestamp(row[f"{side}_start"]).date(), pd.Timestamp(row[f"{side}_end"]).date())


def _inside(period: Period) -> str:
    return inside(period.label)
