"""Who stands where: ranks with ties as a span, n, and those who stand apart.

Owns the words of a rank ('2/61', '3–5/61, đồng hạng'). It ranks nobody whose figure is not whole, and nobody at all
where the caller says that the order is none ('raw counts are no ranking').
"""

from dataclasses import dataclass

import pandas as pd

from danvan.charts import rows
from danvan.charts.collate import vietnamese_key
from danvan.charts.ranking import ranked


@dataclass(frozen=True)
class Standing:
    """One unit in the order: first and last rank of its tie (None both: it stands apart, or nothing is ranked)."""

    row: rows.Row
    name: str
    first: int | None
    last: int | None
    of: int

    @property
    def value(self) -> float:
        """The number drawn."""
        return float(self.row["value"])

    @property
    def short(self) -> str:
        """'2' or '3–5' or ''."""
        if self.first is None:
            return ""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    @property
    def words(self) -> str:
        """'2/61' or 'đồng hạng 3–5/61' or ''."""
        if self.first is None:
            return ""
        return f"{self.short}/{self.of}" if self.first == self.last else f"đồng hạng {self.short}/{self.of}"


@dataclass(frozen=True)
class Order:
    """All units of a comparison: in order, apart with a partial or expected figure, and without one."""

    placed: tuple[Standing, ...]
    apart: tuple[Standing, ...]
    absent: tuple[rows.Row, ...]

    def of(self, unit_id: str) -> Standing | None:
        """The unit's own place among those in order."""
        return next((standing for standing in self.placed if standing.row["unit_id"] == unit_id), None)


def order(data: pd.DataFrame, *, decimals: int, direction: str = "", ranks: bool = True) -> Order:
    """The units of some figure rows in order; equal as printed means equal in rank.

    `direction` 'down' puts the lowest first; `ranks` False orders without ranking.
    """
    places = ranked(data, decimals=decimals, direction=direction)
    count = len(places)
    firsts = [place.rank for place in places]
    placed = tuple(
        Standing(
            place.row,
            place.name,
            place.rank if ranks else None,
            place.rank + firsts.count(place.rank) - 1 if ranks else None,
            count,
        )
        for place in places
    )
    known = rows.records(data)
    partial = [row for row in known if rows.status(row) in ("partial", "expected")]
    partial.sort(key=lambda row: (-float(row["value"]), vietnamese_key(rows.name_of(row))))
    apart = tuple(Standing(row, rows.name_of(row), None, None, count) for row in partial)
    lacking = [row for row in known if row["value"] is None or pd.isna(row["value"])]
    absent = tuple(sorted(lacking, key=lambda row: vietnamese_key(rows.name_of(row))))
    return Order(placed, apart, absent)
