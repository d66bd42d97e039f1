"""What a row between two rows of a sheet could be: column numbers, years above columns, an aside that names nothing.

Owns the looking at one row at a time, and which columns hold figures at all. What follows from it is decided in table.
"""

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

from danvan.ingest.grid import DATE
from danvan.ingest.shape import words
from danvan.ingest.shape.cells import BLANK, DAY, MARK, NUM, WORDS, YEAR, Cells
from danvan.ingest.shape.languages import in_vietnamese
from danvan.ingest.shape.names import bare, levels

COLUMN_NUMBER = re.compile(r"\(?\s*(?:([A-Za-z])|(\d{1,3}))\s*\)?(?:\s*=\s*[\d()\s+\-*/:x%.,A-Za-z]+)?")

FIRST_OF_MONTH = re.compile(r"(\d{4})-(\d\d)-01(?:[T ]00:00:00)?")


class Rows:
    """The rows of a sheet from one to another; rows count from the first of them. measures: columns of figures."""

    def __init__(self, cells: Cells, top: int, bottom: int) -> None:
        self.cells, self.top, self.bottom = cells, top, bottom
        self.kinds = cells.kinds[top:bottom]
        self.figures = self.kinds == NUM
        self.numbers = self.figures | (self.kinds == YEAR)
        self.words = self.kinds == WORDS
        self.measures = self._measures()

    def _measures(self) -> np.ndarray:
        """Columns in which, from the first figure down, figures outnumber words, right of the first column of words."""
        held = []
        for c in np.flatnonzero(self.numbers.any(axis=0)):
            rows = np.flatnonzero(self.figures[:, c])
            first = rows[0] if len(rows) else np.flatnonzero(self.numbers[:, c])[0]
            below = self.kinds[first:, c]
            if np.count_nonzero(below == WORDS) <= np.count_nonzero((below != WORDS) & (below != BLANK)):
                held.append(int(c))
        if not held:
            return np.array([], dtype=int)
        lines = self.numbers[:, held].any(axis=1)
        labels = [c for c in range(self.cells.width) if c not in held and self.words[lines, c].any()]
        right = [c for c in held if not labels or c > labels[0]]
        return np.array(right or held, dtype=int)

    def maybe_numbering(self, start: int, end: int) -> np.ndarray:
        """Rows that could be a row of column numbers: at least two numbers, the first of them 1."""
        numbers = self.figures[start:end]
        many = numbers.sum(axis=1) >= 2
        first = numbers.argmax(axis=1)
        found = np.zeros(len(many), dtype=bool)
        for c in np.flatnonzero(np.bincount(first[many], minlength=self.cells.width)):
            codes, texts = self.cells.column(int(c))
            ones = pd.Index(texts).get_indexer_for(["1", "(1)", "( 1 )", "1."])
            found |= many & (first == c) & np.isin(codes[self.top + start : self.top + end], ones[ones >= 0])
        return np.flatnonzero(found) + start

    def is_numbering(self, r: int) -> bool:
        """Whether a row numbers the columns: 'A B 1 2', '(1) (2) (3)=(1)+(2)'."""
        said = [text for _, text in sorted(self.cells.row(self.top + r).items())]
        if len(said) < 2:
            return False
        found = [COLUMN_NUMBER.fullmatch(text) for text in said]
        if not all(found):
            return False
        numbers = [int(hit[2]) for hit in found if hit[2]]
        letters = [hit[1] for hit in found if hit[1]]
        in_front = all(hit[1] for hit in found[: len(letters)])
        running = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
        return bool(running and in_front and numbers[0] <= 2 and (letters or len(numbers) >= 3))

    def is_months(self, r: int) -> bool:
        """Whether dates of Excel above the columns of figures are months."""
        return bool(months_above(self.cells, self.top + r, self.measures))

    def is_years(self, r: int) -> bool:
        """Whether all figures of a row are years that stand above columns."""
        at = self.kinds[r]
        years = [c for c in self.measures if at[c] == YEAR]
        if not years or self.figures[r].any():
            return False
        labels = [
            text for c, text in self.cells.row(self.top + r).items() if self.words[r, c] and c not in self.measures
        ]
        if not all(map(words.role, labels)) and (len(years) < 3 or any(levels(bare(text)) for text in labels)):
            return False
        below = self.kinds[r + 1 :, years]
        return bool((below == NUM).any() or (below == MARK).any() or (below == YEAR).any())


def months_above(cells: Cells, r: int, columns: Iterable[int]) -> dict[int, str]:
    """Dates of Excel above columns that follow each other month by month, each the first of its month: as months.

    The first days of years or quarters would look alike, so months that do not follow each other are none.
    """
    at = [int(c) for c in columns if cells.kinds[r, c] == DAY]
    if len(at) < 2 or cells.grid.kinds is None or (cells.kinds[r] == NUM).any():
        return {}
    found = [FIRST_OF_MONTH.fullmatch(cells.said(r, c)) if cells.grid.kinds[r, c] == DATE else None for c in at]
    months = [int(hit[1]) * 12 + int(hit[2]) - 1 for hit in found if hit]
    if months != list(range(months[0], months[0] + len(at))) if months else True:
        return {}
    return {c: f"Tháng {month % 12 + 1}/{month // 12}" for c, month in zip(at, months, strict=True)}


def is_units(said: Iterable[str]) -> bool:
    """Whether a row tells the unit of measure of several columns: '(cuộc) | (lượt) | %'."""
    texts = [text.strip("()[] ") for text in said]
    return len(texts) > 1 and all(words.is_unit_text(text) for text in texts)


def is_aside(text: str) -> bool:
    """A unit of measure, a footnote or a signature: nothing that names a column."""
    if words.unit_of_measure(text) and len(text) < 60 and not words.role(text):
        return True
    if words.role(text) or text == "%":
        return False
    return words.is_note(text) or words.is_unit_text(in_vietnamese(text))
