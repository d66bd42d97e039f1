"""One figure from the keyboard to the chart, its batch in the history, and back out again, in a browser."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from danvan import workspace
from danvan.ingest import run
from danvan.ingest.choices import Choices, Paper
from tests.browser.conftest import serving, settled
from tests.browser.test_language import ENGLISH_MONTHS, ENGLISH_NUMBERS, STREAMLIT_WORDS

Open = Callable[..., Page]
SENT = "Đơn vị,Năm,Số cuộc đối thoại\nTỉnh Hà Tĩnh,2023,52\nTỉnh Nghệ An,2023,61\n".encode("utf-8-sig")
FILE = "D00002"
PAGES = (
    "/lich-su-nhap",
    f"/lich-su-nhap?dot={FILE}",
    "/nhap-mot-so",
    "/nhap-mot-so?ct=NT06&dv=01-2008&ky=2020-07-15",
    "/nhap-mot-so?ct=DV01&dv=016-2008&ky=2024-Q2&phan=cap%3Dxa",
)


@pytest.fixture(scope="module")
def address(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own: the published facts (D00001) and a file with two provinces' dialogues of 2023 (D00002)."""
    own = tmp_path_factory.mktemp("lich-su")
    shutil.copy(data / "chinh-thuc.duckdb", own)
    database = workspace.open_workspace(workspace.OFFICIAL, own)
    intake = run.prepare(database, "đối thoại.csv", SENT, Choices(paper=Paper(title="Báo cáo đối thoại 2023")))
    assert run.commit(database, intake, SENT, "Lan") == FILE
    database.close()
    with serving(own) as found:
        yield found


def pick(page: Page, label: str, typed: str, chosen: str) -> None:
    """Choose from a list by typing a few letters of what is wanted."""
    field = page.get_by_role("combobox", name=label, exact=True)
    field.click()
    field.press_sequentially(typed, delay=20)
    page.get_by_role("option", name=chosen).first.click()
    expect(field).to_have_value(re.compile(re.escape(chosen.split(",")[0])))
    settled(page)


def fill(page: Page, label: str, words: str) -> None:
    """Type into a field and leave it."""
    field = page.get_by_label(label, exact=True).last
    field.fill(words)
    field.press("Tab")
    settled(page)


def test_a_figure_is_typed_shown_on_its_chart_found_in_the_history_undone_and_restored(
    address: str, open_page: Open
) -> None:
    page = open_page(address, "/nhap-mot-so?ky=2022")
    pick(page, "Chỉ tiêu", "so cuoc doi thoai", "Số cuộc đối thoại")
    pick(page, "Đơn vị", "ha tinh", "Tỉnh Hà Tĩnh")
    expect(page.locator(".standing")).to_contain_text("Chưa có số liệu")
    expect(page.locator(".near")).to_contain_text("52")
    pick(page, "Tài liệu nguồn", "doi thoai 2023", "Báo cáo đối thoại 2023")
    fill(page, "Giá trị (cuộc)", "1.234")
    fill(page, "Người nhập", "Nguyễn Thị Lan")
    expect(page.locator(".turn .after")).to_contain_text("1.234 cuộc")
    page.get_by_role("button", name="Ghi vào hệ thống").click()
    expect(page.locator(".done")).to_contain_text("Đã ghi (đợt D00003)")
    page.get_by_role("link", name="Xem trên biểu đồ").click()
    expect(page.locator(".page-head h1")).to_contain_text("Đối thoại")
    expect(page.locator('.card[data-indicator="DT01"] .value')).to_contain_text("1.234")
    settled(page)

    page.get_by_role("link", name="Lịch sử nhập").click()
    expect(page.locator(".page-head h1")).to_have_text("Lịch sử nhập số liệu")
    page.get_by_role("link", name="D00003").click()
    expect(page.locator(".page-head h1")).to_contain_text("Số cuộc đối thoại – Tỉnh Hà Tĩnh – Năm 2022")
    settled(page)
    expect(page.locator(".dv-table tbody tr").filter(has_text="Tỉnh Hà Tĩnh").first).to_contain_text("1.234")
    page.get_by_role("button", name="Hoàn tác đợt này").click()
    review = page.get_by_role("dialog")
    expect(review.locator("tbody tr").filter(has_text="Tỉnh Hà Tĩnh").first).to_contain_text("1.234")
    expect(review.get_by_role("button", name="Xác nhận hoàn tác")).to_be_disabled()
    fill(page, "Lý do", "Nhập nhầm năm")
    review.get_by_role("button", name="Xác nhận hoàn tác").click()
    expect(page.locator(".badge.partial")).to_contain_text("Đã hoàn tác bởi Nguyễn Thị Lan")
    settled(page)

    shown = open_page(address, "/doi-thoai?lk=year&ky=2023&ct=DT01&dv=42-2008")
    expect(shown.locator('.card[data-indicator="DT01"] .value')).to_contain_text("52")
    page.get_by_role("button", name="Khôi phục đợt này").click()
    fill(page, "Lý do", "Đúng là năm 2022")
    page.get_by_role("button", name="Xác nhận khôi phục").click()
    expect(page.locator(".badge")).to_have_text("Đang có hiệu lực")
    settled(page)


