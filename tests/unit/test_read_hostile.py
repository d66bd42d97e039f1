"""Hostile and broken files: each is answered with one clear finding, and the server goes on.

Nothing here sleeps or measures time: the limits of the child process bound it.
"""

import io
import struct
import subprocess

import pytest
import xlwt

from danvan.ingest.read import document, read, sheets
from danvan.ingest.read.child.number_formats import meaning
from tests.unit.read_files import SHEET, codes, ods, repacked, rows, sheet, stop, with_part, with_rows, xlsx, zipped

GOOD = sheet([["Tên", "Số"], ["Hà Nội", 5]])
MB = 1 << 20


def _xls() -> bytes:
    target = xlwt.Workbook()
    page = target.add_sheet("T1")
    for row in range(200):
        page.write(row, 0, f"xã {row}")
    out = io.BytesIO()
    target.save(out)
    return out.getvalue()


def test_a_file_over_the_limit_is_refused_before_it_is_looked_at() -> None:
    assert stop(b"a,b\n" * (14 * MB)) == "read_too_large"


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b"\xff\xfe", b"  \r\n", b"\x00\x00"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert stop(data) == "read_empty"


@pytest.mark.parametrize("data", [b",,,\n;;;\n", b"|\t\n", b'""\n'])
def test_a_file_of_delimiters_alone_has_nothing_in_it(data: bytes) -> None:
    assert codes(read(data, "a.csv")) == ["read_nothing"]


def test_a_workbook_of_blank_sheets_has_nothing_in_it() -> None:
    assert "read_nothing" in codes(read(sheet([]), "a.xlsx"))


def test_a_cell_at_the_far_end_is_named() -> None:
    data = with_rows(GOOD, b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    assert stop(data) == "read_far_cell" and "XFD1048576" in read(data, "a.xlsx").findings[0].message


def test_a_far_cell_written_oddly_is_held_by_the_memory_limit() -> None:
    data = with_rows(GOOD, b"<row r = '1048576'><c r = 'XFD1048576'><v>1</v></c></row>")
    assert stop(data) == "read_too_heavy"


def test_a_blank_styled_cell_far_away_does_no_harm() -> None:
    data = with_rows(GOOD, b'<row r="1048576"><c r="XFD1048576" s="0"/></row>')
    assert rows(read(data, "a.xlsx")) == [["Tên", "Số"], ["Hà Nội", "5"]]


def test_a_million_blank_formatted_rows_are_cut() -> None:
    blank = b"".join(b'<row r="%d" s="0"><c r="A%d" s="0"/></row>' % (row, row) for row in range(3, 1_000_000))
    assert rows(read(with_rows(GOOD, blank), "a.xlsx")) == [["Tên", "Số"], ["Hà Nội", "5"]]


@pytest.mark.parametrize("size", [400, 200])
def test_a_zip_bomb_is_refused_by_what_it_declares(size: int) -> None:
    part = {SHEET: b"0" * (size * MB), "xl/workbook.xml": b"<a/>", "[Content_Types].xml": b"<a/>"}
    assert stop(zipped(part)) == "read_zip_size"


def test_a_zip_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(
        with_rows(GOOD, b'<row r="3"><c r="A3" t="inlineStr"><is><t>' + b"a" * MB + b"</t></is></c></row>")
    )
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(SHEET.encode()))
    data[entry + 24 : entry + 28] = struct.pack("<I", 500)
    assert stop(bytes(data)) == "read_broken"


def test_a_zip_of_very_many_entries_is_refused() -> None:
    assert stop(zipped({f"xl/{i}": b"" for i in range(6000)})) == "read_zip_parts"


@pytest.mark.parametrize("name", ["../a.xml", "/etc/a.xml", "xl/../../a.xml", "C:\\a.xml"])
def test_a_zip_with_names_that_lead_out_is_refused(name: str) -> None:
    assert stop(with_part(GOOD, name, b"")) == "read_zip_parts"


def test_an_encrypted_zip_is_refused_as_such() -> None:
    data = bytearray(GOOD)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert stop(bytes(data)) == "read_password"


def test_a_huge_cell_is_refused() -> None:
    row = b'<row r="3"><c r="A3" t="inlineStr"><is><t>' + b"a" * (20 * MB) + b"</t></is></c></row>"
    assert stop(with_rows(GOOD, row)) == "read_cell_too_long"


def test_one_long_text_in_very_many_cells_is_refused() -> None:
    def fill(book: object) -> None:
        page = book.add_worksheet("T1")  # type: ignore[attr-defined]
        for row in range(20_000):
            page.write_string(row, 0, "a" * 32_000)

    assert stop(xlsx(fill)) == "read_too_heavy"


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_a_document_type_in_any_part_is_refused(part: str) -> None:
    entity = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    data = repacked(GOOD, part, lambda xml: xml.replace(b"?>", b"?>" + entity, 1))
    assert stop(data) == "read_dtd"


def test_a_document_type_in_other_tables_is_refused() -> None:
    laughs = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><Workbook xmlns="%s"/>'
    assert stop((laughs % "urn:schemas-microsoft-com:office:spreadsheet").encode()) == "read_dtd"
    data = repacked(ods("<table:table/>"), "content.xml", lambda xml: xml.replace(b"?>", b"?><!DOCTYPE a>", 1))
    assert stop(data) == "read_dtd"


def test_a_line_of_many_megabytes_is_refused_with_its_number() -> None:
    data = b"a,b\n1,2\n" + b"x" * (45 * MB)
    assert stop(data) == "read_long_line" and "Dòng 3" in read(data, "a.csv").findings[0].message


