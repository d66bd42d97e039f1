"""A target typed in a browser and its progress; a page of prescribed numbers on a telephone."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import serving, settled

Open = Callable[..., Page]
DEMO = "kg=minh-hoa"


@pytest.fixture
def own_server(data: Path, tmp_path: Path) -> Iterator[str]:
    """A server on a copy of both workspaces, to be written to."""
    for name in ("chinh-thuc.duckdb", "minh-hoa.duckdb"):
        shutil.copy(data / name, tmp_path)
    with serving(tmp_path) as address:
        yield address


def type_into(page: Page, label: str, words: str) -> None:
    field = page.get_by_label(label, exact=True).first
    field.fill(words)
    field.press("Enter")
    settled(page)


def test_a_target_is_typed_and_its_progress_seen(own_server: str, open_page: Open) -> None:
    page = open_page(own_server, f"/giao-ke-hoach?{DEMO}&ct=DT02&dv=42-2008")
    expect(page.locator(".page-head h1")).to_have_text("Kế hoạch, định mức")
    for label, words in (
        ("Mức giao (cuộc)", "100.000"),
        ("Hạn", "31/12/2025"),
        ("Tên văn bản", "Kế hoạch năm 2025"),
        ("Số, ký hiệu", "07-KH/TU"),
        ("Người nhập", "Lan"),
    ):
        type_into(page, label, words)
    expect(page.locator(".done").filter(has_text="Sẽ ghi:")).to_contain_text("ít nhất 100.000 cuộc đến 31/12/2025")
    page.get_by_role("button", name="Ghi chỉ tiêu").click()
    expect(page.locator("[data-testid=stAlert]").filter(has_text="Đã ghi CT")).to_be_visible()
    page.get_by_role("link", name="Xem tiến độ").click()
    expect(page.locator(".page-head h1")).to_have_text("Tiến độ kế hoạch")
    expect(page.locator(".says").first).to_contain_text("Kế hoạch năm 2025 số 07-KH/TU")
    expect(page.locator(".says").first).to_contain_text("ít nhất 100.000 cuộc")
    page.get_by_role("button", name="Xem nguồn số thực hiện").click()
    expect(page.get_by_role("dialog")).to_contain_text("Kế hoạch năm 2025")


def test_prescribed_numbers_fit_a_telephone_and_list_who_is_short(server: str, open_page: Open) -> None:
    page = open_page(server, f"/dinh-muc?{DEMO}&lk=year&ky=2024&dv=42-2008&cap=cap%3Dxa", width=360, height=740)
    expect(page.locator(".page-head h1")).to_have_text("Thực hiện định mức")
    expect(page.locator(".card.count")).to_have_count(4)
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 360
    page.get_by_role("radio", name="Không phát sinh").or_(
        page.get_by_role("button", name="Không phát sinh")
    ).first.click()
    settled(page)
    assert "kq=khong" in page.url
    cells = page.locator(".dv-table").first.locator("tbody tr td.bad")
    expect(cells.first).to_have_text("Không phát sinh (báo cáo 0)")
