"""Owns the connection to one workspace's database: opening, locking down, cursors and the write lock.

One process owns the file. Every call takes a cursor of its own (a shared one fails under threads) and every
change of data goes through `Database.writing`, the process-wide lock around BEGIN … COMMIT … CHECKPOINT:
without it two uploads of the same period would both commit and the data would double.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from danvan.database.queries import query
from danvan.errors import DanVanError

# Files of a newer duckdb are not read by older ones; this is the format that 1.5.5 writes and can always read.
STORAGE_VERSION = "v1.5.0"
ATTACHED = "workspace"
WRITE_LOCK = threading.RLock()


class Database:
    """An open workspace database. Threads share it; each call has its own cursor."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path | None, *, read_only: bool = False) -> None:
        self._connection = connection
        self.path = path
        self.read_only = read_only

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor set on the workspace's tables. The caller closes it, or lets it go out of scope."""
        cursor = self._connection.cursor()
        cursor.execute(f"use {ATTACHED}")
        return cursor

    def ask(self, name: str, **parameters: Any) -> pd.DataFrame:
        """The rows of a named question (queries/<topic>/<name>.sql) with its parameters bound."""
        with self.cursor() as cursor:
            return cursor.execute(query(name).sql, parameters).df()

    def value(self, sql_name: str, **parameters: Any) -> Any:
        """The single value of a named question; None when it returns no row."""
        with self.cursor() as cursor:
            row = cursor.execute(query(sql_name).sql, parameters).fetchone()
        return None if row is None else row[0]

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor inside the one write transaction of the process; committed and checkpointed, or rolled back.

        DanVanError for a workspace that was opened read only: what was known on a past day is not changed.
        """
        if self.read_only:
            raise DanVanError(
                message="Đang xem số liệu của một ngày đã qua nên không ghi được.",
                remedy="Bấm “Về hôm nay” rồi làm lại.",
            )
        with WRITE_LOCK, self.cursor() as cursor:
            cursor.execute("begin transaction")
            try:
                yield cursor
            except BaseException:
                cursor.execute("rollback")
                raise
            cursor.execute("commit")
            # Readers in other threads may hold the old version; the log is then written at the next commit.
            try:
                cursor.execute(f"checkpoint {ATTACHED}")
            except duckdb.TransactionException:
                pass

    def close(self) -> None:
        """Close the database; the file can then be opened by another process."""
        self._connection.close()


def connect(path: Path | None, *, memory_limit: str = "4GB", threads: int = 2, read_only: bool = False) -> Database:
    """Open (or create) the database file at `path`, or one in memory for None, locked down.

    Raises DanVanError when the file cannot be read, naming the file and what to do; nothing is changed then.
    """
    connection = duckdb.connect(":memory:", config={"memory_limit": memory_limit, "threads": threads})
    try:
        _attach(connection, path, read_only=read_only)
    except (duckdb.Error, OSError) as error:
        connection.close()
        raise _unreadable(path, error) from error
    temporary = "" if path is None else str(path.with_suffix(".tmp"))
    inbox = "" if path is None else str(path.parent / "inbox")
    for setting, value in (
        ("temp_directory", temporary),
        ("autoinstall_known_extensions", False),
        ("autoload_known_extensions", False),
        ("allowed_directories", [inbox] if inbox else []),
        ("enable_external_access", False),
        ("lock_configuration", True),
    ):
        connection.execute(f"set global {setting} = {_literal(value)}")
    return Database(connection, path, read_only=read_only)


def _attach(connection: duckdb.DuckDBPyConnection, path: Path | None, *, read_only: bool) -> None:
    connection.execute("set global TimeZone = 'Asia/Ho_Chi_Minh'")
    if path is None:
        connection.execute(f"attach ':memory:' as {ATTACHED}")
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    (path.parent / "inbox").mkdir(exist_ok=True)
    how = "read_only" if read_only else f"storage_version '{STORAGE_VERSION}'"
    connection.execute(f"attach {_literal(str(path))} as {ATTACHED} ({how})")


def _literal(value: bool | str | list[str]) -> str:
    # Settings and ATTACH take no bound parameters; these values are the program's own, quoted all the same.
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(_literal(item) for item in value) + "]"
    return "'" + value.replace("'", "''") + "'"


def _unreadable(path: Path | None, error: Exception) -> DanVanError:
    if re.search(r"set lock on file|conflicting lock|being used by another|file handle conflict", str(error), re.I):
        holder = re.search(r"PID (\d+)", str(error))
        who = f" (tiến trình số {holder[1]})" if holder else ""
        return DanVanError(
            message=f"Tệp dữ liệu {path} đang được một chương trình khác sử dụng{who}.",
            remedy="Đóng chương trình đó rồi thử lại; mỗi lúc chỉ một chương trình được mở tệp này.",
        )
    return DanVanError(
        message=f"Không đọc được tệp dữ liệu {path}: tệp hỏng hoặc không phải tệp của hệ thống này.",
        remedy="Không xóa tệp. Đổi tên tệp để giữ lại, chép bản sao lưu gần nhất vào đúng vị trí rồi khởi động lại. "
        f"Chi tiết kỹ thuật: {str(error).splitlines()[0]}",
    )
