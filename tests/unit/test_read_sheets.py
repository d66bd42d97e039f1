"""Excel files: every cell as the file shows it, with its kind."""

import datetime as dt
import io
import struct
import subprocess
import sys
from pathlib import Path

import xlsxwriter
import xlwt

from danvan.ingest import grid as kinds
from danvan.ingest.read import read
from danvan.ingest.read.child import book
from tests.unit.read_files import SHEET, codes, repacked, rows, sheet, with_part, with_rows, xlsx

ROOT = Path(__file__).resolve().parents[2]
CELLS: list[tuple[object, str, str, int]] = [
    (19348000, "", "19348000", kinds.NUMBER),
    (5.337698459625244, "", "5.337698459625244", kinds.NUMBER),
    (1 / 3, "", "0.3333333333333333", kinds.NUMBER),
    (1e22, "", "10000000000000000000000", kinds.NUMBER),
    (1e-7, "", "0.0000001", kinds.NUMBER),
    (-0.5, "", "-0.5", kinds.NUMBER),
    (0, "", "0", kinds.NUMBER),
    (1234.5, "#,##0.00", "1234.5", kinds.NUMBER),
    (0.932, "0.0%", "93.2%", kinds.NUMBER),
    (0.07, "0%", "7%", kinds.NUMBER),
    (1, "0%", "100%", kinds.NUMBER),
    (93.2, '0.0"%"', "93.2%", kinds.NUMBER),
    (0.5, '0.0%;[Red]-0.0%;"-"', "50%", kinds.NUMBER),
    (12, '0 "người %"', "12%", kinds.NUMBER),
    (5, '#,##0 "đ"', "5", kinds.NUMBER),
    (45293, "dd/mm/yyyy", "2024-01-02", kinds.DATE),
    (45293.5, "dd/mm/yyyy hh:mm", "2024-01-02 12:00:00", kinds.DATE),
    (True, "", "TRUE", kinds.BOOLEAN),
    ("Hà Nội", "", "Hà Nội", kinds.TEXT),
    ("=A1+B1", "@", "=A1+B1", kinds.TEXT),
    ("  hai  dòng\nkề nhau ", "", "  hai  dòng\nkề nhau ", kinds.TEXT),
    ("01", "", "01", kinds.TEXT),
]


def _told(data: bytes, name: str) -> list[tuple[str, int]]:
    found = read(data, name).grids[0]
    told = [kinds.TEXT] * found.shape[0] if found.kinds is None else found.kinds[:, 0].tolist()
    return list(zip(found.text[0], told, strict=True))


def test_the_child_and_the_grid_mean_the_same_kinds() -> None:
    names = ("TEXT", "NUMBER", "DATE", "BOOLEAN", "ERROR")
    assert [getattr(book, name) for name in names] == [getattr(kinds, name) for name in names]


def test_cells_of_xlsx_are_told_as_the_file_shows_them() -> None:
    def fill(target: xlsxwriter.Workbook) -> None:
        page = target.add_worksheet("T1")
        for row, (value, code, _, _) in enumerate(CELLS):
            form = target.add_format({"num_format": code}) if code else None
            page.write_string(row, 0, value, form) if isinstance(value, str) else page.write(row, 0, value, form)

    assert _told(xlsx(fill), "a.xlsx") == [(text, kind) for _, _, text, kind in CELLS]


def test_cells_of_xls_are_told_as_the_file_shows_them() -> None:
    target = xlwt.Workbook(encoding="utf-8")
    page = target.add_sheet("T1")
    for row, (value, code, _, _) in enumerate(CELLS):
        page.write(row, 0, value, xlwt.easyxf(num_format_str=code) if code else xlwt.Style.default_style)
    out = io.BytesIO()
    target.save(out)
    assert _told(out.getvalue(), "a.xls") == [(text, kind) for _, _, text, kind in CELLS]


def test_neighbouring_percents_of_xls_are_all_percents() -> None:
    target = xlwt.Workbook()
    page = target.add_sheet("T1")
    for column in range(4):
        page.write(0, column, column + 1, xlwt.easyxf(num_format_str="0%"))
    out = io.BytesIO()
    target.save(out)
    assert rows(read(out.getvalue(), "a.xls")) == [["100%", "200%", "300%", "400%"]]


