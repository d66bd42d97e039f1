"""Owns the journal of writes: one line for each commit of whatever kind, on the disk outside the database.

Targets, cases, due days, briefings, settings are no batches; a commit of theirs that is lost with a damaged log would
be missed by nobody. Each commit has a number in the data (danvan.database.written): at a start the data must have come
as far as the last line. Which tables a commit changed is written beside, so that the report can say what to do again.
"""

import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import duckdb

from danvan.backup import identity, lines
from danvan.database import Database
from danvan.database.room import refused
from danvan.database.written import NAME, standing
from danvan.ingest.batches import now

LOG = logging.getLogger("danvan.backup")
WRITE, RESTORED = "write", "restored"
SMALL = 20_000
"""Tables of more rows are not read after each commit: that they changed shows by the count of their rows."""
DERIVED = ("figure", "figure_conflict", "warning")
REFERENCE = (
    "unit", "unit_name", "unit_succession", "unit_above", "territory", "region", "indicator", "indicator_level",
    "indicator_above", "cell_part", "cell_kind", "ratio_term", "period_standard", "period_part", "period_span",
    "period_difference",
)  # fmt: skip
"""What the program puts in by itself, and computes: never a change of a person's."""
Sums = dict[str, tuple[int, str]]


@dataclass(frozen=True)
class Written:
    """One line: write number `written` of the file `file_id` changed these tables; or (restored) a new beginning."""

    file_id: str
    written: int = 0
    tables: tuple[str, ...] = ()
    at: str = ""
    event: str = WRITE


def path_of(directory: Path, workspace: str) -> Path:
    """The journal of writes of a workspace."""
    return directory / "journal" / f"{workspace}.changes.jsonl"


def read(path: Path) -> tuple[Written, ...]:
    """Every line that can be read, in order."""
    known = {item.name for item in fields(Written)}
    found = []
    for told in lines.read(path)[0]:
        try:
            line = Written(**{key: value for key, value in told.items() if key in known})
            found.append(Written(**{**vars(line), "tables": tuple(line.tables)}))
        except TypeError:
            continue
    return tuple(found)


def append(path: Path, entries: Iterable[Written]) -> None:
    """Add lines; they are on the disk when this returns."""
    lines.append(path, (asdict(entry) for entry in entries))


def lost(known: Iterable[Written], file_id: str, number: int) -> list[Written]:
    """The acknowledged writes that a file which has come to write `number` does not hold."""
    expected: list[Written] = []
    for line in known:
        if line.file_id == file_id:
            expected = [] if line.event == RESTORED else [*expected, line]
    return [line for line in expected if line.written > number]


def number_of(database: Database) -> int:
    """The number of the last write that an open database holds."""
    with database.cursor() as cursor:
        return standing(cursor)


class Keeper:
    """Adds each commit to the journal of writes; called after it, under the write lock."""

    def __init__(self, path: Path, database: Database) -> None:
        self.path = path
        self._sums = sums(database)

    def __call__(self, database: Database) -> None:
        """Write down a commit. A journal that cannot be written is told of; the next line stands for this one too."""
        try:
            found = sums(database)
            tables = sorted(name for name in found if found[name] != self._sums.get(name))
            self._add(database, tuple(tables))
            self._sums = found
        except Exception as error:
            # The commit itself stands: to call it failed would make people send it twice.
            LOG.error("journal of writes %s: %s", self.path, refused(self.path, error))

    def restored(self, database: Database) -> None:
        """Write down that the data was put back to what it is now: what was expected before is not any more."""
        self._sums = sums(database)
        append(self.path, [Written(identity.of(database), event=RESTORED)])
        self._add(database, ())

    def _add(self, database: Database, tables: tuple[str, ...]) -> None:
        at = now().isoformat(timespec="seconds")
        append(self.path, [Written(identity.of(database), number_of(database), tables, at)])


def begin(path: Path, database: Database) -> Keeper:
    """Keep the journal of a ready workspace from now on; what was written before is made up for by one line."""
    keeper = Keeper(path, database)
    file_id, number = identity.of(database), number_of(database)
    if not any(line.file_id == file_id and line.written == number for line in read(path)[-1:]):
        try:
            keeper._add(database, ())
        except OSError as error:
            LOG.error("journal of writes %s: %s", path, error)
    return keeper


def sums(database: Database) -> Sums:
    """(rows, checksum) by table; the checksum is '' for large tables."""
    with database.cursor() as cursor:
        tables = _tables(cursor)
        asked = " union all ".join(_sum(name, rows) for name, rows in tables)
        found = cursor.execute(asked).fetchall() if asked else []
    return {name: (rows, check) for name, rows, check in found}


def _tables(cursor: duckdb.DuckDBPyConnection) -> list[tuple[str, int]]:
    told = (
        "select table_name, estimated_size from duckdb_tables() "
        "where database_name = current_database() and not internal order by table_name"
    )
    return [(name, rows) for name, rows in cursor.execute(told).fetchall() if name not in DERIVED + REFERENCE]


def _sum(name: str, rows: int) -> str:
    hashed = f'coalesce(sum(hash("{name}")), 0)::varchar' if rows <= SMALL else "''"
    # The number of the write itself changes with each.
    kept = f"where name <> '{NAME}'" if name == "setting" else ""
    return f"select '{name}' as name, count(*) as count_rows, {hashed} as checksum from \"{name}\" {kept}"
