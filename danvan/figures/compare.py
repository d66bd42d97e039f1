"""Figures side by side: rates on a common base, changes between two periods, and what may be ranked.

Owns the arithmetic of a comparison on rows that the one rule has made. It refuses to divide by a denominator that is
not whole, to subtract what is not whole, and to call an order of raw counts a ranking.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from danvan import catalogue, numbers
from danvan.units.fold import fold

VALUE, PER_COMMUNE, PER_RURAL, PER_PEOPLE = "gia-tri", "xa", "xa-ntm", "dan"
MEASURES = (VALUE, PER_COMMUNE, PER_RURAL, PER_PEOPLE)
SCALES = {PER_COMMUNE: 1.0, PER_RURAL: 1.0, PER_PEOPLE: 100_000.0}
RURAL_COMMUNES = "NT01"
COMMUNES_KNOWN = date(2025, 6, 30)
"""The list of communes is that of this day and of every day since; how many stood before is not known exactly."""
MERGED = date(2025, 7, 1)
"""10.035 communes became 3.321: averages of a commune before and after say nothing of one another."""
COUNTED = ("flow", "stock")
PEOPLE = {"người": 1.0, "nghìn người": 1_000.0, "1.000 người": 1_000.0, "triệu người": 1_000_000.0}
WHOLE = ("reported", "derived")


@dataclass(frozen=True)
class Change:
    """What became of a figure between two periods; None where it cannot be told.

    `difference` in the unit of measure (points for shares); `percent` of the earlier value, neither over zero nor of
    shares.
    """

    difference: float | None
    percent: float | None


def population() -> tuple[str, float] | None:
    """(code, people a unit of it stands for) of the indicator that holds the population, if there is one."""
    for item in catalogue.all_indicators():
        if item.kind == "stock" and item.unit in PEOPLE and fold(item.name).startswith(fold("dân số")):
            return item.code, PEOPLE[item.unit]
    return None


def measures(indicator: str, level: str, day: date) -> tuple[str, ...]:
    """The bases on which an indicator of units of a level can be told for a period that ends on the day."""
    item = catalogue.get(indicator)
    if item.kind not in COUNTED or indicator == RURAL_COMMUNES:
        return (VALUE,)
    found = [VALUE]
    if day >= COMMUNES_KNOWN and level in ("nation", "province", "district"):
        found.append(PER_COMMUNE)
    if level in ("nation", "province", "district"):
        found.append(PER_RURAL)
    held = population()
    if held and held[0] != indicator:
        found.append(PER_PEOPLE)
    return tuple(found)


def measures_of_both(indicator: str, level: str, day: date, other: date | None) -> tuple[str, ...]:
    """The bases on which two periods can be told alike; no communes where their merger of 1/7/2025 lies between."""
    found = measures(indicator, level, day)
    if other is None:
        return found
    both = [one for one in found if one in measures(indicator, level, other)]
    apart = (day < MERGED) != (other < MERGED)
    return tuple(one for one in both if not (apart and one in (PER_COMMUNE, PER_RURAL)))


def whole(row: Mapping[str, Any]) -> bool:
    """Whether a row holds a figure that may be divided by, subtracted and ranked."""
    known = row.get("basis") in WHOLE and row.get("state") != "expected"
    return known and not numbers.is_missing(row.get("value"))


def denominators(rows: pd.DataFrame, unit_of_base: float = 1.0) -> dict[str, float]:
    """unit_id → base, from figure rows of the base: whole, exact and above zero, else not at all."""
    return {
        row["unit_id"]: float(row["value"]) * unit_of_base
        for row in rows.to_dict("records")
        if whole(row) and not row["qualifier"] and row["value"] > 0
    }


def rated(rows: pd.DataFrame, bases: Mapping[str, float], measure: str, *, by: str = "unit_id") -> pd.DataFrame:
    """The rows with value = scale × count ÷ base, numerator and denominator kept beside.

    `bases`: what to divide by, by the column `by`. A figure whose base is not known has no rate: value None, state
    'no_base', basis 'none'.
    """
    if measure == VALUE or rows.empty:
        return rows
    bare = [bases.get(key) for key in rows[by]]
    base = pd.Series(bare, index=rows.index, dtype=float)
    held = rows["value"].notna()
    lacking = held & base.isna()
    return rows.assign(
        value=(SCALES[measure] * rows["value"].astype(float) / base).where(held & base.notna()),
        numerator=rows["value"].where(held & base.notna()),
        denominator=base.where(held & base.notna()),
        state=rows["state"].mask(lacking, "no_base"),
        basis=rows["basis"].mask(lacking, "none"),
    )


def pooled(rows: pd.DataFrame, bases: Mapping[str, float], measure: str) -> dict[str, Any]:
    """The rate of several units together: their counts over their bases, of those that have both, never an average.

    `rows`: one figure row a unit of one indicator and period. Returns the columns of a figure row; partial n/m where
    some lack either, and none of fewer than half of them.
    """
    held = [row for row in rows.to_dict("records") if whole(row) and row["unit_id"] in bases]
    found = {
        "value": None, "numerator": None, "denominator": None, "qualifier": "", "state": "missing", "basis": "none",
        "tree": "territory", "parts_present": len(held), "parts_expected": len(rows), "as_of": None,
    }  # fmt: skip
    if not held or 2 * len(held) < len(rows):
        return found
    numerator = float(sum(numbers.exact(row["value"]) for row in held))
    denominator = float(sum(numbers.exact(bases[row["unit_id"]]) for row in held))
    said = {row["qualifier"] for row in held} - {""}
    return found | {
        "value": SCALES[measure] * numerator / denominator,
        "numerator": numerator,
        "denominator": denominator,
        "qualifier": said.pop() if len(said) == 1 else "khoang" if said else "",
        "state": "provisional" if any(row["state"] == "provisional" for row in held) else "known",
        "basis": "derived" if len(held) == len(rows) else "partial",
        "as_of": max((row["as_of"] for row in held if not numbers.is_missing(row["as_of"])), default=None),
    }


def change(now: Mapping[str, Any], before: Mapping[str, Any], *, share: bool) -> Change:
    """The change from `before` to `now`; nothing where either is not whole or only approximate.

    `share`: the values are percentages, whose change is told in points alone.
    """
    if not (whole(now) and whole(before)) or now["qualifier"] or before["qualifier"]:
        return Change(None, None)
    difference = float(numbers.exact(now["value"]) - numbers.exact(before["value"]))
    told = not share and float(before["value"]) > 0
    return Change(difference, 100 * difference / float(before["value"]) if told else None)


def is_ranked(indicator: str, measure: str) -> bool:
    """Whether units may be ranked by it: never by raw counts, nor by what is a rank itself."""
    kind = catalogue.get(indicator).kind
    return kind not in ("rank", "status", "distinct") and (kind not in COUNTED or measure != VALUE)


def rates_of(indicator: str) -> tuple[str, ...]:
    """The ratio indicators whose numerator counts this one: what to rank by instead of the raw count."""
    return tuple(
        item.code
        for item in catalogue.all_indicators()
        if any(code == indicator for term in item.terms[:1] for _, code in term.numerator)
    )


def places_after_comma(values: Iterable[float], decimals: int, measure: str) -> int:
    """Decimals that tell rates apart: the indicator's own for values, one more for small rates."""
    if measure == VALUE:
        return decimals
    known = [abs(value) for value in values if not numbers.is_missing(value)]
    return 1 if not known or max(known) >= 10 else 2
