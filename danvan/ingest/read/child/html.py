"""HTML tables, which web systems send as .xls: rows as Excel shows them, every cell a text.

Nothing is fetched and nothing is run: html.parser only takes the text apart. Text outside tables is kept too, one row
a block, because the unit of measure and the year often stand there.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from danvan.ingest.read.child.book import TEXT, Book, Cell, Refused, Sheet
from danvan.ingest.read.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS

_SILENT = {"script", "style", "title", "template", "noscript"}
_BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "center", "caption", "body", "hr"}
_SPACES = re.compile(r"[ \t\r\n\f]+")
STEP = 1 << 20


def read_html(data: bytes) -> Book:
    """One sheet; `data` is UTF-8 (the parent has found the encoding)."""
    book = Book("html")
    reader = _Reader()
    text = data.decode("utf-8", "replace")
    for start in range(0, len(text), STEP):
        reader.feed(text[start : start + STEP])
    reader.close()
    if reader.stack:
        book.note("read_html_cut", "warn")
    reader.finish()
    sheet = Sheet("", merged=reader.merged)
    sheet.add_sparse(reader.rows)
    book.sheets.append(sheet)
    if reader.tables > 1:
        book.note("read_html_tables", "info", count=reader.tables)
    return book


@dataclass
class _Table:
    """One <table> being read; `spans`: columns still covered from above, with how many rows to go."""

    column: int = 0
    in_row: bool = False
    spans: dict[int, int] = field(default_factory=dict)
    words: list[str] | None = None
    across: int = 1
    down: int = 1


class _Reader(HTMLParser):
    """Rows of all tables one below the other; a table inside a cell gives rows of its own."""

    def __init__(self) -> None:
        """Nothing read yet."""
        super().__init__(convert_charrefs=True)
        self.rows: dict[int, dict[int, Cell]] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        self.row = 0
        self.tables = 0
        self.stack: list[_Table] = []
        self.silent = 0
        self.loose: list[str] = []
        self.filled = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element opens; cells and rows left open by the writer are closed first."""
        if tag in _SILENT:
            self.silent += 1
        elif tag == "table":
            self._block_ends()
            self.tables += 1
            self.stack.append(_Table())
        elif tag == "tr" and self.stack:
            self._row_ends()
            self.stack[-1].in_row = True
        elif tag in ("td", "th") and self.stack:
            self._cell_ends()
            found = dict(attrs)
            table = self.stack[-1]
            table.words, table.in_row = [], True
            table.across, table.down = _count(found.get("colspan")), _count(found.get("rowspan"))
        elif tag == "br":
            self._hear("\x00")
        elif tag in _BLOCKS:
            self._block_starts()

    def handle_endtag(self, tag: str) -> None:
        """An element closes."""
        if tag in _SILENT:
            self.silent = max(self.silent - 1, 0)
        elif tag == "table" and self.stack:
            self._row_ends()
            self.stack.pop()
        elif tag == "tr" and self.stack:
            self._row_ends()
        elif tag in ("td", "th") and self.stack:
            self._cell_ends()
        elif tag in _BLOCKS:
            self._block_starts()

    def handle_data(self, data: str) -> None:
        """Text, entities resolved."""
        self._hear(data.replace("\x00", ""))

    def finish(self) -> None:
        """The file ends; what is still open counts."""
        while self.stack:
            self._row_ends()
            self.stack.pop()
        self._block_ends()

    def _hear(self, words: str) -> None:
        if self.silent:
            return
        if self.stack and self.stack[-1].words is not None:
            self.stack[-1].words.append(words)
        elif not self.stack:
            self.loose.append(words)

    def _block_starts(self) -> None:
        if self.stack:
            self._hear("\x00")
        else:
            self._block_ends()

    def _block_ends(self) -> None:
        """Loose text since the last block becomes a row of one cell."""
        text = _shown(self.loose)
        self.loose = []
        if text and not self.stack:
            self._put(0, text)
            self.row += 1

    def _cell_ends(self) -> None:
        table = self.stack[-1]
        if table.words is None:
            return
        while table.spans.get(table.column, 0) > 0:
            table.column += 1
        text, left = _shown(table.words), table.column
        table.words = None
        right = left + table.across - 1
        if right >= MOST_COLUMNS:
            raise Refused("read_too_many_columns", count=right + 1, where="")
        if text:
            self._put(left, text)
        if table.across > 1 or table.down > 1:
            self.merged.append((self.row, left, self.row + table.down - 1, right))
            self.filled += table.across
        if table.down > 1:
            table.spans.update(dict.fromkeys(range(left, right + 1), table.down))
        table.column = right + 1

    def _row_ends(self) -> None:
        self._cell_ends()
        table = self.stack[-1]
        if table.in_row:
            table.spans = {column: rows - 1 for column, rows in table.spans.items() if rows > 1}
            table.column, table.in_row = 0, False
            self.row += 1

    def _put(self, column: int, text: str) -> None:
        self.filled += 1
        if self.row >= MOST_ROWS or self.filled > MOST_CELLS:
            raise Refused("read_too_many_rows", where="")
        self.rows.setdefault(self.row, {})[column] = (text, TEXT)


def _shown(words: list[str]) -> str:
    """Text as a browser shows it: runs of spaces are one, a <br> is a line break; NBSP stays."""
    lines = _SPACES.sub(" ", "".join(words)).split("\x00")
    return "\n".join(line.strip(" ") for line in lines).strip("\n")


def _count(text: str | None) -> int:
    """A span: 1 unless a sensible number is given."""
    digits = (text or "").strip()
    return min(max(int(digits), 1), MOST_COLUMNS) if digits.isdecimal() and len(digits) < 7 else 1
