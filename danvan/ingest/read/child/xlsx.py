"""XLSX and XLSM: python-calamine reads the values; what it leaves out is added from the sheets' own XML.

Left out by calamine 0.9.1: percent formats (0.932 for 93,2%), error cells (a blank for #N/A), formulas without a stored
result (a blank), and any limit on how far away a cell may be.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import python_calamine as calamine

from danvan.ingest.read.child.book import BATCH, ERROR, PERCENT, SIGN, Book, Refused, Sheet, number
from danvan.ingest.read.child.number_formats import BUILT_IN, meaning
from danvan.ingest.read.child.sheet_xml import Extras, scan
from danvan.ingest.read.child.xml import local, parse, plain
from danvan.ingest.read.child.zips import check, chunks, whole

WORKBOOK, RELATIONS, STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
STRINGS = "xl/sharedStrings.xml"
_NONE: dict[int, str] = {}


def read_xlsx(archive: zipfile.ZipFile, data: bytes) -> Book:
    """The workbook's sheets in their order."""
    names = set(archive.namelist())
    book = Book("xlsx")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        book.note("read_macros", "info")
    parts, computed = _sheet_parts(archive)
    for name in names & {"[Content_Types].xml", STRINGS}:
        check(archive, name)
    styles = _styles(whole(archive, STYLES)) if STYLES in names else {}
    extras = {
        sheet: scan(chunks(archive, part), styles, sheet, computed) for sheet, part in parts.items() if part in names
    }
    return from_calamine(book, data, extras)


def from_calamine(book: Book, data: bytes, extras: dict[str, Extras]) -> Book:
    """Sheets as calamine reads them, with what the file's own records say besides."""
    workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    for index, meta in enumerate(workbook.sheets_metadata):
        if meta.typ != calamine.SheetTypeEnum.WorkSheet:
            book.note("read_sheet_skipped", "info", sheet=meta.name)
            continue
        found = extras.get(meta.name, Extras())
        sheet = Sheet(meta.name, hidden=meta.visible != calamine.SheetVisibleEnum.Visible)
        source = workbook.get_sheet_by_index(index)
        sheet.merged = [(top, left, low, right) for (top, left), (low, right) in source.merged_cell_ranges or []]
        _fill(sheet, source, found)
        book.sheets.append(sheet)
        if found.uncomputed:
            where = ", ".join(found.uncomputed[:10])
            book.note("read_formula_empty", "warn", sheet=meta.name, count=len(found.uncomputed), where=where)
    return book


def _fill(sheet: Sheet, source: Any, extras: Extras) -> None:
    """All rows from A1 on, in batches, so that never more than one batch stands as Python objects."""
    blank = [""] * (source.start[1] if source.start else 0)
    batch: list[list[Any]] = []
    for index, row in enumerate(_rows(source, extras.last_row + 1)):
        if blank:
            row = blank + row
        for column, extra in extras.cells.get(index, _NONE).items():
            if column >= len(row):
                row.extend([""] * (column + 1 - len(row)))
            row[column] = _with(row[column], extra)
        batch.append(row)
        if len(batch) >= BATCH:
            sheet.add(batch)
            batch = []
    if batch:
        sheet.add(batch)


def _rows(source: Any, least: int) -> Iterator[list[Any]]:
    """Calamine's rows, from the first of the sheet on; then blank ones for what calamine left out."""
    count = 0
    for row in source.iter_rows() if source.start else ():
        count += 1
        yield row
    if source.end and count != source.end[0] + 1:
        raise Refused("read_broken")
    for _ in range(count, least):
        yield []


def _with(value: Any, extra: str) -> Any:
    """A value under its number format, or the text of an error."""
    if extra not in (PERCENT, SIGN):
        return extra, ERROR
    return number(float(value), extra) if type(value) in (int, float) else value


def _sheet_parts(archive: zipfile.ZipFile) -> tuple[dict[str, str], bool]:
    """Name of every sheet → its part in the zip; and whether results of formulas have been computed.

    Programs that compute nothing store zeros and ask Excel to compute all on opening.
    """
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}
    computed = [True]

    def relation(_: str, attributes: dict[str, str]) -> None:
        if "Id" in attributes:
            targets[attributes["Id"]] = attributes.get("Target", "")

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "sheet":
            found = plain(attributes)
            sheets[found.get("name", "")] = found.get("id", "")
        elif local(name) == "calcPr":
            computed[0] = attributes.get("fullCalcOnLoad") not in ("1", "true")

    parse(chunks(archive, WORKBOOK), sheet)
    if RELATIONS not in archive.namelist():
        raise Refused("read_broken")
    parse(chunks(archive, RELATIONS), relation)
    return {name: _path(targets.get(relation, "")) for name, relation in sheets.items()}, computed[0]


def _path(target: str) -> str:
    """'worksheets/sheet1.xml' or '/xl/worksheets/sheet1.xml' → 'xl/worksheets/sheet1.xml'."""
    return target[1:] if target.startswith("/") else re.sub(r"^(\./)?", "xl/", target)


def _styles(xml: bytes) -> dict[bytes, str]:
    """Number of every cell style that shows a percent sign → what it means."""
    codes = dict(BUILT_IN)
    found: list[str] = []
    inside = [False]

    def start(name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        if tag == "numFmt":
            codes[attributes.get("numFmtId", "")] = meaning(attributes.get("formatCode", ""))
        elif tag == "cellXfs":
            inside[0] = True
        elif tag == "xf" and inside[0]:
            found.append(attributes.get("numFmtId", ""))

    def end(name: str) -> None:
        if local(name) == "cellXfs":
            inside[0] = False

    parse([xml], start, end)
    return {str(i).encode(): codes[number] for i, number in enumerate(found) if codes.get(number)}
