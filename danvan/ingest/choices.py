"""What a user decides about a file: every answer to what the program proposes, as one value.

Owns the shape of the answers and their way to JSON and back; it proposes nothing. An empty field means: as found.
"""

import json
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

ZERO, MISSING = "zero", "missing"
"""What a lone dash in a cell stands for: nothing happened (a reported 0), or nothing was reported."""


@dataclass(frozen=True)
class ColumnChoice:
    """The role of one column, and for a column of figures which figures they are.

    role: as in danvan.ingest.shape ('measure', 'unit', 'period', 'ignore' …). `level` for a unit's column.
    indicator, breakdown, period: for a measure; an indicator '+' declares a new one (see NewIndicator).
    """

    role: str
    level: str = ""
    indicator: str = ""
    breakdown: str = ""
    period: str = ""
    decimal: str = ""


@dataclass(frozen=True)
class NewIndicator:
    """A new indicator declared on the spot. kind: flow, stock, ratio, index, rank or statistic."""

    name: str
    unit: str = ""
    kind: str = "statistic"
    decimals: int = 0
    group: str = ""


@dataclass(frozen=True)
class Paper:
    """The document that a batch's figures come from. kind: official_report, statistics or press; day: ISO or ''."""

    title: str = ""
    kind: str = "official_report"
    number: str = ""
    issuer: str = ""
    day: str = ""
    place: str = ""


@dataclass(frozen=True)
class Choices:
    """Everything that may be decided about one sheet of one file.

    units: typed name → unit_id, '' leaves its lines out. indicators: the words of a measure → indicator's code, with a
    space and the breakdown where there is one ('DT02 cap=xa'); '' leaves its figures out. closed_reason: why an
    administrator changes closed periods.
    """

    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""
    dash: str = ""
    layout: str = ""
    header_rows: tuple[int, int] | None = None
    geography: str = ""
    period: str = ""
    unit: str = ""
    totals: str = ""
    columns: dict[int, ColumnChoice] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    indicators: dict[str, str] = field(default_factory=dict)
    new_indicators: dict[str, NewIndicator] = field(default_factory=dict)
    all_new: bool = False
    accept_good_rows: bool = False
    closed_reason: str = ""
    paper: Paper = field(default_factory=Paper)

    def with_(self, **changed: Any) -> "Choices":
        """The same with some answers changed."""
        return replace(self, **changed)

    def to_json(self) -> str:
        """One line of JSON with the answers given; what is as found is left out."""
        given = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != _DEFAULT[f.name]}
        return json.dumps(given, ensure_ascii=False, default=asdict, sort_keys=True)


def from_json(text: str) -> Choices:
    """The answers that `to_json` wrote; a field of a newer program is left aside."""
    given = {key: value for key, value in json.loads(text or "{}").items() if key in _DEFAULT}
    made: dict[str, Any] = dict(given)
    if given.get("header_rows"):
        made["header_rows"] = tuple(given["header_rows"])
    made["columns"] = {int(key): ColumnChoice(**value) for key, value in given.get("columns", {}).items()}
    made["new_indicators"] = {key: NewIndicator(**value) for key, value in given.get("new_indicators", {}).items()}
    made["paper"] = Paper(**given.get("paper", {}))
    return Choices(**made)


_DEFAULT = {f.name: getattr(Choices(), f.name) for f in fields(Choices)}
