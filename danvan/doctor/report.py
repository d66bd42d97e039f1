"""Owns the order of the report and opening the workspaces for it, changing nothing."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from danvan import workspace
from danvan.backup import recovery
from danvan.database import Database, connect
from danvan.doctor import data, machine
from danvan.doctor.copies import copies
from danvan.doctor.line import FAIL, OK, WARN, Line
from danvan.doctor.people import people
from danvan.doctor.service import service
from danvan.errors import DanVanError
from danvan.texts import text

__all__ = ["FAIL", "OK", "WARN", "Line", "Opened", "healthy", "report"]
Opened = Mapping[str, Database]


def report(directory: Path, opened: Opened | None = None) -> list[dict[str, str]]:
    """Every line as an object {check, state, words, remedy}. `opened`: workspaces that this program has open."""
    lines = [*machine.versions(), *machine.rights(directory), *service(directory), *machine.space(directory)]
    for name, words in workspace.NAMES.items():
        lines += _workspace(directory, name, words, (opened or {}).get(name))
    lines += people(directory)
    recent = recovery.notices(directory)[:3]
    lines += [Line("recovery", WARN, f"{notice.at.replace('T', ' ')}: {notice.words}") for notice in recent]
    return [line.as_json() for line in lines]


def healthy(lines: list[dict[str, str]]) -> bool:
    """Whether nothing fails."""
    return all(line["state"] != FAIL for line in lines)


def _workspace(directory: Path, name: str, words: str, database: Database | None) -> list[Line]:
    official = name == workspace.OFFICIAL
    if database is not None:
        return _looked(directory, name, words, database)
    path = workspace.path_of(name, directory)
    if not path.exists() and not official:
        return [Line("open", OK, text("doctor.no_demo", name=words))]
    try:
        recovery.examine(path, name)
        database = connect(path, read_only=True)
    except DanVanError as error:
        told = [Line("open", FAIL, f"{words}: {error.message}", error.remedy)]
        if official:
            with suppress(DanVanError):
                told += [*copies(directory, name, None), data.clock(directory, name, None)]
        return told
    try:
        return _looked(directory, name, words, database)
    finally:
        database.close()


def _looked(directory: Path, name: str, words: str, database: Database) -> list[Line]:
    told = [Line("open", OK, text("doctor.open", name=words)), *data.data(directory, name, words, database)]
    if name == workspace.OFFICIAL:
        told += copies(directory, name, database)
    return [*told, data.clock(directory, name, database)]
