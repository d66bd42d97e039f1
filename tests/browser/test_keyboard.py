"""Without a mouse: what is opened, sorted or answered leaves the focus where it was, a new step begins at its head."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests import messy
from tests.browser.conftest import settled

DEMO = "kg=minh-hoa&lk=year&ky=2024"
FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at === document.body ? "" : (at.dataset.cell || at.getAttribute("aria-label") || at.textContent).trim();
}"""
"""What has the focus, inside components too: a figure's key, a label or its text."""
Open = Callable[..., Page]


def waits_for_focus(page: Page, words: str) -> None:
    """Until something with these words has the focus."""
    page.wait_for_function(f"(words) => ({FOCUSED})().includes(words)", arg=words)


def test_the_drawer_gives_the_focus_back_to_the_cell_that_opened_it(server: str, open_page: Open) -> None:
    page = open_page(server, f"/bang-so-lieu?{DEMO}&cts=DT01&tu=2024&den=2024")
    cell = page.locator(".dv-table td button").nth(2)
    key = cell.get_attribute("data-cell")
    cell.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").locator(".fact .big")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    waits_for_focus(page, key)


def test_a_part_is_opened_from_the_drawer_by_tab_and_enter(server: str, open_page: Open) -> None:
    page = open_page(server, f"/doi-thoai?{DEMO}&dv=01")
    page.locator(".card .origin").first.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="cấp xã")).to_be_visible()
    settled(page)
    for _ in range(15):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).count("~"):
            break
    page.keyboard.press("Enter")
    expect(dialog.locator(".fact .who")).to_have_text(["Số cuộc đối thoại (cấp huyện)"])


def test_sorting_by_a_heading_leaves_the_focus_on_it(server: str, open_page: Open) -> None:
    page = open_page(server, f"/bang-so-lieu?{DEMO}&cts=DT01&tu=2024&den=2025")
    page.locator(".dv-table th button").filter(has_text="Năm 2024").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == "Năm 2024 ↓"
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == "Năm 2024 ↑"


def test_the_way_of_comparing_is_changed_by_arrow_and_enter(server: str, open_page: Open) -> None:
    page = open_page(server, f"/so-sanh?{DEMO}&ct=YK08")
    page.get_by_role("radio", name="Các đơn vị").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**ss=hai-ky**")
    settled(page)
    assert page.evaluate(FOCUSED) == "Hai kỳ"


def test_a_file_is_brought_in_without_a_mouse(own_server: str, open_page: Open) -> None:
    page = open_page(own_server, "/nhap-so-lieu")
    page.set_input_files("input[type=file]", {"name": "bieu.xlsx", "mimeType": "", "buffer": messy.workbook()})
    expect(page.locator(".step-now")).to_have_text("Bước 2/5: Cách đọc")
    settled(page)
    page.get_by_role("radio", name="số nguyên 1234").focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("số nguyên 1234")).to_have_count(0)
    _onward(page, "Bước 3/5: Cột số liệu")
    _answer(page, "Tổng số cuộc gặp gỡ", "so cuoc doi thoai", "Số cuộc đối thoại")
    _answer(page, "Số lượt người dự", "bo qua", "Bỏ qua cột này")
    _onward(page, "Bước 4/5: Kiểm tra")
    expect(page.get_by_text("Có phải “Thành phố Hà Nội”?")).to_be_visible()
    _answer(page, "Hà Lội", "", "Thành phố Hà Nội")
    _answer(page, "Nghệ Annn", "", "Tỉnh Nghệ An")
    _onward(page, "Bước 5/5: Xem trước và nhập")
    page.get_by_label("Người nhập").focus()
    page.keyboard.type("Trần Thị Lan")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã nhập 4 số liệu")).to_be_visible()


def _onward(page: Page, head: str) -> None:
    """On to a step, which begins at its head."""
    page.get_by_role("button", name="Tiếp tục").focus()
    page.keyboard.press("Enter")
    waits_for_focus(page, head)
    settled(page)


def _answer(page: Page, asked: str, typed: str, chosen: str) -> None:
    """Open the list of a row, type, take the first; the focus stays on the row."""
    row = page.locator(".dv-choose .row").filter(has=page.locator(".cell", has_text=asked))
    row.locator("button").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.type(typed)
    expect(page.locator(".dv-choose .popup .option.on")).to_contain_text(chosen)
    page.keyboard.press("Enter")
    expect(row.locator("button:not(.waiting)").first).to_have_text(chosen)
    waits_for_focus(page, chosen)
