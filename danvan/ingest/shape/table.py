"""Where the tables of a sheet are: header rows, lines, titles, repeated headers, one table under another.

Owns the rows of a table. Which columns belong together side by side, and what each of them is, is decided elsewhere.
It refuses to take a row for a header that holds a figure other than a year or a column's number.
"""

from dataclasses import dataclass, field

import numpy as np

from danvan.ingest.shape import words
from danvan.ingest.shape.cells import BLANK, WORDS, YEAR, Cells
from danvan.ingest.shape.head_rows import HeadRows
from danvan.ingest.shape.languages import in_vietnamese
from danvan.ingest.shape.names import bare, levels
from danvan.ingest.shape.row_kinds import is_aside

MOST_TABLES = 200
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
    dropped: dict[str, int] = field(default_factory=dict)


def find_tables(cells: Cells, header_rows: tuple[int, int] | None = None) -> list[Table]:
    """The tables of a sheet, one under another. header_rows: first and last header row of the first, from 1."""
    found: list[Table] = []
    top = 0
    while top < cells.height and len(found) < MOST_TABLES:
        given = (header_rows[0] - 1, header_rows[1] - 1) if header_rows and not found else None
        table = _Finder(cells, top, cells.height).table(given)
        if table is None:
            break
        found.append(table)
        top = table.bottom
    return found


class _Finder(HeadRows):
    """The search for the first table between two rows."""

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
            head = self.head_above(line)
        start = head[-1] + 1 if head else self._first_line() or 0
        head = tuple(r for r in head if self.kinds[r].any() and not self.is_numbering(r))
        repeated, split = self._other_headers(head, start)
        end = split if split is not None else self.bottom - self.top
        if split is not None:
            inner = _Finder(self.cells, self.top, self.top + split)
            self.measures = inner.measures if len(inner.measures) else self.measures
        return self._made(head, start, end, repeated)

    def _made(self, head: tuple[int, ...], start: int, end: int, repeated: np.ndarray) -> Table:
        rows = np.arange(start, end)
        numbering = np.array([r for r in self.maybe_numbering(start, end) if self.is_numbering(r)], dtype=int)
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

    def _first_line(self) -> int | None:
        """The first row with a figure that is neither a year above its column nor a column's number."""
        for r in np.flatnonzero(self.numbers[:, self.measures].any(axis=1)):
            if not self.is_numbering(r) and not self.is_years(r):
                return int(r)
        return None

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
        if self.is_years(r):
            return not self.numbers[r - 1].any() or len(self._years(r)) > 1
        said = self.cells.row(self.top + r)
        labels = [text for c, text in said.items() if c not in self.measures]
        if any((levels(bare(text)) or words.is_summary(text)) and not words.role(text) for text in labels):
            return False
        if any(is_aside(text) for text in said.values()):
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
