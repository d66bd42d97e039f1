"""Owns what can be told of the program and the machine without opening the data: versions, rights, room."""

import os
import re
import stat
import sys
from importlib import metadata
from pathlib import Path

from danvan.backup.store import place
from danvan.database import room
from danvan.doctor.line import FAIL, OK, WARN, Line
from danvan.texts import text

PINS = Path(__file__).resolve().parents[2] / "requirements.txt"
LEAST_PYTHON = (3, 11)
TIGHT = 4
"""Less room than this many times the data is told of."""


def versions() -> list[Line]:
    """Python, and every pinned package against the one that is installed."""
    have = ".".join(str(part) for part in sys.version_info[:3])
    fits = sys.version_info >= LEAST_PYTHON
    remedy = "" if fits else text("doctor.python_remedy")
    told = [Line("python", OK if fits else FAIL, text("doctor.python", have=have), remedy)]
    pins = re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;]+)", PINS.read_text("utf-8"), re.M)
    other = []
    for name, wanted in pins:
        try:
            installed = metadata.version(name)
        except metadata.PackageNotFoundError:
            installed = text("doctor.package_absent")
        if _plain(installed) != _plain(wanted):
            other.append(text("doctor.package", name=name, installed=installed, wanted=wanted))
    named = ", ".join(f"{name} {wanted}" for name, wanted in pins if name in ("duckdb", "streamlit"))
    if other:
        return [*told, Line("packages", FAIL, "; ".join(other), text("doctor.packages_remedy"))]
    return [*told, Line("packages", OK, text("doctor.packages", count=len(pins), named=named))]


def _plain(version: str) -> list[str]:
    """A version without the zeros that mean nothing: 1.002 is 1.2."""
    return [part.lstrip("0") or "0" for part in version.split(".")]


def rights(directory: Path) -> list[Line]:
    """Whether this user may write where data, journal, files and copies lie, and nobody else may."""
    folders = [directory, *(directory / name for name in ("inbox", "files", "journal")), place(directory)]
    bad = [folder for folder in folders if folder.exists() and not os.access(folder, os.R_OK | os.W_OK | os.X_OK)]
    bad += [path for path in directory.glob("*.duckdb*") if path.is_file() and not os.access(path, os.R_OK | os.W_OK)]
    if bad:
        words = text("doctor.rights_missing", paths=", ".join(str(path) for path in bad))
        return [Line("rights", FAIL, words, text("doctor.rights_remedy", user=_user()))]
    if not directory.exists():
        return [Line("rights", FAIL, text("doctor.no_directory", path=directory), text("doctor.no_directory_remedy"))]
    if directory.stat().st_mode & stat.S_IWOTH:
        words = text("doctor.rights_open", path=directory)
        return [Line("rights", WARN, words, text("doctor.rights_open_remedy", path=directory))]
    return [Line("rights", OK, text("doctor.rights", path=directory, user=_user()))]


def space(directory: Path) -> list[Line]:
    """Room on the disks of the data and of the copies."""
    size = sum(path.stat().st_size for path in directory.glob("*.duckdb"))
    told = []
    for check, folder in (("space_data", directory), ("space_backups", place(directory))):
        left = room.free(folder)
        words = text("doctor.space", place=folder, left=_size(left), data=_size(size))
        if left < size + 2 * room.least():
            told.append(Line(check, FAIL, words, text("doctor.space_remedy")))
        elif left < TIGHT * size + 8 * room.least():
            told.append(Line(check, WARN, words, text("doctor.space_remedy")))
        else:
            told.append(Line(check, OK, words))
    return told


def _size(count: int) -> str:
    return f"{count / 2**30:.1f} GB".replace(".", ",") if count >= 2**30 else f"{count // 2**20} MB"


def _user() -> str:
    return os.environ.get("USER") or (str(os.getuid()) if hasattr(os, "getuid") else "")
