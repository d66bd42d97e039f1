"""Owns a file of lines that is only ever added to: each is its own checksum and one object, and is on the disk."""

import json
import os
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from danvan.backup import files


def read(path: Path) -> tuple[list[dict[str, Any]], tuple[int, ...]]:
    """Every object that can be read, in order, and the numbers (from 1) of the lines that cannot."""
    found, damaged = [], []
    for number, line in enumerate(path.read_bytes().splitlines() if path.is_file() else (), start=1):
        if not line.strip():
            continue
        told = _object(line)
        if told is None:
            damaged.append(number)
        else:
            found.append(told)
    return found, tuple(damaged)


def append(path: Path, objects: Iterable[dict[str, Any]]) -> None:
    """Add lines; they are on the disk when this returns. A line that a crash cut off before stays a line of its own."""
    data = b"".join(_line(told) for told in objects)
    if not data:
        return
    new = not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as file:
        if file.seek(0, os.SEEK_END) and (file.seek(-1, os.SEEK_END), file.read(1))[1] != b"\n":
            data = b"\n" + data
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if new:
        files.sync(path.parent)


def _line(told: dict[str, Any]) -> bytes:
    kept = {key: value for key, value in told.items() if value not in ("", 0, ())}
    data = json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()
    return b"%08x %s\n" % (zlib.crc32(data), data)


def _object(line: bytes) -> dict[str, Any] | None:
    mark, _, data = line.partition(b" ")
    try:
        told = json.loads(data) if int(mark, 16) == zlib.crc32(data) else None
    except ValueError:
        return None
    return told if isinstance(told, dict) else None
