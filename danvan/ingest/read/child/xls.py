"""XLS (Excel 95–2003): python-calamine reads the values; percents, errors, passwords and missing ends are found here.

A sheet whose records break off before its end mark is refused: calamine gives the rows there are and says nothing.
"""

import struct
from collections.abc import Iterator

from danvan.ingest.read.child.book import Book, Refused
from danvan.ingest.read.child.number_formats import BUILT_IN, meaning
from danvan.ingest.read.child.ole import Compound
from danvan.ingest.read.child.sheet_xml import Extras
from danvan.ingest.read.child.xlsx import from_calamine

_BOF, _EOF, _FILEPASS, _SHEET, _FORMAT, _XF = 0x0809, 0x000A, 0x002F, 0x0085, 0x041E, 0x00E0
_NUMBER, _RK, _MULRK, _FORMULA, _ERROR = 0x0203, 0x027E, 0x00BD, 0x0006, 0x0205
_BIFF8, _BIFF5 = 0x0600, 0x0500
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_FOREIGN = {"WordDocument": "Word", "PowerPoint Document": "PowerPoint"}


def read_ole(data: bytes) -> Book:
    """The workbook inside a compound file; Refused with the reason when there is none to read."""
    file = Compound(data)
    names = {entry.name for entry in file.entries}
    if "EncryptedPackage" in names:
        raise Refused("read_password")
    for name, program in _FOREIGN.items():
        if name in names:
            raise Refused("read_not_table", kind=f"tệp {program}")
    stream = file.stream("Workbook", "Book")
    if stream is None:
        raise Refused("read_not_table", kind="tệp OLE không có bảng tính")
    book = Book("xls")
    if any(name.upper().startswith("_VBA_PROJECT") for name in names):
        book.note("read_macros", "info")
    return from_calamine(book, data, _extras(stream))


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Records from a place on, to the end mark of the part that begins there; Refused when there is none."""
    depth = 0
    while start + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, start)
        yield kind, stream[start + 4 : start + 4 + size]
        start += 4 + size
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
    raise Refused("read_broken")


def _extras(stream: bytes) -> dict[str, Extras]:
    """What calamine leaves out, by the name of the sheet."""
    formats = dict(BUILT_IN)
    styles: list[str] = []
    sheets: dict[str, int] = {}
    version = 0
    for kind, body in _records(stream, 0):
        if kind == _BOF and not version and len(body) >= 2:
            version = struct.unpack_from("<H", body)[0]
        elif kind == _FILEPASS:
            raise Refused("read_password")
        elif kind == _FORMAT and len(body) > 3:
            formats[str(struct.unpack_from("<H", body)[0])] = meaning(_text(body, 2, version, 2))
        elif kind == _XF and len(body) >= 4:
            styles.append(str(struct.unpack_from("<H", body, 2)[0]))
        elif kind == _SHEET and len(body) > 7:
            sheets[_text(body, 6, version, 1)] = struct.unpack_from("<I", body)[0]
    if version not in (_BIFF8, _BIFF5):
        raise Refused("read_not_table", kind="tệp Excel quá cũ (trước Excel 95)")
    percents = {number: formats[style] for number, style in enumerate(styles) if formats.get(style)}
    return {name: _sheet(stream, start, percents) for name, start in sheets.items()}


def _text(body: bytes, start: int, version: int, wide: int) -> str:
    """A short text of a record; in Excel 97 and later its length (1 or `wide` bytes) is followed by a flag."""
    if version == _BIFF5:
        return body[start + 1 :].decode("cp1252", "replace")
    flag = body[start + wide]
    rest = body[start + wide + 1 :]
    return rest.decode("utf-16-le" if flag & 1 else "latin-1", "replace")


def _sheet(stream: bytes, start: int, percents: dict[int, str]) -> Extras:
    extras = Extras()
    for kind, body in _records(stream, start):
        if kind in (_NUMBER, _RK, _FORMULA, _ERROR) and len(body) >= 8:
            row, column, style = struct.unpack_from("<HHH", body)
            error = _error(kind, body)
            if error:
                extras.put(row, column, error)
            elif kind == _FORMULA and len(body) >= 16 and body[14] & 2 and body[6] == 3 and body[12:14] == b"\xff\xff":
                # To be computed on opening, and blank until then: written by a program that computes nothing.
                extras.lack(row, column, "=…")
            elif style in percents:
                extras.put(row, column, percents[style])
        elif kind == _MULRK and percents and len(body) >= 12:
            row, first = struct.unpack_from("<HH", body)
            for number in range((len(body) - 6) // 6):
                style = struct.unpack_from("<H", body, 4 + 6 * number)[0]
                if style in percents:
                    extras.put(row, first + number, percents[style])
    return extras


def _error(kind: int, body: bytes) -> str:
    """The text of an error cell or of a formula that gave one, else ''."""
    if kind == _ERROR and body[7]:
        return _ERRORS.get(body[6], "#VALUE!")
    if kind == _FORMULA and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
        return _ERRORS.get(body[8], "#VALUE!")
    return ""
