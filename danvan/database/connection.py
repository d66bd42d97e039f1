"""Owns one open workspace database: cursors, the write lock, and going on when the disk did not take a change.

One process owns the file. Every call takes a cursor of its own (a shared one fails under threads) and every
change of data goes through `Database.writing`, the process-wide lock around BEGIN … COMMIT … CHECKPOINT:
without it two uploads of the same period would both commit and the data would double.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from danvan.database import room, written
from danvan.database.opening import ATTACHED, Limits, opened
from danvan.database.queries import query, records
from danvan.errors import DanVanError

WRITE_LOCK = threading.RLock()
LOG = logging.getLogger("danvan.database")
# Readers at work hold a former opening of the file for as long as their question takes.
TRIES, PAUSE = 100, 0.1


class Database:
    """An open workspace database. Threads share it; each call has its own cursor.

    `committed`: told of the database after each commit, under the write lock; they are quick and never raise.
    """

    def __init__(self, path: Path | None, limits: Limits, *, read_only: bool = False) -> None:
        self._connection = opened(path, limits, read_only=read_only)
        self.path = path
        self.read_only = read_only
        self.limits = limits
        self.committed: list[Callable[[Database], None]] = []
        self._writes = 0
        self._closed = False

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor set on the workspace's tables. The caller closes it, or lets it go out of scope."""
        try:
            cursor = self._connection.cursor()
            cursor.execute(f"use {ATTACHED}")
        except duckdb.ConnectionException:
            # Closed because the file had to be opened again, and that did not work then: perhaps it does now.
            if not self.reopen():
                raise
            cursor = self._connection.cursor()
            cursor.execute(f"use {ATTACHED}")
        return cursor

    def ask(self, name: str, **parameters: Any) -> pd.DataFrame:
        """The rows of a named question (queries/<topic>/<name>.sql) with its parameters bound."""
        with self.cursor() as cursor:
            return cursor.execute(query(name).sql, parameters).df()

    def records(self, name: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of a named question as dicts of plain values: for few rows, quicker than a frame."""
        with self.cursor() as cursor:
            return records(cursor.execute(query(name).sql, parameters))

    def value(self, sql_name: str, **parameters: Any) -> Any:
        """The single value of a named question; None when it returns no row."""
        with self.cursor() as cursor:
            row = cursor.execute(query(sql_name).sql, parameters).fetchone()
        return None if row is None else row[0]

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor inside the one write transaction of the process; committed and checkpointed, or rolled back.

        DanVanError for a workspace that was opened read only (what was known on a past day is not changed), and when
        the disk does not take the change: nothing of it is in the data then.
        """
        if self.read_only:
            raise DanVanError(
                message="Đang xem số liệu của một ngày đã qua nên không ghi được.",
                remedy="Bấm “Về hôm nay” rồi làm lại.",
            )
        with WRITE_LOCK:
            room.ensure(self.path)
            with self.cursor() as cursor:
                cursor.execute("begin transaction")
                try:
                    yield cursor
                    self._writes = written.count(cursor, self._writes)
                except BaseException as error:
                    _roll_back(cursor)
                    if isinstance(error, duckdb.IOException | duckdb.OutOfMemoryException):
                        self._is_usable() or self.reopen()
                        raise room.refused(self.path, error) from error
                    raise
                fault = _commit(cursor)
            if fault is not None:
                self._go_on(fault)
            for tell in self.committed:
                tell(self)

    def _go_on(self, fault: duckdb.Error) -> None:
        """After a commit or its checkpoint failed: open the file again; DanVanError unless the change is in it.

        A failed checkpoint makes DuckDB refuse all further work, although the change is safe in its log.
        """
        LOG.warning("commit or checkpoint failed: %s", str(fault).splitlines()[0])
        if self._is_usable() or self.reopen():
            with self.cursor() as cursor:
                if written.standing(cursor) == self._writes:
                    return
        raise room.refused(self.path, fault) from fault

    def _is_usable(self) -> bool:
        try:
            with self.cursor() as cursor:
                written.standing(cursor)
        except duckdb.Error:
            return False
        return True

    def reopen(self) -> bool:
        """Let go of the file and open it again in the same place; whether that worked within some seconds."""
        if self.path is None or self._closed:
            return False
        with WRITE_LOCK:
            self._connection.close()
            for _ in range(TRIES):
                try:
                    self._connection = opened(self.path, self.limits, read_only=self.read_only)
                except DanVanError as error:
                    LOG.warning("not opened again yet: %s", error.__cause__ or error)
                    time.sleep(PAUSE)
                else:
                    return True
        return False

    def close(self) -> None:
        """Close the database; the file can then be opened by another process."""
        self._closed = True
        self._connection.close()


def _roll_back(cursor: duckdb.DuckDBPyConnection) -> None:
    try:
        cursor.execute("rollback")
    except duckdb.Error as error:
        # What DuckDB refuses to work on further has nothing to roll back; the first fault is the one to tell.
        LOG.warning("rollback: %s", str(error).splitlines()[0])


def _commit(cursor: duckdb.DuckDBPyConnection) -> duckdb.Error | None:
    """Commit, and write the log into the file; what went wrong, if anything did."""
    try:
        cursor.execute("commit")
    except duckdb.Error as error:
        return error
    # Readers in other threads may hold the old version; the log is then written at the next commit.
    try:
        cursor.execute(f"checkpoint {ATTACHED}")
    except duckdb.TransactionException:
        pass
    except duckdb.Error as error:
        return error
    return None


def connect(path: Path | None, *, memory_limit: str = "4GB", threads: int = 2, read_only: bool = False) -> Database:
    """Open (or create) the database file at `path`, or one in memory for None, locked down.

    Raises DanVanError when the file cannot be read, naming the file and what to do; nothing is changed then.
    """
    return Database(path, Limits(memory_limit, threads), read_only=read_only)
