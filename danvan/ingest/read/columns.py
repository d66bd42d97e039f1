"""Cells on their way to a Grid: columns of text as Arrow arrays, cut to what is filled.

Owns the arithmetic on whole columns, so that a million rows cost milliseconds and no text is copied without need.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from danvan.ingest.grid import Grid, Span, letter

TEXTS = pa.large_string()
_DTYPE = pd.StringDtype("pyarrow", na_value=np.nan)


@dataclass(frozen=True, eq=False)
class Cells:
    """One sheet before it is a Grid. Columns have equal lengths; `kinds` as in Grid."""

    sheet: str
    columns: tuple[pa.ChunkedArray, ...]
    kinds: np.ndarray | None = None
    merged: tuple[Span, ...] = ()
    hidden: bool = False

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.columns[0]) if self.columns else 0

    def column_name(self, column: int) -> str:
        """How a person calls a column: 'D' in a sheet, '4' in a text file."""
        return letter(column) if self.sheet else str(column + 1)

    def grid(self) -> Grid:
        """The Grid with these cells."""
        arrays = {i: pd.array(column, dtype=_DTYPE, copy=False) for i, column in enumerate(self.columns)}
        frame = pd.DataFrame(arrays, copy=False, index=pd.RangeIndex(self.rows))
        frame.columns = pd.RangeIndex(len(self.columns))
        return Grid(self.sheet, frame, self.kinds, self.merged, self.hidden)


def cut(cells: Cells) -> Cells:
    """Without blank columns on the right and blank rows at the end; those inside stay: rows keep their numbers."""
    width = len(cells.columns)
    while width and not _any_filled(cells.columns[width - 1]):
        width -= 1
    columns = cells.columns[:width]
    rows = _filled_rows(columns)
    merged = tuple(
        (top, left, min(low, rows - 1), min(right, width - 1))
        for top, left, low, right in cells.merged
        if top < rows and left < width
    )
    kinds = None if cells.kinds is None else cells.kinds[:rows, :width]
    return replace(cells, columns=tuple(column.slice(0, rows) for column in columns), kinds=kinds, merged=merged)


def _any_filled(column: pa.ChunkedArray) -> bool:
    """Whether a column has anything but spaces; the first thousand cells mostly tell."""
    if any(text.strip() for text in column.slice(0, 1000).to_pylist()):
        return True
    return bool(pc.any(_filled(column)).as_py())


def _filled(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.greater(pc.binary_length(pc.utf8_trim_whitespace(column)), 0)


def _filled_rows(columns: tuple[pa.ChunkedArray, ...]) -> int:
    """The number of the last row with anything but spaces."""
    if not columns or not len(columns[0]):
        return 0
    if any(column[-1].as_py().strip() for column in columns):
        return len(columns[0])
    last = 0
    for column in columns:
        filled = np.flatnonzero(_filled(column).to_numpy())
        last = max(last, int(filled[-1]) + 1 if filled.size else 0)
    return last


def bytes_of(column: pa.ChunkedArray) -> Iterator[np.ndarray]:
    """The raw bytes of a column's texts: to look for a byte is ten times faster here than cell by cell."""
    for chunk in column.chunks:
        data = chunk.buffers()[2]
        if data is not None and len(chunk):
            first, last = chunk.offset, chunk.offset + len(chunk)
            offsets = np.frombuffer(chunk.buffers()[1], dtype=np.int64)
            yield np.frombuffer(data, dtype=np.uint8)[offsets[first] : offsets[last]]


def is_ascii(column: pa.ChunkedArray) -> bool:
    """Whether a column has no letter beyond ASCII."""
    return all(part.max(initial=0) < 128 for part in bytes_of(column))


def has_byte(column: pa.ChunkedArray, byte: int) -> bool:
    """Whether some cell has this ASCII character."""
    return any(bool((part == byte).any()) for part in bytes_of(column))


def replaced(column: pa.ChunkedArray, new: dict[str, str]) -> pa.ChunkedArray:
    """The column with some texts put in place of others."""
    if not new:
        return column
    found = pc.index_in(column, value_set=pa.array(list(new), TEXTS))
    values = pa.array(list(new.values()), TEXTS)
    return pc.coalesce(pc.take(values, found), column)


def rows_with(column: pa.ChunkedArray, texts: set[str]) -> np.ndarray:
    """Numbers of the rows whose cell is one of the texts."""
    if not texts:
        return np.array([], dtype=int)
    return np.flatnonzero(pc.is_in(column, value_set=pa.array(list(texts), TEXTS)).to_numpy())
