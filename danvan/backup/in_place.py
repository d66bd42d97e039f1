"""Owns putting a copy where the file of a workspace is or was, while nobody has it open; and going on without one."""

import logging
import os
from collections.abc import Callable
from pathlib import Path

import duckdb

from danvan import rights
from danvan.backup import alone, beside, files, journal, recovery, restore
from danvan.backup.store import Kept, Store
from danvan.database import Database, connect
from danvan.errors import DanVanError
from danvan.ingest.batches import now
from danvan.texts import text

LOG = logging.getLogger("danvan.backup")


def put(path: Path, store: Store, kept: Kept, who: str, reason: str, open_ready: Callable[[], Database]) -> Path:
    """Put a copy where the file of a workspace is or was, which nobody has open; where the former file lies now.

    open_ready: opens the workspace afterwards, ready for use. The former log is set aside with its file.
    """
    rights.need(rights.ADMINISTER)
    kept = restore.checked(store, kept)
    with restore.telling():
        former = _replace(path, store, kept, who, reason)
    database = open_ready()
    try:
        _carry_over(former, database)
        restore.finish(database, kept, who, reason, lambda _: None, str(former))
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
    with alone.holding(path):
        restore.announce(path, kept, who, reason)
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
            for table in restore.ONLY_ADDED:
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


def keep_present(path: Path, workspace: str, who: str, reason: str, open_ready: Callable[[], Database]) -> None:
    """Go on with a file that holds less than its journal says, or begin anew where it is missing.

    The administrator decides so; it is written down, and the lines of before stay in the journal.
    """
    rights.need(rights.ADMINISTER)
    known = journal.read(journal.path_of(path.parent, workspace)).entries
    moment = now().isoformat(timespec="seconds")
    marks = dict.fromkeys([entry.file_id for entry in known] + [""])
    with alone.holding(path):
        told = [journal.Entry(mark, 0, event=journal.RESTORED, at=moment, by=who, note=reason) for mark in marks]
        recovery.announce(path, workspace, told)
    open_ready().close()
    recovery.note(path, workspace, text("backup.act_kept_present", who=who, reason=reason))
    rights.record("restore", workspace, text("backup.act_kept_present", who=who, reason=reason))