def test_the_file_comes_back_byte_for_byte(address: str, open_page: Open) -> None:
    page = open_page(address, f"/lich-su-nhap?dot={FILE}")
    with page.expect_download() as begun:
        page.get_by_role("button", name="Tải tệp gốc").click()
    assert Path(begun.value.path()).read_bytes() == SENT
    assert begun.value.suggested_filename == "đối thoại.csv"


def test_all_changes_of_a_batch_are_downloaded(address: str, open_page: Open) -> None:
    page = open_page(address, f"/lich-su-nhap?dot={FILE}")
    with page.expect_download() as begun:
        page.get_by_role("button", name="Tải CSV").click()
    told = Path(begun.value.path()).read_text("utf-8-sig")
    assert "Tỉnh Hà Tĩnh" in told and "Tỉnh Nghệ An" in told and "Báo cáo đối thoại 2023" in told


def test_the_history_is_narrowed_and_a_batch_left_by_the_browsers_way_back(address: str, open_page: Open) -> None:
    page = open_page(address, "/lich-su-nhap")
    page.get_by_role("radio", name="Nhập từ tệp").or_(page.get_by_role("button", name="Nhập từ tệp")).first.click()
    expect(page.locator(".dv-table tbody tr")).to_have_count(1)
    settled(page)
    page.get_by_role("link", name=FILE).click()
    expect(page.locator(".page-head h1")).to_have_text("Báo cáo đối thoại 2023")
    settled(page)
    page.go_back()
    expect(page.get_by_role("heading", name="Lịch sử nhập số liệu")).to_be_visible()
    expect(page.get_by_role("heading", name="Báo cáo đối thoại 2023")).to_have_count(0)
    settled(page)


def test_a_remark_beside_a_chart_opens_to_its_sentence_and_the_way_to_correct_it(address: str, open_page: Open) -> None:
    page = open_page(address, "/don-vi?dv=01-2008&lk=year&ky=2023&ct=CC01")
    page.get_by_role("button", name=re.compile(r"\d+ lưu ý về số liệu")).first.click()
    expect(page.get_by_role("dialog")).to_contain_text("được các tài liệu nêu khác nhau: 91,25; 91,43")
    page.get_by_role("dialog").get_by_role("link", name="Sửa").first.click()
    expect(page.locator(".page-head h1")).to_have_text("Nhập hoặc sửa một số liệu")
    expect(page.locator(".standing")).to_contain_text("91,43%")
    settled(page)


def test_where_nothing_is_remarked_no_line_stands(address: str, open_page: Open) -> None:
    page = open_page(address, "/don-vi?dv=42-2008&lk=year&ky=2023&ct=DT01")
    expect(page.locator(".source-line").first).to_be_visible()
    expect(page.get_by_role("button", name="lưu ý về số liệu")).to_have_count(0)


def test_the_drawer_says_which_of_two_documents_is_used_and_why(address: str, open_page: Open) -> None:
    page = open_page(address, "/don-vi?dv=01-2008&lk=year&ky=2023&ct=CC01")
    page.get_by_role("button", name="Xem nguồn số liệu").first.click()
    drawer = page.get_by_role("dialog")
    expect(drawer).to_contain_text("Các tài liệu nêu 2 số khác nhau")
    expect(drawer).to_contain_text("ngày chốt số liệu muộn hơn")
    expect(drawer.get_by_role("link", name="Sửa số này")).to_be_visible()


def test_a_list_is_worked_from_the_keyboard_and_escape_keeps_the_choice(address: str, open_page: Open) -> None:
    page = open_page(address, "/nhap-mot-so?ct=DT01&dv=42-2008&ky=2023")
    field = page.get_by_role("combobox", name="Chỉ tiêu", exact=True)
    field.click()
    field.press_sequentially("nong thon moi")
    field.press("Escape")
    expect(field).to_have_value("Số cuộc đối thoại")
    field.press("ArrowDown")
    field.press_sequentially("dinh ky")
    field.press("Enter")
    expect(field).to_have_value(re.compile("định kỳ"))
    settled(page)


@pytest.mark.parametrize("path", PAGES)
def test_the_pages_fit_a_telephone_and_speak_vietnamese(path: str, address: str, open_page: Open) -> None:
    page = open_page(address, path, width=360, height=800)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    shown = page.locator("body").inner_text()
    assert ENGLISH_MONTHS.findall(shown) == []
    assert [found.group() for found in ENGLISH_NUMBERS.finditer(shown)] == []
    assert [words for words in STREAMLIT_WORDS if words in shown] == []
