"""The fields of one figure as a person typed them → a row for the check and load stages, or what is wrong with them.

Owns how such texts are read: numbers the Vietnamese way ('1.234,5', 'hơn 40', '356/382'), days as 15/7/2020. What
cannot be read is a finding; nothing is repaired.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from danvan import catalogue, numbers, units
from danvan.errors import DanVanError
from danvan.ingest import sources
from danvan.ingest.choices import Paper
from danvan.ingest.findings import STOP, WARN, Finding, finding
from danvan.ingest.shape.values import read_numbers
from danvan.periods import Period
from danvan.texts import text
from danvan.units.fold import fold

KNOWN = "known"
WITHOUT_NUMBER = ("held_no_count", "not_applicable")
FIELDS = {name: f"findings_one.field_{name}" for name in ("value", "numerator", "denominator", "as_of", "day")}


@dataclass(frozen=True)
class Entry:
    """What was typed about one figure. `source`: the code of a document known already; else `paper` is a new one.

    value, numerator, denominator, as_of and the paper's day are texts as typed.
    """

    indicator: str
    unit_id: str
    period: Period
    breakdown: str = ""
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    qualifier: str = ""
    state: str = KNOWN
    as_of: str = ""
    source: str = ""
    paper: Paper = Paper()
    place: str = ""
    reason: str = ""

    @property
    def name(self) -> str:
        """The figure in one line: indicator, unit, period."""
        named = catalogue.named(self.indicator, self.breakdown)
        return f"{named} – {units.get(self.unit_id).full_name} – {self.period.label}"


@dataclass(frozen=True)
class Number:
    """One field read: the number (None when there is none), and what its own words say beside it."""

    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    qualifier: str = ""
    state: str = KNOWN


def read(entry: Entry) -> tuple[dict[str, Any], list[Finding]]:
    """(the row with the columns of an observation, what is wrong or odd about the fields)."""
    findings: list[Finding] = []
    item = catalogue.get(entry.indicator)
    value = _number("value", entry.value, item.unit, findings)
    parts = {name: _number(name, getattr(entry, name), "", findings).value for name in ("numerator", "denominator")}
    if value.numerator is not None and value.denominator is not None and parts == dict.fromkeys(parts):
        parts = {"numerator": value.numerator, "denominator": value.denominator}
    row = {
        "indicator": entry.indicator,
        "unit_id": entry.unit_id,
        "breakdown": entry.breakdown,
        "period_start": entry.period.start,
        "period_end": entry.period.end,
        "value": _worked_out(item, parts) if value.value is None else value.value,
        **parts,
        "qualifier": entry.qualifier or value.qualifier,
        "state": value.state if entry.state == KNOWN else entry.state,
        "as_of": _day("as_of", entry.as_of, findings),
        "source": entry.source or sources.code_of(paper_of(entry, findings)),
        "place": entry.place.strip(),
        "note": "",
        "raw": entry.value.strip(),
    }
    if not findings:
        findings += _contradictions(row)
    return row, findings


def _worked_out(item: catalogue.Indicator, parts: dict[str, float | None]) -> float | None:
    """The share that two parts alone make, exact, as the import of a file works it out."""
    top, below = parts["numerator"], parts["denominator"]
    whole = item.kind == "ratio" and top is not None and below is not None and below > 0
    return item.scale * top / below if whole else None


def paper_of(entry: Entry, findings: list[Finding] | None = None) -> Paper:
    """The new document of an entry with its day as the documents keep it (ISO)."""
    paper = entry.paper
    day = _day("day", paper.day, findings if findings is not None else [])
    tidy = {name: " ".join(getattr(paper, name).split()) for name in ("title", "number", "issuer")}
    return Paper(**tidy, kind=paper.kind, day=day.isoformat() if day else "")


def _number(name: str, typed: str, unit: str, findings: list[Finding]) -> Number:
    """One field as a number; a fraction only where a value is asked for."""
    typed = typed.strip()
    if not typed:
        return Number()
    found = read_numbers(pd.Series([typed]), decimal=",")
    column = text(FIELDS[name])
    if found.bad[0]:
        findings.append(finding("one_unread", STOP, value=typed, column=column))
        return Number()
    top, below = _plain(found.numerator[0]), _plain(found.denominator[0])
    if top is not None and name != "value":
        findings.append(finding("one_two_numbers", STOP, value=typed, column=column))
        return Number()
    said = next(iter(found.units), "")
    if said and fold(said) != fold(unit) and said != unit:
        findings.append(
            finding("one_other_unit", STOP, value=typed, column=column, expected=unit or text("findings_one.no_unit"))
        )
        return Number()
    value = _plain(found.value[0])
    if found.odd[0]:
        findings.append(
            finding(
                "one_foreign_sign",
                WARN,
                value=typed,
                column=column,
                expected=format(numbers.exact(value), "f").replace(".", ","),
            )
        )
    return Number(value, top, below, str(found.qualifier[0]), str(found.state[0]))


def _plain(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _day(name: str, typed: str, findings: list[Finding]) -> date | None:
    if not typed.strip():
        return None
    try:
        return numbers.parse_date(typed)
    except DanVanError:
        findings.append(finding("one_bad_day", STOP, value=typed, column=text(FIELDS[name])))
        return None


def _contradictions(row: dict[str, Any]) -> list[Finding]:
    """What the fields say against one another."""
    found = []
    top, below, value = row["numerator"], row["denominator"], row["value"]
    stated = [number for number in (value, top, below) if number is not None]
    if row["state"] in WITHOUT_NUMBER:
        if stated:
            found.append(finding("one_number_beside_state", STOP, value=numbers.number(stated[0], 2)))
        return found
    if not stated or row["state"] == "missing":
        found.append(finding("one_no_number", STOP))
    elif value is None and (top is None or below is None):
        found.append(finding("one_half_ratio", STOP))
    elif below is not None and below <= 0:
        found.append(finding("one_no_whole", STOP, value=numbers.number(below)))
    elif top is not None and below is not None and top > below:
        found.append(finding("one_over_whole", WARN, value=numbers.number(top), expected=numbers.number(below)))
    if row["as_of"] and row["as_of"] < row["period_start"]:
        days = numbers.date(row["as_of"]), numbers.date(row["period_start"])
        found.append(finding("one_day_before_period", WARN, value=days[0], expected=days[1]))
    return found
