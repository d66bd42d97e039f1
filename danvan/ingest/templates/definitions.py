"""What each topic's form asks for: its columns in order, from data/templates/<topic>.toml and the catalogue.

Owns which figures a form has a place for, by level and day. It refuses a definition that names a computed ratio, an
indicator of another topic or a word the catalogue does not know for it: a template must read back without a guess.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from danvan import catalogue
from danvan.errors import DanVanError
from danvan.texts import text
from danvan.units.fold import fold

FOLDER = Path(__file__).resolve().parents[3] / "data" / "templates"
ALL = "all"
"""The list of every topic: no lines filled in, every indicator in the drop-down."""


@dataclass(frozen=True)
class Column:
    """One figure that the form asks of a unit: an indicator under the words printed, and a part of it or ''."""

    indicator: str
    header: str
    breakdown: str = ""

    @property
    def part(self) -> str:
        """'cấp xã', or '' for the whole."""
        return catalogue.breakdown_name(self.breakdown) if self.breakdown else ""

    @property
    def dimension(self) -> str:
        """The dimension it is broken down by, or ''."""
        return self.breakdown.partition("=")[0]

    @property
    def low(self) -> str:
        """What stands under the words, on lines of their own: the part, and the unit of measure in brackets."""
        unit = f"({catalogue.get(self.indicator).unit})"
        return f"{self.part}\n{unit}" if self.breakdown else unit

    @property
    def title(self) -> str:
        """All of it in one cell: 'Số cuộc đối thoại định kỳ – cấp xã (cuộc)'."""
        part = f" – {self.part}" if self.breakdown else ""
        return f"{self.header}{part} ({catalogue.get(self.indicator).unit})"

    @property
    def code(self) -> str:
        """'DT02 cap=xa'."""
        return f"{self.indicator} {self.breakdown}".strip()

    def open_to(self, level: str) -> bool:
        """Whether a unit of that level has such a figure: a commune has no dialogues of the province's level."""
        item = catalogue.get(self.indicator)
        if level not in item.levels:
            return False
        chosen = catalogue.parse_breakdown(self.breakdown)
        return all(
            dim in item.overlap or code in catalogue.dimension(dim).expected.get(level, (code,))
            for dim, code in chosen.items()
        )


@dataclass(frozen=True)
class _Asked:
    indicator: str
    header: str
    by: str = ""
    values: tuple[str, ...] = ()


def topics() -> dict[str, str]:
    """Topic code → Vietnamese name, in the catalogue's order; 'all' last."""
    return catalogue.groups() | {ALL: text("templates.all")}


def known(topic: str) -> str:
    """The topic's name; DanVanError naming the topics when there is no such one."""
    if topic not in topics():
        raise DanVanError(message=f"Không có biểu “{topic}”.", remedy=f"Chọn một trong: {', '.join(topics())}.")
    return topics()[topic]


def columns(topic: str, levels: Iterable[str], day: date) -> tuple[Column, ...]:
    """The columns of a topic that units of these levels can fill for a period that ends on that day."""
    wanted = set(levels)
    groups = catalogue.groups() if topic == ALL else (topic,)
    found = [column for group in groups for asked in _asked(group) for column in _split(asked, day)]
    return tuple(column for column in found if any(column.open_to(level) for level in wanted))


def indicators(topic: str, levels: Iterable[str], day: date) -> tuple[catalogue.Indicator, ...]:
    """Every indicator of a topic, computed ones too, that stands on that day for units of these levels."""
    wanted = set(levels)
    found = catalogue.all_indicators() if topic == ALL else catalogue.in_group(topic)
    return tuple(item for item in found if _stands(item, day) and wanted & set(item.levels))


def _stands(item: catalogue.Indicator, day: date) -> bool:
    return (item.valid_from is None or item.valid_from <= day) and (item.valid_to is None or day <= item.valid_to)


def _split(asked: _Asked, day: date) -> list[Column]:
    """One column, or one for each value of the dimension asked by."""
    item = catalogue.get(asked.indicator)
    if not _stands(item, day):
        return []
    if not asked.by:
        return [Column(item.code, asked.header)]
    allowed = catalogue.dimension_values(item.code, asked.by)
    values = [
        value
        for value in catalogue.dimension(asked.by).values
        if (value.code in asked.values if asked.values else value.code in allowed and not value.group)
        and (value.valid_to is None or day <= value.valid_to)
    ]
    return [Column(item.code, asked.header, f"{asked.by}={value.code}") for value in values]


def _asked(group: str) -> tuple[_Asked, ...]:
    """The columns of a topic; what users declared themselves has no file: each of its indicators is a column."""
    if group == catalogue.OWN_GROUP:
        return tuple(_Asked(item.code, item.name) for item in catalogue.in_group(group))
    return _of_file(group)


@cache
def _of_file(group: str) -> tuple[_Asked, ...]:
    path = FOLDER / f"{group}.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))["columns"]
        found = tuple(_Asked(**{**table, "values": tuple(table.get("values", ()))}) for table in tables)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise _damaged(path, str(error)) from error
    for asked in found:
        if fault := _fault(asked, group):
            raise _damaged(path, f"cột “{asked.header}”: {fault}")
    return found


def _fault(asked: _Asked, group: str) -> str:
    """What is wrong with one column's definition, or ''."""
    item = catalogue.get(asked.indicator)
    if item.group != group:
        return f"chỉ tiêu {item.code} không thuộc nội dung này"
    if item.kind == "ratio":
        return f"{item.code} là tỷ lệ tự tính, không đưa vào biểu"
    if fold(asked.header) not in {fold(words) for words in (item.name, *item.synonyms)}:
        return f"không phải tên hay tên gọi khác của {item.code}"
    if asked.by and asked.by not in item.dims:
        return f"{item.code} không có phân tổ “{asked.by}”"
    if not set(asked.values) <= set(catalogue.dimension_values(item.code, asked.by) if asked.by else ()):
        return f"values có giá trị không thuộc phân tổ của {item.code}"
    return ""


def _damaged(path: Path, why: str) -> DanVanError:
    return DanVanError(
        message=f"Tệp định nghĩa biểu {path} bị lỗi: {why}.",
        remedy="Lấy lại tệp gốc: git checkout HEAD data/templates.",
    )
