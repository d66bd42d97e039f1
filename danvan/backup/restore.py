"""Owns putting a copy back: what would change, then the data is that of the copy; what was there before is set aside.

Here into an open workspace, in one transaction: readers go on, a crash leaves the old or the new. In place of a file
that nobody has open, also one that does not open any more: in_place.py.
"""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from danvan import rights
from danvan.backup import beside, compare, files, identity, journal, make, recovery
from danvan.backup.store import BEFORE_RESTORE, Kept, Store
from danvan.database import Database, connect
from danvan.database.connection import WRITE_LOCK
from danvan.database.migrate import migrate
from danvan.database.opening import ATTACHED, literal
from danvan.errors import DanVanError
from danvan.texts import text

LOG = logging.getLogger("danvan.backup")
SOURCE = "put_back"
ONLY_ADDED = ("audit",)
"""What people did stays known whatever copy is put back."""
Ready = Callable[[Database], None]


@dataclass(frozen=True)
class Change:
    """What putting a copy back would change. gone, back: batches that would not be there any more, or again.

    before, after: rows by table; before is empty when the present data cannot be read.
    """

    gone: tuple[dict, ...]
    back: tuple[dict, ...]
    before: dict[str, int]
    after: dict[str, int]


def checked(store: Store, kept: Kept) -> Kept:
    """The copy, looked at again; DanVanError when it is not what was kept."""
    looked = compare.verify(store, kept)
    if not looked.good:
        raise DanVanError(text("backup.copy_bad", number=kept.number, why=looked.fault), text("backup.copy_bad_remedy"))
    return looked


def preview(store: Store, kept: Kept, present: Database | None) -> Change:
    """Compare a copy with the open workspace; without one, with what its journal tells."""
    with compare.LOOKING:
        copy = connect(store.path(kept), read_only=True)
        try:
            theirs = _batches(copy)
        finally:
            copy.close()
    if present is None:
        lines = journal.read(journal.path_of(store.directory, kept.workspace))
        known = {_key(entry): vars(entry) for entry in lines.expected().values()}
        gone = [told for key, told in known.items() if key not in theirs]
        return Change(tuple(gone), (), {}, kept.counts)
    with present.cursor() as cursor:
        before = compare.held(cursor)["counts"]
    ours = _batches(present)
    gone = [row for key, row in ours.items() if key not in theirs]
    back = [row for key, row in theirs.items() if key not in ours]
    return Change(tuple(gone), tuple(back), before, kept.counts)


def _batches(database: Database) -> dict[tuple[str, ...], dict]:
    return {_key(entry): vars(entry) for entry in journal.batches_after(database, 0)}


def _key(entry: journal.Entry) -> tuple[str, ...]:
    return (entry.batch, entry.kind, entry.at, entry.by, entry.title)


def into_open(database: Database, store: Store, kept: Kept, who: str, reason: str, ready: Ready) -> Kept:
    """Make an open workspace what the copy holds; the copy under which the former state is kept.

    ready: brings a database of an older program into shape, reference data and figures.
    """
    rights.need(rights.ADMINISTER)
    kept = checked(store, kept)
    # Nobody writes between the copy of what is there and the end: it would be in neither.
    with WRITE_LOCK, telling():
        former = make.make(database, kept.workspace, BEFORE_RESTORE, who)
        if not former.good:
            raise DanVanError(text("backup.former_bad", why=former.fault), text("backup.former_bad_remedy"))
        try:
            with _staged(database.path.parent, store, kept) as staged:
                announce(database.path, kept, who, reason)
                _fill(database, staged)
        except BaseException:
            recovery.restored(database, who, text("backup.act_not_restored"))
            raise
        beside.bring_files(database.path.parent, store, kept)
        finish(database, kept, who, reason, ready, str(store.path(former)))
    return former


def announce(path: Path, kept: Kept, who: str, reason: str) -> None:
    """Tell the journals, before the data changes, that it will be what the copy holds."""
    told = journal.Entry(kept.file_id, kept.seq, event=journal.RESTORED, by=who, note=reason)
    recovery.announce(path, kept.workspace, [told])


@contextmanager
def telling() -> Iterator[None]:
    """What a disk or DuckDB says, as a fault that a reader understands."""
    try:
        yield
    except (OSError, duckdb.Error) as error:
        LOG.error("not put back: %s", error)
        why = str(error).splitlines()[0]
        raise DanVanError(text("backup.not_restored", why=why), text("backup.not_restored_remedy")) from error


@contextmanager
def _staged(directory: Path, store: Store, kept: Kept) -> Iterator[Path]:
    """The copy once more beside the data, in today's shape."""
    staged = directory / "inbox" / f"khoi-phuc-{kept.number:06d}-{os.getpid()}.duckdb"
    try:
        files.copy(store.path(kept), staged)
        shaped = connect(staged)
        try:
            migrate(shaped)
        finally:
            shaped.close()
        yield staged
    finally:
        for left in staged.parent.glob(f"{staged.name}*"):
            left.unlink(missing_ok=True)


def _fill(database: Database, staged: Path) -> None:
    """Every table of the workspace gets the rows of the staged file, in one transaction."""
    with database.cursor() as cursor:
        cursor.execute(f"attach {literal(str(staged))} as {SOURCE} (read_only)")
    try:
        with database.writing() as cursor:
            for table in compare.held(cursor)["counts"]:
                rows = f'select * from {SOURCE}."{table}"'
                if table in ONLY_ADDED:
                    rows += f' except all select * from {ATTACHED}."{table}"'
                else:
                    cursor.execute(f'delete from {ATTACHED}."{table}"')
                cursor.execute(f'insert into {ATTACHED}."{table}" by name {rows}')
    finally:
        with database.cursor() as cursor:
            try:
                cursor.execute(f"detach {SOURCE}")
            except duckdb.Error as error:
                LOG.warning("detach: %s", str(error).splitlines()[0])


def finish(database: Database, kept: Kept, who: str, reason: str, ready: Ready, former: str) -> None:
    identity.put(database, identity.RESTORED)
    ready(database)
    recovery.restored(database, who, f"{kept.file} {reason}".strip())
    rights.record("restore", kept.workspace, text("backup.act_restored", copy=kept.file, former=former, reason=reason))
