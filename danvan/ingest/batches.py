"""Owns the rows of the table `batch`: what a commit or an undo is, its number, its time and its counts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

import duckdb

VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True)
class Batch:
    """What one commit is: its kind (import, seed, demo, edit, undo), title, author and the file it came from.

    `details`: how the file was read (sheet, encoding, delimiter …), kept as it is given.
    """

    kind: str
    title: str
    created_by: str
    file_name: str = ""
    file_hash: str = ""
    file_path: str = ""
    reason: str = ""
    created_at: datetime | None = None
    details: Mapping[str, str] = field(default_factory=dict)


def now() -> datetime:
    """The wall clock of Việt Nam, without a zone, as all times are kept."""
    return datetime.now(VIETNAM).replace(tzinfo=None)


def insert(cursor: duckdb.DuckDBPyConnection, batch: Batch, rows: int, undoes: str | None = None) -> str:
    """Enter a batch; its id. Batches are numbered in the order in which they were written."""
    seq = cursor.execute("select coalesce(max(seq), 0) + 1 from batch").fetchone()[0]
    batch_id = f"D{seq:05d}"
    at = batch.created_at or now()
    cursor.execute(
        "insert into batch values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'committed', null, null, ?, ?)",
        [batch_id, seq, batch.kind, batch.title, at, batch.created_by, batch.file_name, batch.file_hash]
        + [batch.file_path, rows, undoes, batch.reason],
    )
    return batch_id


def put_counts(
    cursor: duckdb.DuckDBPyConnection, batch_id: str, counts: Mapping[str, int], details: Mapping[str, str]
) -> None:
    """Keep how many figures of a batch were new, changed, unchanged, in conflict and rejected, and how it was read."""
    told = [counts.get(name, 0) for name in ("new", "changed", "unchanged", "conflict", "rejected")]
    cursor.execute(
        "insert into batch_detail values (?, ?, ?, ?, ?, ?, ?)",
        [batch_id, *told, json.dumps(dict(details), ensure_ascii=False)],
    )
