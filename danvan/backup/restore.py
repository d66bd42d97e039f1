"""Owns putting a copy back: what would change, then the data is that of the copy; what was there before is set aside.

Two ways to the same end: into an open workspace in one transaction (readers go on, a crash leaves the old or the new),
or in place of a file that nobody has open, also one that does not open any more.
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
from danvan.ingest.batches import now
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
    keeper = recovery.keeper_of(database)
    # Nobody writes between the copy of what is there and the end: it would be in neither.
    with WRITE_LOCK, _telling():
        former = make.make(database, kept.workspace, BEFORE_RESTORE, who)
        if not former.good:
            raise DanVanError(text("backup.former_bad", why=former.fault), text("backup.former_bad_remedy"))
        try:
            with _staged(database.path.parent, store, kept) as staged:
                _announce(database.path, kept, who, reason)
                _fill(database, staged)
        except BaseException:
            keeper.restored(database, who, text("backup.act_not_restored"))
            raise
        beside.bring_files(database.path.parent, store, kept)
        _finish(database, kept, who, reason, ready, str(store.path(former)))
    return former


def _announce(path: Path, kept: Kept, who: str, reason: str) -> None:
    """Tell the journal before the data changes: a start in between expects neither what was nor what comes."""
    told = journal.Entry(kept.file_id, kept.seq, event=journal.RESTORED, by=who, note=reason)
    journal.append(journal.path_of(path.parent, kept.workspace), [told])


@contextmanager
def _telling() -> Iterator[None]:
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


def in_place(path: Path, store: Store, kept: Kept, who: str, reason: str, open_ready: Callable[[], Database]) -> Path:
    """Put a copy where the file of a workspace is or was, which nobody has open; where the former file lies now.

    open_ready: opens the workspace afterwards, ready for use. The former log is set aside with its file.
    """
    rights.need(rights.ADMINISTER)
    kept = checked(store, kept)
    with _telling():
        former = _replace(path, store, kept, who, reason)
    database = open_ready()
    try:
        _carry_over(former, database)
        _finish(database, kept, who, reason, lambda _: None, str(former))
    finally:
        database.close()
    return former


def _replace(path: Path, store: Store, kept: Kept, who: str, reason: str) -> Path:
    """Everything that needs room first, then the exchange of names; where the former file lies now."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.moi")
    if files.copy(store.path(kept), fresh) != kept.sha256:
        fresh.unlink()
        raise DanVanError(text("backup.copy_bad", number=kept.number, why=text("backup.file_changed")))
    beside.bring_files(path.parent, store, kept)
    former, log = files.aside(path), path.with_name(f"{path.name}.wal")
    if path.exists():
        _second_name(path, former)
    _announce(path, kept, who, reason)
    if log.exists():
        log.rename(former.with_name(f"{former.name}.wal"))
    fresh.replace(path)
    files.sync(path.parent)
    return former


def _carry_over(former: Path, database: Database) -> None:
    """What may only be added to comes along from the former file, when that can still be read."""
    if not former.exists():
        return
    try:
        before = connect(former, read_only=True)
    except DanVanError:
        return
    try:
        with before.cursor() as source, database.writing() as cursor:
            for table in ONLY_ADDED:
                cursor.register("former_rows", source.execute(f'select * from "{table}"').to_arrow_table())
                rows = f'select * from former_rows except all select * from "{table}"'
                cursor.execute(f'insert into "{table}" by name {rows}')
                cursor.unregister("former_rows")
    except duckdb.Error as error:
        LOG.warning("%s: %s", former, str(error).splitlines()[0])
    finally:
        before.close()


def _second_name(path: Path, former: Path) -> None:
    """Let the former file keep its bytes under another name; the old name is then taken over at once."""
    try:
        os.link(path, former)
    except OSError:
        files.copy(path, former)


def _finish(database: Database, kept: Kept, who: str, reason: str, ready: Ready, former: str) -> None:
    identity.put(database, identity.RESTORED)
    ready(database)
    recovery.keeper_of(database).restored(database, who, f"{kept.file} {reason}".strip())
    rights.record("restore", kept.workspace, text("backup.act_restored", copy=kept.file, former=former, reason=reason))


def keep_present(path: Path, workspace: str, who: str, reason: str, open_ready: Callable[[], Database]) -> None:
    """Go on with a file that holds less than its journal says, or begin anew where it is missing.

    The administrator decides so; it is written down, and the lines of before stay in the journal.
    """
    rights.need(rights.ADMINISTER)
    told = journal.path_of(path.parent, workspace)
    moment = now().isoformat(timespec="seconds")
    marks = dict.fromkeys([entry.file_id for entry in journal.read(told).entries] + [""])
    journal.append(
        told, [journal.Entry(mark, 0, event=journal.RESTORED, at=moment, by=who, note=reason) for mark in marks]
    )
    open_ready().close()
    recovery.note(path, workspace, text("backup.act_kept_present", who=who, reason=reason))
    rights.record("restore", workspace, text("backup.act_kept_present", who=who, reason=reason))
