"""Closing a period, meeting it with a file, and going on with a reason, in a browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import settled
from tests.browser.judged import grave_faults
from tests.browser.test_accessibility import NOT_OURS

Open = Callable[..., Page]
SENT = "Đơn vị,Năm,Số cuộc đối thoại\nTỉnh Hà Tĩnh,2024,52\n".encode("utf-8-sig")


def fill(page: Page, label: str, typed: str) -> None:
    """Type into a field and leave it."""
    field = page.get_by_label(label, exact=True).last
    field.fill(typed)
    field.press("Tab")
    settled(page)


def test_a_period_is_closed_and_a_file_for_it_needs_a_reason(own_server: str, open_page: Open) -> None:
    page = open_page(own_server, "/khoa-so")
    page.get_by_role("button", name="Khóa một kỳ").click()
    box = page.get_by_role("dialog")
    box.get_by_label("Kỳ", exact=True).click()
    page.get_by_role("option", name="Năm 2024").click()
    fill(page, "Khóa từ ngày", "15/02/2025")
    fill(page, "Người thực hiện", "Trần Thị Lan")
    box.get_by_role("button", name="Khóa sổ").click()
    expect(page.get_by_text("Đã khóa Năm 2024, từ ngày 15/02/2025.")).to_be_visible()
    page.locator(".dv-table").get_by_role("link", name="Năm 2024").click()
    expect(page.get_by_role("heading", name="Năm 2024")).to_be_visible()
    settled(page)
    assert {rule for rule, _ in grave_faults(page)} <= set(NOT_OURS)

    page = open_page(own_server, "/nhap-so-lieu")
    file = {"name": "đối thoại.csv", "mimeType": "text/csv", "buffer": SENT}
    page.locator("input[type=file]").first.set_input_files(file)
    page.wait_for_url("**tep=**")
    settled(page)
    page.get_by_role("button", name="Kiểm tra").first.click()
    expect(page.get_by_text("Tệp này làm thay đổi số liệu của kỳ đã khóa sổ")).to_be_visible()
    expect(page.locator(".dv-table")).to_contain_text("kỳ đã khóa sổ (Năm 2024, khóa từ 15/02/2025")
    fill(page, "Lý do sửa kỳ đã khóa", "Đính chính theo Công văn 9")
    expect(page.locator(".dv-table")).to_contain_text("Sẽ sửa kỳ đã khóa sổ")
    assert {rule for rule, _ in grave_faults(page)} <= set(NOT_OURS)
