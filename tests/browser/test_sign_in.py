"""Signing in as people do it: by a first password, by the office's own system; leaving; what a viewer is offered."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, Page, expect

from danvan.people import accounts, journal
from danvan.people.book import Book
from danvan.rights import ADMINISTRATOR, UPLOADER, VIEWER
from danvan.server import oidc
from tests.browser.conftest import free_port, serving, settled
from tests.browser.judged import GRAVE
from tests.browser.test_upload import drop

FIRST, WORD = "sau-con-ga-trang", "ba-con-meo-den"
PEOPLE = (
    User(sub="minh", claims={"preferred_username": "minh", "name": "Lê Minh", "groups": ["dan-van", "hop-tac"]}),
    User(sub="la", claims={"preferred_username": "la", "name": "Người Lạ", "groups": ["khac"]}),
)
SETTINGS = """
metadata = "{provider}/.well-known/openid-configuration"
client_id = "danvan"
client_secret = "mot-chu-bi-mat"
address = "{address}"
[[group]]
name = "dan-van"
role = "uploader"
units = ["42-2008"]
"""
Opened = Callable[[], Page]


@pytest.fixture(scope="module")
def book(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The published facts, an administrator with a password given by another, and a viewer."""
    directory = tmp_path_factory.mktemp("tai-khoan")
    shutil.copy(data / "chinh-thuc.duckdb", directory)
    made = Book(directory)
    accounts.add(made, "lan", "Trần Thị Lan", ADMINISTRATOR, FIRST, must_change=True)
    accounts.add(made, "hai", "Lê Văn Hải", VIEWER, WORD)
    return made


