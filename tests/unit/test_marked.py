"""The file sent back with its faulty cells marked: nothing changed, no text a formula, every finding told."""

import io

import numpy as np
import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from danvan.ingest import marked
from danvan.ingest.findings import INFO, STOP, WARN, Finding
from danvan.ingest.grid import BOOLEAN, DATE, ERROR, NUMBER, TEXT, Document, Grid

RED, AMBER = "FFF4A9A3", "FFFBE3A0"


def grid(rows: list[list[str]], sheet: str = "Biểu 1", kinds: list[list[int]] | None = None, **more: object) -> Grid:
    return Grid(
        sheet, pd.DataFrame(rows, dtype=str), None if kinds is None else np.array(kinds, dtype=np.uint8), **more
    )


def document(*grids: Grid) -> Document:
    return Document("bieu.xlsx", "xlsx", "0" * 64, grids=grids)


def fault(severity: str = STOP, *, row: int | None = 2, column: str | None = "B", sheet: str = "Biểu 1") -> Finding:
    return Finding(
        severity, "check_negative", "Giá trị âm.", "Ghi lại số.", sheet=sheet, row=row, column=column, value="-5"
    )


def book(sent: Document, findings: list[Finding]) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(marked.make(sent, findings)))


def fill(sheet: Worksheet, cell: str) -> str:
    return sheet[cell].fill.fgColor.rgb if sheet[cell].fill.fill_type == "solid" else ""


def said(sheet: Worksheet) -> str:
    return "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)


def test_every_cell_comes_back_as_it_was_sent() -> None:
    rows = [["Tên", "=1+1", "12"], ["  Hà Nội ", "12.5", "2024-06-30"], ["TRUE", "#N/A", "+84"]]
    kinds = [[TEXT, TEXT, TEXT], [TEXT, NUMBER, DATE], [BOOLEAN, ERROR, TEXT]]
    sheet = book(document(grid(rows, kinds=kinds)), [])["Biểu 1"]
    found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert found[0] == ["Tên", "=1+1", "12"]
    assert found[1][:2] == ["  Hà Nội ", 12.5]
    assert found[1][2].isoformat() == "2024-06-30T00:00:00"
    assert found[2] == [True, "#N/A", "+84"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n", "d", "b"}


def test_a_text_that_looks_like_a_number_stays_a_text() -> None:
    sheet = book(document(grid([["01", "1.234", "http://a.vn"]], sheet="")), [])["Dữ liệu"]
    assert [cell.value for cell in sheet[1]] == ["01", "1.234", "http://a.vn"]
    assert all(cell.data_type == "s" and not cell.hyperlink for cell in sheet[1])


def test_a_faulty_cell_is_filled_and_says_what_is_wrong_and_what_to_do() -> None:
    sheet = book(document(grid([["A", "B"], ["C", "-5"], ["D", "7"]])), [fault(), fault(WARN, row=3)])["Biểu 1"]
    assert (fill(sheet, "B2"), fill(sheet, "B3"), fill(sheet, "A2")) == (RED, AMBER, "")
    assert sheet["B2"].comment.text == "Giá trị âm. Ghi lại số."
    assert sheet["B2"].value == "-5"


def test_the_worse_of_two_findings_colours_the_cell_and_both_are_told() -> None:
    other = Finding(WARN, "check_jump", "Tăng đột biến.", sheet="Biểu 1", row=2, column="B")
    sheet = book(document(grid([["A", "B"], ["C", "-5"]])), [other, fault()])["Biểu 1"]
    assert fill(sheet, "B2") == RED
    assert "Tăng đột biến." in sheet["B2"].comment.text and "Giá trị âm." in sheet["B2"].comment.text


def test_a_finding_about_a_row_marks_its_first_cell() -> None:
    sheet = book(document(grid([["A", "B"], ["C", "-5"]])), [fault(column=None)])["Biểu 1"]
    assert (fill(sheet, "A2"), fill(sheet, "B2")) == (RED, "")


def test_a_remark_for_information_is_listed_and_marks_nothing() -> None:
    made = book(document(grid([["A", "B"], ["C", "-5"]])), [fault(INFO)])
    assert fill(made["Biểu 1"], "B2") == ""
    assert "để biết" in said(made["Phát hiện"])


def test_a_faulty_blank_cell_is_marked_too() -> None:
    sheet = book(document(grid([["A", "B"], ["C", ""]])), [fault()])["Biểu 1"]
    assert fill(sheet, "B2") == RED and sheet["B2"].comment


def test_the_list_links_to_the_cell_in_a_sheet_whose_name_has_an_apostrophe() -> None:
    sent = document(grid([["A", "B"], ["C", "-5"]], sheet="Cư M'gar"))
    made = book(sent, [fault(sheet="Cư M'gar")])
    links = [cell.hyperlink.location for row in made["Phát hiện"].iter_rows() for cell in row if cell.hyperlink]
    assert links == ["'Cư M''gar'!B2"]
    assert "Cư M'gar, B2" in said(made["Phát hiện"])


def test_the_list_has_every_finding_and_only_texts() -> None:
    made = book(document(grid([["A", "B"], ["C", "-5"]])), [fault(), fault(row=None, column=None, sheet="")])
    listed = made["Phát hiện"]
    assert {cell.data_type for row in listed.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert said(listed).count("Giá trị âm.") == 2
    assert "cả tệp" in said(listed) and "“-5”" in said(listed)


def test_a_file_without_a_sheet_comes_back_as_its_findings() -> None:
    made = book(Document("hong.xlsx", "", "0" * 64), [fault(row=None, column=None, sheet="")])
    assert made.sheetnames == ["Phát hiện"]
    assert "Giá trị âm." in said(made["Phát hiện"])


def test_merged_cells_stay_merged_and_overlapping_ones_break_nothing() -> None:
    sent = grid([["Tiêu đề", "", ""], ["A", "B", "C"]], merged=((0, 0, 0, 2), (0, 1, 1, 1)))
    sheet = book(document(sent), [fault(row=1, column="A")])["Biểu 1"]
    assert [str(box) for box in sheet.merged_cells.ranges] == ["A1:C1"]
    assert sheet["A1"].value == "Tiêu đề" and fill(sheet, "A1") == RED


def test_sheets_keep_their_order_and_a_hidden_one_stays_hidden() -> None:
    made = book(document(grid([["A"]], sheet="Một"), grid([["B"]], sheet="Hai", hidden=True)), [])
    assert made.sheetnames == ["Một", "Hai", "Phát hiện"]
    assert made["Hai"].sheet_state == "hidden"


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        (["", ""], ["Dữ liệu", "Dữ liệu (2)"]),
        (["a/b", "A:B"], ["a b", "A B (2)"]),
        (["phát hiện"], ["phát hiện (2)"]),
        (["x" * 40, "x" * 50], ["x" * 31, "x" * 27 + " (2)"]),
        (["'a'"], ["a"]),
    ],
)
def test_names_of_sheets_are_made_fit_for_excel(wanted: list[str], given: list[str]) -> None:
    assert marked.sheet_names(wanted) == given


