"""Owns the number of the last write, kept in the data itself: it tells whether a change is in, or a copy current."""

import duckdb

NAME = "written"


def standing(cursor: duckdb.DuckDBPyConnection) -> int:
    """The number of the last write that the data holds; 0 for a file without tables."""
    if not _has_settings(cursor):
        return 0
    row = cursor.execute("select max(value::bigint) from setting where name = ?", [NAME]).fetchone()
    return row[0] or 0


def count(cursor: duckdb.DuckDBPyConnection, known: int) -> int:
    """Number the write of this transaction, after `known` and after what the data holds; the number."""
    number = max(standing(cursor), known) + 1
    if _has_settings(cursor):
        cursor.execute("delete from setting where name = ?", [NAME])
        cursor.execute("insert into setting values (?, ?)", [NAME, str(number)])
    return number


def _has_settings(cursor: duckdb.DuckDBPyConnection) -> bool:
    told = "select count(*) from duckdb_tables() where database_name = current_database() and table_name = 'setting'"
    return cursor.execute(told).fetchone()[0] > 0
