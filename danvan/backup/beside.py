"""Owns what is kept beside the database: files as sent, files that wait for their commit, the accounts; there, back."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from danvan.backup import files
from danvan.backup.store import BOOK, Kept, Store
from danvan.ingest import originals


def keep_book(book: Path, target: Path) -> None:
    """Copy the accounts as they are at one moment; readable for nobody but this user, as they hold password hashes."""
    if not book.is_file():
        return
    target.touch(mode=0o600)
    with closing(sqlite3.connect(book)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    files.sync(target)


def original(directory: Path, digest: str) -> Path:
    """Where the file as sent lies in the data folder."""
    return directory / "files" / digest[:2] / digest


def keep_file(store: Store, source: Path, digest: str) -> bool:
    """Keep a file under its digest, once; whether it is kept and is what was sent."""
    target = store.original(digest)
    if target.is_file():
        return True
    if not source.is_file():
        return False
    if files.copy(source, target) != digest:
        target.unlink()
        return False
    return True


def waiting(directory: Path) -> list[tuple[str, str, str]]:
    """(digest, name, answers as JSON) of files that wait for their commit, with the bytes still as they were sent."""
    found = []
    for digest, name in originals.waiting(directory):
        folder = directory / "inbox" / digest
        given = folder / "choices.json"
        answers = given.read_text("utf-8") if given.is_file() else ""
        if (folder / "data").is_file() and (folder / "data").stat().st_size:
            found.append((digest, name, answers if _is_json(answers) else ""))
    return found


def bring_files(directory: Path, store: Store, kept: Kept) -> int:
    """Bring back files as sent that are gone or changed, and those that waited for their commit; how many."""
    brought = 0
    if store.book(kept).is_file() and not (directory / BOOK).exists():
        # Accounts that are there stay: a copy never brings back a closed account.
        files.copy(store.book(kept), directory / BOOK)
        (directory / BOOK).chmod(0o600)
    for found in kept.originals:
        target = directory / "files" / found[:2] / found
        if store.original(found).is_file() and not (target.is_file() and files.digest(target) == found):
            if target.is_file():
                files.set_aside(target)
            files.copy(store.original(found), target)
            brought += 1
    for found, name, answers in kept.waiting:
        if originals.draft(directory, found) is None and store.original(found).is_file():
            originals.put_aside(directory, name, store.original(found).read_bytes())
            if answers:
                files.write(directory / "inbox" / found / "choices.json", answers.encode())
            brought += 1
    return brought


def _is_json(words: str) -> bool:
    try:
        json.loads(words)
    except ValueError:
        return False
    return True
