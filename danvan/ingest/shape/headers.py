"""What stands above each column: the words of its header rows put together, its group, its unit of measure, its code.

Owns merged and split header cells, headers in two languages and the row of indicator codes of our own forms. It says
nothing about what a column is.
"""

import re
from dataclasses import dataclass

from danvan.ingest.shape import words
from danvan.ingest.shape.cells import Cells
from danvan.ingest.shape.languages import accented, header_words, is_english
from danvan.ingest.shape.row_kinds import is_units, months_above
from danvan.ingest.shape.table import Table

CODE = re.compile(r"([A-Z]{2}\d{2,3}|R[0-9A-F]{6})(?: (\w+=\w+(?:;\w+=\w+)*))?")
"""A code of the catalogue, or of an indicator that users declared, with its part."""
Cell = tuple[str, tuple[int, int]]
"""The text of a header cell and where it was typed: all columns and rows of a merged cell have one such place."""


@dataclass(frozen=True)
class Header:
    """The header of one column. parts: its texts from the top; group: those that stand above several columns.

    own: the others put together; unit: unit of measure from a row of units; code: (indicator, breakdown) of a code row.
    """

    parts: tuple[str, ...] = ()
    group: str = ""
    own: str = ""
    unit: str = ""
    code: tuple[str, str] | None = None
    other: str = ""

    @property
    def text(self) -> str:
        """All of it: 'Số cuộc đối thoại – cấp xã'."""
        return " – ".join(part for part in (self.group, self.own) if part)


def read_headers(cells: Cells, table: Table) -> dict[int, Header]:
    """The header of every column of a table."""
    plain = {r: {int(c): (header_words(cells.sent(r, int(c))), (r, int(c))) for c in cells.row(r)} for r in table.head}
    for r, row in plain.items():
        row |= {c: (month, (r, c)) for c, month in months_above(cells, r, table.measures).items()}
    units = [row for row in plain.values() if len(set(row)) > 1 and is_units(text for text, _ in row.values())]
    codes = [row for row in plain.values() if _is_code_row(row)]
    rows = [r for r, row in plain.items() if row not in units and row not in codes]
    named = [_filled(cells, table, plain, r, below) for r, below in zip(rows, [*rows[1:], None], strict=False)]
    ours, theirs = _languages(named)
    return {c: _header(c, ours, theirs, units, codes) for c in range(cells.width)}


def _filled(
    cells: Cells, table: Table, plain: dict[int, dict[int, Cell]], r: int, below: int | None
) -> dict[int, Cell]:
    """The cells of a header row, a merged one in all its columns. below: the next header row."""
    found = dict(plain[r])
    spans = [span for span in cells.grid.merged if span[0] <= r <= span[2] and span[1] <= cells.width]
    for top, left, _, right in spans:
        text = header_words(cells.sent(top, left))
        if text and top >= table.head[0]:
            found |= {c: (text, (top, left)) for c in range(left, min(right + 1, cells.width))}
    across = any(right > left for _, left, _, right in spans)
    return found if below is None or across else _spread(table, found, plain[below])


def _spread(table: Table, found: dict[int, Cell], below: dict[int, Cell]) -> dict[int, Cell]:
    """A group's words over the blank cells to its right, where the row below has words of its own."""
    spread = dict(found)
    for c in table.measures:
        left = c - 1
        if c not in spread and left in spread and left in table.measures and c in below:
            if spread[left][1][1] in below and _part_of(below[c][0]):
                spread[c] = spread[left]
    return spread


def _part_of(text: str) -> bool:
    """Whether the words below could name a part of the group to the left: they are no column's whole name."""
    return not words.role(text) or bool(words.is_summary(text))


def _is_code_row(row: dict[int, Cell]) -> bool:
    hits = sum(bool(CODE.fullmatch(text)) for text, _ in row.values())
    return hits >= 1 and hits >= len(row) - 2


def _languages(rows: list[dict[int, Cell]]) -> tuple[list[dict[int, Cell]], list[dict[int, Cell]]]:
    """(Vietnamese rows, rows that say the same in English)."""
    english = [row for row in rows if _is_english(row)]
    vietnamese = [row for row in rows if row not in english]
    if not english or not any(accented(text) for row in vietnamese for text, _ in row.values()):
        return rows, []
    return vietnamese, english


def _is_english(row: dict[int, Cell]) -> bool:
    texts = {text for text, _ in row.values() if re.search(r"[A-Za-z]{3}", text) and not words.role(text)}
    hits = sum(map(is_english, texts))
    return len(texts) >= 1 and not any(map(accented, texts)) and hits >= 0.4 * len(texts)


def _header(
    c: int,
    rows: list[dict[int, Cell]],
    theirs: list[dict[int, Cell]],
    units: list[dict[int, Cell]],
    codes: list[dict[int, Cell]],
) -> Header:
    said: dict[tuple[int, int], tuple[str, bool]] = {}
    for row in rows:
        if c in row:
            text, place = row[c]
            said[place] = text, sum(cell == row[c] for cell in row.values()) > 1
    other = " ".join(dict.fromkeys(row[c][0] for row in theirs if c in row))
    group = " – ".join(text for text, shared in said.values() if shared)
    own = " ".join(text for text, shared in said.values() if not shared)
    if not said and other:
        own = other
    unit = next((row[c][0].strip("()[] ") for row in units if c in row), "")
    code = next((hit for row in codes if c in row and (hit := CODE.fullmatch(row[c][0]))), None)
    found = (code[1], code[2] or "") if code else None
    return Header(tuple(text for text, _ in said.values()), group, own, unit, found, other)
