"""Owns the last stage of every import: one transaction that appends a batch and brings the figures up to date.

Observations are only ever appended. Undoing a batch marks it; the figures then are as if it had never been.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import duckdb
import pandas as pd

from danvan.database import Database, query
from danvan.errors import DanVanError
from danvan.figures import rule

VIETNAM = timezone(timedelta(hours=7))
COLUMNS = (
    "indicator unit_id breakdown period_start period_end cumulative_from value numerator denominator "
    "qualifier state as_of source place note"
).split()
DATES = ("period_start", "period_end", "cumulative_from", "as_of")
NUMBERS = ("value", "numerator", "denominator")
PRIORITY = {"official_report": 1, "statistics": 1, "press": 2}


@dataclass(frozen=True)
class Batch:
    """What one commit is: its kind (import, seed, demo, edit, undo), title, author and the file it came from."""

    kind: str
    title: str
    created_by: str
    file_name: str = ""
    file_hash: str = ""
    file_path: str = ""
    reason: str = ""
    created_at: datetime | None = None


def now() -> datetime:
    """The wall clock of Việt Nam, without a zone, as all times are kept."""
    return datetime.now(VIETNAM).replace(tzinfo=None, microsecond=0)


def frame(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the columns of an observation, typed; missing columns are empty. Shape (n, 15)."""
    rows = rows.reindex(columns=COLUMNS)
    typed = {}
    for name in COLUMNS:
        if name in DATES:
            typed[name] = pd.to_datetime(rows[name], errors="raise")
        elif name in NUMBERS:
            typed[name] = pd.to_numeric(rows[name], errors="raise").astype("float64")
        else:
            typed[name] = rows[name].astype(object).where(rows[name].notna(), "").astype(str)
    return pd.DataFrame(typed)


def commit(database: Database, batch: Batch, rows: pd.DataFrame) -> str:
    """Append a batch of observations and refresh the figures it touches; the batch's id. All or nothing."""
    incoming = frame(rows)
    incoming["row_no"] = range(1, len(incoming) + 1)
    with database.writing() as cursor:
        batch_id = _insert_batch(cursor, batch, len(incoming))
        cursor.register("incoming", incoming)
        cursor.execute(query("ingest.append").sql, {"batch": batch_id})
        cursor.unregister("incoming")
        if cursor.execute("select count(*) from figure").fetchone()[0] == 0:
            rule.rebuild(cursor)
        else:
            rule.refresh(cursor, incoming)
    return batch_id


def undo(database: Database, batch_id: str, who: str, reason: str = "") -> str:
    """Undo a batch (or an undo); the id of the undoing batch. The figures equal never having had it."""
    with database.writing() as cursor:
        found = cursor.execute(
            "select kind, status, undoes, title from batch where batch_id = ?", [batch_id]
        ).fetchone()
        if found is None:
            raise DanVanError(
                message=f"Không có đợt nhập “{batch_id}”.", remedy="Xem danh sách bằng lệnh: python -m danvan batches."
            )
        kind, status, undoes, title = found
        if status == "undone":
            raise DanVanError(message=f"Đợt “{batch_id}” đã được hoàn tác trước đó.", remedy="Không cần làm gì thêm.")
        undo_id = _insert_batch(cursor, Batch("undo", f"Hoàn tác: {title}", who, reason=reason), 0)
        cursor.execute("update batch set undoes = ? where batch_id = ?", [batch_id, undo_id])
        _mark(cursor, batch_id, undo_id)
        touched = batch_id
        while kind == "undo":  # undoing an undo brings the batch below it back, unless another undo still stands
            touched, kind, undoes = _settle_status(cursor, undoes, undo_id)
        changed = cursor.execute(query("ingest.changed_by_batch").sql, {"batch": touched}).df()
        rule.refresh(cursor, changed)
    return undo_id


def _settle_status(cursor: duckdb.DuckDBPyConnection, batch_id: str, undo_id: str) -> tuple[str, str, str | None]:
    """A batch is undone exactly while a committed undo points at it; (its id, kind and what it undoes)."""
    held = cursor.execute(
        "select count(*) from batch where undoes = ? and status = 'committed'", [batch_id]
    ).fetchone()[0]
    if held:
        _mark(cursor, batch_id, undo_id)
    else:
        cursor.execute(
            "update batch set status = 'committed', undone_by = null, undone_at = null where batch_id = ?", [batch_id]
        )
    kind, undoes = cursor.execute("select kind, undoes from batch where batch_id = ?", [batch_id]).fetchone()
    return batch_id, kind, undoes


def _mark(cursor: duckdb.DuckDBPyConnection, batch_id: str, undo_id: str) -> None:
    cursor.execute(
        "update batch set status = 'undone', undone_by = ?, undone_at = ? where batch_id = ?",
        [undo_id, now(), batch_id],
    )


def _insert_batch(cursor: duckdb.DuckDBPyConnection, batch: Batch, rows: int) -> str:
    seq = cursor.execute("select coalesce(max(seq), 0) + 1 from batch").fetchone()[0]
    batch_id = f"D{seq:05d}"
    at = batch.created_at or now()
    values = [batch_id, seq, batch.kind, batch.title, at, batch.created_by, batch.file_name, batch.file_hash]
    values += [batch.file_path, rows, "committed", None, None, None, batch.reason]
    cursor.execute(f"insert into batch values ({', '.join('?' * len(values))})", values)
    return batch_id


def put_sources(database: Database, sources: pd.DataFrame) -> None:
    """Add or replace documents by their code. Columns: source kind title number issuer publisher date url note."""
    rows = sources.fillna("").astype(str).rename(columns={"date": "day"})
    rows["day"] = pd.to_datetime(rows["day"].replace("", None))
    rows["priority"] = rows["kind"].map(PRIORITY).fillna(3).astype(int)
    with database.writing() as cursor:
        cursor.register("incoming", rows)
        cursor.execute("delete from source where source in (select source from incoming)")
        cursor.execute("insert into source by name select * from incoming")
        cursor.unregister("incoming")
