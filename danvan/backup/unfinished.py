"""Owns what a killed program leaves at the end of DuckDB's log: a commit that was begun, and never finished.

DuckDB 1.5.5 brings the large parts of such a commit back (duckdb/duckdb pull request 25931, “uncommitted data recovered
accidentally”): rows of a batch without the batch. So before the file is opened, what follows the last finished commit
is cut off; the log as it was is kept aside. It was never acknowledged.

The log is one entry after another: eight bytes of length, eight of checksum, then the entry, which begins with its kind
and ends with 0xffff; the first one, the version, has neither length nor checksum.
"""

import os
import struct
from collections.abc import Iterator
from pathlib import Path

from danvan.backup import alone, files
from danvan.database.opening import InUse

HEAD = struct.Struct("<QQ")
BEGIN, END = b"\x64\x00", b"\xff\xff"
VERSION, FLUSH = 98, 100
LONGEST_HEAD = 256


def finished(data: bytes) -> int | None:
    """How many bytes of a log end with a finished commit (0: none does); None for a log that is written otherwise."""
    first = _first(data)
    if first is None:
        return None
    known = 0
    for end, kind in _entries(data, first):
        if kind == FLUSH:
            known = end
    return known


def cut_off(path: Path, log: Path) -> Path | None:
    """Cut off what no commit finishes, unless another program has the file open; where the log as it was lies."""
    if not log.is_file() or not path.is_file():
        return None
    data = log.read_bytes()
    known = finished(data)
    if known is None or known == len(data):
        return None
    try:
        with alone.holding(path):
            away = _cut(log, known)
    except InUse:
        # The opening that follows says which program that is.
        return None
    return away


def _cut(log: Path, known: int) -> Path:
    away = files.aside(log)
    if known:
        files.copy(log, away)
        os.truncate(log, known)
        files.sync(log)
    else:
        log.rename(away)
    files.sync(log.parent)
    return away


def _first(data: bytes) -> int | None:
    """Where the first entry after the version begins; None when this is no log that we know."""
    if data[:3] != BEGIN + bytes([VERSION]):
        return None
    at = data.find(END, 3, LONGEST_HEAD)
    while at >= 0:
        begin = at + len(END)
        if begin == len(data) or next(_entries(data, begin), None) is not None:
            return begin
        at = data.find(END, at + 1, LONGEST_HEAD)
    return None


def _entries(data: bytes, begin: int) -> Iterator[tuple[int, int]]:
    """(end, kind) of each whole entry, up to the first that is not."""
    while begin + HEAD.size < len(data):
        size = HEAD.unpack_from(data, begin)[0]
        inside, end = begin + HEAD.size, begin + HEAD.size + size
        if size < 5 or end > len(data) or data[inside : inside + 2] != BEGIN or data[end - 2 : end] != END:
            return
        yield end, data[inside + 2]
        begin = end
