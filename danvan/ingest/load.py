"""Owns the last stage of every import: one transaction that appends a batch and brings the figures up to date.

Observations are only ever appended. Undoing a batch (see undo.py) marks it; the figures then are as if it had never
been.
"""

from collections.abc import Callable, Mapping

import duckdb
import pandas as pd

from danvan.database import Database, query
from danvan.errors import DanVanError
from danvan.figures import rule
from danvan.ingest import batches, closed, sources
from danvan.ingest.batches import VIETNAM, Batch, now
from danvan.ingest.check import warnings
from danvan.ingest.rows import COLUMNS, KEY, frame, put_incoming
from danvan.ingest.sources import PRIORITY, put_sources
from danvan.ingest.undo import undo

__all__ = [
    "COLUMNS", "KEY", "PRIORITY", "VIETNAM", "Batch", "commit", "frame", "now", "put_incoming", "put_sources", "undo",
]  # fmt: skip

Progress = Callable[[float, str], None]
STATUSES = ("new", "changed", "unchanged", "conflict")
LEFT_OUT = ("rejected", "duplicate")
COMPUTING = "Đang tính lại các số tổng hợp…"


def commit(
    database: Database,
    batch: Batch,
    rows: pd.DataFrame,
    *,
    sources: pd.DataFrame | None = None,
    before: Callable[[duckdb.DuckDBPyConnection], None] | None = None,
    progress: Progress | None = None,
    counts: Mapping[str, int] | None = None,
    rejected: int = 0,
    force: bool = False,
    leave: closed.Leave = closed.NO_LEAVE,
) -> str | None:
    """Append a batch of observations and refresh the figures it touches; its id. All or nothing.

    None, and nothing written, when every row is what its document has said already. Rows that a preview rejected or
    found twice (column status) are left out.
    sources: documents to put in with it. before: called with the cursor first (declares new indicators). counts: what
    the preview counted (new, changed, unchanged, conflict); when the data has moved on since, DanVanError, unless
    `force`. rejected: how many figures the user leaves out, for the record. progress(fraction, words).
    leave: to change closed periods; closed.PeriodClosed without it.
    """
    say = progress or (lambda _fraction, _words: None)
    say(0.0, "Đang chờ đến lượt ghi…")
    if "status" in rows and (out := rows["status"].isin(LEFT_OUT)).any():
        rows = rows[~out]
    with database.writing() as cursor:
        say(0.05, "Đang đối chiếu với dữ liệu đang có…")
        _put_before(cursor, rows)
        found = _counted(cursor)
        if counts is not None and not force:
            _refuse_moved(found, counts)
        if found["unchanged"] == len(rows):
            return None
        touched = closed.by_incoming(cursor, now().date())
        closed.allow(touched, leave)
        if before is not None:
            before(cursor)
        made = _write(cursor, batch, sources, {**found, "rejected": rejected}, say)
        closed.note(cursor, made, touched, leave)
    closed.tell(made, touched, leave)
    return made


def _put_before(cursor: duckdb.DuckDBPyConnection, rows: pd.DataFrame) -> None:
    """Put the rows into `incoming` before the transaction begins; the one lock of all writers is held already.

    A table made inside the transaction counts as empty to the planner, which then joins a million rows the wrong way.
    """
    cursor.execute("commit")
    try:
        put_incoming(cursor, rows)
    finally:
        cursor.execute("begin transaction")


def _counted(cursor: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many rows of `incoming` are new, changed, unchanged and in conflict with another document."""
    cursor.execute("create or replace temp table paper (source varchar, priority integer)")
    cursor.execute(query("ingest.compare").sql)
    found = dict(cursor.execute("select status, count(*) from compared group by status").fetchall())
    silent = cursor.execute("select count(*) from incoming anti join compared using (row_no)").fetchone()[0]
    return {name: found.get(name, 0) + (silent if name == "new" else 0) for name in STATUSES}


def _refuse_moved(found: Mapping[str, int], counts: Mapping[str, int]) -> None:
    if any(found[name] != counts.get(name, 0) for name in STATUSES):
        raise DanVanError(
            message="Dữ liệu vừa thay đổi sau khi lập bản xem trước: hiện có {new} số mới, {changed} số thay đổi, "
            "{unchanged} số giữ nguyên, {conflict} số khác với tài liệu khác.".format(**found),
            remedy="Xem lại bản xem trước rồi xác nhận lần nữa.",
        )


def _write(
    cursor: duckdb.DuckDBPyConnection,
    batch: Batch,
    documents: pd.DataFrame | None,
    counts: Mapping[str, int],
    say: Progress,
) -> str:
    rows = sum(counts[name] for name in STATUSES)
    if documents is not None and len(documents):
        sources.put_in(cursor, documents)
    say(0.15, f"Đang ghi {rows} số liệu…")
    batch_id = batches.insert(cursor, batch, rows)
    batches.put_counts(cursor, batch_id, counts, batch.details)
    cursor.execute(query("ingest.append").sql, {"batch": batch_id})
    say(0.3, COMPUTING)
    _refresh(cursor, lambda done: say(0.3 + 0.5 * done, COMPUTING))
    say(0.8, "Đang kiểm tra số liệu…")
    warnings.refresh(cursor, batch_id)
    say(1.0, "Đã ghi xong.")
    return batch_id


def _refresh(cursor: duckdb.DuckDBPyConnection, told: Callable[[float], None]) -> None:
    if cursor.execute("select count(*) from figure").fetchone()[0] == 0:
        rule.rebuild(cursor)
    else:
        rule.refresh(cursor, cursor.execute(query("ingest.incoming_cells").sql).df(), told)
