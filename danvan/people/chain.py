"""Owns whether the journal is as it was written: each entry's hash holds the entry and the one before it.

A page asks at each draw: what this process has found whole it does not read again, only what came after and the last
entry it knows. The whole is read when somebody asks for it (the page's button, the doctor) and after each start.
"""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from danvan.people.book import Book

TOLD = ("entry", "happened_at", "who", "address", "act", "subject", "detail")
AT_ONCE = 5000
FOUND: dict[Path, dict[str, Any]] = {}
"""The last entry of each book up to which this process has found everything whole."""


def link(before: str, values: Mapping[str, Any]) -> str:
    """The hash of an entry that follows the one whose hash is `before` ('' for the first)."""
    told = "\x1f".join(str(values[key]) for key in TOLD)
    return hashlib.sha256(f"{before}\x1e{told}".encode()).hexdigest()


def first_broken(book: Book) -> int | None:
    """The first entry that is not what was written, or that follows a missing one; None when all are whole."""
    FOUND.pop(book.path, None)
    return first_broken_of_late(book)


def first_broken_of_late(book: Book) -> int | None:
    """The same, of the entries that this process has not looked at yet, and the last one that it has."""
    known = FOUND.get(book.path)
    before, number = (known["chain"], known["entry"]) if known else ("", 0)
    rows = _rows(book, number)
    if known and next(rows, None) != known:
        return number
    last = known
    for row in rows:
        number += 1
        if row["entry"] != number or row["chain"] != link(before, row):
            return number
        before, last = row["chain"], row
    if last:
        FOUND[book.path] = last
    return None


def _rows(book: Book, first: int) -> Iterator[dict[str, Any]]:
    """The entries from that number on, a few thousand at a time."""
    while found := book.rows("entries_from", first=first, most=AT_ONCE):
        yield from found
        first = found[-1]["entry"] + 1