def test_errors_are_told_as_errors_and_never_as_blanks() -> None:
    def fill(target: xlsxwriter.Workbook) -> None:
        page = target.add_worksheet("T1")
        for row, error in enumerate(("#DIV/0!", "#N/A", "#REF!")):
            page.write_formula(row, 0, "=1/0", None, error)

    found = [("#DIV/0!", kinds.ERROR), ("#N/A", kinds.ERROR), ("#REF!", kinds.ERROR)]
    assert _told(xlsx(fill), "a.xlsx") == found


def test_an_error_of_xls_is_told_as_an_error() -> None:
    target = xlwt.Workbook()
    page = target.add_sheet("T1")
    page.write(0, 0, 1)
    page.row(1).set_cell_error(0, "#DIV/0!")
    out = io.BytesIO()
    target.save(out)
    assert _told(out.getvalue(), "a.xls") == [("1", kinds.NUMBER), ("#DIV/0!", kinds.ERROR)]


def test_a_formula_gives_its_stored_result() -> None:
    more = b"""<row r="1"><c r="A1"><f>2+3</f><v>5</v></c></row>
        <row r="2"><c r="A2" t="str"><f>IF(1,"","x")</f><v></v></c></row>
        <row r="3"><c r="A3" t="str"><f>"a"</f><v>a</v></c></row>"""
    document = read(with_rows(sheet([]), more), "a.xlsx")
    assert rows(document) == [["5"], [""], ["a"]] and "read_formula_empty" not in codes(document)


def test_a_zero_that_waits_for_excel_to_compute_it_is_no_zero() -> None:
    def fill(target: xlsxwriter.Workbook) -> None:
        page = target.add_worksheet("T1")
        page.write_row(0, 0, [2, 3, 0])
        page.write_formula(0, 3, "=A1+B1")
        page.write_formula(0, 4, "=A1*2", None, 4)

    document = read(xlsx(fill), "a.xlsx")
    assert rows(document) == [["2", "3", "0", "=A1+B1", "4"]]
    assert "read_formula_empty" in codes(document)


def test_a_formula_without_result_is_an_error_with_a_warning() -> None:
    more = b'<row r="2"><c r="A2"><f>A1&amp;"x"</f><v/></c><c r="B2"><f>A1</f></c></row>'
    document = read(with_rows(sheet([[1]]), more), "a.xlsx")
    assert rows(document) == [["1", ""], ['=A1&"x"', "=A1"]]
    assert document.grids[0].kinds is not None and document.grids[0].kinds[1].tolist() == [kinds.ERROR] * 2
    told = next(item for item in document.findings if item.code == "read_formula_empty")
    assert "A2" in told.message and told.severity == "warn"


def test_cells_without_a_reference_are_placed_by_counting() -> None:
    xml = b'<row><c t="e"><v>#N/A</v></c><c><v>5</v></c></row><row r="4"><c t="e"><v>#REF!</v></c></row>'
    document = read(with_rows(sheet([]), xml), "a.xlsx")
    assert rows(document) == [["#N/A", "5"], ["", ""], ["", ""], ["#REF!", ""]]


def test_sheets_come_in_their_order_with_merged_cells_and_hidden_marks() -> None:
    def fill(target: xlsxwriter.Workbook) -> None:
        for name in ("Hai", "Một", "Trống"):
            target.add_worksheet(name)
        target.get_worksheet_by_name("Hai").merge_range("B2:D3", "gộp")
        target.get_worksheet_by_name("Một").write(0, 0, 1)
        target.get_worksheet_by_name("Một").hide()
        chart = target.add_chart({"type": "line"})
        chart.add_series({"values": "=Một!$A$1:$A$1"})
        target.add_chartsheet("Biểu đồ").set_chart(chart)

    document = read(xlsx(fill), "a.xlsx")
    assert [(found.sheet, found.hidden) for found in document.grids] == [("Hai", False), ("Một", True)]
    assert document.grids[0].merged == ((1, 1, 1, 1),) and document.grids[0].place(1, 1) == "B2"
    assert sorted(codes(document)) == ["read_sheet_empty", "read_sheet_skipped"]


def test_merged_cells_reach_over_their_whole_range_where_the_table_does() -> None:
    def fill(target: xlsxwriter.Workbook) -> None:
        page = target.add_worksheet("T1")
        page.merge_range("A1:C1", "gộp")
        page.write_row(1, 0, [1, 2, 3])

    assert read(xlsx(fill), "a.xlsx").grids[0].merged == ((0, 0, 0, 2),)


