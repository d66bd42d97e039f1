"""Owns the shape of the tables: numbered migrations (danvan/schema/NNNN_*.sql), each applied once, in order."""

from pathlib import Path

import duckdb

from danvan.database.connection import Database
from danvan.errors import DanVanError

SCHEMA = Path(__file__).resolve().parents[1] / "schema"


def migrate(database: Database) -> int:
    """Bring the tables to the newest shape; the number reached. A file of a newer program is refused unchanged."""
    steps = _steps()
    reached = version(database)
    if reached > max(steps):
        raise DanVanError(
            message=f"Tệp dữ liệu {database.path} thuộc phiên bản mới hơn chương trình (cấu trúc số {reached}).",
            remedy=f"Cài phiên bản chương trình hỗ trợ cấu trúc số {reached}; bản này hỗ trợ đến số {max(steps)}.",
        )
    for number in sorted(number for number in steps if number > reached):
        with database.writing() as cursor:
            cursor.execute(steps[number].read_text(encoding="utf-8"))
            cursor.execute("delete from setting where name = 'schema_version'")
            cursor.execute("insert into setting values ('schema_version', ?)", [str(number)])
    return max(steps)


def newest() -> int:
    """The number of this program's last migration."""
    return max(_steps())


def _steps() -> dict[int, Path]:
    return {int(path.name[:4]): path for path in sorted(SCHEMA.glob("[0-9][0-9][0-9][0-9]_*.sql"))}


def version(database: Database) -> int:
    """The number of the last migration applied; 0 for a new file."""
    with database.cursor() as cursor:
        try:
            row = cursor.execute("select value from setting where name = 'schema_version'").fetchone()
        except duckdb.CatalogException:
            return 0
    return int(row[0]) if row else 0
