"""The points of a target: its indicator's figures since the start, as the one rule has made them.

Counted: a day counts when the span from the start to it has a figure, or is tiled by standard periods that all have
one (the same tiles as `python -m danvan figure`). Measured: one level a day; of several spans that end on it the
longest up to a year, as a yearly rate tells more than one of a month.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from danvan.figures.compose import tile
from danvan.periods import Period
from danvan.plans.documents import day_of
from danvan.plans.targets import Point, Target

WHOLE = ("reported", "derived")
LONGEST = 366
Row = dict[str, Any]


def points(target: Target, rows: Iterable[Row]) -> list[Point]:
    """The points in the order of their days; rows as targets.figures gives them for this target."""
    found = {_span(row): row for row in rows}
    return _counted(target, found) if target.counted else _measured(target, found)


def _counted(target: Target, rows: dict[Period, Row]) -> list[Point]:
    made = []
    for day in sorted({span.end for span in rows}):
        point = _sum(target, Period(target.start, day), rows)
        if point is not None:
            made.append(point)
    if made:
        return made
    partial = [row for row in rows.values() if row["basis"] == "partial" and _span(row).start == target.start]
    if not partial:
        return []
    most = max(partial, key=lambda row: (float(row["value"]), _span(row).end))
    closed = day_of(most["as_of"]) or _span(most).end
    base = target.base_value or 0.0
    return [Point(min(closed, _span(most).end), base + float(most["value"]), most["qualifier"], False, _span(most))]


def _sum(target: Target, span: Period, rows: dict[Period, Row]) -> Point | None:
    own = rows.get(span)
    used = [own] if own and own["basis"] in WHOLE else [rows.get(step) for step in tile(span)]
    if not used or any(row is None or row["basis"] not in WHOLE for row in used):
        return None
    value = (target.base_value or 0.0) + sum(float(row["value"]) for row in used)
    return Point(span.end, value, _together({row["qualifier"] or "" for row in used}), True, span, _state(used))


def _together(said: set[str]) -> str:
    """The qualifier of a sum: of one kind it stays, of several kinds it is 'about'."""
    inexact = said - {""}
    return "" if not inexact else inexact.pop() if len(inexact) == 1 else "khoang"


def _state(rows: list[Row]) -> str:
    return "provisional" if any(row["state"] == "provisional" for row in rows) else "known"


def _measured(target: Target, rows: dict[Period, Row]) -> list[Point]:
    best: dict[date, Row] = {}
    for span, row in rows.items():
        held = best.get(span.end)
        if held is None or _worth(span) > _worth(_span(held)):
            best[span.end] = row
    return [
        Point(day, float(row["value"]), row["qualifier"] or "", row["basis"] in WHOLE, _span(row), _state([row]))
        for day, row in sorted(best.items())
    ]


def _worth(span: Period) -> tuple[bool, int]:
    days = (span.end - span.start).days
    return days <= LONGEST, days


def _span(row: Row) -> Period:
    return Period(day_of(row["period_start"]), day_of(row["period_end"]))
