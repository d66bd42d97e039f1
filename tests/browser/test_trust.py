"""Trust: every figure opens where it comes from, the app shows a past day, Back and search lead where one expects."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import settled

DEMO = "kg=minh-hoa&lk=year&ky=2024"
Open = Callable[..., Page]


def drawer(page: Page) -> Locator:
    """The open drawer, once its figure and its documents are in."""
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".fact .big")).to_be_visible()
    expect(dialog.get_by_text("Tài liệu nguồn")).to_be_visible()
    return dialog


def click_at(page: Page, mark: Locator) -> None:
    """Click where a mark of a chart is: the layer above takes the mouse."""
    expect(mark).to_be_visible()
    mark.evaluate("mark => mark.scrollIntoView({block: 'center'})")
    place = mark.bounding_box()
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y)
    page.mouse.click(x, y)


def test_a_card_opens_its_figure_and_a_part_opens_its_own(server: str, open_page: Open) -> None:
    page = open_page(server, f"/doi-thoai?{DEMO}&dv=01")
    page.locator(".card .origin").first.click()
    dialog = drawer(page)
    expect(dialog.locator(".fact .who")).to_have_text(["Số cuộc đối thoại"])
    dialog.get_by_role("button", name="cấp xã").click()
    expect(dialog.locator(".fact .who")).to_have_text(["Số cuộc đối thoại (cấp xã)"])
    dialog.get_by_role("button", name="‹").click()
    expect(dialog.locator(".fact .who")).to_have_text(["Số cuộc đối thoại"])


def test_a_bar_of_the_ranking_opens_its_units_figure_again_and_again(server: str, open_page: Open) -> None:
    page = open_page(server, f"/doi-thoai?{DEMO}&xem=bieu-do")
    bar = page.locator('[class*="st-key-box_ranking"] .barlayer .point path').first
    for _ in range(2):
        click_at(page, bar)
        expect(drawer(page).locator(".fact .what")).to_have_text("Thành phố Hà Nội · Năm 2024")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_point_of_the_trend_opens_its_periods_figure(server: str, open_page: Open) -> None:
    page = open_page(server, f"/doi-thoai?{DEMO}&xem=bieu-do&dv=01")
    click_at(page, page.locator('[class*="st-key-box_trend"] .scatterlayer .points path').first)
    expect(drawer(page).locator(".fact .what")).to_contain_text("Thành phố Hà Nội · Năm 20")


def test_a_tile_of_the_map_opens_its_figure_when_asked_to(server: str, open_page: Open) -> None:
    page = open_page(server, f"/doi-thoai?{DEMO}&bam=nguon")
    label = page.locator('[class*="st-key-box_map"] .annotation-text').filter(has_text="Hà").filter(has_text="Nội")
    click_at(page, label.first)
    expect(drawer(page).locator(".fact .what")).to_have_text("Thành phố Hà Nội · Năm 2024")


def test_a_cell_of_the_table_opens_its_figure(server: str, open_page: Open) -> None:
    page = open_page(server, f"/doi-thoai?{DEMO}&xem=bang")
    row = page.locator(".dv-table tbody tr").filter(has_text="Thành phố Hà Nội")
    row.get_by_role("button").click()
    expect(drawer(page).locator(".fact .what")).to_have_text("Thành phố Hà Nội · Năm 2024")


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1366, 768), (1920, 1080)])
def test_the_drawer_fits_the_screen(server: str, open_page: Open, width: int, height: int) -> None:
    page = open_page(server, f"/doi-thoai?{DEMO}", width=width, height=height)
    page.locator(".card .origin").first.click()
    # It slides in: where it comes to rest counts.
    rests = "node => Promise.all(node.getAnimations({subtree: false}).map(each => each.finished))"
    drawer(page).evaluate(rests)
    page.wait_for_function(
        """() => { const box = document.querySelector("[role=dialog]").getBoundingClientRect();
                   return box.left >= 0 && box.right <= window.innerWidth + 1; }"""
    )


def test_a_past_day_is_marked_on_every_page_and_left_by_a_button(server: str, open_page: Open) -> None:
    page = open_page(server, f"/doi-thoai?{DEMO}&ngay=2025-12-31")
    expect(page.locator(".as-of")).to_contain_text("31/12/2025")
    page.get_by_role("link", name="Nhập một số liệu").click()
    expect(page.get_by_text("nên không nhập, không sửa được")).to_be_visible()
    expect(page.locator(".as-of")).to_be_visible()
    page.get_by_role("button", name="Về hôm nay").click()
    expect(page.locator(".as-of")).to_have_count(0)
    assert "ngay=" not in page.url


def test_a_day_that_cannot_be_meant_is_said(server: str, open_page: Open) -> None:
    page = open_page(server, f"/doi-thoai?{DEMO}&ngay=hom-qua")
    expect(page.get_by_text("ngay=hom-qua")).to_be_visible()
    expect(page.locator(".as-of")).to_have_count(0)


def test_back_steps_from_the_child_to_the_profile_to_the_map(server: str, open_page: Open) -> None:
    page = open_page(server, f"/doi-thoai?{DEMO}")
    label = page.locator('[class*="st-key-box_map"] .annotation-text').filter(has_text="Hà").filter(has_text="Nội")
    click_at(page, label.first)
    heading = page.locator(".page-head h1")
    expect(heading).to_have_text("Thành phố Hà Nội")
    settled(page)
    link = page.locator(".dv-table tbody a").first
    child = link.inner_text()
    link.click()
    expect(heading).to_have_text(child)
    settled(page)
    page.go_back()
    expect(heading).to_have_text("Thành phố Hà Nội")
    settled(page)
    page.go_back()
    expect(heading).to_have_text(re.compile("^Đối thoại"))
    expect(page.locator(".page-head .where")).to_contain_text("Năm 2024")


def test_slash_finds_a_unit_and_an_indicator_without_accents(server: str, open_page: Open) -> None:
    page = open_page(server, f"/?{DEMO}")
    page.keyboard.press("/")
    page.keyboard.type("ha tinh")
    expect(page.get_by_role("option", name="Tỉnh Hà Tĩnh").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".page-head h1")).to_have_text("Tỉnh Hà Tĩnh")
    settled(page)
    page.keyboard.press("/")
    page.keyboard.type("cuoc doi thoai")
    page.get_by_role("option", name="Số cuộc đối thoại").first.click()
    expect(page.locator(".page-head h1")).to_have_text(re.compile("^Đối thoại"))
    assert "ct=DT" in page.url
    assert "kg=minh-hoa" in page.url


def test_a_former_district_says_when_it_ended_and_leads_to_its_communes(server: str, open_page: Open) -> None:
    page = open_page(server, f"/don-vi?{DEMO}&dv=016-2008")
    expect(page.get_by_text("kết thúc 30/6/2025")).to_be_visible()
    page.get_by_role("link", name="Xã Sóc Sơn").click()
    expect(page.locator(".page-head h1")).to_have_text("Xã Sóc Sơn")
