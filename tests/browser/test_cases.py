"""A case from its entry to its settlement, in a browser; the register on a telephone."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from danvan.ingest.batches import now
from tests.browser.conftest import settled

Open = Callable[..., Page]
TODAY = now().date()


def day(days: int) -> str:
    found = TODAY + timedelta(days=days)
    return f"{found.day}/{found.month}/{found.year}"


def type_into(page: Page, label: str, words: str) -> None:
    field = page.get_by_label(label, exact=True).first
    field.fill(words)
    field.press("Control+Enter" if label == "Nội dung" else "Enter")
    settled(page)


def test_a_case_is_entered_seen_overdue_and_settled(own_server: str, open_page: Open) -> None:
    page = open_page(own_server, "/so-kien-nghi")
    expect(page.locator(".page-head h1")).to_have_text("Sổ kiến nghị, vụ việc")
    unit = page.get_by_role("combobox", name="Đơn vị phát sinh")
    unit.fill("cam xuyen ha tinh")
    page.get_by_role("option", name="Xã Cẩm Xuyên").first.click()
    settled(page)
    for label, words in (
        ("Ngày tiếp nhận", day(-40)),
        ("Nội dung", "Đề nghị sửa cống thoát nước cuối thôn"),
        ("Cơ quan giải quyết", "UBND xã Cẩm Xuyên"),
        ("Hạn", day(-12)),
        ("Người nhập", "Lan"),
    ):
        type_into(page, label, words)
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.locator("[data-testid=stAlert]").filter(has_text="Đã ghi KN00001 của Xã Cẩm Xuyên")).to_be_visible()
    page.get_by_role("link", name="Xem kiến nghị theo dõi của đơn vị").click()
    expect(page.locator(".page-head h1")).to_have_text("Kiến nghị, vụ việc theo dõi")
    expect(page.locator(".card.count").nth(1)).to_contain_text("lâu nhất 12 ngày")
    row = page.locator(".dv-table tbody tr").filter(has_text="Đề nghị sửa cống")
    expect(row.locator("td.bad")).to_have_text("Quá hạn 12 ngày")
    row.get_by_role("link", name="KN00001").click()
    expect(page.get_by_text("KN00001 – Đề nghị sửa cống")).to_be_visible()
    settled(page)
    for label, words in (("Ngày giải quyết xong", day(-2)), ("Kết quả", "Đã nạo vét"), ("Người nhập", "Lan")):
        type_into(page, label, words)
    page.get_by_role("button", name="Ghi đã giải quyết xong").click()
    expect(page.locator("[data-testid=stAlert]").filter(has_text="chậm 10 ngày")).to_be_visible()
    page.get_by_role("link", name="Xem kiến nghị theo dõi của đơn vị").click()
    expect(page.locator(".says")).to_contain_text("không còn kiến nghị, vụ việc nào trong sổ chưa giải quyết xong")
    expect(page.locator(".dv-table tbody tr").first).to_contain_text("Xong, chậm 10 ngày")


def test_the_register_fits_a_telephone_and_a_bar_opens_its_unit(server: str, open_page: Open) -> None:
    page = open_page(server, "/kien-nghi?kg=minh-hoa", width=360, height=740)
    expect(page.locator(".card.count")).to_have_count(3)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 360
    wide = open_page(server, "/kien-nghi?kg=minh-hoa")
    bar = wide.locator(".js-plotly-plot .barlayer .point path").first
    bar.scroll_into_view_if_needed()
    # The picture takes the pointer above its bars: the click goes to the place.
    box = bar.bounding_box()
    wide.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(wide.locator(".page-head .where")).not_to_contain_text("Cả nước")
    assert "dv=" in wide.url


def test_the_list_of_the_page_is_searched_without_accents_and_taken_along(server: str, open_page: Open) -> None:
    page = open_page(server, "/kien-nghi?kg=minh-hoa&tt=tat-ca")
    page.get_by_placeholder("Tìm (không cần dấu)…").fill("mui hoi")
    rows = page.locator(".dv-table tbody tr")
    expect(rows.first).to_contain_text("Mùi hôi")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Tải Excel").click()
    assert taken.value.suggested_filename.startswith("minh-hoa-so-kien-nghi-")