@pytest.fixture(scope="module")
def address(book: Book) -> Iterator[str]:
    """A server with accounts and with the office's own sign-in, which is another server on this machine."""
    port = free_port()
    with run_server_in_thread(user_claims=PEOPLE) as provider:
        known = SETTINGS.format(provider=f"http://127.0.0.1:{provider.server_port}", address=f"http://127.0.0.1:{port}")
        (book.path.parent / oidc.FILE).write_text(known, encoding="utf-8")
        with serving(book.path.parent, port) as found:
            yield found


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """A browser that nobody has signed in with."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="en-US")
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


def sign_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def test_a_first_password_is_changed_and_leads_to_the_page_that_was_wanted(address: str, visitor: Page) -> None:
    visitor.goto(f"{address}/doi-thoai?dv=42")
    sign_in(visitor, "lan", "doan-mo-lung-tung")
    expect(visitor.get_by_role("alert")).to_contain_text("Tên đăng nhập hoặc mật khẩu không đúng")
    sign_in(visitor, "lan", FIRST)
    visitor.get_by_label("Mật khẩu hiện tại").fill(FIRST)
    visitor.get_by_label("Mật khẩu mới", exact=True).fill(WORD)
    visitor.get_by_label("Nhập lại mật khẩu mới").fill(WORD)
    visitor.get_by_role("button", name="Đổi mật khẩu").click()
    settled(visitor)
    assert visitor.url.startswith(f"{address}/doi-thoai") and "dv=42" in visitor.url
    expect(visitor.locator(".person")).to_contain_text("Trần Thị Lan")


def test_an_administrator_adds_an_account_on_the_page(address: str, visitor: Page, book: Book) -> None:
    accounts.add(book, "quan", "Phạm Văn Quân", ADMINISTRATOR, WORD)
    visitor.goto(f"{address}/tai-khoan")
    sign_in(visitor, "quan", WORD)
    settled(visitor)
    visitor.get_by_role("button", name="Thêm tài khoản").click()
    dialog = visitor.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Tên đăng nhập").fill("hoa")
    dialog.get_by_role("textbox", name="Họ tên").fill("Ngô Thị Hoa")
    dialog.get_by_role("textbox", name="Họ tên").press("Tab")
    dialog.get_by_role("button", name="Thêm tài khoản").click()
    expect(visitor.get_by_text("Đã thêm tài khoản hoa.")).to_be_visible()
    first = visitor.locator("[data-testid=stCode]").inner_text().strip()
    assert accounts.find(book, "hoa").must_change and len(first) > 15
    visitor.locator(".person").get_by_role("button", name="Đăng xuất").click()
    sign_in(visitor, "hoa", first)
    expect(visitor.get_by_label("Mật khẩu hiện tại")).to_be_visible()


def test_an_uploader_enters_figures_of_the_own_units_only(address: str, visitor: Page, book: Book) -> None:
    accounts.add(book, "tinh", "Võ Thị Tình", UPLOADER, WORD, unit_ids=("42-2008",))
    visitor.goto(f"{address}/nhap-so-lieu")
    sign_in(visitor, "tinh", WORD)
    settled(visitor)
    for unit, said in (("Hà Tĩnh", "Đã nhập 1 số liệu"), ("Hà Nội", "không được nhập số liệu của Thành phố Hà Nội")):
        sent = f"Tỉnh,Số cuộc đối thoại năm 2022\n{unit},57".encode()
        visitor.goto(f"{address}/nhap-so-lieu")
        settled(visitor)
        drop(visitor, sent, f"{unit}.csv", "text/csv")
        visitor.goto(re.sub("buoc=[a-z]+", "buoc=nhap", visitor.url))
        settled(visitor)
        visitor.get_by_role("button", name="Nhập 1 số liệu").click()
        expect(visitor.get_by_text(said).first).to_be_visible()
    (entry,) = [one for one in journal.entries(book) if one.act == "import"]
    assert (entry.who, entry.detail) == ("Võ Thị Tình (tinh)", "Hà Tĩnh.csv")


def test_a_viewer_is_offered_no_entry_and_leaving_shuts_every_window(address: str, visitor: Page) -> None:
    visitor.goto(address)
    sign_in(visitor, "hai", WORD)
    settled(visitor)
    beside = visitor.context.new_page()
    beside.goto(f"{address}/doi-thoai")
    settled(beside)
    sidebar = visitor.locator("[data-testid=stSidebarNav]")
    expect(sidebar.get_by_text("Tình hình báo cáo")).to_be_attached()
    assert sidebar.get_by_text("Nhập từ tệp").count() == 0 and sidebar.get_by_text("Nhật ký").count() == 0
    visitor.locator(".person").get_by_role("button", name="Đăng xuất").click()
    expect(visitor).to_have_url(f"{address}/dang-nhap")
    # The window beside still has its web socket: the next thing asked for in it is refused.
    beside.get_by_text("Hiện nay", exact=True).click()
    expect(beside.get_by_text("phiên làm việc đã hết")).to_be_visible()
    beside.reload()
    expect(beside.get_by_label("Tên đăng nhập")).to_be_visible()


def test_somebody_of_a_known_group_comes_in_by_the_office_s_own_system(address: str, visitor: Page, book: Book) -> None:
    visitor.goto(f"{address}/doi-thoai")
    visitor.get_by_role("link", name="Đăng nhập bằng tài khoản của cơ quan").click()
    visitor.get_by_role("button", name="minh").click()
    settled(visitor)
    expect(visitor.locator(".person")).to_contain_text("Lê Minh")
    account = accounts.find(book, "minh")
    assert (account.role, account.units, account.by_provider) == ("uploader", ("42-2008",), True)
    assert "sign_in" in {entry.act for entry in journal.entries(book) if entry.subject == "minh"}


@pytest.mark.parametrize(("who", "said"), [("la", "chưa được cấp quyền"), ("Deny", "không xác nhận lần đăng nhập này")])
def test_somebody_of_no_known_group_stays_outside(who: str, said: str, address: str, visitor: Page) -> None:
    visitor.goto(address)
    visitor.get_by_role("link", name="Đăng nhập bằng tài khoản của cơ quan").click()
    visitor.get_by_role("button", name=who, exact=True).click()
    expect(visitor.get_by_role("alert")).to_contain_text(said)
    visitor.goto(address)
    expect(visitor.get_by_label("Tên đăng nhập")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1366])
def test_the_page_to_sign_in_is_for_everyone(width: int, address: str, visitor: Page) -> None:
    asked: list[str] = []
    visitor.on("request", lambda request: asked.append(request.url))
    visitor.set_viewport_size({"width": width, "height": 740})
    visitor.goto(f"{address}/doi-thoai")
    expect(visitor.get_by_label("Tên đăng nhập")).to_be_focused()
    assert visitor.evaluate("() => document.documentElement.scrollWidth") <= width
    visitor.keyboard.type("lan")
    visitor.keyboard.press("Tab")
    visitor.keyboard.type("sai-mat-khau-roi")
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("alert")).to_be_visible()
    assert [item["id"] for item in Axe().run(visitor).response["violations"] if item["impact"] in GRAVE] == []
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
