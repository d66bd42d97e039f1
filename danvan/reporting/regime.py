"""The shipped regime of reporting: data/reference/reporting.toml, read and checked once.

Owns which indicators of a topic a unit of a level must report for a kind of period. It refuses a topic, level or
indicator that the catalogue does not know.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from danvan import catalogue
from danvan.errors import DanVanError

FILE = Path(__file__).resolve().parents[2] / "data" / "reference" / "reporting.toml"
KINDS = ("month", "quarter", "half", "nine_months", "year")
LEVELS = ("province", "district", "commune")


@dataclass(frozen=True)
class Required:
    """Indicators of one topic that units of these levels report for these kinds of periods."""

    topic: str
    kinds: tuple[str, ...]
    levels: tuple[str, ...]
    indicators: tuple[str, ...]


@cache
def tables() -> Mapping[str, Any]:
    """The file as it is. DanVanError when it cannot be read."""
    try:
        return tomllib.loads(FILE.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise damaged(str(error)) from error


def damaged(why: str) -> DanVanError:
    """The error of a file that cannot be used."""
    return DanVanError(
        message=f"Tệp chế độ báo cáo {FILE} bị lỗi: {why}.",
        remedy="Lấy lại tệp gốc: git checkout HEAD data/reference/reporting.toml.",
    )


@cache
def all_required() -> tuple[Required, ...]:
    """Every entry of the file, in its order."""
    try:
        found = tuple(
            Required(row["topic"], tuple(row["kinds"]), tuple(row["levels"]), tuple(row["indicators"]))
            for row in tables()["required"]
        )
    except (KeyError, TypeError) as error:
        raise damaged(f"thiếu {error}") from error
    for row in found:
        if fault := _fault(row):
            raise damaged(f"nội dung “{row.topic}”: {fault}")
    return found


def _fault(row: Required) -> str:
    if row.topic not in catalogue.groups():
        return "không có trong danh mục"
    if not set(row.kinds) <= set(KINDS) or not set(row.levels) <= set(LEVELS):
        return "loại kỳ hoặc cấp không đúng"
    for code in row.indicators:
        item = catalogue.get(code)
        if item.group != row.topic or not set(row.levels) <= set(item.levels):
            return f"chỉ tiêu {code} không thuộc nội dung hoặc cấp này"
    return ""


def topics(kind: str, level: str) -> dict[str, str]:
    """Topic → Vietnamese name: those that units of a level report for a kind of period, in the catalogue's order."""
    wanted = {row.topic for row in all_required() if kind in row.kinds and level in row.levels}
    return {code: name for code, name in catalogue.groups().items() if code in wanted}


def required(topic: str, kind: str, level: str) -> tuple[str, ...]:
    """The indicators that a topic's report for a kind of period must hold; none where it is not asked for."""
    return tuple(
        code
        for row in all_required()
        if row.topic == topic and kind in row.kinds and level in row.levels
        for code in row.indicators
    )


def kinds(level: str) -> tuple[str, ...]:
    """The kinds of periods for which units of a level report anything."""
    return tuple(kind for kind in KINDS if topics(kind, level))