@pytest.mark.parametrize(("column", "index"), [("A", 0), ("AA", 26), ("3", 2), (None, None), ("Giá trị", None)])
def test_a_column_is_found_by_letter_or_number(column: str | None, index: int | None) -> None:
    assert marked.column_index(column) == index


def test_signs_that_no_workbook_may_hold_are_replaced() -> None:
    made = book(document(grid([["a\x00b\ufffe", "x" * 40_000]])), [fault(row=1, column="A")])
    assert made["Biểu 1"]["A1"].value == "a\ufffdb\ufffd"
    assert len(made["Biểu 1"]["B1"].value) == 32_000


def test_more_faulty_cells_than_a_thousand_are_all_filled_and_the_list_says_so() -> None:
    sent = document(grid([["A", "B"]] * 1_201))
    made = book(sent, [fault(row=row) for row in range(2, 1_202)])
    cells = [made["Biểu 1"].cell(row, 2) for row in range(2, 1_202)]
    assert sum(cell.comment is not None for cell in cells) == 1_000
    assert all(cell.fill.fgColor.rgb == RED for cell in cells)
    assert "200 ô còn lại" in said(made["Phát hiện"])


def test_a_huge_file_comes_back_as_its_first_and_its_faulty_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marked, "MOST_CELLS", 200)
    sent = document(grid([[f"xã {row}", str(row)] for row in range(1, 301)]))
    made = book(sent, [fault(row=300)])
    sheet = made["Biểu 1"]
    assert (sheet.max_row, sheet["A51"].value, sheet["B51"].value) == (51, "300", "xã 300")
    assert fill(sheet, "C51") == RED
    assert "Tệp quá lớn" in said(made["Phát hiện"])
    assert any(cell.hyperlink and cell.hyperlink.location == "'Biểu 1'!C51" for cell in made["Phát hiện"]["B"])


def test_columns_are_as_wide_as_their_words_not_as_the_title_above_them() -> None:
    title = "KẾT QUẢ CÔNG TÁC DÂN VẬN CỦA CÁC TỈNH, THÀNH PHỐ NĂM 2024"
    rows = [[title, "", ""], ["STT", "Đơn vị", "Số cuộc"], ["1", "Thành phố Hà Nội", "12"]]
    widths = book(document(grid(rows)), [])["Biểu 1"].column_dimensions
    assert widths["A"].width < 8 < widths["B"].width < 25


def test_a_long_header_is_wrapped_in_a_row_high_enough_for_it() -> None:
    header = "Số cuộc đối thoại định kỳ của người đứng đầu cấp ủy, chính quyền – cấp xã (cuộc)"
    sheet = book(document(grid([["Đơn vị", header], ["Hà Nội", "12"]])), [])["Biểu 1"]
    assert sheet["B1"].alignment.wrap_text and sheet.column_dimensions["B"].width <= 31
    assert sheet.row_dimensions[1].height >= 40


def test_every_finding_has_a_row_high_enough_for_its_words() -> None:
    long = Finding(STOP, "a", "Không có đơn vị nào tên như vậy. " * 6, "Chọn đúng đơn vị.", row=2, column="B")
    sheet = book(document(grid([["Tên"], ["x"]])), [long])["Phát hiện"]
    row = next(row for row in range(1, 10) if "Không có đơn vị" in str(sheet.cell(row, 4).value))
    assert sheet.row_dimensions[row].height >= 60
