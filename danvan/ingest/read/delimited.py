"""Text files: UTF-8 bytes → columns.

Two ways with one result: Arrow's parser for large files of even rows (a million rows in half a second), the csv module
for everything else. Records count as rows, blank lines too; a quoted line break stays in its cell.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, zip_longest

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from danvan.ingest.findings import STOP, Finding, finding
from danvan.ingest.read.columns import TEXTS, has_byte
from danvan.ingest.read.delimiters import SEP_LINE, find
from danvan.ingest.read.limits import LONGEST_LINE, MB, MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from danvan.numbers import number

FAST_FROM = MB // 4
SAMPLE = MB // 4
BATCH = 50_000
_END = "\ue000"
_ONE_COLUMN = "\x1f"
"""Divides nothing: what the parsers are given for a file of one column."""


@dataclass
class Table:
    """Columns of texts. `widths` and `filled`: cells of a record, and up to its last filled one; None: all alike."""

    columns: list[pa.ChunkedArray] = field(default_factory=list)
    delimiter: str = ""
    widths: np.ndarray | None = None
    filled: np.ndarray | None = None
    findings: list[Finding] = field(default_factory=list)

    def stop(self, code: str, name: str, **words: object) -> "Table":
        """No columns, and the reason."""
        told = {key: number(word) if type(word) is int else word for key, word in words.items()}
        return Table([], self.delimiter, findings=[finding(code, STOP, file=name, **told)])


def parse(data: bytes, name: str, delimiter: str = "", *, fast_from: int = FAST_FROM) -> Table:
    """The table in a text; `delimiter` overrules what would be found."""
    sep = SEP_LINE.match(data)
    body = data[sep.end() :] if sep else data
    if body[-1:] in b"\r\n\x1a":
        body = body.rstrip(b"\r\n\x1a")
    if b"\r\r\n" in body and body.count(b"\r\r\n") == body.count(b"\n"):
        body = body.replace(b"\r\r\n", b"\r\n")
    line = _long_line(body)
    table = Table(delimiter=delimiter or (sep[1].decode() if sep else find(_sample(body))))
    if line:
        return table.stop("read_long_line", name, line=line)
    if not re.search(rb"[^\s,;|]", body):
        return table
    if b'"' not in body and max(body.count(b"\n"), body.count(b"\r")) >= MOST_ROWS:
        return table.stop("read_too_many_rows", name)
    divider = table.delimiter or _ONE_COLUMN
    if len(body) < fast_from or not _fast(table, body, divider):
        _slow(table, body, divider, name)
    if sep and table.columns:
        blank = pa.chunked_array([pa.array([""], TEXTS)])
        table.columns = [pa.chunked_array([*blank.chunks, *column.chunks]) for column in table.columns]
        if table.widths is not None and table.filled is not None:
            table.widths, table.filled = (np.concatenate([[0], counts]) for counts in (table.widths, table.filled))
    swallowed = _swallowed(table)
    return table.stop("read_open_quote", name, line=swallowed) if swallowed else table


def _long_line(body: bytes) -> int:
    """The number of the first line beyond the limit, 0 for none; only one look a megabyte."""
    start = 0
    while len(body) - start > LONGEST_LINE:
        end = max(body.rfind(sign, start, start + LONGEST_LINE) for sign in (b"\n", b"\r"))
        if end < 0:
            return max(body.count(b"\n", 0, start), body.count(b"\r", 0, start)) + 1
        start = end + 1
    return 0


def _sample(body: bytes) -> str:
    """The first records, without the one that is cut."""
    head = body[:SAMPLE]
    if len(body) > SAMPLE:
        head = head[: max(head.rfind(b"\n"), head.rfind(b"\r")) + 1] or head
    return head.decode("utf-8", "replace")


def _fast(table: Table, body: bytes, divider: str) -> bool:
    """Arrow's parser: only for rows that all have the same number of cells."""
    if b"\r" in body and body.count(b"\r") != body.count(b"\r\n") or body[:1] in b"\r\n":
        return False
    quoted = b'"' in body
    width = len(next(csv.reader(io.StringIO(_sample(body), newline=""), delimiter=divider), []))
    if (
        body.count(b'"') % 2
        or not 0 < width <= MOST_COLUMNS
        or body.count(b"\n") >= min(MOST_ROWS, MOST_CELLS // width)
    ):
        return False
    names = [str(i) for i in range(width)]
    if quoted:
        # An open quotation mark would swallow this last record; Arrow itself says nothing.
        body = b"".join((body, b"\n", _END.encode(), (divider * (width - 1)).encode()))
    try:
        found = pacsv.read_csv(
            pa.BufferReader(body),
            pacsv.ReadOptions(column_names=names, block_size=8 * MB),
            pacsv.ParseOptions(delimiter=divider, newlines_in_values=quoted, ignore_empty_lines=False),
            pacsv.ConvertOptions(column_types=dict.fromkeys(names, TEXTS), strings_can_be_null=False),
        )
    except pa.ArrowInvalid:
        return False
    if quoted:
        if found.columns[0][-1].as_py() != _END:
            return False
        found = found.slice(0, found.num_rows - 1)
    table.columns = list(found.columns)
    return True


def _slow(table: Table, body: bytes, divider: str, name: str) -> None:
    """The csv module, a batch of rows at a time."""
    lines = io.StringIO(body.decode("utf-8"), newline="")
    chunks: list[list[pa.Array]] = []
    widths: list[int] = []
    filled: list[int] = []
    widest, ended = 0, False
    try:
        for batch in _batches(csv.reader(chain(lines, [_END]), delimiter=divider)):
            if batch[-1] == [_END]:
                batch.pop()
                ended = True
            widths.extend(map(len, batch))
            filled.extend(map(_filled, batch))
            widest = max(widest, max(widths[-len(batch) :], default=0))
            if len(widths) > MOST_ROWS or widest > MOST_COLUMNS or len(widths) * widest > MOST_CELLS:
                code = "read_too_many_rows" if len(widths) > MOST_ROWS else "read_too_many_columns"
                table.findings = table.stop(code, name, where="", count=widest).findings
                return
            chunks.append([pa.array(column, TEXTS) for column in zip_longest(*batch, fillvalue="")])
    except csv.Error:
        table.findings = table.stop("read_cell_too_long", name, where=f"sau dòng {number(len(widths))}").findings
        return
    if not ended:
        table.findings = table.stop("read_open_quote", name, line=len(widths)).findings
        return
    table.columns = _joined(chunks)
    table.widths, table.filled = np.array(widths), np.array(filled)


def _batches(reader: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    batch: list[list[str]] = []
    for record in reader:
        batch.append(record)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _filled(record: list[str]) -> int:
    """The number of cells up to the last that is not empty."""
    width = len(record)
    while width and not record[width - 1]:
        width -= 1
    return width


def _joined(chunks: list[list[pa.Array]]) -> list[pa.ChunkedArray]:
    """Columns over all batches; a batch of narrower rows gets blanks."""
    width = max(map(len, chunks), default=0)
    for chunk in chunks:
        if len(chunk) < width:
            rows = len(chunk[0]) if chunk else 0
            chunk.extend([pa.repeat(pa.scalar("", TEXTS), rows)] * (width - len(chunk)))
    return [pa.chunked_array([chunk[i] for chunk in chunks], TEXTS) for i in range(width)]


def _swallowed(table: Table) -> int:
    """The row of a cell that has swallowed whole records because a quotation mark was left open, 0 for none."""
    width = len(table.columns)
    if width < 2:
        return 0
    for column in table.columns:
        if not has_byte(column, ord("\n")) and not has_byte(column, ord("\r")):
            continue
        for row in np.flatnonzero(pc.match_substring_regex(column, "[\r\n]").to_numpy()):
            inner = column[int(row)].as_py().splitlines()[1:-1]
            if len(inner) >= (2 if width > 2 else 4) and all(x.count(table.delimiter) == width - 1 for x in inner):
                return int(row) + 1
    return 0
