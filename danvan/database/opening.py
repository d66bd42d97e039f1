"""Owns opening one workspace's file in DuckDB: attached, limited and locked down; and why it could not be opened."""

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from danvan.errors import DanVanError

# Files of a newer duckdb are not read by older ones; this is the format that 1.5.5 writes and can always read.
STORAGE_VERSION = "v1.5.0"
ATTACHED = "workspace"


@dataclass(frozen=True)
class Limits:
    """How much of the machine an opening may use: memory as DuckDB writes it, processors."""

    memory: str = "4GB"
    threads: int = 2


class Unreadable(DanVanError):
    """The file is damaged, or is none of ours."""


class InUse(DanVanError):
    """Another program has the file open; `process`: its number, 0 when it is not told."""

    process = 0


def opened(path: Path | None, limits: Limits, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection with the file (or memory, for None) attached as `workspace`, locked down.

    Unreadable or InUse when it cannot be opened, naming the file and what to do; nothing is changed then.
    """
    connection = duckdb.connect(":memory:", config={"memory_limit": limits.memory, "threads": limits.threads})
    try:
        _attach(connection, path, read_only=read_only)
    except (duckdb.Error, OSError) as error:
        connection.close()
        raise _fault(path, error) from error
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
        connection.execute(f"set global {setting} = {literal(value)}")
    return connection


def _attach(connection: duckdb.DuckDBPyConnection, path: Path | None, *, read_only: bool) -> None:
    connection.execute("set global TimeZone = 'Asia/Ho_Chi_Minh'")
    if path is None:
        connection.execute(f"attach ':memory:' as {ATTACHED}")
        return
    if not read_only:
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / "inbox").mkdir(exist_ok=True)
    how = "read_only" if read_only else f"storage_version '{STORAGE_VERSION}'"
    connection.execute(f"attach {literal(str(path))} as {ATTACHED} ({how})")


def literal(value: bool | str | list[str]) -> str:
    """A value as SQL writes it. Settings and ATTACH take no bound parameters; these values are the program's own."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(literal(item) for item in value) + "]"
    return "'" + value.replace("'", "''") + "'"


def _fault(path: Path | None, error: Exception) -> DanVanError:
    if re.search(r"set lock on file|conflicting lock|being used by another|file handle conflict", str(error), re.I):
        holder = re.search(r"PID (\d+)", str(error))
        who = f" (tiến trình số {holder[1]})" if holder else ""
        in_use = InUse(
            message=f"Tệp dữ liệu {path} đang được một chương trình khác sử dụng{who}.",
            remedy="Đóng chương trình đó rồi thử lại; mỗi lúc chỉ một chương trình được mở tệp này.",
        )
        in_use.process = int(holder[1]) if holder else 0
        return in_use
    return Unreadable(
        message=f"Không đọc được tệp dữ liệu {path}: tệp hỏng hoặc không phải tệp của hệ thống này.",
        remedy="Không xóa tệp. Khôi phục bản sao lưu gần nhất: python -m danvan restore. "
        f"Chi tiết kỹ thuật: {str(error).splitlines()[0]}",
    )
