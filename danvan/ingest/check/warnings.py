"""Owns the table `warning`: what the checks find in the figures as they are, kept up to date like the figures.

Derived data: `refresh` looks at the part that the rule has just recomputed, `refresh_all` at everything, and both
come to the same warnings. One that is found again keeps the day and the batch at which it was first found.
"""

import hashlib

import duckdb

from danvan.database import Database, query
from danvan.figures.rule import rebuild_database
from danvan.ingest.batches import now
from danvan.ingest.check import domain

# These look over the years of a unit, at reported figures only; the others stay within the year of a cell.
ACROSS = ["warn_jump", "warn_cumulative_falls"]
# To look at everything costs less than to pick out more than this share of it.
LARGE = 0.2


def refresh(cursor: duckdb.DuckDBPyConnection, batch_id: str | None) -> None:
    """After rule.refresh or rebuild, in its transaction and on its cursor: the warnings of what it touched."""
    cursor.execute(query("quality.region").sql, {"named": list(domain.named())})
    if cursor.execute(query("quality.share").sql).fetchone()[0] > LARGE:
        refresh_all(cursor, batch_id)
        return
    touched = {row[0] for row in cursor.execute("select distinct indicator from region").fetchall()}
    with domain.shadowed(cursor, "quality.touched"):
        domain.run(cursor, domain.names(), touched)
    _keep(cursor, batch_id, whole=False)


def refresh_all(cursor: duckdb.DuckDBPyConnection, batch_id: str | None = None) -> None:
    """The warnings of all figures, in the caller's transaction (after rule.rebuild)."""
    cursor.execute(query("rule.tables").sql)
    cursor.execute("create or replace temp table region (unit_id varchar, indicator varchar, bucket bigint)")
    domain.run(cursor, domain.names())
    cursor.execute("drop view temp.violation")
    _keep(cursor, batch_id, whole=True)
    cursor.execute("delete from setting where name = 'checks'")
    cursor.execute("insert into setting values ('checks', ?)", [fingerprint()])


def rebuild(database: Database) -> None:
    """All figures and all warnings anew."""
    rebuild_database(database)
    with database.writing() as cursor:
        refresh_all(cursor)


def ensure(database: Database, *, rebuilt: bool = False) -> bool:
    """Look at everything when the checks are not those that the warnings come from, or the figures were rebuilt."""
    with database.cursor() as cursor:
        row = cursor.execute("select value from setting where name = 'checks'").fetchone()
    if row and row[0] == fingerprint() and not rebuilt:
        return False
    with database.writing() as cursor:
        refresh_all(cursor)
    return True


def fingerprint() -> str:
    """A digest of the checks: equal digests, equal warnings of equal figures."""
    texts = [query(domain.PREFIX + name).sql for name in domain.names()]
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()


def _keep(cursor: duckdb.DuckDBPyConnection, batch_id: str | None, *, whole: bool) -> None:
    """Warnings no longer found go, new ones come, the others stay as they are."""
    among = {"whole": whole, "across": ACROSS}
    cursor.execute(query("quality.forget").sql, among)
    cursor.execute(query("quality.keep").sql, {**among, "found_at": now(), "batch": batch_id})
