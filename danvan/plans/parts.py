"""Single fields of a target or a prescribed number: numbers the Vietnamese way, days, parts, the side of a bound."""

import difflib
import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from danvan import catalogue, numbers
from danvan.errors import DanVanError
from danvan.ingest.shape.values import read_numbers
from danvan.plans.targets import AT_LEAST, AT_MOST
from danvan.units.fold import fold, plain

if TYPE_CHECKING:
    from danvan.plans.entry import Faults

BOUNDS = {
    "": AT_LEAST, AT_LEAST: AT_LEAST, "it nhat": AT_LEAST, "toi thieu": AT_LEAST, ">=": AT_LEAST, "≥": AT_LEAST,
    AT_MOST: AT_MOST, "khong qua": AT_MOST, "toi da": AT_MOST, "<=": AT_MOST, "≤": AT_MOST,
}  # fmt: skip


def number(name: str, typed: str, unit: str, faults: "Faults", *, needed: bool = False) -> float | None:
    """'1.234,5' or '95%' → the number; None when it was left out or cannot be read (then a fault is noted)."""
    typed = typed.strip()
    if not typed:
        if needed:
            faults.stop("plans_no_value", name)
        return None
    found = read_numbers(pd.Series([typed]), decimal=",")
    said = next(iter(found.units), "")
    if found.bad[0] or np.isnan(found.value[0]) or found.qualifier[0]:
        faults.stop("plans_unread", name, value=typed)
        return None
    if said and fold(said) != fold(unit):
        faults.stop("plans_other_unit", name, value=typed, expected=unit)
        return None
    return float(found.value[0])


def day(name: str, typed: str, faults: "Faults", *, end: bool = False, needed: bool = False) -> date | None:
    """'31/12/2026', '2026-12-31', or a year: its first day, with `end` its last."""
    typed = typed.strip()
    if not typed:
        if end and name == "due" or needed:
            faults.stop("plans_no_day", name)
        return None
    if re.fullmatch(r"(19|20)\d\d", typed):
        return date(int(typed), 12, 31) if end else date(int(typed), 1, 1)
    try:
        if found := re.match(r"(\d{4})-(\d\d)-(\d\d)", typed):
            return date(*(int(part) for part in found.groups()))
        return numbers.parse_date(typed)
    except (DanVanError, ValueError):
        faults.stop("plans_bad_day", name, value=typed)
        return None


def bound(typed: str, faults: "Faults") -> str:
    """'ít nhất' (also for nothing) or 'không quá'."""
    asked = typed.strip()
    known = BOUNDS.get(plain(" ".join(asked.split())))
    if known is None:
        faults.stop("plans_bad_bound", "bound", value=asked)
        return AT_LEAST
    return known


def breakdown(item: catalogue.Indicator, typed: str, faults: "Faults") -> str:
    """'cấp xã' or 'cap=xa' → the key of the part; '' for all of it."""
    asked = typed.strip()
    if not asked:
        return ""
    known = _names(item.code)
    key = known.get(asked) or known.get(fold(asked))
    if key is None:
        listed = "; ".join(catalogue.breakdown_name(key) for key, _ in catalogue.breakdowns(item.code) if key)
        faults.stop("plans_bad_part", "part", value=asked, expected=listed or "–")
        return ""
    return key


@cache
def _names(code: str) -> dict[str, str]:
    keys = [key for key, _ in catalogue.breakdowns(code)]
    return {key: key for key in keys if key} | {fold(catalogue.breakdown_name(key)): key for key in keys}


def indicator(typed: str) -> str | None:
    """The code of an indicator from its code, name or a name that it is also known by; None when there is none."""
    asked = typed.strip()
    try:
        return catalogue.get(asked.upper()).code
    except DanVanError:
        return _indicators().get(fold(asked))


def nearest_indicator(typed: str) -> str:
    """The name and code of the indicator that a text looks most like; '' when it looks like none."""
    known = _indicators()
    near = difflib.get_close_matches(fold(typed), list(known), n=1, cutoff=0.75)
    return f"{catalogue.get(known[near[0]]).name} ({known[near[0]]})" if near else ""


def _indicators() -> dict[str, str]:
    found: dict[str, str] = {}
    for item in catalogue.all_indicators():
        for name in item.synonyms:
            found.setdefault(fold(name), item.code)
    # A name goes before what others are also called.
    return found | {fold(item.name): item.code for item in catalogue.all_indicators()}
