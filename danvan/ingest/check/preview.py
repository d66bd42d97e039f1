"""What a commit of some rows would change, row by row, and what is to be said about them. Writes nothing.

Each row is new, changed, unchanged, in conflict (another document says otherwise; both are kept), duplicate (the same
cell twice with the same content; the first one stands) or rejected. "The same document" is the same source code.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from danvan.catalogue import Indicator
from danvan.database import Database, query
from danvan.database.connection import ATTACHED
from danvan.figures import reference
from danvan.ingest import closed as closings
from danvan.ingest import sources as documents
from danvan.ingest.batches import now
from danvan.ingest.check import closed, consequences, domain, faults
from danvan.ingest.findings import STOP, Finding
from danvan.ingest.rows import put_incoming

NEW, CHANGED, UNCHANGED, CONFLICT, DUPLICATE, REJECTED = STATUSES = (
    "new", "changed", "unchanged", "conflict", "duplicate", "rejected",
)  # fmt: skip
SHOWN = ("incoming", "former", "other")
NUMBERS = ["old_value", "old_numerator", "old_denominator", "other_value"]
DAYS = ["old_as_of"]
WORDS = ["old_qualifier", "old_state", "other_qualifier", "other_state", "other_source"]


@dataclass(frozen=True, eq=False)
class Preview:
    """`rows`: those asked about, in their order, with status, shown, and what was said of their cells (old_, other_).

    old_*: what the same document said last; other_*: what another document says, the one used first. shown: whose
    number will be in force: 'incoming', 'former' (the same document's own, of a later day) or 'other'.
    closed: the closings of which the rows would change figures, refused or not.
    """

    rows: pd.DataFrame
    findings: tuple[Finding, ...]
    counts: Mapping[str, int]
    closed: tuple[closings.Touched, ...] = ()

    @property
    def accepted(self) -> pd.DataFrame:
        """The rows that a commit takes."""
        return self.rows[~self.rows["status"].isin((REJECTED, DUPLICATE))]

    @property
    def by_indicator(self) -> pd.DataFrame:
        """One row per indicator: how many of its rows have each status."""
        return _counted(self.rows, "indicator")

    @property
    def by_unit(self) -> pd.DataFrame:
        """One row per unit: how many of its rows have each status."""
        return _counted(self.rows, "unit_id")


def preview(
    database: Database,
    rows: pd.DataFrame,
    *,
    file: str = "",
    sources: pd.DataFrame | None = None,
    declared: Sequence[Indicator] = (),
    today: date | None = None,
    leave: closings.Leave = closings.NO_LEAVE,
) -> Preview:
    """What committing `rows` would change.

    rows: those of Shaped.rows that are ok, with `source`; `sheet`, where there is one, names the sheet of each.
    sources: documents not yet known to the workspace (columns source, kind): they decide whose number is shown.
    declared: indicators that the commit will declare first. leave: to change closed periods; else their rows are
    rejected.
    """
    today = today or now().date()
    with database.cursor() as cursor:
        _put_declared(cursor, declared)
        put_incoming(cursor, rows, remarks=False)
        _put_papers(cursor, sources)
        cursor.execute(query("ingest.compare").sql)
        compared = cursor.execute("select * from compared order by row_no").df()
        found = faults.found(cursor, today)
        shut, known = closings.rows(cursor, today)
        shut = shut[~shut["row_no"].isin(_left_out(found))]
        found = closed.refused(shut, found, leave)
        _put_rejected(cursor, found)
        concerned, totals = domain.would_find(cursor)
    told = _compared(rows, compared, found)
    counts = told["status"].value_counts()
    findings = (
        *closed.told(shut, known, rows, file, leave),
        *faults.told(found, rows, file),
        *consequences.told(concerned, rows, file),
        *consequences.totals_told(totals, rows, file),
    )
    counted = {name: int(counts.get(name, 0)) for name in STATUSES}
    return Preview(told, findings, counted, closings.counted(shut, known))


def _compared(rows: pd.DataFrame, compared: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """The rows with what is known of their cells; those of whose cell nothing was said are new and will be shown."""
    stood = compared["row_no"].to_numpy(dtype="int64") - 1
    more: dict[str, Any] = {}
    for name in NUMBERS + DAYS:
        column = pd.Series(np.nan if name in NUMBERS else pd.NaT, index=rows.index)
        column.iloc[stood] = compared[name].to_numpy()
        more[name] = column
    for name in WORDS:
        codes = np.full(len(rows), -1, dtype="int32")
        codes[stood], words = pd.factorize(compared[name])
        more[name] = pd.Categorical.from_codes(codes, list(words))
    status, shown = np.zeros(len(rows), dtype="int8"), np.zeros(len(rows), dtype="int8")
    status[stood] = compared["status"].map(STATUSES.index).to_numpy(dtype="int8")
    shown[stood] = compared["shown"].map(SHOWN.index).to_numpy(dtype="int8")
    at = found["row_no"].to_numpy(dtype="int64") - 1
    status[at[found["fault"].eq("repeated_same").to_numpy(dtype=bool)]] = STATUSES.index(DUPLICATE)
    status[at[_stops(found)]] = STATUSES.index(REJECTED)
    return rows.assign(
        **more,
        status=pd.Categorical.from_codes(status, STATUSES),
        shown=pd.Categorical.from_codes(shown, SHOWN),
    )


def _stops(found: pd.DataFrame) -> np.ndarray:
    """Which of the faults reject their row."""
    return found["fault"].map(faults.SEVERITY).eq(STOP).to_numpy(dtype=bool)


def _left_out(found: pd.DataFrame) -> np.ndarray:
    """The numbers of the rows that are not loaded for these faults."""
    out = _stops(found) | found["fault"].eq("repeated_same").to_numpy(bool)
    return found["row_no"].to_numpy(dtype="int64")[out]


def _put_rejected(cursor: duckdb.DuckDBPyConnection, found: pd.DataFrame) -> None:
    """The rows that will not be loaded: the checks look at the others only."""
    cursor.register("left_out", pd.DataFrame({"row_no": _left_out(found)}))
    cursor.execute("create or replace temp table rejected as select distinct row_no from left_out")
    cursor.unregister("left_out")


def _put_declared(cursor: duckdb.DuckDBPyConnection, declared: Sequence[Indicator]) -> None:
    """Let the questions of this cursor know the indicators, in temporary tables that stand before the workspace's."""
    if not declared:
        return
    for table in reference.indicator_tables():
        cursor.execute(f"create or replace temp table {table} as select * from {ATTACHED}.main.{table}")
    for item in declared:
        reference.put_indicator(cursor, item)


def _put_papers(cursor: duckdb.DuckDBPyConnection, sources: pd.DataFrame | None) -> None:
    cursor.execute("create or replace temp table paper (source varchar, priority integer)")
    if sources is not None and len(sources):
        ranks = documents.priorities(sources["kind"])
        cursor.register("papers", pd.DataFrame({"source": sources["source"], "priority": ranks}))
        cursor.execute("insert into paper select source, priority from papers")
        cursor.unregister("papers")


def _counted(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    counts = rows.groupby([by, "status"], observed=True).size().unstack(fill_value=0)
    return counts.reindex(columns=list(STATUSES), fill_value=0).reset_index()
