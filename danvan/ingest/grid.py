"""Cells as they were sent: the value that the read stage hands to the shape stage.

Owns the shape of a sheet of cells and the naming of places in it. It interprets nothing: '1.234' is a text here.
"""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from danvan.ingest.findings import Finding

TEXT, NUMBER, DATE, BOOLEAN, ERROR = range(5)
"""Kinds of cells: what the file itself says a cell is. A text file says TEXT of every cell."""

Span = tuple[int, int, int, int]
"""First row, first column, last row, last column; from 0, both ends inside."""


@dataclass(frozen=True, eq=False)
class Grid:
    """One sheet, or one text file (`sheet` is then ''). Shape (rows, columns), counted from 0.

    `text`: every cell as text, '' when blank; row r is line or row r + 1 of the file.
    `kinds`: uint8 of the same shape, or None when every cell is text.
    """

    sheet: str
    text: pd.DataFrame
    kinds: np.ndarray | None = None
    merged: tuple[Span, ...] = ()
    hidden: bool = False

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns)."""
        return self.text.shape

    def place(self, row: int, column: int) -> str:
        """Where a cell is, as a person looks for it: 'D17' in a sheet, 'dòng 17, cột 4' in a text file."""
        if self.sheet:
            return f"{letter(column)}{row + 1}"
        return f"dòng {row + 1}, cột {column + 1}"


@dataclass(frozen=True, eq=False)
class Document:
    """One file after reading. `format`: csv, xlsx, xls, ods or ''; `encoding` and `delimiter` only for text files.

    Without grids there is a stop finding that says why.
    """

    name: str
    format: str
    digest: str
    encoding: str = ""
    delimiter: str = ""
    grids: tuple[Grid, ...] = ()
    findings: tuple[Finding, ...] = field(default_factory=tuple)

    def grid(self, sheet: str) -> Grid | None:
        """The sheet of that name, or None."""
        return next((grid for grid in self.grids if grid.sheet == sheet), None)


def letter(column: int) -> str:
    """0 → 'A', 25 → 'Z', 26 → 'AA'."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
