"""Owns writing files so that they are whole or not there, digests, and setting damaged files aside."""

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

from danvan.ingest.batches import now

BLOCK = 1 << 20
ASIDE = "aside"


def sync(path: Path) -> None:
    """Have the disk keep what was written to a file, or the names in a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        # Some systems keep no folder by itself; a file that cannot be kept is told of when it is written.
        if not path.is_dir():
            raise
    finally:
        os.close(handle)


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal; files of any size."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            found.update(block)
    return found.hexdigest()


def write(path: Path, data: bytes) -> None:
    """Write a small file whole or not at all, kept by the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with half.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except OSError:
        half.unlink(missing_ok=True)
        raise
    sync(path.parent)


def write_json(path: Path, told: dict[str, Any]) -> None:
    """`write` for an object."""
    write(path, json.dumps(told, ensure_ascii=False, indent=1).encode())


def copy(source: Path, target: Path) -> str:
    """Copy a file whole or not at all, kept by the disk when this returns; its SHA-256."""
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        shutil.copyfile(source, half)
        sync(half)
        found = digest(half)
        half.replace(target)
    except OSError:
        half.unlink(missing_ok=True)
        raise
    sync(target.parent)
    return found


def aside(path: Path) -> Path:
    """Where a file that is to be set aside goes: beside the data, under its name and the moment, never taken yet."""
    folder = path.parent / ASIDE
    folder.mkdir(exist_ok=True)
    moment = now().strftime("%Y-%m-%dT%H-%M-%S")
    for number in range(1000):
        found = folder / f"{path.name}~{moment}{f'-{number}' if number else ''}"
        if not found.exists():
            return found
    raise OSError(f"{folder} is full of files of this second")


def set_aside(path: Path) -> Path:
    """Move a file out of the way; where it lies now."""
    found = aside(path)
    path.rename(found)
    sync(path.parent)
    return found
