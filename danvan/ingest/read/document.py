"""The read stage as a whole: limits, format, cells, letters, and everything there is to say about them.

Owns the order of the steps. Whatever a file holds, the answer is a Document: with grids, or with the reason why not.
"""

import hashlib
import re
from dataclasses import dataclass, field

from danvan.ingest.findings import INFO, STOP, WARN, Finding, capped, finding
from danvan.ingest.grid import Document
from danvan.ingest.read import DELIMITERS, encodings, formats
from danvan.ingest.read.columns import Cells, cut
from danvan.ingest.read.delimited import parse
from danvan.ingest.read.letters import repaired
from danvan.ingest.read.limits import MB, MOST_BYTES
from danvan.ingest.read.ragged import remarks
from danvan.ingest.read.sheets import open_sheets
from danvan.numbers import number

_CONTENT = re.compile(rb"[^\x00\t\r\n \xef\xbb\xbf\xff\xfe]")
"""Anything but blanks and the marks that files begin with."""


@dataclass
class _Reading:
    """What has been found so far."""

    name: str
    format: str = ""
    encoding: str = ""
    delimiter: str = ""
    letters: str = ""
    cells: list[Cells] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def say(self, code: str, severity: str, **words: object) -> None:
        """Add a finding; numbers among its words are told in the Vietnamese way."""
        told = {key: number(word) if type(word) is int else word for key, word in words.items()}
        self.findings.append(finding(code, severity, file=self.name, **told))

    @property
    def stopped(self) -> bool:
        """Whether the file as a whole is refused."""
        return any(item.severity == STOP and item.row is None for item in self.findings)


def document(data: bytes, name: str, *, encoding: str = "", delimiter: str = "") -> Document:
    """See danvan.ingest.read.read."""
    reading = _Reading(formats.clean_name(name))
    if len(data) > MOST_BYTES:
        reading.say("read_too_large", STOP, size=number(len(data) / MB, 1), most=MOST_BYTES // MB)
    elif not _CONTENT.search(data):
        reading.say("read_empty", STOP)
    elif delimiter and delimiter not in DELIMITERS:
        reading.say("read_delimiter_impossible", STOP, value=delimiter)
    else:
        _read(reading, data, encoding, delimiter)
    grids = [] if reading.stopped else _grids(reading)
    return Document(
        reading.name,
        reading.format,
        hashlib.sha256(data).hexdigest(),
        reading.encoding,
        reading.delimiter,
        tuple(cells.grid() for cells in grids),
        capped(reading.findings),
    )


def _read(reading: _Reading, data: bytes, encoding: str, delimiter: str) -> None:
    kind = formats.kind(data)
    if kind in (formats.ZIP, formats.OLE):
        reading.letters = encoding if encoding in ("tcvn3", "vni", "cp1258") else ""
        _read_sheets(reading, data, kind)
    elif kind != formats.TEXT:
        reading.say("read_not_table", STOP, kind=kind)
    else:
        _read_text(reading, data, encoding, delimiter)
    _compare_extension(reading)


def _read_text(reading: _Reading, data: bytes, encoding: str, delimiter: str) -> None:
    decoded = encodings.decode(data, reading.name, encoding)
    reading.findings += decoded.findings
    if reading.stopped:
        return
    text = decoded.data
    if b"\x00" in text:
        line = text.count(b"\n", 0, text.index(b"\x00")) + 1
        reading.say("read_nul", STOP, line=line)
    elif formats.is_binary(text):
        reading.say("read_not_table", STOP, kind="tệp nhị phân")
    else:
        reading.encoding, reading.letters = decoded.encoding, decoded.reading
        markup = formats.markup(text)
        if markup == formats.TEXT:
            _read_delimited(reading, text, delimiter)
        else:
            _read_sheets(reading, text if markup == formats.HTML else data, markup)


def _read_delimited(reading: _Reading, text: bytes, delimiter: str) -> None:
    reading.format = "csv"
    table = parse(text, reading.name, delimiter)
    reading.delimiter = table.delimiter
    reading.findings += table.findings or remarks(table, reading.name)
    if delimiter and len(table.columns) == 1 and not table.findings:
        reading.say("read_delimiter_impossible", WARN, value=DELIMITERS[delimiter])
    reading.cells = [Cells("", tuple(table.columns))]


def _read_sheets(reading: _Reading, data: bytes, kind: str) -> None:
    answer = open_sheets(data, kind)
    reading.format = answer.format
    for code, severity, words in answer.notes:
        reading.say(code, severity, **words)
    reading.cells = list(answer.sheets)


def _compare_extension(reading: _Reading) -> None:
    """A name that claims another format: the content has decided, and the user is told."""
    extension, claim = formats.claimed(reading.name)
    if claim and reading.format and claim != reading.format:
        reading.say("read_extension", WARN, extension=extension, kind=formats.LABELS[reading.format])


def _grids(reading: _Reading) -> list[Cells]:
    """The sheets that hold something, with their letters put right; a stop when there is none."""
    found = []
    for sheet in reading.cells:
        cells = cut(sheet)
        if not cells.rows:
            if cells.sheet and len(reading.cells) > 1:
                reading.say("read_sheet_empty", INFO, sheet=cells.sheet)
            continue
        cells, findings = repaired(cells, reading.name, reading.letters)
        reading.findings += findings
        found.append(cells)
    if not found:
        reading.say("read_nothing", STOP)
    return found
