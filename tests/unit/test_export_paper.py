"""Files of figures: what is written is read back, words stay words, numbers stay numbers."""

import csv
import io
from datetime import date

import openpyxl

from danvan.export.csv_file import csv_file, number
from danvan.export.paper import Head, Number, Origin, Paper, origin_heads
from danvan.export.xlsx_file import xlsx_file
from danvan.export.xlsx_looks import number_format


def origin(**given: object) -> Origin:
    base = {
        "indicator": "NT06", "indicator_name": "Tỷ lệ xã đạt chuẩn NTM", "part": "", "unit_of_measure": "%",
        "unit": "01-2008", "unit_name": "Thành phố Hà Nội", "period": "Năm 2024", "geography": "Lúc báo cáo",
        "value": 93.19371727748691, "numerator": 356.0, "denominator": 382.0, "qualifier": "", "state": "có số liệu",
        "basis": "Tổng hợp", "parts_present": 12, "parts_expected": 18, "as_of": date(2024, 12, 31),
        "documents": "Báo cáo (Hà Nội, 10/1/2025)", "batches": "D00001", "workspace": "Chính thức",
    }  # fmt: skip
    return Origin(**(base | given))


def paper(**given: object) -> Paper:
    base = {
        "title": "Tỷ lệ xã đạt chuẩn NTM",
        "heads": (Head("Đơn vị"), Head("Năm 2023", numeric=True), Head("Năm 2024", numeric=True)),
        "rows": (
            ("Thành phố Hà Nội", Number(2048), Number(121, before="hơn")),
            ("Tỉnh Hà Tĩnh", Number(0, after="(không phát sinh)"), "chưa báo cáo"),
            ("=HYPERLINK(1)", Number(500, before="dự kiến", adds=False), Number(93.19371727748691, 1, after="(11/12)")),
        ),
        "origins": (origin(), origin(unit_name="=cmd|' /C calc'!A0", value=None, state="chưa báo cáo", as_of=None)),
        "about": ("Địa giới: lúc báo cáo",),
        "banner": "KHÔNG GIAN MINH HỌA",
    }
    return Paper(**(base | given))


def _book(of: Paper) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx_file(of)))


def _table_rows(sheet: openpyxl.worksheet.worksheet.Worksheet) -> dict[str, list]:
    return {str(row[0].value): list(row) for row in sheet.iter_rows()}


def test_the_text_file_is_read_back_line_by_line() -> None:
    raw = csv_file(paper())
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert len(lines) == 2
    assert (
        lines[0]["Giá trị"] == "93,19371727748691" and float(lines[0]["Giá trị"].replace(",", ".")) == 93.19371727748691
    )
    assert (lines[0]["Tử số"], lines[0]["Mẫu số"]) == ("356", "382")
    assert lines[0]["Ngày chốt"] == "31/12/2024"
    assert (lines[1]["Giá trị"], lines[1]["Tình trạng"]) == ("", "chưa báo cáo")


def test_a_text_that_begins_like_a_formula_gets_an_apostrophe_in_the_text_file() -> None:
    lines = list(csv.DictReader(io.StringIO(csv_file(paper()).decode("utf-8-sig")), delimiter=";"))
    assert lines[1]["Đơn vị"].startswith("'=cmd")
    for start in "=+-@":
        words = csv_file(paper(origins=(origin(documents=f"{start}1+1"),))).decode("utf-8-sig")
        assert f"'{start}1+1" in words


def test_negative_numbers_are_numbers_not_guarded_texts() -> None:
    assert number(-3.5) == "-3,5" and number(1e21) == "1000000000000000000000" and number(1e-7) == "0,0000001"


def test_the_workbook_holds_numbers_as_numbers_and_states_as_words() -> None:
    rows = _table_rows(_book(paper())["Số liệu"])
    hanoi, hatinh, hostile = rows["Thành phố Hà Nội"], rows["Tỉnh Hà Tĩnh"], rows["=HYPERLINK(1)"]
    assert (hanoi[1].value, hanoi[2].value) == (2048, 121)
    assert '"hơn "' in hanoi[2].number_format
    assert (hatinh[1].value, hatinh[2].value) == (0, "chưa báo cáo")
    assert hostile[2].value == 93.19371727748691 and '" (11/12)"' in hostile[2].number_format


def test_an_expected_figure_is_text_so_that_no_sum_takes_it_in() -> None:
    rows = _table_rows(_book(paper())["Số liệu"])
    assert rows["=HYPERLINK(1)"][1].value == "dự kiến 500"


def test_nothing_in_the_workbook_is_a_formula() -> None:
    for sheet in _book(paper()).worksheets:
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_heads_stand_still_and_can_be_filtered_on_both_sheets() -> None:
    book = _book(paper())
    assert book.sheetnames == ["Số liệu", "Nguồn gốc"]
    for sheet in book.worksheets:
        assert sheet.freeze_panes and sheet.auto_filter.ref
    head = int(book["Số liệu"].auto_filter.ref.split(":")[0].lstrip("ABCDEFGH"))
    assert book["Số liệu"].cell(head, 1).value == "Đơn vị"
    assert book["Số liệu"].freeze_panes == f"B{head + 1}"


def test_the_lineage_sheet_says_everything_of_every_figure() -> None:
    sheet = _book(paper())["Nguồn gốc"]
    lines = list(sheet.iter_rows(values_only=True))
    at = lines.index(origin_heads())
    first = dict(zip(lines[at], lines[at + 1], strict=True))
    assert first["Giá trị"] == 93.19371727748691 and first["Tài liệu nguồn"] == "Báo cáo (Hà Nội, 10/1/2025)"
    assert (first["Số phần đã có"], first["Số phần cần có"], first["Đợt nhập"]) == (12, 18, "D00001")
    assert first["Ngày chốt"].date() == date(2024, 12, 31)


def test_a_workbook_of_the_illustrative_workspace_says_so_on_every_sheet() -> None:
    for sheet in _book(paper()).worksheets:
        assert sheet.cell(1, 1).value == "KHÔNG GIAN MINH HỌA"


def test_words_beside_a_number_cannot_break_out_of_its_format() -> None:
    assert number_format(Number(1, 1, before='a"b')) == '"ab "0.0'
    assert number_format(Number(1)) == '[<1000]0;[<1000000]0"."000;0"."000"."000'


def test_a_table_without_rows_is_still_a_workbook() -> None:
    book = _book(paper(rows=(), origins=(), banner=""))
    assert book.sheetnames == ["Số liệu"]
