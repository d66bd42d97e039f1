"""Which rows above a table's first line are its header.

Owns the block of rows that says something above the columns of figures; titles, units of measure and footnotes do not.
"""

import numpy as np

from danvan.ingest.shape.cells import BLANK, WORDS, YEAR
from danvan.ingest.shape.row_kinds import Rows, is_aside, is_units

ENOUGH_HEADER = 1 / 3
MOST_HEADER_ROWS = 12


class HeadRows(Rows):
    """The rows of a sheet, looked at for a header."""

    def head_above(self, line: int) -> tuple[int, ...]:
        """The header rows above a line: the nearest block of rows that speaks of enough of the columns of figures."""
        r = line - 1
        while r >= 0:
            if not self._speaks(r):
                r -= 1
                continue
            first = r
            while first > 0 and r - first < MOST_HEADER_ROWS and self._belongs(first - 1, first, r):
                first -= 1
            block = tuple(range(first, r + 1))
            spoken = ((self.kinds[first : r + 1][:, self.measures] != BLANK).any(axis=0)).mean()
            if spoken >= ENOUGH_HEADER:
                return block
            r = first - 1
        return ()

    def _speaks(self, r: int) -> bool:
        """Whether a row says something above a column of figures, and is no title, unit of measure or footnote."""
        at = self.kinds[r][self.measures]
        told = (at == WORDS) | (at == YEAR)
        if not (told.any() or self.is_months(r)) or self.is_numbering(r):
            return False
        said = self.cells.row(self.top + r)
        if all(is_aside(text) for text in said.values()):
            return is_units(said.values())
        return len(said) > 1 or len(self.measures) == 1 or self._is_group(r)

    def _belongs(self, r: int, below: int, last: int) -> bool:
        """Whether the row above a header row is one too."""
        if not self.kinds[r].any() or self.figures[r].any():
            return False
        said = self.cells.row(self.top + r)
        if all(is_aside(text) for text in said.values()):
            return False
        at = self.kinds[r][self.measures]
        over = ((at == WORDS) | (at == YEAR)).any() or self.is_months(r)
        if len(said) > 1:
            return bool(over) or self._fills_gap(r, below, last)
        return bool(over) and (self._is_group(r) or self._fills_gap(r, below, last))

    def _fills_gap(self, r: int, below: int, last: int) -> bool:
        """Whether a row says something about columns of which the rows below say nothing."""
        here = self.kinds[r] != BLANK
        return bool((here & ~(self.kinds[below : last + 1] != BLANK).any(axis=0)).any())

    def _is_group(self, r: int) -> bool:
        """Whether the one cell of a row stands above some of the columns of figures, not above the whole table."""
        (c,) = np.flatnonzero(self.kinds[r])[:1]
        for top, left, _, right in self.cells.grid.merged:
            if top == self.top + r and left == c and right > left:
                return left >= self.measures[0] and right - left + 1 < len(self.measures) + 1
        text = self.cells.said(self.top + r, int(c))
        first = c == self.measures[0] > 0 and len(text) <= 40 and not text.isupper()
        return bool(c > self.measures[0] or first)
