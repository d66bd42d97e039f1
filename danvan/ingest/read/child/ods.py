"""OpenDocument spreadsheets (ODS), read from content.xml by hand.

python-calamine 0.9.1 tells neither percents nor errors nor merged cells of ODS; expat, needed for those anyway, gives
everything in one pass.
"""

import zipfile
from dataclasses import dataclass, field

from danvan.ingest.read.child.book import (
    BOOLEAN,
    DATE,
    ERROR,
    PERCENT,
    SIGN,
    TEXT,
    Book,
    Cell,
    Refused,
    Sheet,
    number,
)
from danvan.ingest.read.child.xml import local, parse, plain
from danvan.ingest.read.child.zips import chunks, whole
from danvan.ingest.read.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS

MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_CELLS = {"table-cell", "covered-table-cell"}
_NOT_TEXT = {"annotation", "shapes", "frame", "custom-shape", "tracked-changes"}
_BREAKS = {"tab": "\t", "line-break": "\n"}


def read_ods(archive: zipfile.ZipFile) -> Book:
    """The tables of the document in their order."""
    manifest = "META-INF/manifest.xml"
    if manifest in archive.namelist() and b"encryption-data" in whole(archive, manifest):
        raise Refused("read_password")
    reader = _Reader(Book("ods"))
    parse(chunks(archive, "content.xml"), reader.start, reader.end, reader.text)
    return reader.book


@dataclass
class _Reader:
    """Where the parser stands."""

    book: Book
    hidden_styles: set[str] = field(default_factory=set)
    style: str = ""
    sheet: Sheet | None = None
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    filled: int = 0
    row: int = 0
    column: int = 0
    row_repeat: int = 1
    cell: dict[str, str] | None = None
    words: list[str] = field(default_factory=list)
    paragraphs: int = 0
    deaf: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        tag, found = local(name), plain(attributes)
        if tag in _NOT_TEXT or self.deaf:
            self.deaf += 1
        elif tag == "style":
            self.style = found.get("name", "")
        elif tag == "table-properties" and found.get("display") == "false":
            self.hidden_styles.add(self.style)
        elif tag == "table":
            self.sheet = Sheet(found.get("name", ""), hidden=found.get("style-name") in self.hidden_styles)
            self.rows, self.row, self.filled = {}, 0, 0
        elif tag == "table-row":
            self.row_repeat, self.column = _count(found.get("number-rows-repeated")), 0
        elif tag in _CELLS:
            self.cell, self.words, self.paragraphs = found, [], 0
        elif self.cell is not None:
            self._text_part(tag, found)

    def _text_part(self, tag: str, found: dict[str, str]) -> None:
        if tag == "p":
            self.words += ["\n"] if self.words else []
            self.paragraphs += 1
        elif tag == "s":
            self.words.append(" " * min(_count(found.get("c")), 1000))
        elif tag in _BREAKS:
            self.words.append(_BREAKS[tag])

    def text(self, words: str) -> None:
        """Characters; only those of a cell's own paragraphs count."""
        if self.paragraphs and not self.deaf:
            self.words.append(words)

    def end(self, name: str) -> None:
        """An element closes."""
        tag = local(name)
        if self.deaf:
            self.deaf -= 1
        elif tag in _CELLS and self.cell is not None and self.sheet:
            self._cell_ends(self.cell, self.sheet)
            self.cell, self.paragraphs = None, 0
        elif tag == "p" and self.paragraphs:
            self.paragraphs -= 1
        elif tag == "table-row":
            self._row_ends()
        elif tag == "table" and self.sheet:
            self.sheet.add_sparse(self.rows)
            self.book.sheets.append(self.sheet)
            self.sheet, self.rows = None, {}

    def _cell_ends(self, found: dict[str, str], sheet: Sheet) -> None:
        repeat = _count(found.get("number-columns-repeated"))
        cell = _told(found, "".join(self.words))
        across, down = _count(found.get("number-columns-spanned")), _count(found.get("number-rows-spanned"))
        if across * down > 1:
            sheet.merged.append((self.row, self.column, self.row + down - 1, self.column + across - 1))
        if cell[0]:
            if self.column + repeat > MOST_COLUMNS:
                raise Refused("read_too_many_columns", count=self.column + repeat, where=sheet.name)
            self._room(repeat * self.row_repeat)
            row = self.rows.setdefault(self.row, {})
            row.update(dict.fromkeys(range(self.column, self.column + repeat), cell))
        self.column += repeat

    def _row_ends(self) -> None:
        cells = self.rows.get(self.row)
        if cells:
            if self.row + self.row_repeat > MOST_ROWS:
                raise Refused("read_too_many_rows", where=self.sheet.name if self.sheet else "")
            for number in range(self.row + 1, self.row + self.row_repeat):
                self.rows[number] = cells
        self.row += self.row_repeat

    def _room(self, more: int) -> None:
        self.filled += more
        if self.filled > MOST_CELLS:
            raise Refused("read_too_heavy")


def _count(text: str | None) -> int:
    """A repeat count: at least one."""
    return max(int(text), 1) if text and text.isdecimal() and len(text) < 9 else 1


def _told(found: dict[str, str], shown: str) -> Cell:
    """Text and kind of a cell; `shown` is what the cell displays."""
    kind, value = found.get("value-type", ""), found.get("value", "")
    if kind == "percentage":
        return number(float(value), PERCENT)
    if kind in ("float", "currency"):
        return number(float(value), SIGN if shown.endswith("%") else "")
    if kind == "date":
        moment = found.get("date-value", shown)
        return moment.removesuffix("T00:00:00").replace("T", " "), DATE
    if kind == "boolean":
        return ("TRUE" if found.get("boolean-value") == "true" else "FALSE"), BOOLEAN
    if kind == "time":
        return shown, DATE
    # LibreOffice writes an error as a text with a formula; its own mark of errors is not in the standard.
    is_error = shown.startswith("#") and "formula" in found
    return shown, ERROR if is_error else TEXT
