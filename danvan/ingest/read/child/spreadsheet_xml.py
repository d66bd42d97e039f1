"""XML Spreadsheet 2003 (`<?xml …>` with Microsoft's spreadsheet namespace), which older web systems send as .xls."""

from dataclasses import dataclass, field

from danvan.ingest.read.child.book import (
    BOOLEAN,
    DATE,
    ERROR,
    PERCENT,
    TEXT,
    Book,
    Cell,
    Refused,
    Sheet,
    number,
)
from danvan.ingest.read.child.number_formats import meaning
from danvan.ingest.read.child.xml import local, parse, plain
from danvan.ingest.read.child.zips import STEP
from danvan.ingest.read.limits import MOST_COLUMNS, MOST_ROWS

NAMESPACE = b"urn:schemas-microsoft-com:office:spreadsheet"


def read_spreadsheet_xml(data: bytes) -> Book:
    """The worksheets in their order."""
    reader = _Reader(Book("xml"))
    pieces = (data[start : start + STEP] for start in range(0, len(data), STEP))
    parse(pieces, reader.start, reader.end, reader.text)
    return reader.book


@dataclass
class _Reader:
    """Where the parser stands; rows and columns count from 0."""

    book: Book
    styles: dict[str, str] = field(default_factory=dict)
    style: str = ""
    sheet: Sheet | None = None
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    row: int = -1
    column: int = -1
    next_column: int = 0
    in_comment: bool = False
    cell_style: str = ""
    formula: str = ""
    kind: str = ""
    words: list[str] | None = None
    visible: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        tag, found = local(name), plain(attributes)
        if tag == "Style":
            self.style = found.get("ID", "")
        elif tag == "NumberFormat":
            self.styles[self.style] = _format(found.get("Format", ""))
        elif tag == "Worksheet":
            self.sheet, self.rows, self.row = Sheet(found.get("Name", "")), {}, -1
        elif tag == "Row":
            self.row, self.next_column = _place(found, self.row + 1, MOST_ROWS, "read_too_many_rows"), 0
        elif tag == "Cell":
            self._cell(found)
        elif tag == "Comment":
            self.in_comment = True
        elif tag == "Data" and not self.in_comment:
            self.kind, self.words = found.get("Type", "String"), []
        elif tag == "Visible":
            self.visible = []

    def _cell(self, found: dict[str, str]) -> None:
        self.column = _place(found, self.next_column, MOST_COLUMNS, "read_too_many_columns")
        self.cell_style, self.formula = found.get("StyleID", ""), found.get("Formula", "")
        across, down = _count(found.get("MergeAcross")), _count(found.get("MergeDown"))
        self.next_column = self.column + across + 1
        if self.sheet and across + down:
            self.sheet.merged.append((self.row, self.column, self.row + down, self.column + across))

    def text(self, words: str) -> None:
        """Characters of a cell, or of the sheet's visibility."""
        if self.words is not None:
            self.words.append(words)
        elif self.visible is not None:
            self.visible.append(words)

    def end(self, name: str) -> None:
        """An element closes."""
        tag = local(name)
        if tag == "Data" and self.words is not None:
            text, kind = _told("".join(self.words), self.kind, self.styles.get(self.cell_style, ""))
            if text:
                self.rows.setdefault(self.row, {})[self.column] = (text, kind)
            self.words = None
        elif tag == "Comment":
            self.in_comment = False
        elif tag == "Visible" and self.visible is not None and self.sheet:
            self.sheet.hidden = "Hidden" in "".join(self.visible)
            self.visible = None
        elif tag == "Worksheet" and self.sheet:
            self.sheet.add_sparse(self.rows)
            self.book.sheets.append(self.sheet)
            self.sheet, self.rows = None, {}


def _place(found: dict[str, str], otherwise: int, most: int, code: str) -> int:
    """The place an Index names, or the next one."""
    index = found.get("Index", "")
    place = int(index) - 1 if index.isdecimal() and len(index) < 10 else otherwise
    if place >= most:
        raise Refused(code, count=place + 1, where="")
    return place


def _count(text: str | None) -> int:
    return min(int(text), MOST_COLUMNS) if text and text.isdecimal() and len(text) < 9 else 0


def _format(code: str) -> str:
    """Formats may go by a name: 'Percent', 'Fixed', 'Standard'."""
    return PERCENT if code == "Percent" else meaning(code)


def _told(text: str, kind: str, style: str) -> Cell:
    if kind == "Number":
        try:
            value = float(text)
        except ValueError:
            return text, TEXT
        return number(value, style)
    if kind == "DateTime":
        return text.split(".000")[0].removesuffix("T00:00:00").replace("T", " "), DATE
    if kind == "Boolean":
        return ("TRUE" if text == "1" else "FALSE"), BOOLEAN
    return text, ERROR if kind == "Error" else TEXT
