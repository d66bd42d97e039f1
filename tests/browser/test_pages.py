"""The pages as a leader meets them, in a browser."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import serving, settled

PAGES = {
    "": "Tổng quan công tác dân vận",
    "doi-thoai": "Đối thoại giữa người đứng đầu với Nhân dân",
    "kien-nghi": "Kiến nghị, vụ việc theo dõi",
    "dan-van-kheo": "Phong trào thi đua “Dân vận khéo”",
    "nong-thon-moi": "Xây dựng nông thôn mới",
    "giam-sat": "Giám sát, phản biện xã hội và dân chủ ở cơ sở",
    "to-chuc": "Tổ chức bộ máy, tổ chức đảng và đoàn thể",
    "hai-long": "Cải cách hành chính, tiếp dân, khiếu nại, tố cáo",
    "dinh-muc": "Thực hiện định mức",
    "ke-hoach": "Tiến độ kế hoạch",
    "giao-ke-hoach": "Kế hoạch, định mức",
    "so-kien-nghi": "Sổ kiến nghị, vụ việc",
    "tinh-hinh-bao-cao": "Tình hình báo cáo",
    "chat-luong": "Chất lượng số liệu",
    "don-vi": "Hồ sơ đơn vị",
    "so-sanh": "So sánh",
    "bang-so-lieu": "Bảng số liệu",
    "trinh-bay": "Bài trình bày",
    "sao-luu": "Sao lưu, khôi phục",
    "tai-khoan": "Tài khoản",
    "khoa-so": "Khóa sổ",
    "nhat-ky": "Nhật ký",
}
WITHOUT_MAP = (
    "dinh-muc", "ke-hoach", "giao-ke-hoach", "tinh-hinh-bao-cao", "chat-luong", "don-vi", "so-sanh", "bang-so-lieu",
    "trinh-bay", "kien-nghi", "so-kien-nghi", "sao-luu", "tai-khoan", "khoa-so",
    "nhat-ky",
)  # fmt: skip
DEMO = "kg=minh-hoa&lk=year&ky=2024"
Open = Callable[..., Page]


def title_of(page: Page, words: str) -> None:
    """Wait for a chart whose own title or subtitle says these words."""
    expect(page.locator(".js-plotly-plot .gtitle").filter(has_text=words).first).to_be_visible()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_by_deep_link_on_a_fresh_server(
    path: str, data: Path, tmp_path: Path, open_page: Open
) -> None:
    shutil.copy(data / "chinh-thuc.duckdb", tmp_path)
    with serving(tmp_path) as address:
        page = open_page(address, f"/{path}")
        expect(page.locator(".page-head h1")).to_have_text(PAGES[path])
        page.close()


@pytest.mark.parametrize("path", [name for name in PAGES if name not in WITHOUT_MAP])
def test_the_map_shows_every_tile_and_colours_those_that_reported(path: str, server: str, open_page: Open) -> None:
    page = open_page(server, f"/{path}?{DEMO}&ct=")
    box = page.locator('[class*="st-key-box_map"]')
    expect(box.locator(".js-plotly-plot")).to_be_visible()
    tiles = box.locator(".shapelayer path")
    assert tiles.count() > 65
    fills = tiles.evaluate_all("paths => paths.map(path => path.style.fill).filter(fill => fill && fill !== 'none')")
    assert len(set(fills)) >= 3, "mọi ô cùng một màu: bản đồ không nói gì"
    expect(box.get_by_text("Hoàng").first).to_be_visible()
    expect(box.get_by_text("Trường").first).to_be_visible()


def test_another_period_redraws_the_charts(server: str, open_page: Open) -> None:
    page = open_page(server, f"/doi-thoai?{DEMO}")
    title_of(page, "Năm 2024")
    page.get_by_label("Kỳ số liệu").click()
    page.get_by_role("option", name="Năm 2025").click()
    title_of(page, "Năm 2025")
    expect(page.locator(".page-head .where")).to_contain_text("Năm 2025")
    assert "ky=2025" in page.url


def test_a_click_on_a_tile_opens_the_profile(server: str, open_page: Open) -> None:
    page = open_page(server, f"/doi-thoai?{DEMO}")
    box = page.locator('[class*="st-key-box_map"]')
    title_of(page, "Năm 2024")
    label = box.locator(".annotation-text").filter(has_text="Hà").filter(has_text="Nội").first
    expect(label).to_be_visible()
    label.evaluate("label => label.scrollIntoView({block: 'center'})")
    place = label.bounding_box()
    page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    expect(page.locator(".page-head h1")).to_have_text("Thành phố Hà Nội")
    assert "dv=01-2008" in page.url


def test_the_boundary_switch_restates_history_for_34_provinces(server: str, open_page: Open) -> None:
    page = open_page(server, f"/doi-thoai?{DEMO}&xem=bang")
    expect(page.locator(".dv-count").first).to_have_text("63/63 dòng")
    page.get_by_role("radio", name="Hiện nay").or_(page.get_by_role("button", name="Hiện nay")).first.click()
    expect(page.locator(".dv-count").first).to_have_text("34/34 dòng")
    assert "dg=hien-nay" in page.url


def test_the_table_is_searched_without_accents_and_sorts_the_vietnamese_way(server: str, open_page: Open) -> None:
    page = open_page(server, f"/doi-thoai?{DEMO}&xem=bang")
    table = page.locator(".dv-table").first
    table.get_by_role("button", name="Đơn vị").click()
    names = table.locator("tbody tr td:first-child")
    expect(names.first).to_have_text(re.compile("Vĩnh Phúc|Yên Bái|An Giang"))
    ordered = [words.split(" ", 1)[1] for words in names.all_text_contents()]
    places = [
        next(i for i, name in enumerate(ordered) if wanted in name) for wanted in ("Cà Mau", "Đà Nẵng", "Gia Lai")
    ]
    assert places in (sorted(places), sorted(places, reverse=True)), "Đ phải đứng giữa C và G"
    table.get_by_role("searchbox").fill("ha tinh")
    expect(names).to_have_text(["Tỉnh Hà Tĩnh"])


def test_a_figure_says_where_it_comes_from(server: str, open_page: Open) -> None:
    page = open_page(server, "/nong-thon-moi?lk=interval&dv=01")
    page.get_by_role("button", name="Xem nguồn số liệu").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Tài liệu nguồn")).to_be_visible()
    expect(dialog.locator(".dv-table tbody tr").first).to_be_visible()
    expect(dialog.get_by_text("Định nghĩa")).to_be_visible()


def test_the_illustrative_workspace_says_so_everywhere(server: str, open_page: Open) -> None:
    page = open_page(server, f"/?{DEMO}")
    expect(page.locator(".demo-banner")).to_contain_text("KHÔNG GIAN MINH HỌA")
    marks = page.locator(".js-plotly-plot .annotation-text").filter(has_text="MINH HỌA")
    expect(marks.first).to_be_attached()
    assert marks.count() == page.locator(".js-plotly-plot").count()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/doi-thoai?dv=ZZ", "ZZ"),
        (f"/doi-thoai?{DEMO}&ct=KHONGCO", "ct=KHONGCO"),
        ("/doi-thoai?kg=minh-hoa&lk=year&ky=1999", "ky=1999"),
        ("/nong-thon-moi?lk=thang", "lk=thang"),
    ],
)
def test_an_unknown_code_in_the_address_gives_a_visible_notice(
    path: str, words: str, server: str, open_page: Open
) -> None:
    page = open_page(server, path)
    expect(page.locator("[data-testid=stAlert]").filter(has_text=words)).to_be_visible()
    expect(page.locator(".page-head h1")).to_be_visible()


def test_a_former_unit_in_the_address_says_what_became_of_it(server: str, open_page: Open) -> None:
    page = open_page(server, "/don-vi?kg=minh-hoa&dv=02-2008&lk=year&ky=2025")
    expect(page.locator("[data-testid=stAlert]")).to_contain_text("hợp nhất với tỉnh Tuyên Quang")


def test_the_workspace_switch_goes_there_and_back(server: str, open_page: Open) -> None:
    page = open_page(server, "/")
    page.get_by_role("radio", name="Minh họa").or_(page.get_by_role("button", name="Minh họa")).first.click()
    expect(page.locator(".demo-banner")).to_be_visible()
    page.get_by_role("radio", name="Chính thức").or_(page.get_by_role("button", name="Chính thức")).first.click()
    expect(page.locator(".demo-banner")).to_have_count(0)


def test_filters_follow_the_reader_to_the_next_page(server: str, open_page: Open) -> None:
    page = open_page(server, f"/doi-thoai?{DEMO}&dv=42")
    page.get_by_role("link", name="Nông thôn mới").click()
    expect(page.locator(".page-head h1")).to_have_text("Xây dựng nông thôn mới")
    expect(page.locator(".page-head .where")).to_have_text("Tỉnh Hà Tĩnh · Năm 2024")
    settled(page)