@pytest.mark.parametrize("data", [b",".join(b"%d" % i for i in range(100_000)), b"a,b\n" + b"," * 100_000 + b"1\n"])
def test_a_hundred_thousand_columns_are_refused(data: bytes) -> None:
    assert stop(data, "a.csv") == "read_too_many_columns"


def test_one_wide_row_in_a_long_file_is_refused() -> None:
    data = b"a,b\n" * 50_000 + b"," * 10_000 + b"1\n"
    assert stop(data, "a.csv") == "read_too_many_columns"


def test_more_than_two_million_rows_are_refused() -> None:
    assert stop(b"1\n" * 2_000_001, "a.csv") == "read_too_many_rows"


def test_a_nul_is_refused_with_its_line() -> None:
    assert stop(b"a,b\n1,\x002\n", "a.csv") == "read_nul"


@pytest.mark.parametrize("size", [0.1, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("make", [lambda: GOOD, _xls], ids=["xlsx", "xls"])
def test_a_truncated_workbook_is_refused(make: object, size: float) -> None:
    data = make()  # type: ignore[operator]
    assert stop(data[: int(len(data) * size)]) == "read_broken"


def test_a_wrong_extension_is_told_and_the_content_wins() -> None:
    document = read(GOOD, "a.csv")
    assert document.format == "xlsx" and codes(document) == ["read_extension"] and rows(document)[1][1] == "5"
    assert codes(read(b"a,b\n1,2\n", "a.xlsx")) == ["read_extension"]


def _renamed(stream: str) -> bytes:
    """The compound file with its one stream under another name."""
    old, new = ("Workbook".encode("utf-16-le"), stream.encode("utf-16-le"))
    data = bytearray(_xls())
    at = data.index(old)
    data[at : at + 64] = new.ljust(64, b"\x00")
    data[at + 64 : at + 66] = struct.pack("<H", len(new) + 2)
    return bytes(data)


def test_an_encrypted_workbook_is_refused_as_such() -> None:
    assert stop(_renamed("EncryptedPackage")) == "read_password"


def test_an_xls_with_a_password_is_refused_as_such() -> None:
    codepage = struct.pack("<HH", 0x0042, 2)
    assert stop(_xls().replace(codepage, struct.pack("<HH", 0x002F, 2), 1)) == "read_password"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.5 " + b"a" * 100,
        b"\x89PNG\r\n\x1a\n",
        b"Rar!\x1a\x07",
        zipped({"word/document.xml": b"", "[Content_Types].xml": b""}),
        zipped({"so_lieu.csv": b"a,b"}),
        zipped({"xl/workbook.bin": b"", "[Content_Types].xml": b""}),
        _renamed("WordDocument"),
        bytes(range(1, 32)) * 200,
    ],
    ids=["pdf", "png", "rar", "docx", "zip", "xlsb", "doc", "binary"],
)
def test_what_is_no_table_is_refused_by_its_name(data: bytes) -> None:
    assert stop(data) == "read_not_table"


def test_a_compound_file_that_runs_in_circles_is_refused() -> None:
    data = bytearray(_xls())
    first = 512 * (1 + struct.unpack_from("<I", data, 76)[0])
    for sector in range(100):
        struct.pack_into("<I", data, first + 4 * sector, sector)
    assert stop(bytes(data)) == "read_broken"


def test_formulas_and_html_in_cells_are_texts() -> None:
    texts = ['=HYPERLINK("http://a")', "+1+1", "@SUM(A1)", "<script>alert(1)</script>", "Hà<b>Nội</b>"]
    assert rows(read("\n".join(texts).encode(), "a.csv", delimiter="|")) == [[text] for text in texts]
    assert rows(read(sheet([[text] for text in texts[1:]]), "a.xlsx")) == [[text] for text in texts[1:]]


@pytest.mark.parametrize(
    "before, columns, rows_, code",
    [(0, 16_385, 1, "read_too_many_columns"), (0, 9000, 1_000_000, "read_too_heavy"), (9000, 9, 9000, "read_far_cell")],
)
def test_repeated_cells_of_open_document_do_not_blow_up(before: int, columns: int, rows_: int, code: str) -> None:
    blank = f'<table:table-cell table:number-columns-repeated="{before + 1}"/>'
    cell = f'<table:table-cell table:number-columns-repeated="{columns}"><text:p>a</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="{rows_}">{blank if before else ""}{cell}</table:table-row>'
    assert stop(ods(f'<table:table table:name="T">{row}</table:table>')) == code


def test_spans_of_a_web_table_do_not_blow_up() -> None:
    cell = "<td colspan=16000 rowspan=999999>a</td>"
    data = ("<table>" + f"<tr>{cell}</tr>" * 3000 + "<tr><td>b</table>").encode()
    document = read(data, "a.html")
    assert document.grids or codes(document)


def test_a_child_that_takes_too_long_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "CHILD_SECONDS", 0.01)
    assert stop(GOOD) == "read_too_heavy"


def test_a_child_that_dies_without_an_answer_is_a_broken_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def died(*_: object, **__: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess([], 1, b"", b"")

    monkeypatch.setattr(sheets.subprocess, "run", died)
    assert stop(GOOD) == "read_broken"


def test_a_refused_file_keeps_its_name_and_digest() -> None:
    refused = document.document(b"\x00", "ten.xlsx")
    assert refused.name == "ten.xlsx" and len(refused.digest) == 64


@pytest.mark.parametrize(
    "code, found",
    [("0%", "percent"), ('0.0"%"', "sign"), ("0.0\\%", "sign"), ('0;-0;"%"', ""), ("#,##0", ""), ('[Red]"a%"', "")],
)
def test_what_a_number_format_does_to_percents(code: str, found: str) -> None:
    assert meaning(code) == found
