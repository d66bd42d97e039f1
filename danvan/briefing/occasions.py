"""Briefings that are there from the start: the shipped ones, and those that an occasion asks for.

Owns data/briefings/. An occasion names the slides that such a meeting expects; which of them have figures is found out
when the briefing is composed.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from danvan import periods, units
from danvan.briefing.model import Briefing, from_table
from danvan.commentary.reading import full_place, inside
from danvan.errors import DanVanError
from danvan.units.fold import plain

FOLDER = Path(__file__).resolve().parents[2] / "data" / "briefings"
OCCASIONS = "occasions"
OTHERS = (OCCASIONS, "papers")
"""Files of the folder that are no briefings."""


@dataclass(frozen=True)
class Occasion:
    """A kind of meeting: its code and name, the pattern of the title, the kinds of period it is about."""

    code: str
    name: str
    title: str
    kinds: tuple[str, ...]
    slides: tuple[Mapping[str, Any], ...]


def shipped() -> list[str]:
    """The names of the shipped briefings."""
    return sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem not in OTHERS)


def load(name: str) -> Briefing:
    """A shipped briefing. DanVanError naming the known ones when there is none of that name."""
    if name not in shipped():
        raise DanVanError(f"Không có bài trình bày “{name}”.", f"Các bài có sẵn: {', '.join(shipped())}.")
    return from_table(_read(name))


@cache
def occasions() -> dict[str, Occasion]:
    """Code → occasion, in the order of the file."""
    return {
        code: Occasion(code, table["name"], table["title"], tuple(table["kinds"]), tuple(table["slides"]))
        for code, table in _read(OCCASIONS).items()
    }


def begin(code: str, unit: str, period: str, *, geography: str = "then") -> Briefing:
    """A new briefing for an occasion about a unit (code or unit_id) and a period (code)."""
    if code not in occasions():
        raise DanVanError(f"Không có mẫu trình bày “{code}”.", f"Chọn một trong: {', '.join(occasions())}.")
    chosen, span = occasions()[code], periods.parse(period)
    about = units.find(unit, on=span.end)
    title = chosen.title.format(period=inside(span.label), unit=full_place(about))
    return from_table(
        {
            "name": short_name(f"{code} {about.name} {span.code}"),
            "title": title,
            "subtitle": about.full_name,
            "unit": about.unit_id,
            "period": span.code,
            "geography": geography,
            "slides": list(chosen.slides),
        }
    )


def short_name(words: str) -> str:
    """'Giao ban Hà Tĩnh 2024-H1' → 'giao-ban-ha-tinh-2024-h1': what stands in addresses and on the command line."""
    return re.sub(r"[^a-z0-9]+", "-", plain(words).lower()).strip("-")[:60].strip("-")


def _read(name: str) -> dict[str, Any]:
    path = FOLDER / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DanVanError(
            f"Tệp bài trình bày {path} bị lỗi: {error}.", "Lấy lại tệp gốc: git checkout HEAD data/briefings."
        ) from error
