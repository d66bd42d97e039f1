"""Keeping briefings in the workspace: every saving is a version, a deleted one stays in the history, a frozen one keeps
what was composed then.

Owns table `briefing`. Rows are only added. It refuses names of the shipped briefings, a nameless hand, and changing
what is frozen.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime

from danvan import rights
from danvan.briefing import frozen, occasions
from danvan.briefing.contents import Deck
from danvan.briefing.model import Briefing, from_json
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.texts import text

SAVED, FROZEN, DELETED = "saved", "frozen", "deleted"


@dataclass(frozen=True)
class Kept:
    """A briefing as it stands in the workspace. deck: what was composed when it was frozen, else None."""

    briefing: Briefing
    deck: Deck | None
    at: datetime
    who: str


@dataclass(frozen=True)
class Line:
    """One saved briefing in a list."""

    name: str
    title: str
    is_frozen: bool
    at: datetime
    who: str
    versions: int


def saved(database: Database) -> list[Line]:
    """Every briefing that stands, the one changed last first."""
    return [
        Line(row["name"], row["title"], row["action"] == FROZEN, row["happened_at"], row["who"], int(row["versions"]))
        for row in database.ask("briefing.saved").to_dict("records")
    ]


def find(database: Database, name: str) -> Kept | None:
    """The last version of a saved briefing; None when there is none of that name or it was deleted."""
    rows = database.ask("briefing.versions", wanted=name).head(1).to_dict("records")
    if not rows or rows[0]["action"] == DELETED:
        return None
    row = rows[0]
    deck = frozen.deck(json.loads(row["deck"])) if row["action"] == FROZEN else None
    return Kept(from_json(row["content"]), deck, row["happened_at"], row["who"])


def load(database: Database, name: str) -> Kept:
    """A saved briefing, else the shipped one of that name. DanVanError naming the known ones otherwise."""
    kept = find(database, name)
    if kept is not None:
        return kept
    if name in occasions.shipped():
        return Kept(occasions.load(name), None, datetime.min, "")
    known = ", ".join([*(line.name for line in saved(database)), *occasions.shipped()])
    raise DanVanError(f"Không có bài trình bày “{name}”.", f"Các bài hiện có: {known}.")


def save(database: Database, briefing: Briefing, *, who: str, at: datetime) -> Briefing:
    """Keep a briefing as a new version of its name; what was kept. A shipped one is kept under a name of its own."""
    if briefing.name in occasions.shipped():
        briefing = replace(briefing, name=free_name(database, f"{briefing.name}-rieng"))
    standing = find(database, briefing.name)
    if standing is not None and standing.deck is not None:
        raise DanVanError(
            f"Bài “{briefing.title}” đã chốt số liệu nên không sửa được.", "Tạo bản sao rồi sửa trên bản sao."
        )
    _add(database, briefing, SAVED, None, who, at)
    return briefing


def freeze(database: Database, briefing: Briefing, deck: Deck, *, who: str, at: datetime) -> Briefing:
    """Keep what was composed, under a name of its own; the briefing of that name."""
    day = at.date()
    title = text("present.frozen_title", title=briefing.title, day=f"{day.day}/{day.month}/{day.year}")
    name = free_name(database, f"{briefing.name[:45]}-chot-{day:%Y%m%d}")
    made = replace(briefing, name=name, title=title)
    _add(database, made, FROZEN, json.dumps(deck.as_json(), ensure_ascii=False), who, at)
    return made


def delete(database: Database, name: str, *, who: str, at: datetime) -> None:
    """Take a saved briefing out of the lists; its versions stay. DanVanError when there is none."""
    kept = find(database, name)
    if kept is None:
        raise DanVanError(f"Không có bài trình bày “{name}” đã lưu.", "Tải lại trang để xem danh sách mới nhất.")
    _add(database, kept.briefing, DELETED, None, who, at)


def restore(database: Database, name: str, *, who: str, at: datetime) -> None:
    """Bring a deleted briefing back as it was. DanVanError when it was not deleted."""
    rows = database.ask("briefing.versions", wanted=name).to_dict("records")
    if len(rows) < 2 or rows[0]["action"] != DELETED:
        raise DanVanError(f"Bài trình bày “{name}” không ở trạng thái đã xóa.", "Tải lại trang rồi làm lại nếu cần.")
    before = rows[1]
    _add(database, from_json(before["content"]), before["action"], before["deck"], who, at)


def free_name(database: Database, wanted: str) -> str:
    """The name itself, or with the first number after it that nobody has used."""
    name, number = occasions.short_name(wanted), 1
    while name in occasions.shipped() or not database.ask("briefing.versions", wanted=name).empty:
        number += 1
        name = f"{occasions.short_name(wanted)[:56]}-{number}"
    return name


def _add(database: Database, briefing: Briefing, action: str, deck: str | None, who: str, at: datetime) -> None:
    if not who.strip():
        raise DanVanError("Chưa ghi người thực hiện.", "Ghi họ tên ở ô “Người nhập”.")
    rights.need(rights.PREPARE)
    with database.writing() as cursor:
        last = cursor.execute("select coalesce(max(seq), 0) from briefing").fetchone()[0]
        cursor.execute(
            "insert into briefing values (?, ?, ?, ?, ?, ?, ?, ?)",
            [last + 1, briefing.name, briefing.title, action, briefing.to_json(), deck, at, who.strip()],
        )
    rights.record("briefing", briefing.name, action)
