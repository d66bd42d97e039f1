"""What figures would be if some rows were written: the commit's own steps, in temporary tables. Writes nothing.

The rows themselves are compared by check.preview; here are the totals, rates and successors that rest on them.
"""

import duckdb
import pandas as pd

from danvan.database import Database, query
from danvan.figures import rule
from danvan.ingest import batches, sources
from danvan.ingest.batches import Batch
from danvan.ingest.check import domain
from danvan.ingest.rows import KEY, put_incoming


def others_moved(
    database: Database, rows: pd.DataFrame, *, documents: pd.DataFrame | None = None, most: int
) -> tuple[pd.DataFrame, int]:
    """The figures other than the rows' own that writing them would change, and how many there are in all.

    rows: as for load.commit; documents: new ones among their sources. Columns: the cell, value, qualifier, state and
    basis as they are, after_value … as they would be, names.
    """
    with database.cursor() as cursor:
        cursor.execute("begin transaction")  # one view of the data, whatever others commit meanwhile
        try:
            put_incoming(cursor, rows)
            found = _effect(cursor, documents, most + len(rows))
        finally:
            cursor.execute("rollback")
    if found.empty:
        return found, 0
    days = {name: pd.to_datetime(rows[name]) for name in ("period_start", "period_end")}
    own = pd.MultiIndex.from_frame(rows.assign(**days)[KEY])
    other = ~pd.MultiIndex.from_frame(found[KEY]).isin(own)
    every = int(found["all_rows"].iloc[0]) - int((~other).sum())
    return found[other].head(most).drop(columns="all_rows").reset_index(drop=True), every


def _effect(cursor: duckdb.DuckDBPyConnection, documents: pd.DataFrame | None, most: int) -> pd.DataFrame:
    changed = cursor.execute(query("ingest.incoming_cells").sql).df()
    domain.put_scope(cursor, changed)
    with domain.shadowed(cursor, "ingest.as_if_undone"):
        cursor.execute(query("ingest.as_if_written").sql)
        if documents is not None and len(documents):
            sources.put_in(cursor, documents)
        batch = batches.insert(cursor, Batch("edit", "", ""), 1)
        cursor.execute(query("ingest.append").sql, {"batch": batch})
        rule.refresh(cursor, changed)
        return cursor.execute(query("ingest.effect_of_undo").sql, {"most": most}).df()
