"""Owns the shape of rows on their way into the table `observation`: their columns and types."""

import duckdb
import pandas as pd

from danvan.database import query

KEY = ["indicator", "unit_id", "breakdown", "period_start", "period_end"]
COLUMNS = [
    *KEY,
    *"cumulative_from value numerator denominator qualifier state as_of source place note".split(),
]
DATES = ("period_start", "period_end", "cumulative_from", "as_of")
NUMBERS = ("value", "numerator", "denominator")


def frame(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the columns of an observation, typed; missing columns are empty. Shape (n, 15)."""
    return pd.DataFrame({name: _typed(rows, name) for name in COLUMNS}, index=rows.index)


def _typed(rows: pd.DataFrame, name: str) -> pd.Series:
    if name not in rows and name not in DATES + NUMBERS:
        return pd.Series(pd.Categorical.from_codes([0] * len(rows), [""]), index=rows.index)
    column = rows[name] if name in rows else pd.Series(None, index=rows.index, dtype=object)
    if name in DATES:
        return pd.to_datetime(column, errors="raise")
    if name in NUMBERS:
        return pd.to_numeric(column, errors="raise").astype("float64")
    if isinstance(column.dtype, pd.CategoricalDtype):
        # A million rows name a few hundred texts: the codes stay, only the texts are looked at.
        texts = column.cat.rename_categories(column.cat.categories.astype(str))
        if not texts.hasnans:
            return texts
        return (texts if "" in texts.cat.categories else texts.cat.add_categories("")).fillna("")
    return column.astype(object).where(column.notna(), "").astype(str)


def put_incoming(cursor: duckdb.DuckDBPyConnection, rows: pd.DataFrame, *, remarks: bool = True) -> None:
    """Put rows into the temporary table `incoming`, numbered from 1 in their order.

    remarks: with the places and notes of the rows; a comparison does without, and a million texts take long.
    """
    sent = frame(rows if remarks else rows.drop(columns=["place", "note"], errors="ignore"))
    sent["row_no"] = range(1, len(sent) + 1)
    cursor.register("sent", sent)
    cursor.execute(query("ingest.incoming").sql)
    cursor.unregister("sent")
