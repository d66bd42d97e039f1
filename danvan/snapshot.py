"""A copy of a workspace as it was known at the end of a past day: the same tables, read only, figures and warnings too.

What is not dated (units, catalogue, documents) is as it is now. The figures are those of now, with the cells that
were reported or taken back since computed anew: the same as a rebuild from the batches known then (a test proves it).
"""

from datetime import date, datetime, time
from pathlib import Path

import duckdb

from danvan.database import Database, connect, query
from danvan.database.migrate import migrate
from danvan.figures import rule
from danvan.ingest.check import warnings

KEPT = 4
"""So many copies of a workspace stay on the disk; the longest unused go first."""
DERIVED = ("figure", "figure_conflict", "warning")
WHEN = ("created_at", "happened_at", "set_at", "used_at", "found_at")
"""Columns that say when a row came to be; rows of later are left out."""
MOVED_MUCH = 0.2
"""To compute everything anew costs less than to compute more than this share of the reports' cells."""
ROWS = 100_000


def moment(day: date) -> datetime:
    """The end of a day, by the clock of Việt Nam that all times are kept in."""
    return datetime.combine(day, time.max)


def mark(live: Database, day: date) -> str:
    """Changes when what was known at the end of the day changes (a newer catalogue, an older batch brought in)."""
    return str(live.value("as_of.known", moment=moment(day)))


def ready(live: Database, path: Path, day: date) -> Database:
    """The copy that lies at `path`, made first when there is none; opened read only."""
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f"{path.stem}.moi{path.suffix}")
        half.unlink(missing_ok=True)
        make(live, half, day)
        half.replace(path)
    path.touch()
    _forget(path)
    return connect(path, read_only=True)


def make(live: Database, path: Path, day: date) -> None:
    """Write the copy of an open workspace to a new file."""
    copy = connect(path)
    try:
        migrate(copy)
        with live.cursor() as source, copy.writing() as target:
            source.execute("begin transaction")  # one view of the data, whatever others commit meanwhile
            _copy(source, target, moment(day))
            _compute(source, target, moment(day))
            source.execute("rollback")
    finally:
        copy.close()


def _copy(source: duckdb.DuckDBPyConnection, target: duckdb.DuckDBPyConnection, until: datetime) -> None:
    batches = source.execute(query("as_of.batches").sql, {"moment": until}).df()
    target.register("batches_known", batches)
    target.execute("insert into batch by name select * from batches_known")
    for table, columns in _tables(source).items():
        if table == "batch":
            continue
        target.execute(f"delete from {table}")
        dated = next((column for column in WHEN if column in columns), None)
        where = f" where {dated} is null or {dated} <= ?" if dated else ""
        source.execute(f"select * from {table}{where}", [until] if dated else [])
        target.register("rows_known", source.to_arrow_reader(ROWS))
        known = "batch_id in (select batch_id from batch) or batch_id is null"
        ours = f" where {known}" if "batch_id" in columns and table not in DERIVED else ""
        target.execute(f"insert into {table} by name select * from rows_known{ours}")
        target.unregister("rows_known")
    target.unregister("batches_known")


def _tables(source: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """The tables of the workspace with their columns."""
    found: dict[str, list[str]] = {}
    told = source.execute(
        "select table_name, column_name from duckdb_columns() where database_name = current_database() "
        "and not internal and table_oid in (select table_oid from duckdb_tables()) order by all"
    )
    for table, column in told.fetchall():
        found.setdefault(table, []).append(column)
    return found


def _compute(source: duckdb.DuckDBPyConnection, target: duckdb.DuckDBPyConnection, until: datetime) -> None:
    """Bring the figures and warnings of now back to what was known then."""
    moved = source.execute(query("as_of.moved_cells").sql, {"moment": until}).df()
    if moved.empty:
        return
    cells = "select distinct indicator, unit_id, period_start, period_end from observation"
    every = source.execute(f"select count(*) from ({cells}) as cell").fetchone()[0]
    if len(moved) > MOVED_MUCH * every:
        rule.rebuild(target)
        warnings.refresh_all(target)
        return
    rule.refresh(target, moved)
    warnings.refresh(target, None)


def _forget(path: Path) -> None:
    """Take the longest unused copies of the same workspace away; they can be made again."""
    workspace = path.name.split("~")[0]
    copies = sorted(path.parent.glob(f"{workspace}~*{path.suffix}"), key=lambda at: at.stat().st_mtime, reverse=True)
    for old in copies[KEPT:]:
        try:
            old.unlink()
        except OSError:
            # Still open on a system that holds open files; it goes the next time.
            continue
