"""The theme of a year ("Năm dân vận chính quyền"): free words of a unit, with the document, who noted them and when.

Owns writing and reading them. A theme holds for the unit that set it and for those below; it is no figure and goes
into no computation.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from danvan import rights, units
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.ingest.batches import now

FIRST, LAST, LONGEST = 1990, 2100, 200
PUBLISHER = "hệ thống"
SEED = Path(__file__).resolve().parents[2] / "data" / "seed" / "year_themes.csv"


@dataclass(frozen=True)
class Theme:
    """The theme that a unit set for a year; `basis` names the document. Empty words take the former theme back."""

    unit_id: str
    year: int
    words: str
    basis: str
    set_by: str
    set_at: datetime
    unit_name: str = ""


def standing(database: Database, unit_ids: Sequence[str], first: int = FIRST, last: int = LAST) -> list[Theme]:
    """The themes of these units for the years from first to last, the latest year first, in the order of the units."""
    rows = database.ask("themes.standing", units=list(unit_ids), first=first, last=last).to_dict("records")
    found = [
        Theme(
            row["unit_id"],
            int(row["year"]),
            row["words"],
            row["basis"],
            row["set_by"],
            row["set_at"],
            row["full_name"],
        )
        for row in rows
    ]
    return sorted(found, key=lambda theme: (-theme.year, list(unit_ids).index(theme.unit_id)))


def over(database: Database, unit_id: str, first: int = FIRST, last: int = LAST) -> list[Theme]:
    """The themes that hold for a unit: its own and those of the units above it, its own first in each year."""
    return standing(database, [unit_id, *(above.unit_id for above in units.ancestors(unit_id))], first, last)


def publish(database: Database) -> None:
    """Note the published themes of data/seed/ that are not in yet; what users noted of the same year stays."""
    for row in csv.DictReader(SEED.read_text(encoding="utf-8").splitlines()):
        theme = Theme(row["unit_id"], int(row["year"]), row["words"], row["basis"], PUBLISHER, now())
        with database.cursor() as cursor:
            held = cursor.execute(
                "select count(*) from theme where unit_id = ? and year = ?", [theme.unit_id, theme.year]
            ).fetchone()
        if held == (0,):
            _put(database, theme)


def put(database: Database, theme: Theme) -> None:
    """Note a theme; the former one of that unit and year stays in the table. DanVanError when something is missing."""
    rights.need(rights.ENTER, [theme.unit_id])
    _put(database, theme)
    rights.record("theme", theme.unit_id, f"{theme.year}: {theme.words.strip()}; {theme.basis.strip()}")


def _put(database: Database, theme: Theme) -> None:
    units.get(theme.unit_id)
    if not FIRST <= theme.year <= LAST:
        raise DanVanError(f"Năm {theme.year} không hợp lệ.", f"Nhập năm từ {FIRST} đến {LAST}.")
    if len(theme.words) > LONGEST:
        raise DanVanError(f"Chủ đề dài {len(theme.words)} ký tự.", f"Rút gọn còn tối đa {LONGEST} ký tự.")
    if not theme.set_by.strip() or not theme.basis.strip():
        raise DanVanError("Chưa ghi người nhập hoặc căn cứ.", "Nhập họ tên và văn bản đặt chủ đề rồi lưu lại.")
    values = [theme.unit_id, theme.year, theme.words.strip(), theme.basis.strip(), theme.set_at, theme.set_by.strip()]
    with database.writing() as cursor:
        cursor.execute("insert into theme values (?, ?, ?, ?, ?, ?)", values)
