"""Owns looking at a copy: opened by itself, its rows counted and summed, compared with what it has to hold."""

import threading
from pathlib import Path

import duckdb

from danvan.backup import files, identity, journal
from danvan.backup.store import Kept, Store
from danvan.database import Database, connect, query
from danvan.database.written import standing
from danvan.errors import DanVanError
from danvan.ingest.batches import now
from danvan.texts import text

LOOKING = threading.Lock()
"""A file is opened once at a time in a program; looks at a copy wait for one another."""


def held(cursor: duckdb.DuckDBPyConnection) -> dict:
    """What the database that the cursor uses holds: rows by table, checksums, last batch, last write."""
    told = "select table_name from duckdb_tables() where database_name = current_database() and not internal order by 1"
    counts = {}
    for (table,) in cursor.execute(told).fetchall():
        counts[table] = cursor.execute(f'select count(*) from "{table}"').fetchone()[0]
    checks = {name: found for name, _, found in cursor.execute(query("backup.checksums").sql).fetchall()}
    seq, batch, _ = cursor.execute(query("backup.latest").sql).fetchone()
    return {"counts": counts, "checks": checks, "seq": seq, "batch": batch or "", "written": standing(cursor)}


def is_current(kept: Kept, database: Database) -> bool:
    """Whether nothing was written since the copy was made."""
    with database.cursor() as cursor:
        return (kept.written, kept.restored) == (standing(cursor), identity.restored(database))


def compared(path: Path, known: Kept) -> str:
    """Open a copy by itself and compare it with what it has to hold: '' when it is equal, else what is wrong."""
    with LOOKING:
        try:
            opened = connect(path, read_only=True)
        except DanVanError as error:
            return str(error)
        try:
            with opened.cursor() as cursor:
                found = held(cursor)
        except duckdb.Error as error:
            return str(error).splitlines()[0]
        finally:
            opened.close()
    wrong = [name for name, rows in known.counts.items() if found["counts"].get(name) != rows]
    if known.engine == journal.ENGINE:
        wrong += [name for name, check in known.checks.items() if found["checks"].get(name) != check]
    return text("backup.unequal", tables=", ".join(dict.fromkeys(wrong))) if wrong else ""


def verify(store: Store, kept: Kept) -> Kept:
    """Look at a copy again: its file byte for byte, opened, compared, its originals there. Written down either way."""
    path = store.path(kept)
    if not path.is_file():
        fault = text("backup.file_gone")
    elif files.digest(path) != kept.sha256:
        fault = text("backup.file_changed")
    else:
        fault = compared(path, kept)
    missing = [name for name in kept.originals if name not in kept.lost and not store.original(name).is_file()]
    if not fault and missing:
        fault = text("backup.originals_gone", count=len(missing))
    return store.mark(kept, verified_at=now().isoformat(timespec="seconds"), fault=fault)
