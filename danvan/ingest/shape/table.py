"""Where the tables of a sheet are: header rows, lines, titles, repeated headers, one table under another.

Owns the rows of a table. Which columns belong together side by side, and what each of them is, is decided elsewhere.
It refuses to take a row for a header that holds a figure other than a year or a column's number.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from danvan.ingest.shape import words
from danvan.ingest.shape.cells import BLANK, MARK, NUM, WORDS, YEAR, Cells
from danvan.ingest.shape.languages import in_vietnamese
from danvan.ingest.shape.names import bare, levels

COLUMN_NUMBER = re.compile(r"\(?\s*(?:([A-Za-z])|(\d{1,3}))\s*\)?(?:\s*=\s*[\d()\s+\-*/:x%.,A-Za-z]+)?")
ENOUGH_HEADER = 1 / 3
MOST_HEADER_ROWS = 12
REPEATED, NUMBERED = "repeated_header", "column_numbers"


@dataclass(frozen=True, eq=False)
class Table:
    """Rows count from 0. head: header rows, top to bottom; body: the lines, blank rows and repeated headers taken out.

    measures: columns that hold figures; dropped: rows left out, by reason.
    """

    top: int
    bottom: int
    head: tuple[int, ...]
    body: np.ndarray
    measures: tuple[int, ...]
    titles: tuple[str, ...] = ()
    unit_of_measure: str = ""
    dropped: dict[str, int] | None = None


def find_tables(cells: Cells, header_rows: tuple[int, int] | None = None) -> list[Table]:
    """The tables of a sheet, one under another. header_rows: first and last header row of the first, from 1."""
    found: list[Table] = []
    top = 0
    while top < cells.height:
        given = (header_rows[0] - 1, header_rows[1] - 1) if header_rows and not found else None
        table = _Finder(cells, top, cells.height).table(given)
        if table is None:
            break
        found.append(table)
        top = table.bottom
    return found


class _Finder:
    """The search for the first table between two rows."""

    def __init__(self, cells: Cells, top: int, bottom: int) -> None:
        self.cells, self.top, self.bottom = cells, top, bottom
        self.kinds = cells.kinds[top:bottom]
        self.figures = self.kinds == NUM
        self.numbers = self.figures | (self.kinds == YEAR)
        self.words = self.kinds == WORDS
        self.measures = self._measures()

    def table(self, given: tuple[int, int] | None) -> Table | None:
        """The first table; None when there are no figures."""
        if not len(self.measures):
            return None
        if given:
            head = tuple(range(given[0] - self.top, given[1] - self.top + 1))
        else:
            line = self._first_line()
            if line is None:
                return None
            head = self._head(line)
        start = head[-1] + 1 if head else self._first_line() or 0
        head = tuple(r for r in head if self.kinds[r].any() and not self._is_numbering(r))
        repeated, split = self._other_headers(head, start)
        end = split if split is not None else self.bottom - self.top
        if split is not None:
            inner = _Finder(self.cells, self.top, self.top + split)
            self.measures = inner.measures if len(inner.measures) else self.measures
        return self._made(head, start, end, repeated)

    def _made(self, head: tuple[int, ...], start: int, end: int, repeated: np.ndarray) -> Table:
        rows = np.arange(start, end)
        numbering = np.array([r for r in self._maybe_numbering(start, end) if self._is_numbering(r)], dtype=int)
        used = self.kinds[start:end].any(axis=1)
        used &= ~np.isin(rows, repeated) & ~np.isin(rows, numbering)
        titles, unit = self._titles(head[0] if head else start)
        return Table(
            self.top,
            self.top + end,
            tuple(self.top + r for r in head),
            rows[used] + self.top,
            tuple(int(c) for c in self.measures),
            titles,
            unit,
            {REPEATED: len(repeated), NUMBERED: len(numbering)},
        )

    def _measures(self) -> np.ndarray:
        """Columns in which, from their first figure down, figures outnumber words, right of the first column of words."""
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

    def _first_line(self) -> int | None:
        """The first row with a figure that is neither a year above its column nor a column's number."""
        for r in np.flatnonzero(self.numbers[:, self.measures].any(axis=1)):
            if not self._is_numbering(r) and not self._is_years(r):
                return int(r)
        return None

    def _maybe_numbering(self, start: int, end: int) -> np.ndarray:
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

    def _is_numbering(self, r: int) -> bool:
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

    def _is_years(self, r: int) -> bool:
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

    def _head(self, line: int) -> tuple[int, ...]:
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
        if not told.any() or self._is_numbering(r):
            return False
        said = self.cells.row(self.top + r)
        if all(_is_aside(text) for text in said.values()):
            return is_units(said.values())
        return len(said) > 1 or len(self.measures) == 1 or self._is_group(r)

    def _belongs(self, r: int, below: int, last: int) -> bool:
        """Whether the row above a header row is one too."""
        if not self.kinds[r].any() or self.figures[r].any():
            return False
        said = self.cells.row(self.top + r)
        if all(_is_aside(text) for text in said.values()):
            return False
        at = self.kinds[r][self.measures]
        over = ((at == WORDS) | (at == YEAR)).any()
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

    def _other_headers(self, head: tuple[int, ...], start: int) -> tuple[np.ndarray, int | None]:
        """(rows that repeat the header, the row at which another table's title or header begins)."""
        at = self.kinds[start:][:, self.measures]
        told = (at == WORDS).sum(axis=1)
        years = (at == YEAR).sum(axis=1)
        none = ~self.figures[start:].any(axis=1)
        filled = (at != BLANK).sum(axis=1)
        least = min(2, len(self.measures))
        maybe = none & (told + years >= least) & (told + years >= 0.6 * filled)
        after_line = np.concatenate([[False], self.numbers.any(axis=1)[:-1]])[start:]
        maybe &= (told > 0) | (years > 1) | ~after_line
        lines = np.flatnonzero(self.numbers[start:][:, self.measures].any(axis=1) & ~maybe)
        maybe[: lines[0] + 1 if len(lines) else len(maybe)] = False
        repeated = []
        for r in np.flatnonzero(maybe) + start:
            if self._repeats(r, head):
                repeated.append(r)
            elif self._begins_table(int(r)):
                return np.array(repeated, dtype=int), self._after_lines(start, int(r))
        return np.array(repeated, dtype=int), None

    def _repeats(self, r: int, head: tuple[int, ...]) -> bool:
        """Whether a row says again what a header row says."""
        mine = {c: text.lower() for c, text in self.cells.row(self.top + r).items()}
        for h in head:
            said = {c: text.lower() for c, text in self.cells.row(self.top + h).items()}
            same = sum(mine.get(c) == text for c, text in said.items())
            if said and same >= 0.8 * max(len(said), len(mine)):
                return True
        return False

    def _begins_table(self, r: int) -> bool:
        """Whether a row in the midst of lines is the header of another table."""
        if self._is_years(r):
            return not self.numbers[r - 1].any() or len(self._years(r)) > 1
        said = self.cells.row(self.top + r)
        labels = [text for c, text in said.items() if c not in self.measures]
        if any((levels(bare(text)) or words.is_summary(text)) and not words.role(text) for text in labels):
            return False
        if any(_is_aside(text) for text in said.values()):
            return False
        own = {text for c, text in said.items() if c in self.measures}
        known = any(words.role(text) for text in said.values())
        below = self.numbers[r + 1 : r + 12, :].any()
        return bool(below and (known or (len(own) > 1 and not labels and not self.kinds[r - 1].any())))

    def _years(self, r: int) -> set[str]:
        return {self.cells.said(self.top + r, int(c)) for c in self.measures if self.kinds[r, c] == YEAR}

    def _after_lines(self, start: int, header: int) -> int:
        """The row after the last line above another table's header: what stands between is that table's title."""
        lines = np.flatnonzero(self.numbers[start:header, self.measures].any(axis=1))
        return start + int(lines[-1]) + 1 if len(lines) else header

    def _titles(self, first: int) -> tuple[tuple[str, ...], str]:
        """(what stands above the header, the unit of measure told there)."""
        titles: list[str] = []
        unit = ""
        for r in np.flatnonzero(self.kinds[:first].any(axis=1)):
            for text in dict.fromkeys(self.cells.row(self.top + r).values()):
                bare_unit = in_vietnamese(text)
                told = words.unit_of_measure(text) or (bare_unit.lower() if words.is_unit_text(bare_unit) else "")
                if told:
                    unit = unit or told
                elif any(c.isalpha() for c in text):
                    titles.append(text)
        return tuple(dict.fromkeys(titles)), unit


def is_units(said: Iterable[str]) -> bool:
    """Whether a row tells the unit of measure of several columns: '(cuộc) | (lượt) | %'."""
    texts = [text.strip("()[] ") for text in said]
    return len(texts) > 1 and all(words.is_unit_text(text) for text in texts)


def _is_aside(text: str) -> bool:
    """A unit of measure, a footnote or a signature: nothing that names a column."""
    if words.unit_of_measure(text) and len(text) < 60 and not words.role(text):
        return True
    if words.role(text) or text == "%":
        return False
    return words.is_note(text) or words.is_unit_text(in_vietnamese(text))
