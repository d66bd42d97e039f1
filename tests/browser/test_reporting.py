"""Who has reported, what needs a second look and what needs attention, in a browser."""

import io
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from tests.browser.conftest import settled

Open = Callable[..., Page]
HERE = "kg=minh-hoa&lk=quarter&nam=2025&dv=42-2008&bc=huyen"


def test_the_table_of_reports_says_each_state_by_a_letter_and_in_full(server: str, open_page: Open) -> None:
    page = open_page(server, f"/tinh-hinh-bao-cao?{HERE}")
    cells = page.locator(".heat tbody td:not(.end)")
    expect(cells.first).to_be_visible()
    assert set(cells.all_text_contents()) <= set("ĐMTCK?…·–")
    told = page.locator(".heat td.s-late").first
    expect(told).to_have_attribute("title", re.compile(r"muộn \d+ ngày \(hạn "))
    letters = page.locator(".heat-legend i").all_text_contents()
    assert set(cells.all_text_contents()) <= set(letters)


def test_a_unit_of_the_table_opens_its_profile(server: str, open_page: Open) -> None:
    page = open_page(server, f"/tinh-hinh-bao-cao?{HERE}")
    page.locator(".heat tbody th a").first.click()
    expect(page).to_have_url(re.compile("/don-vi.*kg=minh-hoa"))
    settled(page)


def test_the_list_of_whom_to_remind_is_taken_along_as_a_workbook(server: str, open_page: Open) -> None:
    page = open_page(server, "/tinh-hinh-bao-cao?kg=minh-hoa&lk=year&nam=2025")
    expect(page.get_by_text("Báo cáo cần nhắc", exact=True)).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Tải danh sách nhắc (Excel)").click()
    assert waiting.value.suggested_filename == "minh-hoa-nhac-bao-cao-vn-year-2025.xlsx"
    book = CalamineWorkbook.from_filelike(io.BytesIO(waiting.value.path().read_bytes()))
    rows = book.get_sheet_by_name("Nhắc báo cáo").to_python()
    said = page.get_by_text(re.compile(r"[\d.]+ báo cáo quá hạn")).inner_text()
    assert max(row[0] for row in rows if isinstance(row[0], float)) == int(said.split()[0].replace(".", ""))


def test_a_line_of_quality_leads_to_the_figure_to_correct(server: str, open_page: Open) -> None:
    page = open_page(server, "/chat-luong?kg=minh-hoa&dv=42-2008&loai=khuyet")
    page.get_by_role("link", name="Nhập số còn thiếu").first.click()
    expect(page).to_have_url(re.compile("/nhap-mot-so.*ct=[A-Z]{2}[0-9]{2}"))
    settled(page)


def test_the_panel_of_the_overview_leads_to_the_reports_owed(server: str, open_page: Open) -> None:
    page = open_page(server, "/?kg=minh-hoa&lk=year&ky=2024&dv=42-2008")
    lines = page.locator(".attention li")
    expect(lines.first).to_be_visible()
    assert lines.count() <= 7
    page.locator(".attention li.rule-reports a").click()
    expect(page.locator(".page-head h1")).to_have_text("Tình hình báo cáo")
    expect(page.locator(".page-head .where")).to_contain_text("Tỉnh Hà Tĩnh")
    settled(page)


def test_no_page_of_reports_is_wider_than_a_telephone(server: str, open_page: Open) -> None:
    for path in (f"/tinh-hinh-bao-cao?{HERE}", "/chat-luong?kg=minh-hoa", "/?kg=minh-hoa&lk=year&ky=2024&dv=42-2008"):
        page = open_page(server, path, width=360, height=740)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
