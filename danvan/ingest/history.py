"""Owns the answer to "what did this batch change?", value by value, and the list of batches."""

import json

import pandas as pd

from danvan.database import Database

MOST = 2_000


def batches(database: Database) -> pd.DataFrame:
    """Every batch, the newest first, with its counts; details (sheet, encoding …) as a dictionary."""
    rows = database.ask("ingest.batches")
    return rows.assign(details=[json.loads(text) if isinstance(text, str) else {} for text in rows["details"]])


def changes(database: Database, batch_id: str, *, most: int = MOST) -> tuple[pd.DataFrame, int, int]:
    """The cells of a batch with the report in use before and after it: (rows, cells in all, of them changed).

    Of an undo: the cells of what it took back, or brought back. Column change: new, changed, gone or same.
    """
    rows = database.ask("ingest.changes_of_batch", batch=batch_id, most=most)
    if rows.empty:
        return rows.drop(columns=["all_rows", "changed_rows"]), 0, 0
    counts = int(rows["all_rows"].iloc[0]), int(rows["changed_rows"].iloc[0])
    return rows.drop(columns=["all_rows", "changed_rows"]), *counts
