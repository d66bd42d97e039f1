"""What the shape stage has to say about a sheet, with the places as a person looks for them.

Owns the counting: no more than a thousand findings of a kind are made, a last one says how many more there were.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from danvan.ingest.findings import MOST_OF_A_KIND, Finding, finding, short
from danvan.ingest.grid import Grid, letter

MOST_NAMES = 6


class Teller:
    """The findings of one sheet of one file."""

    def __init__(self, file: str, grid: Grid) -> None:
        self.file, self.grid = file, grid
        self._made: list[Finding] = []
        self._times: Counter[str] = Counter()
        self._last: dict[str, Finding] = {}

    def column(self, c: int) -> str:
        """How a person calls a column: 'D' in a sheet, '4' in a text file."""
        return letter(c) if self.grid.sheet else str(c + 1)

    def add(self, code: str, severity: str, *, row: int | None = None, column: int | None = None, **words: Any) -> None:
        """One finding; row and column count from 0."""
        self._times[code] += 1
        if self._times[code] > MOST_OF_A_KIND:
            return
        place = {
            "row": None if row is None else int(row) + 1,
            "column": None if column is None else self.column(column),
        }
        made = finding(code, severity, file=self.file, sheet=self.grid.sheet, **place, **words)
        self._made.append(made)
        self._last[code] = made

    def skip(self, code: str, count: int) -> None:
        """Count findings of a kind that were not made one by one."""
        self._times[code] += count

    def full(self, code: str) -> bool:
        """Whether no more findings of that kind will be made."""
        return self._times[code] >= MOST_OF_A_KIND

    def done(self) -> tuple[Finding, ...]:
        """Everything that was said."""
        more = [
            finding(
                "import_more", self._last[code].severity, file=self.file, sheet=self.grid.sheet,
                more=times - MOST_OF_A_KIND, about=self._last[code].message,
            )
            for code, times in self._times.items() if times > MOST_OF_A_KIND and code in self._last
        ]  # fmt: skip
        return (*self._made, *more)


def listed(names: Iterable[str]) -> str:
    """'Tổng số, Cả nước và 4 dòng khác'."""
    found = list(dict.fromkeys(short(name) for name in names if name))
    shown = ", ".join(f"“{name}”" for name in found[:MOST_NAMES])
    return shown if len(found) <= MOST_NAMES else f"{shown} và {len(found) - MOST_NAMES} tên khác"
