"""Owns a copy as one file to carry away: the database, its note and the files as sent, in a ZIP."""

import json
import shutil
import zipfile
from dataclasses import asdict, replace
from pathlib import Path

from danvan.backup import compare, files
from danvan.backup.store import BOOK, FROM_FILE, Kept, Store
from danvan.database import room
from danvan.errors import DanVanError
from danvan.ingest import originals
from danvan.ingest.batches import now
from danvan.texts import text

NOTE, DATA, FILES = "sao-luu.json", "du-lieu.duckdb", "files"


def write(store: Store, kept: Kept, target: Path) -> Path:
    """Write a copy as one file, whole or not at all; where. An older file of that name is not written over."""
    if target.exists():
        raise DanVanError(text("backup.file_exists", path=target), text("backup.file_exists_remedy"))
    digests = [found for found in _digests(kept) if store.original(found).is_file()]
    needed = kept.size + sum(store.original(found).stat().st_size for found in digests) + room.least()
    if (left := room.free(target.parent)) < needed:
        raise DanVanError(
            text("backup.no_room", place=target.parent, left=left // 2**20, needed=needed // 2**20),
            text("backup.no_room_remedy"),
        )
    half = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as packed:
            packed.writestr(NOTE, json.dumps(asdict(kept), ensure_ascii=False, indent=1))
            packed.write(store.path(kept), DATA)
            if store.book(kept).is_file():
                packed.write(store.book(kept), BOOK)
            for found in digests:
                packed.write(store.original(found), f"{FILES}/{found}")
        files.sync(half)
        with zipfile.ZipFile(half) as packed:
            damaged = packed.testzip()
        if damaged:
            raise DanVanError(text("backup.archive_bad", path=target, why=damaged), text("backup.archive_bad_remedy"))
        half.chmod(0o600)
        half.replace(target)
    except OSError as error:
        raise DanVanError(
            text("backup.not_made", why=error.strerror or error), text("backup.not_made_remedy", place=target.parent)
        ) from error
    finally:
        half.unlink(missing_ok=True)
    return target


def bring_in(store: Store, source: Path) -> Kept:
    """Take a carried copy into the store, verified; the copy under its new number. DanVanError when it is none."""
    try:
        with zipfile.ZipFile(source) as packed:
            told = Kept(**json.loads(packed.read(NOTE)))
            if told.workspace != store.workspace:
                raise DanVanError(
                    text("backup.other_workspace", path=source, workspace=told.workspace),
                    text("backup.other_workspace_remedy", workspace=told.workspace),
                )
            return _taken(store, packed, told)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise DanVanError(
            text("backup.archive_bad", path=source, why=error), text("backup.archive_bad_remedy")
        ) from error


def _taken(store: Store, packed: zipfile.ZipFile, told: Kept) -> Kept:
    number, moment = store.next_number(), now()
    name = f"{number:06d}~{moment:%Y-%m-%dT%H-%M-%S}~{Path(told.batch or '0').name}~{FROM_FILE}.duckdb"
    waiting = tuple(tuple(item) for item in told.waiting)
    kept = replace(told, number=number, file=name, why=FROM_FILE, waiting=waiting, lost=tuple(told.lost))
    target = store.path(kept)
    target.parent.mkdir(parents=True, exist_ok=True)
    with packed.open(DATA) as sent, target.open("wb") as file:
        shutil.copyfileobj(sent, file, files.BLOCK)
    files.sync(target)
    held = set(packed.namelist())
    if BOOK in held:
        files.write(store.book(kept), packed.read(BOOK))
        store.book(kept).chmod(0o600)
    for found in _digests(kept):
        if originals.DIGEST.fullmatch(found) and f"{FILES}/{found}" in held and not store.original(found).is_file():
            data = packed.read(f"{FILES}/{found}")
            if originals.digest(data) == found:
                files.write(store.original(found), data)
    kept = compare.verify(store, kept)
    if not kept.good:
        raise DanVanError(text("backup.copy_bad", number=number, why=kept.fault), text("backup.archive_bad_remedy"))
    return kept


def _digests(kept: Kept) -> list[str]:
    return list(dict.fromkeys([*kept.originals, *(found for found, _, _ in kept.waiting)]))
