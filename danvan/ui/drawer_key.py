"""Which figure a drawer is about, as one short text that buttons, links and charts carry."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from danvan.charts.rows import period_of
from danvan.errors import DanVanError
from danvan.texts import text

MARK = "~"


@dataclass(frozen=True)
class Key:
    """One cell: indicator, unit, period code, breakdown; `asked` names the question of the view it stands in."""

    indicator: str
    unit: str
    period: str
    breakdown: str = ""
    asked: str = "figure.cell"

    def __str__(self) -> str:
        """The key as text: 'DT01~01-2008~2024~cap=xa~figure.by_unit'."""
        return MARK.join((self.indicator, self.unit, self.period, self.breakdown, self.asked))

    def of(self, **other: str) -> "Key":
        """The same key with another unit, period …"""
        return replace(self, **other)


def parse(words: str) -> Key:
    """The key of a text; DanVanError for what is none. Whether the cell exists is for figures.ask to say."""
    parts = words.split(MARK)
    if len(parts) != 5 or not all(parts[:3]):
        raise DanVanError(text("drawer.no_key", value=words), text("drawer.no_key_remedy"))
    return Key(*parts)


def of_row(row: Mapping[str, Any], asked: str = "figure.cell") -> Key:
    """The key of a row with indicator, unit_id, breakdown, period_start and period_end."""
    return Key(row["indicator"], row["unit_id"], period_of(row).code, row["breakdown"] or "", asked)
