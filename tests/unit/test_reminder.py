"""The workbook that is sent out: opened again, its sheets, its words and its numbers."""

import io
from datetime import date

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from danvan.export.reminder import HEADS, RULE_HEADS, Reminder, workbook

ONE = Reminder("Tỉnh Hà Tĩnh", "Đối thoại", "Quý I/2025", date(2025, 3, 20), 7, "Chưa báo cáo", "=cmd|' /C calc'!A0")
OTHER = Reminder("Tỉnh An Giang", "Ý kiến", "Quý I/2025", None, None, "Thiếu số liệu", "Ý kiến quá hạn")
RULE = ("Quý", "ngày 20", None, "Thông lệ", "phần mềm", None)


@pytest.fixture(scope="module")
def sheets() -> dict[str, list[list[object]]]:
    made = workbook([ONE, OTHER], [RULE], title="Danh sách nhắc", about=["Lập ngày 1/4/2025."], banner="MINH HỌA")
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def test_it_has_the_list_and_the_rules(sheets: dict[str, list[list[object]]]) -> None:
    assert list(sheets) == ["Nhắc báo cáo", "Hạn nộp"]


def test_the_banner_stands_above_both(sheets: dict[str, list[list[object]]]) -> None:
    assert [rows[0][0] for rows in sheets.values()] == ["MINH HỌA", "MINH HỌA"]


def test_each_report_is_a_numbered_line_with_its_day_and_its_count_of_days(
    sheets: dict[str, list[list[object]]],
) -> None:
    rows = sheets["Nhắc báo cáo"]
    at = rows.index(list(HEADS))
    first = rows[at + 1]
    assert first[:4] == [1, "Tỉnh Hà Tĩnh", "Đối thoại", "Quý I/2025"]
    assert (pd.Timestamp(first[4]).date(), first[5]) == (date(2025, 3, 20), 7)
    assert rows[at + 2] == [2, "Tỉnh An Giang", "Ý kiến", "Quý I/2025", "", "", "Thiếu số liệu", "Ý kiến quá hạn"]


def test_a_text_that_looks_like_a_formula_stays_a_text(sheets: dict[str, list[list[object]]]) -> None:
    rows = sheets["Nhắc báo cáo"]
    assert rows[rows.index(list(HEADS)) + 1][7] == ONE.absent


def test_the_rules_are_listed_with_their_basis(sheets: dict[str, list[list[object]]]) -> None:
    rows = sheets["Hạn nộp"]
    assert rows[rows.index(list(RULE_HEADS)) + 1] == ["Quý", "ngày 20", "", "Thông lệ", "phần mềm", ""]
