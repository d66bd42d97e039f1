"""What the child sends home: sheets of texts with kinds, notes for findings, packed without any library.

The packed form is one line of JSON, then for every sheet and column the cells' lengths in bytes (uint32), their kinds
(uint8) and their UTF-8 text, all rows one after the other.
"""

import datetime as dt
import json
import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import zip_longest
from typing import Any, BinaryIO

from danvan.ingest.read.limits import LONGEST_CELL, MOST_CELLS, MOST_TEXT

TEXT, NUMBER, DATE, BOOLEAN, ERROR = range(5)
"""As in danvan.ingest.grid, which imports pandas and so stays out of the child; a test holds the two equal."""

Cell = tuple[str, int]

PERCENT, SIGN = "percent", "sign"
"""How a number is shown: a hundred times larger with a percent sign, or as it is with one behind it (0.0"%")."""
BATCH = 20_000


class Refused(Exception):
    """The file is not read: the code of the finding and its words."""

    def __init__(self, code: str, **words: object) -> None:
        """Words fill the placeholders of the finding's text."""
        super().__init__(code)
        self.code, self.words = code, words


@dataclass
class Sheet:
    """One sheet under construction; rows come in order and may be of any length."""

    name: str
    hidden: bool = False
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    rows: int = 0
    lengths: list[array] = field(default_factory=list)
    kinds: list[bytearray] = field(default_factory=list)
    data: list[bytearray] = field(default_factory=list)
    size: int = 0

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        """Append rows of values or of (text, kind)."""
        width = max(len(self.data), max(map(len, rows), default=0))
        if (self.rows + len(rows)) * width > MOST_CELLS:
            raise Refused("read_far_cell", cell=place(self.rows + len(rows) - 1, width - 1), sheet=self.name)
        for number, column in enumerate(zip_longest(*rows, fillvalue="")):
            if number == len(self.data):
                self.lengths.append(array("I", bytes(4 * self.rows)))
                self.kinds.append(bytearray(self.rows))
                self.data.append(bytearray())
            texts, kinds = told(column)
            self._append(number, texts, kinds)
        self.rows += len(rows)
        for number in range(len(self.data)):
            behind = self.rows - len(self.kinds[number])
            if behind:
                self.lengths[number].frombytes(bytes(4 * behind))
                self.kinds[number].extend(bytes(behind))
        if self.size > MOST_TEXT:
            raise Refused("read_too_heavy")

    def add_sparse(self, rows: dict[int, dict[int, Cell]]) -> None:
        """Append rows given by their number; the rows between are blank."""
        last = max(rows, default=-1)
        width = max((max(row) + 1 for row in rows.values() if row), default=0)
        if (last + 1) * width > MOST_CELLS:
            raise Refused("read_far_cell", cell=place(last, width - 1), sheet=self.name)
        for start in range(self.rows, last + 1, BATCH):
            batch = [rows.get(number, {}) for number in range(start, min(start + BATCH, last + 1))]
            self.add([[row.get(c, "") for c in range(max(row, default=-1) + 1)] for row in batch])

    def _append(self, number: int, texts: Sequence[str], kinds: bytes) -> None:
        joined = "".join(texts)
        encoded = joined.encode("utf-8", "replace")
        plain = len(encoded) == len(joined)
        lengths = array("I", map(len, texts) if plain else (len(t.encode("utf-8", "replace")) for t in texts))
        if max(lengths) > 4 * LONGEST_CELL:
            raise Refused("read_cell_too_long", where=f"trang tính “{self.name}”")
        self.lengths[number].extend(lengths)
        self.kinds[number].extend(kinds)
        self.data[number].extend(encoded)
        self.size += len(encoded)

    def header(self) -> dict[str, Any]:
        """What the answer's first line says about this sheet."""
        sizes = [len(data) for data in self.data]
        return {
            "name": self.name,
            "hidden": self.hidden,
            "merged": self.merged,
            "rows": self.rows,
            "sizes": sizes,
        }


@dataclass
class Book:
    """One file's sheets, and notes: (code, severity, words)."""

    format: str
    sheets: list[Sheet] = field(default_factory=list)
    notes: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)

    def note(self, code: str, severity: str, **words: object) -> None:
        """Keep a remark for the findings."""
        self.notes.append((code, severity, words))

    def write(self, out: BinaryIO) -> None:
        """The packed answer."""
        head = {"format": self.format, "notes": self.notes, "sheets": [sheet.header() for sheet in self.sheets]}
        out.write(json.dumps(head).encode() + b"\n")
        for sheet in self.sheets:
            for lengths, kinds, data in zip(sheet.lengths, sheet.kinds, sheet.data, strict=True):
                out.write(lengths)
                out.write(kinds)
                out.write(data)


def number(value: float, style: str = "") -> Cell:
    """The shortest exact decimal: 19348000.0 → '19348000', 1e-07 → '0.0000001'; 0.932 with PERCENT → '93.2%'."""
    if value != value or value in (float("inf"), float("-inf")):
        return "#NUM!", ERROR
    text = repr(value)
    if style == PERCENT or "e" in text:
        text = format(Decimal(text).scaleb(2 if style == PERCENT else 0), "f")
        text = text.rstrip("0").rstrip(".") if "." in text else text
    text = "0" if not value else text.removesuffix(".0")
    return text + ("%" if style else ""), NUMBER


def place(row: int, column: int) -> str:
    """(0, 0) → 'A1'."""
    name, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return f"{name}{row + 1}"


def _moment(value: dt.datetime) -> Cell:
    midnight = value.time() == dt.time()
    return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="seconds"), DATE


_ODD_NUMBER = re.compile("[en]|-0[.]0(?: |$)")
_TOLD: dict[type, Callable[[Any], Cell]] = {
    str: lambda value: (value, TEXT),
    tuple: lambda value: value,
    float: number,
    int: lambda value: (str(value), NUMBER),
    bool: lambda value: ("TRUE" if value else "FALSE", BOOLEAN),
    dt.date: lambda value: (value.isoformat(), DATE),
    dt.datetime: _moment,
    dt.time: lambda value: (value.isoformat(timespec="seconds"), DATE),
    dt.timedelta: lambda value: (str(value), DATE),
    type(None): lambda value: ("", TEXT),
}


def told(values: Iterable[Any]) -> tuple[list[str], bytes]:
    """Texts and kinds of a column's values."""
    values = list(values)
    types = set(map(type, values))
    if types == {str}:
        return values, bytes(len(values))
    if types <= {str, float}:
        shown = [repr(value) for value in values if type(value) is float]
        # Only digits, a point and a sign: no exponent, no nan or inf, no -0.0.
        if not _ODD_NUMBER.search(" ".join(shown)):
            plain = iter(shown)
            texts = [value if type(value) is str else next(plain).removesuffix(".0") for value in values]
            return texts, bytes(NUMBER if type(value) is float else TEXT for value in values)
    cells = [_TOLD[type(value)](value) for value in values]
    return [text for text, _ in cells], bytes(kind for _, kind in cells)
