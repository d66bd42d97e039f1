"""Owns taking a batch back, and taking that back again: the figures equal never having had what is undone."""

import duckdb
import pandas as pd

from danvan import rights
from danvan.database import Database, query
from danvan.database.opening import ATTACHED
from danvan.errors import DanVanError
from danvan.figures import rule
from danvan.ingest import batches, closed
from danvan.ingest.batches import Batch, now
from danvan.ingest.check import domain, warnings

MOST = 2_000


def undo(
    database: Database, batch_id: str, who: str, reason: str = "", *, leave: closed.Leave = closed.NO_LEAVE
) -> str:
    """Undo a batch (or an undo); the id of the undoing batch. The figures equal never having had it.

    rights.Refused for somebody who may not enter figures of all its units; closed.PeriodClosed where figures of a
    closed period would change without leave.
    """
    with database.writing() as cursor:
        undo_id = _mark(cursor, batch_id, who, reason or leave.reason)
        changed = _touched(cursor, batch_id)
        rights.need(rights.ENTER, changed["unit_id"].unique())
        touched = closed.by_undo(cursor, undo_id, now().date())
        closed.allow(touched, leave)
        closed.note(cursor, undo_id, touched, leave)
        if len(changed):
            rule.refresh(cursor, changed)
            warnings.refresh(cursor, undo_id)
    rights.record("undo", batch_id, reason or leave.reason)
    closed.tell(undo_id, touched, leave)
    return undo_id


def closings(database: Database, batch_id: str) -> tuple[closed.Touched, ...]:
    """The closings of which undoing a batch would change figures; writes nothing, blocks nobody."""
    with database.cursor() as cursor:
        cursor.execute("begin transaction")  # one view of the data, whatever others commit meanwhile
        try:
            # The undo is entered in a copy that stands before the table.
            cursor.execute(f"create or replace temp table batch as select * from {ATTACHED}.main.batch")
            return closed.by_undo(cursor, _mark(cursor, batch_id, "", ""), now().date())
        finally:
            cursor.execute("rollback")


def preview(database: Database, batch_id: str, *, most: int = MOST) -> tuple[pd.DataFrame, int]:
    """The figures that undoing a batch would change, and how many there are in all; writes nothing, blocks nobody.

    Columns: the cell, value, qualifier, state and basis as they are, after_value … as they would be, names.
    """
    with database.cursor() as cursor:
        cursor.execute("begin transaction")  # one view of the data, whatever others commit meanwhile
        try:
            _undoable(cursor, batch_id)
            changed = _touched(cursor, batch_id)
            if changed.empty:
                return pd.DataFrame(), 0
            found = _effect(cursor, batch_id, changed, most)
        finally:
            cursor.execute("rollback")
    return found.drop(columns="all_rows"), int(found["all_rows"].iloc[0]) if len(found) else 0


def _effect(cursor: duckdb.DuckDBPyConnection, batch_id: str, changed: pd.DataFrame, most: int) -> pd.DataFrame:
    """Undo in temporary tables that stand before the real ones, and compare."""
    domain.put_scope(cursor, changed)
    with domain.shadowed(cursor, "ingest.as_if_undone"):
        _mark(cursor, batch_id, "", "")
        rule.refresh(cursor, changed)
        return cursor.execute(query("ingest.effect_of_undo").sql, {"most": most}).df()


def _mark(cursor: duckdb.DuckDBPyConnection, batch_id: str, who: str, reason: str) -> str:
    """Enter the undo and settle which batches of the chain count from now on."""
    title = _undoable(cursor, batch_id)
    undo_id = batches.insert(cursor, Batch("undo", f"Hoàn tác: {title}", who, reason=reason), 0, undoes=batch_id)
    cursor.execute(query("ingest.settle").sql, {"batch": batch_id})
    return undo_id


def _undoable(cursor: duckdb.DuckDBPyConnection, batch_id: str) -> str:
    """The title of a batch that can be undone; DanVanError for an unknown one and for one that is undone."""
    found = cursor.execute("select title, status from batch where batch_id = ?", [batch_id]).fetchone()
    if found is None:
        raise DanVanError(
            message=f"Không có đợt nhập “{batch_id}”.", remedy="Xem danh sách bằng lệnh: python -m danvan batches."
        )
    title, status = found
    if status == "undone":
        raise DanVanError(message=f"Đợt “{batch_id}” đã được hoàn tác trước đó.", remedy="Không cần làm gì thêm.")
    return title


def _touched(cursor: duckdb.DuckDBPyConnection, batch_id: str) -> pd.DataFrame:
    """The cells of the batch at the bottom of a chain of undos."""
    return cursor.execute(query("ingest.changed_by_batch").sql, {"batch": batch_id}).df()
