"""Owns the book of the server: accounts, sessions, failed sign-ins and the journal, one SQLite file in the data folder.

Not in the workspaces: the command line must add or close an account while the server runs, and a DuckDB file belongs to
one process; and an account is of the office, not of one workspace. Statements lie beside this module, one a file.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from danvan import workspace
from danvan.errors import DanVanError

FILE = "tai-khoan.sqlite"
SQL = Path(__file__).with_name("sql")
WAIT = 10.0


@cache
def statement(name: str) -> str:
    """The SQL of that name (sql/<name>.sql); its values are bound as :parameters."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


class Book:
    """The book of one data folder. Each call opens the file anew: threads and processes never share a connection."""

    def __init__(self, directory: Path | None = None) -> None:
        self.path = (directory or workspace.data_directory()) / FILE

    @property
    def exists(self) -> bool:
        """Whether anything was ever written; reading a book that is not there yet finds nothing."""
        return self.path.is_file()

    def rows(self, name: str, /, **values: Any) -> list[dict[str, Any]]:
        """The rows of a statement that reads."""
        if not self.exists:
            return []
        with self._open() as connection:
            return [dict(row) for row in connection.execute(statement(name), values)]

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection inside one transaction that no other writer shares; committed to the disk, or rolled back."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._open() as connection:
            connection.execute("begin immediate")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        new = not self.exists
        try:
            connection = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None)
        except sqlite3.Error as error:
            raise _unreadable(self.path) from error
        try:
            if new:
                # Password hashes lie in it: for nobody but the account the server runs under.
                self.path.chmod(0o600)
            connection.row_factory = sqlite3.Row
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma synchronous = full")
            connection.execute("pragma foreign_keys = on")
            if not connection.execute("pragma user_version").fetchone()[0]:
                connection.executescript(statement("schema"))
            yield connection
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.IntegrityError | sqlite3.OperationalError | sqlite3.ProgrammingError):
                raise
            raise _unreadable(self.path) from error
        finally:
            connection.close()


def _unreadable(path: Path) -> DanVanError:
    return DanVanError(
        message=f"Không đọc được tệp tài khoản {path}.",
        remedy="Lấy lại tệp này từ bản sao lưu; không xóa tệp hiện có.",
    )
