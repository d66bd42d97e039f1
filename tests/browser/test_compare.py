"""Comparing and tabulating as a person does: choose units without accents, read a file that was downloaded."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled

DEMO = "kg=minh-hoa&lk=year&ky=2024"
Open = Callable[..., Page]


def downloaded(page: Page, button: str, to: Path) -> Path:
    """The file that a button gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    path = to / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_units_are_chosen_without_accents_and_stand_in_the_address(server: str, open_page: Open) -> None:
    page = open_page(server, f"/so-sanh?{DEMO}&ct=YK08&nhom=chon&dvs=01-2008.42-2008")
    names = page.locator(".dv-table").first.locator("tbody tr td:first-child")
    expect(names).to_have_count(2)
    field = page.get_by_role("combobox", name="Thêm đơn vị")
    field.fill("quang nam")
    page.get_by_role("option").filter(has_text="Tỉnh Quảng Nam").first.click()
    expect(names).to_have_count(3)
    expect(names.filter(has_text="Tỉnh Quảng Nam")).to_have_count(1)
    page.wait_for_url("**dvs=01-2008.42-2008.49-2008**")


def test_two_periods_of_a_few_units_are_a_slope(server: str, open_page: Open) -> None:
    page = open_page(
        server, "/so-sanh?kg=minh-hoa&lk=year&ky=2025&ky2=2024&ct=YK08&nhom=chon&dvs=01-2008.04-2008&ss=hai-ky"
    )
    expect(page.locator('[class*="st-key-box_compare_slope"] .gtitle')).to_contain_text("so với năm 2024")


def test_the_workbook_of_the_table_is_what_the_page_shows(server: str, open_page: Open, tmp_path: Path) -> None:
    page = open_page(server, f"/bang-so-lieu?{DEMO}&cts=DT01&tu=2024&den=2024")
    table = page.locator(".dv-table").first
    expect(table.locator("tbody tr")).to_have_count(64)
    cells = table.locator("tbody tr").evaluate_all("rows => rows.map(row => [...row.cells].map(c => c.textContent))")
    shown = {name: words for name, words in cells}
    book = openpyxl.load_workbook(downloaded(page, "Tải Excel", tmp_path))
    assert book.sheetnames == ["Số liệu", "Nguồn gốc"]
    sheet = book["Số liệu"]
    assert "MINH HỌA" in str(sheet.cell(1, 1).value)
    held = {row[0].value: row[1].value for row in sheet.iter_rows() if row[0].value in shown}
    assert set(held) == set(shown)
    for name, words in shown.items():
        value = held[name]
        digits = "".join(c for c in words.partition(" (")[0] if c.isdigit())
        assert (str(int(value)) == digits) if isinstance(value, int | float) else (value == words), name
    lines = csv.DictReader(io.StringIO(downloaded(page, "Tải CSV", tmp_path).read_text("utf-8-sig")), delimiter=";")
    by_unit = {line["Đơn vị"]: line for line in lines}
    assert len(by_unit) == 64
    told = [line for line in by_unit.values() if line["Giá trị"]]
    assert told and all(line["Tài liệu nguồn"] and line["Đợt nhập"] and line["Cách có số"] for line in told)


def test_a_figure_in_the_table_opens_its_origin(server: str, open_page: Open) -> None:
    page = open_page(server, f"/bang-so-lieu?{DEMO}&cts=DT01&nhom=chon&dvs=01-2008&tu=2024&den=2024")
    page.locator(".dv-table").first.locator("tbody td.num button").first.click()
    expect(page.get_by_role("dialog").get_by_text("Tài liệu nguồn")).to_be_visible()


def test_both_pages_fit_a_telephone(server: str, open_page: Open) -> None:
    for path in (f"/so-sanh?{DEMO}&ct=YK08", f"/bang-so-lieu?{DEMO}&cts=DT01.YK08"):
        page = open_page(server, path, width=360, height=740)
        settled(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_number_of_a_region_opens_its_provinces_and_each_of_them_its_sources(server: str, open_page: Open) -> None:
    page = open_page(server, f"/so-sanh?{DEMO}&ct=DT01")
    regions = page.locator('[class*="st-key-compare_regions"]')
    number = regions.locator("tbody tr").filter(has_text="Bắc Trung Bộ").locator("button.open")
    number.click()
    drawer = page.get_by_role("dialog")
    expect(drawer.locator("tbody tr").first).to_be_visible()
    province = drawer.locator("tbody tr").filter(has_text="Hà Tĩnh").locator("button.open")
    province.click()
    expect(drawer.locator('[class*="st-key-drawer"]').filter(has_text="[Minh họa] Báo cáo").first).to_be_visible()
    drawer.get_by_role("button", name="‹ Bắc Trung Bộ").click()
    expect(drawer.locator("tbody tr").filter(has_text="Hà Tĩnh")).to_be_visible()