def test_text_typed_with_an_old_font_in_one_sheet_leaves_the_other_alone() -> None:
    def fill(target: xlsxwriter.Workbook) -> None:
        target.add_worksheet("Cũ").write_column(0, 0, ["TØnh", "Hµ Néi", "Ninh B×nh"])
        target.add_worksheet("Mới").write_column(0, 0, ["Tỉnh", "Hà Nội", "Phó Bảng"])

    document = read(xlsx(fill), "a.xlsx")
    assert rows(document) == [["Tỉnh"], ["Hà Nội"], ["Ninh Bình"]]
    assert rows(document, 1) == [["Tỉnh"], ["Hà Nội"], ["Phó Bảng"]]


def test_a_macro_file_is_read_as_data_with_a_remark() -> None:
    document = read(with_part(sheet([["Tên", 1]]), "xl/vbaProject.bin", b"\xd0\xcf"), "a.xlsm")
    assert rows(document) == [["Tên", "1"]] and codes(document) == ["read_macros"]


def test_tabbed_text_named_xls_is_read_as_text() -> None:
    document = read("Tên\tSố\nHà Nội\t5\n".encode("utf-16"), "a.xls")
    assert rows(document) == [["Tên", "Số"], ["Hà Nội", "5"]] and codes(document) == ["read_extension"]


def test_trailing_blank_rows_and_columns_are_cut_and_leading_ones_kept() -> None:
    document = read(sheet([[], ["", "Tên", ""], ["", 5, "  "], [" "]]), "a.xlsx")
    assert rows(document) == [["", ""], ["", "Tên"], ["", "5"]]


def test_columns_and_rows_are_numbered_from_zero() -> None:
    frame = read(sheet([["a", "b"], [1, 2]]), "a.xlsx").grids[0].text
    assert list(frame.columns) == [0, 1] and list(frame.index) == [0, 1] and set(map(str, frame.dtypes)) == {"str"}


def test_the_child_starts_without_pandas_and_numpy() -> None:
    check = (
        "import sys, danvan.ingest.read.child.__main__, danvan.ingest.read.child.xlsx, danvan.ingest.read.child.ods;"
        "sys.exit(bool({'pandas', 'numpy', 'pyarrow'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", check], cwd=ROOT).returncode == 0


def test_a_date_in_the_1904_system_is_the_same_day() -> None:
    def fill(target: xlsxwriter.Workbook) -> None:
        page = target.add_worksheet("T1")
        page.write_datetime(0, 0, dt.datetime(2024, 1, 2), target.add_format({"num_format": "dd/mm/yyyy"}))

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"date_1904": True}) as target:
        fill(target)
    assert rows(read(out.getvalue(), "a.xlsx")) == [["2024-01-02"]]


def test_an_xls_whose_sheet_has_no_end_mark_is_refused() -> None:
    target = xlwt.Workbook()
    target.add_sheet("T1").write(0, 0, "a")
    out = io.BytesIO()
    target.save(out)
    end = struct.pack("<HH", 0x000A, 0)
    data = out.getvalue()
    last = data.rindex(end)
    assert codes(read(data[:last] + b"\x01\x00" + data[last + 2 :], "a.xls")) == ["read_broken"]


def test_a_percent_style_on_text_changes_nothing() -> None:
    def fill(target: xlsxwriter.Workbook) -> None:
        target.add_worksheet("T1").write_string(0, 0, "93,2", target.add_format({"num_format": "0.0%"}))

    assert _told(xlsx(fill), "a.xlsx") == [("93,2", kinds.TEXT)]


def test_a_prefixed_sheet_is_read_with_its_errors() -> None:
    def prefix(xml: bytes) -> bytes:
        for tag in (b"worksheet", b"sheetData", b"row", b"c", b"v"):
            xml = xml.replace(b"<" + tag + b" ", b"<x:" + tag + b" ").replace(b"<" + tag + b">", b"<x:" + tag + b">")
            xml = xml.replace(b"</" + tag + b">", b"</x:" + tag + b">")
        return xml.replace(b"xmlns=", b"xmlns:x=")

    data = with_rows(sheet([[1]]), b'<row r="2"><c r="A2" t="e"><v>#N/A</v></c></row>')
    found = [("1", kinds.NUMBER), ("#N/A", kinds.ERROR)]
    assert _told(repacked(data, SHEET, prefix), "a.xlsx") == found
