"""Owns the journal: one line per acknowledged batch, on the disk outside the database, compared at every start.

DuckDB opens a log that is damaged in its middle without a word and drops what came later; the journal knows better.
Lines are only ever added; one that cannot be read is skipped and told of. Writes that are no batch: changes.py.
"""

import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import duckdb

from danvan.backup import identity, lines
from danvan.database import Database
from danvan.database.room import refused
from danvan.ingest.batches import now

LOG = logging.getLogger("danvan.backup")
BATCH, RESTORED = "batch", "restored"
ENGINE = f"duckdb-{duckdb.__version__}"
"""Whose checksums these are: another version may hash otherwise, and nothing is compared then."""


@dataclass(frozen=True)
class Entry:
    """One line: a batch that was acknowledged, or (event restored) that only the lines below it hold from now on.

    `file_id` says of which database file; `rows` and `check` what the file held of the batch's reports.
    """

    file_id: str
    seq: int
    batch: str = ""
    event: str = BATCH
    kind: str = ""
    title: str = ""
    at: str = ""
    by: str = ""
    rows: int = 0
    check: str = ""
    file_name: str = ""
    file_path: str = ""
    undoes: str = ""
    note: str = ""


def differs(noted: Entry, held: Entry | None) -> bool:
    """Whether a batch is not what was written down of it."""
    if held is None or held.rows != noted.rows:
        return True
    return held.check != noted.check and held.check.split()[0] == noted.check.partition(" ")[0]


@dataclass(frozen=True)
class Lines:
    """What the journal says: its entries in order, and the numbers of the lines that cannot be read (from 1)."""

    entries: tuple[Entry, ...]
    damaged: tuple[int, ...]

    def expected(self, file_id: str | None = None) -> dict[int, Entry]:
        """The batches that the file has to hold, by number; of the last file told of when none is named."""
        wanted = file_id or (self.entries[-1].file_id if self.entries else "")
        standing: dict[int, Entry] = {}
        for entry in self.entries:
            if entry.file_id != wanted:
                continue
            if entry.event == RESTORED:
                standing = {}
            else:
                standing[entry.seq] = entry
        return standing


def path_of(directory: Path, workspace: str) -> Path:
    """The journal of a workspace."""
    return directory / "journal" / f"{workspace}.jsonl"


def read(path: Path) -> Lines:
    """Everything that can be read of a journal; an absent one says nothing."""
    found, damaged = lines.read(path)
    known = {item.name for item in fields(Entry)}
    entries = [{key: value for key, value in told.items() if key in known} for told in found]
    return Lines(tuple(Entry(**{"file_id": "", "seq": 0, **told}) for told in entries), damaged)


def append(path: Path, entries: Iterable[Entry]) -> None:
    """Add lines; they are on the disk when this returns."""
    lines.append(path, (asdict(entry) for entry in entries))


def batches_after(database: Database, after: int) -> list[Entry]:
    """What the database holds of the batches after a number, as the journal would have it."""
    file_id = identity.of(database)
    return [
        Entry(
            file_id,
            int(row["seq"]),
            row["batch_id"],
            kind=row["kind"],
            title=row["title"] or "",
            at=row["created_at"].isoformat(timespec="seconds"),
            by=row["created_by"] or "",
            rows=int(row["observations"]),
            check=f"{ENGINE} {row['checksum']}",
            file_name=row["file_name"] or "",
            file_path=row["file_path"] or "",
            undoes=row["undoes"] if isinstance(row["undoes"], str) else "",
        )
        for row in database.ask("backup.batches", after=after).to_dict("records")
    ]


class Keeper:
    """Adds what was committed to the journal; called after each commit, under the write lock."""

    def __init__(self, path: Path, last: int) -> None:
        self.path = path
        self.last = last

    def __call__(self, database: Database) -> None:
        """Write down the batches that are new. A journal that cannot be written is told of, and caught up later."""
        try:
            new = batches_after(database, self.last)
            append(self.path, new)
            self.last = max((entry.seq for entry in new), default=self.last)
        except Exception as error:
            # The commit itself stands: to call it failed would make people send it twice.
            LOG.error("journal %s: %s", self.path, refused(self.path, error))

    def restored(self, database: Database, who: str, note: str) -> None:
        """Write down that the data was put back to what it is now."""
        moment = now().isoformat(timespec="seconds")
        held = batches_after(database, 0)
        self.last = max((entry.seq for entry in held), default=0)
        told = Entry(identity.of(database), self.last, event=RESTORED, at=moment, by=who, note=note)
        append(self.path, [told, *held])
