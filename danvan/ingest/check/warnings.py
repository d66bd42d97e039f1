"""Owns the table `warning`: what the checks find in the figures as they are, kept up to date like the figures.

Derived data: `refresh` looks at the part that the rule has just recomputed, `refresh_all` at everything, and both
come to the same warnings. One that is found again keeps the day and the batch at which it was first found.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator

import duckdb

from danvan.database import Database, query
from danvan.figures.rule import rebuild_database
from danvan.ingest.batches import now
from danvan.ingest.check import domain

# These look over the years of a unit, at reported figures only; the others stay within the year of a cell.
ACROSS = ["warn_jump", "warn_cumulative_falls"]
# So many cells of (unit, indicator, year) are looked at together: little memory, however large an import.
MOST = 24_000


def refresh(cursor: duckdb.DuckDBPyConnection, batch_id: str | None) -> None:
    """After rule.refresh or rebuild, in its transaction and on its cursor: the warnings of what it touched."""
    cursor.execute(query("quality.region").sql, {"named": list(domain.named())})
    sizes = cursor.execute(query("quality.sizes").sql).fetchall()
    cursor.execute(query("quality.found_table").sql)
    if sum(cells for *_, cells in sizes) <= MOST:
        _look(cursor, {indicator for _, indicator, _ in sizes})
    else:
        _look_by_shares(cursor, sizes)
    _keep(cursor, batch_id, whole=False)


def _look(cursor: duckdb.DuckDBPyConnection, indicators: set[str]) -> None:
    with domain.shadowed(cursor, "quality.touched"):
        domain.run(cursor, domain.names(), indicators, anew=False)


def _look_by_shares(cursor: duckdb.DuckDBPyConnection, sizes: list[tuple[str, str, int]]) -> None:
    """Look at the region a few indicators at a time; those that a check relates to others stay together."""
    cursor.execute("create or replace temp table whole_region as from region")
    for indicators in _shares(sizes):
        cursor.execute(query("quality.region_part").sql, {"indicators": sorted(indicators)})
        _look(cursor, indicators)
    cursor.execute("create or replace temp table region as from whole_region")


def _shares(sizes: list[tuple[str, str, int]]) -> Iterator[set[str]]:
    """(topic, indicator, cells) in shares of about `MOST` cells, by topic and name."""
    named, together = set(domain.named()), defaultdict(list)
    for topic, indicator, cells in sizes:
        together[topic, "" if indicator in named else indicator].append((indicator, cells))
    share: set[str] = set()
    room = MOST
    for key in sorted(together):
        cells = sum(count for _, count in together[key])
        if share and cells > room:
            yield share
            share, room = set(), MOST
        share |= {indicator for indicator, _ in together[key]}
        room -= cells
    if share:
        yield share


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
