"""Owns the words of what a domain check found: from a check's row to a sentence in Vietnamese.

The wording is in danvan/texts/findings_check.toml, one entry a check, under the check's name without 'warn_'.
"""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from danvan import catalogue, numbers, units
from danvan.errors import DanVanError
from danvan.periods import Period
from danvan.texts import text

TREES = {
    "breakdown": "các phần",
    "time": "các kỳ con",
    "difference": "hiệu của các số lũy kế",
    "territory": "các đơn vị trực thuộc",
    "succession": "các đơn vị tiền thân",
    "ratio": "tử số và mẫu số",
}
LEVELS = {"nation": "cả nước", "province": "cấp tỉnh", "district": "cấp huyện", "commune": "cấp xã"}


def message(check_name: str, row: Mapping[str, Any], details: str | Mapping[str, Any]) -> str:
    """What a check found, as a sentence. row: the cell; details: what else the check says of it, as JSON."""
    told = json.loads(details) if isinstance(details, str) else details
    return text(f"findings_check.{check_name.removeprefix('warn_')}", **words(row), **details_in_words(told))


def words(row: Mapping[str, Any]) -> dict[str, str]:
    """The names that messages speak of: indicator, its name, part, unit and period."""
    code, unit_id = str(row["indicator"]), str(row["unit_id"])
    start, end = pd.Timestamp(row["period_start"]), pd.Timestamp(row["period_end"])
    whole = not pd.isna(start) and not pd.isna(end) and start <= end
    breakdown, unit = str(row["breakdown"] or ""), _unit(unit_id)
    return {
        "indicator": code,
        "indicator_name": _name(code),
        "breakdown": catalogue.breakdown_name(breakdown),
        "of_part": f" ({catalogue.breakdown_name(breakdown)})" if breakdown else "",
        "unit": unit.full_name if unit else unit_id,
        "since": numbers.date(unit.valid_from) if unit else "",
        "period": Period(start.date(), end.date()).label if whole else "",
    }


def tree_of(way: int) -> str:
    """The tree that the number of a way stands for (see docs/rule.md)."""
    bounds = ((20, "breakdown"), (25, "time"), (30, "difference"), (40, "territory"), (50, "succession"))
    return next((tree for below, tree in bounds if way < below), "ratio")


def details_in_words(told: Mapping[str, Any]) -> dict[str, str]:
    """The check's own columns as words: numbers printed, days and codes named, what is missing said to be."""
    # In a finding `value` is the cell as it was sent; the number that was read is `stated`.
    made = {"stated" if key == "value" else key: _plain(value) for key, value in told.items()}
    for key in ("part", "whole"):
        if key in told:
            made[f"{key}_name"] = _name(str(told[key]))
    if "shorter_start" in told:
        days = (pd.Timestamp(told["shorter_start"]).date(), pd.Timestamp(told["shorter_end"]).date())
        made["shorter_period"] = Period(*days).label
    if "other_way" in told:
        made["tree"] = TREES[tree_of(int(told["other_way"]))]
    elif "tree" in told:
        made["tree"] = TREES[str(told["tree"])]
    if "level" in told:
        made["level"] = LEVELS[str(told["level"])]
    return made


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_plain(item) for item in value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "chưa có số" if value is None else str(value)
    return numbers.number(value, _decimals(value))


def _decimals(value: float) -> int:
    """As many as the number has, up to four: what is compared must be seen to differ."""
    return next((places for places in range(4) if round(value, places) == value), 4)


def _name(code: str) -> str:
    try:
        return catalogue.get(code).name
    except DanVanError:
        return code


def _unit(unit_id: str) -> units.Unit | None:
    try:
        return units.get(unit_id)
    except DanVanError:
        return None
