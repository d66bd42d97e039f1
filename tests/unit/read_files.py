"""Files for the tests of the read stage, made on the spot: texts in old encodings, zips taken apart, ODS and BIFF."""

import io
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

from danvan.ingest.grid import Document
from danvan.ingest.read import read, vni
from danvan.ingest.read.readings import table
from danvan.units import tcvn3

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
NAMES = ["Hà Nội", "Phú Thọ", "Bà Rịa - Vũng Tàu", "Đắk Lắk", "Thừa Thiên Huế", "Ninh Bình", "Cần Thơ", "Quảng Ngãi"]
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_CP1258 = {letter: code for code, letter in enumerate(table("cp1258"))}


def to_cp1258(text: str) -> bytes:
    """As Windows writes it: a letter that the code lacks is its base letter and a mark."""
    out = []
    for letter in unicodedata.normalize("NFC", text):
        if letter not in _CP1258:
            apart = unicodedata.normalize("NFD", letter)
            tones = "".join(mark for mark in apart if mark in _TONES)
            letter = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in _TONES)) + tones
        out.append(letter)
    return bytes(_CP1258[letter] for letter in "".join(out))


ENCODERS: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "utf-8 with mark": lambda text: text.encode("utf-8-sig"),
    "utf-8 NFD": lambda text: unicodedata.normalize("NFD", text).encode(),
    "utf-16 with mark": lambda text: text.encode("utf-16"),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "utf-16-be": lambda text: text.encode("utf-16-be"),
    "cp1258": to_cp1258,
    "tcvn3": lambda text: tcvn3.encode(text).encode("latin-1"),
    "vni": lambda text: vni.encode(text).encode("latin-1"),
}


def rows(document: Document, sheet: int = 0) -> list[list[str]]:
    """The texts of one sheet."""
    return document.grids[sheet].text.to_numpy().tolist()


def codes(document: Document) -> list[str]:
    """The codes of all findings."""
    return [item.code for item in document.findings]


def stop(data: bytes, name: str = "so_lieu.xlsx") -> str:
    """The code of the finding that refuses the file; the test fails when it is not refused, or without a remedy."""
    document = read(data, name)
    assert not document.grids
    stops = [item for item in document.findings if item.severity == "stop" and item.row is None]
    assert len(stops) == 1 and stops[0].remedy and stops[0].file == name
    return stops[0].code


def xlsx(fill: Callable[[xlsxwriter.Workbook], object]) -> bytes:
    """A workbook written by `fill`."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        fill(book)
    return out.getvalue()


def sheet(cells: list[list[object]]) -> bytes:
    """A workbook of one sheet 'T1'."""

    def fill(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet("T1")
        for number, row in enumerate(cells):
            page.write_row(number, 0, row)

    return xlsx(fill)


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def repacked(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same zip with one part changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped(parts | {part: change(parts[part])})


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The zip with one part more."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def with_rows(data: bytes, more: bytes) -> bytes:
    """The workbook with XML added behind the last row of its first sheet."""
    opened = repacked(data, SHEET, lambda xml: xml.replace(b"<sheetData/>", b"<sheetData></sheetData>"))
    return repacked(opened, SHEET, lambda xml: xml.replace(b"</sheetData>", more + b"</sheetData>"))


def ods(body: str, styles: str = "") -> bytes:
    """A spreadsheet of OpenDocument with this content of office:spreadsheet."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
        for name, uri in {"office": "office", "table": "table", "text": "text", "style": "style"}.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": mimetype, "content.xml": content.encode(), "META-INF/manifest.xml": b"<manifest/>"})
