"""The office's own PowerPoint template, kept in the workspace: the file, its name, who put it there and when.

Owns the settings `template.*`. What is kept was checked and emptied by danvan.export.slides.office_template; a new one
takes the place of the old.
"""

import base64
from dataclasses import dataclass
from datetime import datetime

from danvan import rights
from danvan.database import Database
from danvan.errors import DanVanError

PREFIX = "template."


@dataclass(frozen=True)
class Kept:
    """What is told of the template that stands."""

    file: str
    who: str
    at: datetime


def kept(database: Database) -> Kept | None:
    """The template that stands; None where the office has none."""
    said = _said(database, f"{PREFIX}about.")
    if not said:
        return None
    return Kept(said["file"], said["who"], datetime.fromisoformat(said["at"]))


def data(database: Database) -> bytes | None:
    """The file of the template that stands."""
    said = _said(database, f"{PREFIX}data")
    return base64.b64decode(said[""]) if said else None


def keep(database: Database, checked: bytes, *, file: str, who: str, at: datetime) -> None:
    """Keep a checked template in place of the one before. DanVanError for a nameless hand."""
    if not who.strip():
        raise DanVanError("Chưa ghi người thực hiện.", "Ghi họ tên ở ô “Người nhập”.")
    about = {"file": file, "who": who.strip(), "at": at.isoformat()}
    rows = [(f"{PREFIX}about.{name}", value) for name, value in about.items()]
    _replace(database, [*rows, (f"{PREFIX}data", base64.b64encode(checked).decode("ascii"))])
    rights.record("office", file)


def remove(database: Database) -> None:
    """Go back to our own looks."""
    _replace(database, [])
    rights.record("office", "", "dùng lại mẫu PowerPoint của phần mềm")


def _said(database: Database, prefix: str) -> dict[str, str]:
    """Name without its prefix → value."""
    rows = database.ask("briefing.settings", prefix=prefix)
    return {name.removeprefix(prefix): value for name, value in zip(rows["name"], rows["value"], strict=True)}


def _replace(database: Database, rows: list[tuple[str, str]]) -> None:
    rights.need(rights.ADMINISTER)
    with database.writing() as cursor:
        cursor.execute("delete from setting where starts_with(name, ?)", [PREFIX])
        for name, value in rows:
            cursor.execute("insert into setting values (?, ?)", [name, value])
