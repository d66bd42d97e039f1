"""Owns making a copy: a compact one of what the data is at one moment, opened again and compared before it counts.

Readers and writers go on meanwhile. The files as they were sent are kept beside, once each.
"""

import logging
import os
import sqlite3
import threading
import time
from pathlib import Path

import duckdb

from danvan import rights
from danvan.backup import beside, compare, files, identity, journal
from danvan.backup.store import BOOK, BY_HAND, Kept, Store
from danvan.database import Database, room
from danvan.database.migrate import SCHEMA, version
from danvan.database.opening import ATTACHED, STORAGE_VERSION, literal
from danvan.errors import DanVanError
from danvan.ingest import originals
from danvan.ingest.batches import now
from danvan.texts import text

LOG = logging.getLogger("danvan.backup")
MAKING = threading.RLock()
COPY = "copy_of"


def make(database: Database, workspace: str, why: str, who: str) -> Kept:
    """Copy an open workspace, verify the copy and keep it. DanVanError when it cannot be made; a faulty one is told of.

    Copies beyond those worth keeping go away, automatic ones only.
    """
    directory = _directory(database)
    store = Store(directory, workspace)
    with MAKING:
        began = time.monotonic()
        _room(database, store)
        number = store.next_number()
        moment = now()
        staged = directory / "inbox" / f"sao-luu-{number:06d}-{os.getpid()}.duckdb"
        try:
            copied = _copy(database, staged)
            batch = copied["batch"] or "0"
            name = f"{number:06d}~{moment:%Y-%m-%dT%H-%M-%S}~{batch}~{why}.duckdb"
            known = Kept(number, workspace, moment.isoformat(timespec="seconds"), why, who, name, **copied)
            kept = _keep(store, directory, staged, known, began)
        except (OSError, duckdb.Error, sqlite3.Error) as error:
            LOG.error("backup of %s: %s", workspace, error)
            raise DanVanError(
                text("backup.not_made", why=str(error).splitlines()[0]), text("backup.not_made_remedy", place=store.own)
            ) from error
        finally:
            for left in staged.parent.glob(f"{staged.name}*"):
                left.unlink(missing_ok=True)
        if kept.good:
            _rotate(store)
        return kept


def _rotate(store: Store) -> None:
    try:
        store.rotate()
    except OSError as error:
        # The copy is made; what was to go stays until the next time.
        LOG.error("rotation in %s: %s", store.own, error)


def by_hand(database: Database, workspace: str, who: str) -> Kept:
    """A copy because somebody wants one now; rights.Refused for somebody who may not administer."""
    rights.need(rights.ADMINISTER)
    kept = make(database, workspace, BY_HAND, who)
    rights.record("backup", workspace, kept.file)
    return kept


def _directory(database: Database) -> Path:
    if database.path is None:
        raise DanVanError(text("backup.in_memory"))
    return database.path.parent


def _room(database: Database, store: Store) -> None:
    """DanVanError when a disk cannot take the copy and still have what it needs."""
    size = database.path.stat().st_size if database.path.exists() else 0
    needed = size + room.least()
    for folder in {database.path.parent, store.folder}:
        if (left := room.free(folder)) < needed:
            raise DanVanError(
                text("backup.no_room", place=folder, left=left // 2**20, needed=needed // 2**20),
                text("backup.no_room_remedy"),
            )


def _copy(database: Database, staged: Path) -> dict:
    """Copy every table as it is at one moment into a new file; what the copy holds."""
    staged.unlink(missing_ok=True)
    file_id, restored, number = identity.of(database), identity.restored(database), version(database)
    with database.cursor() as cursor:
        cursor.execute(f"attach {literal(str(staged))} as {COPY} (storage_version {literal(STORAGE_VERSION)})")
        try:
            cursor.execute(f"use {COPY}")
            for path in sorted(SCHEMA.glob("[0-9][0-9][0-9][0-9]_*.sql")):
                if int(path.name[:4]) <= number:
                    cursor.execute(path.read_text(encoding="utf-8"))
            cursor.execute(f"use {ATTACHED}")
            cursor.execute("begin transaction")
            try:
                found = compare.held(cursor)
                for table in found["counts"]:
                    cursor.execute(f'delete from {COPY}."{table}"')
                    cursor.execute(f'insert into {COPY}."{table}" by name select * from {ATTACHED}."{table}"')
                sent = cursor.execute("select distinct file_path from batch where file_path <> ''").fetchall()
                cursor.execute("commit")
            except BaseException:
                _quietly(cursor, "rollback")
                raise
            # Others at work may keep the copy open for a while after it is let go: what it holds is in its file before.
            cursor.execute(f"checkpoint {COPY}")
        finally:
            _quietly(cursor, f"use {ATTACHED}")
            _quietly(cursor, f"detach {COPY}")
    return found | {
        "file_id": file_id,
        "restored": restored,
        "schema": number,
        "engine": journal.ENGINE,
        "originals": tuple(sorted(Path(path).name for (path,) in sent if _is_ours(path))),
    }


def _quietly(cursor: duckdb.DuckDBPyConnection, words: str) -> None:
    try:
        cursor.execute(words)
    except duckdb.Error as error:
        LOG.warning("%s: %s", words, str(error).splitlines()[0])


def _keep(store: Store, directory: Path, staged: Path, known: Kept, began: float) -> Kept:
    """Bring the copy to its place, for nobody but this user to read; the note comes last."""
    store.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    waiting = tuple(beside.waiting(directory))
    lost = tuple(
        name for name in known.originals if not beside.keep_file(store, beside.original(directory, name), name)
    )
    for found, _, _ in waiting:
        beside.keep_file(store, directory / "inbox" / found / "data", found)
    sha256 = files.copy(staged, store.own / known.file)
    try:
        kept = _noted(store, directory, staged, known, waiting, lost, sha256, began)
    except (OSError, sqlite3.Error):
        # A copy without its note does not count; it must not take the room either.
        store.path(known).unlink(missing_ok=True)
        store.book(known).unlink(missing_ok=True)
        raise
    return kept


def _noted(
    store: Store, directory: Path, staged: Path, known: Kept, waiting: tuple, lost: tuple, sha256: str, began: float
) -> Kept:
    """Open the copy where it lies, compare it, and write its note."""
    beside.keep_book(directory / BOOK, store.book(known))
    kept = Kept(
        **{
            **vars(known),
            "waiting": waiting,
            "lost": lost,
            "size": staged.stat().st_size,
            "sha256": sha256,
            "fault": compare.compared(store.own / known.file, known),
            "verified_at": now().isoformat(timespec="seconds"),
            "took": round(time.monotonic() - began, 2),
        }
    )
    store.put(kept)
    return kept


def _is_ours(path: str) -> bool:
    return bool(originals.DIGEST.fullmatch(Path(path).name))
