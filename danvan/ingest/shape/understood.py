"""What the shape stage made of a sheet: its rows of figures, how it read them, and what it has to ask.

Owns the shape of the answer and the signature by which a later file of the same kind is recognised. It decides nothing.
"""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from danvan.ingest.findings import Finding
from danvan.periods import Period
from danvan.units.fold import fold

LONG, WIDE_YEARS, WIDE_INDICATORS = "long", "wide_years", "wide_indicators"
WIDE_BOTH, UNITS_ACROSS, INDICATORS_DOWN = "wide_periods_indicators", "units_across", "indicators_down"
LAYOUTS = (LONG, WIDE_YEARS, WIDE_INDICATORS, WIDE_BOTH, UNITS_ACROSS, INDICATORS_DOWN)

ROLES = (
    "ordinal", "unit", "unit_code", "unit_kind", "name_other", "indicator", "indicator_code", "breakdown", "period",
    "year", "half", "quarter", "month", "from", "to", "as_of", "value", "numerator", "denominator", "qualifier",
    "state", "source", "place", "note", "measure", "ignore",
)  # fmt: skip
"""What a column may be; 'measure' is a column of figures with its own indicator, breakdown and period."""

ROWS = (
    "row", "column", "measure", "indicator", "breakdown", "unit_text", "unit_id", "period_start", "period_end",
    "cumulative_from", "value", "numerator", "denominator", "qualifier", "state", "as_of", "source", "place", "note",
    "raw", "ok",
)  # fmt: skip
"""Columns of `Shaped.rows`: row and column count from 0 in the grid; ok: no stop finding concerns the figure."""

NEXT_TABLE = 1_000_000
"""Columns of a sheet's second table are answered under their index plus this, of the third plus twice this."""


@dataclass(frozen=True)
class Question:
    """One thing to be decided. kind: indicator, unit, period, decimal, geography, layout or breakdown.

    subject: the key under which the answer goes into Choices (a header, a typed name, a column's letter).
    options: (code, name); default: the code of the option taken meanwhile, '' when none is.
    """

    kind: str
    subject: str
    words: str
    options: tuple[tuple[str, str], ...] = ()
    default: str = ""
    column: int | None = None


@dataclass(frozen=True)
class ColumnRead:
    """How one column was read. how: why, in Vietnamese. figures: how many cells of it hold a figure.

    key: under which Choices.columns answers for it; the column's index in a sheet with one table.
    """

    index: int
    letter: str
    header: str
    role: str
    level: str = ""
    indicator: str = ""
    breakdown: str = ""
    period: Period | None = None
    unit_id: str = ""
    proposals: tuple[Any, ...] = ()
    decimal: str = ""
    how: str = ""
    table: int = 0
    figures: int = 0

    @property
    def key(self) -> int:
        """The key of this column in Choices.columns."""
        return self.index + self.table * NEXT_TABLE


@dataclass(frozen=True)
class Understood:
    """How a sheet was read. Rows count from 1; blocks: (first column, last column, first row, last row) from 0.

    header_rows: first and last of the (first) table, None without any. geography: '63', '34' or '' where every
    figure's own day decides. skipped: rows left out, by reason; missing: cells without a figure, dashes: of those how
    many hold a lone dash. signature_of: what the signature is made from.
    """

    layout: str = ""
    header_rows: tuple[int, int] | None = None
    decimal: str = ""
    columns: tuple[ColumnRead, ...] = ()
    blocks: tuple[tuple[int, int, int, int], ...] = ()
    titles: tuple[str, ...] = ()
    unit_of_measure: str = ""
    period: Period | None = None
    period_from: str = ""
    unit_id: str = ""
    unit_from: str = ""
    units: tuple[str, ...] = ()
    geography: str = ""
    geography_why: str = ""
    skipped: dict[str, int] = field(default_factory=dict)
    rows_read: int = 0
    missing: int = 0
    dashes: int = 0
    tables: int = 0
    signature_of: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Shaped:
    """The figures of one sheet, one a row (columns: ROWS), and everything there is to say and to ask about them."""

    rows: pd.DataFrame
    understood: Understood
    questions: tuple[Question, ...] = ()
    findings: tuple[Finding, ...] = ()


def signature(understood: Understood) -> str:
    """The same for every file with the same headers, whatever its units, periods, figures and answers."""
    said = sorted(fold(text) for text in understood.signature_of)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def no_rows() -> pd.DataFrame:
    """Rows of a sheet without figures, typed as those with."""
    return pd.DataFrame({name: pd.Series(dtype=_TYPES.get(name, "object")) for name in ROWS})


_TYPES = {
    "row": "int32", "column": "int32", "value": "float64", "numerator": "float64", "denominator": "float64",
    "ok": "bool", **dict.fromkeys(("period_start", "period_end", "cumulative_from", "as_of"), "datetime64[s]"),
}  # fmt: skip
