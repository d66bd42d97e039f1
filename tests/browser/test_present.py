"""A deck presented in a browser: by keys from a deep link, without the network, notes in step; and as a file."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation as Slides

from danvan import units
from danvan.briefing import occasions
from danvan.briefing.compose import compose
from danvan.briefing.contents import Class, Deck, Map, Tile
from danvan.briefing.contents import Page as Contents
from danvan.briefing.office import Office
from danvan.export.html import html_file
from danvan.workspace import OFFICIAL, open_workspace
from tests.browser.conftest import settled

Open = Callable[..., Page]
DECK = "/trinh-bay?bai=ha-noi-2020&chieu=1"
DAY = date(2026, 11, 21)
EVIL = '<script>window.hit = 1</script> & "Xã" <b>'


def title(page: Page) -> str:
    """The title of the slide that the audience sees."""
    return page.locator(".dv-slide.dv-now .dv-title").inner_text()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def ready(page: Page) -> Page:
    expect(page.locator(".dv-slide.dv-now")).to_be_visible()
    return page


@pytest.fixture
def open_file(browser: Browser, tmp_path: Path) -> Iterator[Callable[[Deck], Page]]:
    """Opens a deck's file from disk; whatever it asks of any other address fails the test."""
    asked: list[str] = []
    pages: list[Page] = []

    def _open(deck: Deck, *, width: int = 1920, height: int = 1080) -> Page:
        path = tmp_path / "bai.html"
        path.write_bytes(html_file(deck))
        page = browser.new_page(viewport={"width": width, "height": height})
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: asked.append(str(error)))
        page.goto(path.as_uri())
        pages.append(page)
        return ready(page)

    yield _open
    for page in pages:
        page.close()
    assert [url for url in asked if not url.startswith(("file://", "data:", "about:blank"))] == []


@pytest.fixture(scope="module")
def shipped(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Deck:
    own = tmp_path_factory.mktemp("bai")
    shutil.copy(data / "chinh-thuc.duckdb", own)
    database = open_workspace(OFFICIAL, own)
    deck = compose(database, occasions.load("ha-noi-2020"), Office(), made=DAY, illustrative=False, lineage=False)
    database.close()
    return deck


def hexes(*names: str) -> Deck:
    """A deck whose second page is a map of these units."""
    tiles = tuple(Tile(f"u{at}", name, at, 0, "#DCEAF1", f"{name}: {at} cuộc") for at, name in enumerate(names))
    shown = Map("Số cuộc đối thoại", "2024", tiles, (Class("#DCEAF1", "0–9"),), "Bản đồ")
    pages = (Contents("title", "Giao ban"), Contents("map", "Số cuộc đối thoại", map=shown, source="Nguồn: báo cáo."))
    return Deck("Giao ban", "", "Ban A", "", "", "", DAY, True, pages)


def test_a_deck_is_presented_by_keyboard_from_a_deep_link(server: str, open_page: Open) -> None:
    page = ready(open_page(server, DECK))
    assert title(page).startswith("Tổng kết 10 năm")
    press(page, "ArrowRight")
    assert title(page) == "Những kết quả chính"
    press(page, "PageDown", " ")
    assert title(page) == "Mô hình “Dân vận khéo” lũy kế"
    press(page, "ArrowLeft", "PageUp")
    assert title(page) == "Những kết quả chính"
    press(page, "End")
    assert title(page) == "Số liệu còn thiếu trong báo cáo"
    press(page, "ArrowRight")
    assert title(page) == "Số liệu còn thiếu trong báo cáo"
    press(page, "Home", "b")
    expect(page.locator(".dv-blank")).to_be_visible()
    press(page, "b")
    expect(page.locator(".dv-blank")).to_be_hidden()
    press(page, "Escape")
    expect(page.locator(".dv-grid")).to_be_visible()
    press(page, "ArrowRight", "Enter")
    expect(page.locator(".dv-grid")).to_be_hidden()
    assert title(page) == "Những kết quả chính"
    press(page, "Escape")
    page.get_by_role("button", name="Thoát trình chiếu").click()
    expect(page.locator(".dv-deck")).to_have_count(0)
    expect(page.get_by_role("button", name="Trình chiếu")).to_be_visible()
    assert "chieu" not in page.url


def test_the_network_may_be_unplugged_once_the_deck_is_shown(server: str, open_page: Open) -> None:
    page = ready(open_page(server, DECK))
    page.context.set_offline(True)
    press(page, "End")
    assert title(page) == "Số liệu còn thiếu trong báo cáo"
    press(page, "g", "s", "x")
    assert title(page) == "Sắp xếp thôn, tổ dân phố"
    page.context.set_offline(False)


def test_the_deck_fills_the_window_over_everything(server: str, open_page: Open) -> None:
    page = ready(open_page(server, DECK, width=1920, height=1080))
    box = page.locator(".dv-slide.dv-now").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 1920, 1080)
    over = page.evaluate("document.elementFromPoint(30, 30).id")
    assert over == "danvan-screen"


def test_notes_go_in_step_in_their_own_window_both_ways(shipped: Deck, open_file: Callable[..., Page]) -> None:
    page = open_file(shipped)
    press(page, "ArrowRight")
    with page.expect_popup() as opened:
        press(page, "n")
    desk = opened.value
    expect(desk.locator(".dv-desk-at")).to_have_text(f"Trang 2/{len(shipped.pages)}")
    expect(desk.locator(".dv-desk-notes")).to_contain_text(shipped.pages[1].notes[-1])
    expect(desk.locator(".dv-mini .dv-title").nth(1)).to_have_text(shipped.pages[2].title)
    expect(desk.locator(".dv-clock")).to_have_text("00:00")
    press(page, "ArrowRight")
    expect(desk.locator(".dv-mini .dv-title").first).to_have_text(shipped.pages[2].title)
    press(desk, "ArrowRight")
    expect(desk.locator(".dv-mini .dv-title").first).to_have_text(shipped.pages[3].title)
    assert title(page) == shipped.pages[3].title


def test_every_province_of_today_is_three_keys_away(open_file: Callable[..., Page]) -> None:
    names = [unit.name for unit in units.units("province", DAY)]
    page = open_file(hexes(*names))
    missed = []
    for name in names:
        initials = "".join(word[0] for word in page.evaluate("danvanFold", name).replace("-", " ").split())[:2]
        ways = (("g", *initials), (*initials, "ArrowDown"), (*initials, "ArrowUp"), tuple(initials))
        if not any(_reached(page, way, name) for way in ways if way[0] == "g" or way[0] not in "bcfgnp"):
            missed.append(name)
    assert len(names) == 34 and missed == []


def _reached(page: Page, keys: tuple[str, ...], name: str) -> bool:
    press(page, "Home", *keys)
    found = page.locator(".dv-call").inner_text() if page.locator(".dv-call").is_visible() else ""
    if page.locator(".dv-jump").is_visible():
        press(page, "Enter")
    assert len(keys) <= 3
    return found.startswith(f"{name}: ")


def test_a_unit_is_shown_with_its_figure_and_its_tile_marked(open_file: Callable[..., Page]) -> None:
    page = open_file(hexes("Hà Tĩnh", "Hà Nội"))
    press(page, "h", "t")
    expect(page.locator(".dv-call")).to_have_text("Hà Tĩnh: 0 cuộc")
    expect(page.locator("polygon.dv-found")).to_have_count(1)
    press(page, "Enter", "Escape")
    expect(page.locator(".dv-call")).to_be_hidden()
    expect(page.locator("polygon.dv-found")).to_have_count(0)


def test_a_lobby_screen_goes_on_by_itself_and_starts_again(shipped: Deck, open_file: Callable[..., Page]) -> None:
    page = open_file(hexes("Hà Tĩnh"))
    page.clock.install()
    press(page, "p")
    page.clock.run_for(15_100)
    assert title(page) == "Số cuộc đối thoại"
    page.clock.run_for(15_100)
    assert title(page) == "Giao ban"
    press(page, "p")
    page.clock.run_for(60_000)
    assert title(page) == "Giao ban"


def test_what_the_audience_reads_is_28_pixels_or_more(shipped: Deck, open_file: Callable[..., Page]) -> None:
    page = open_file(shipped)
    small = page.evaluate(
        """() => [...document.querySelectorAll(".dv-slide")].flatMap((slide) =>
          [...slide.querySelectorAll("*")].filter((node) => !node.closest("footer, svg, caption")
            && [...node.childNodes].some((inner) => inner.nodeType === 3 && inner.textContent.trim())
            && parseFloat(getComputedStyle(node).fontSize) < 28).map((node) => node.textContent))"""
    )
    assert small == []
    press(page, "ArrowRight", "ArrowRight")
    sizes = page.locator(".dv-slide.dv-now svg text").evaluate_all(
        """(all) => all.filter((one) => !one.textContent.startsWith("Đơn vị tính"))
          .map((one) => one.getAttribute("font-size"))"""
    )
    assert sizes and all(float(size) >= 28 for size in sizes)


def test_nothing_of_a_slide_runs_out_of_its_body(shipped: Deck, open_file: Callable[..., Page]) -> None:
    page = open_file(shipped)
    out = page.evaluate(
        """() => [...document.querySelectorAll(".dv-body")].flatMap((body) => {
          const edge = body.getBoundingClientRect();
          return [...body.querySelectorAll("*")].filter((node) => !node.closest("svg, caption"))
            .filter((node) => node.getBoundingClientRect().bottom > edge.bottom + 2
              || node.getBoundingClientRect().right > edge.right + 2).map((node) => node.className + node.textContent);
        })"""
    )
    assert out == []


def test_names_are_never_markup(open_file: Callable[..., Page]) -> None:
    page = open_file(hexes(EVIL, "Hà Nội"))
    press(page, "End")
    press(page, "g")
    page.keyboard.type("xa")
    expect(page.locator(".dv-call")).to_have_text(f"{EVIL}: 0 cuộc")
    assert page.evaluate("window.hit") is None
    press(page, "Enter", "Escape", "Escape")
    assert page.evaluate("window.hit") is None


def test_on_a_telephone_a_swipe_turns_the_page(browser: Browser, shipped: Deck, tmp_path: Path) -> None:
    (tmp_path / "bai.html").write_bytes(html_file(shipped))
    page = browser.new_page(viewport={"width": 360, "height": 740}, has_touch=True)
    page.goto((tmp_path / "bai.html").as_uri())
    ready(page)
    page.evaluate(
        """() => { const box = document.querySelector(".dv-deck");
          const touch = (x) => new Touch({ identifier: 1, target: box, clientX: x, clientY: 300 });
          box.dispatchEvent(new TouchEvent("touchstart", { touches: [touch(300)], changedTouches: [touch(300)] }));
          box.dispatchEvent(new TouchEvent("touchend", { touches: [], changedTouches: [touch(100)] })); }"""
    )
    assert title(page) == "Những kết quả chính"
    box = page.locator(".dv-slide.dv-now").bounding_box()
    assert box["x"] >= 0 and box["width"] <= 360.5
    page.close()


def test_on_paper_each_slide_has_a_page(shipped: Deck, open_file: Callable[..., Page]) -> None:
    page = open_file(shipped)
    made = page.pdf(prefer_css_page_size=True, print_background=True)
    assert made.count(b"/Type /Page\n") + made.count(b"/Type /Page ") == len(shipped.pages)


def test_a_briefing_is_arranged_kept_and_presented(own_server: str, open_page: Open) -> None:
    page = open_page(own_server, "/trinh-bay?bai=ha-noi-2020")
    told = page.locator(".slide-told b")
    expect(told.nth(1)).to_have_text("2. Những kết quả chính")
    page.locator(".st-key-briefing_down_1").get_by_role("button").first.click()
    settled(page)
    expect(told.nth(2)).to_have_text("3. Những kết quả chính")
    page.locator(".st-key-briefing_hide_1").get_by_role("button").first.click()
    settled(page)
    expect(page.locator(".slide-told").nth(1)).to_contain_text("Đang ẩn")
    field = page.get_by_label("Người nhập", exact=True)
    field.fill("Lan")
    field.press("Enter")
    settled(page)
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator("[data-testid=stAlert]")).to_contain_text("Đã lưu")
    assert "bai=ha-noi-2020-rieng" in page.url
    page.get_by_role("button", name="Trình chiếu", exact=True).click()
    ready(page)
    press(page, "Home", "ArrowRight")
    assert title(page) == "Những kết quả chính"


def test_the_office_s_template_is_taken_used_and_taken_away(own_server: str, open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "hong.pptx").write_bytes(b"khong phai PowerPoint")
    Slides().save(tmp_path / "mau.pptx")
    page = open_page(own_server, "/trinh-bay")
    page.get_by_text("Mẫu PowerPoint của cơ quan").click()
    chosen = page.locator("[class*=st-key-uploader_template] input[type=file]")
    chosen.set_input_files(tmp_path / "hong.pptx")
    expect(page.locator("[data-testid=stAlert]")).to_contain_text("không phải tệp PowerPoint")
    chosen.set_input_files(tmp_path / "mau.pptx")
    expect(page.get_by_role("button", name="Dùng mẫu này")).to_be_disabled()
    field = page.locator(".st-key-briefing_template_person").get_by_role("textbox")
    field.fill("Lan")
    field.press("Enter")
    settled(page)
    page.get_by_role("button", name="Dùng mẫu này").click()
    expect(page.get_by_text("Đang dùng mẫu “mau.pptx”, Lan đưa lên")).to_be_visible()
    assert _width(_downloaded(open_page(own_server, "/trinh-bay?bai=soc-son-2024"), tmp_path)) == 10
    page.get_by_role("button", name="Bỏ mẫu này").click()
    expect(page.get_by_text("Đã bỏ mẫu của cơ quan")).to_be_visible()
    assert _width(_downloaded(open_page(own_server, "/trinh-bay?bai=soc-son-2024"), tmp_path)) > 13


def _downloaded(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name="PowerPoint", exact=True).click()
    download.value.save_as(folder / "bai.pptx")
    return folder / "bai.pptx"


def _width(file: Path) -> float:
    return Slides(file).slide_width / 914400


def test_the_drawing_of_a_slide_is_a_picture_too(server: str, open_page: Open, tmp_path: Path) -> None:
    page = open_page(server, "/trinh-bay?bai=soc-son-2024")
    with page.expect_download() as download:
        page.locator(".st-key-briefing_pictures_2").get_by_role("button", name="Ảnh PNG").click()
    download.value.save_as(tmp_path / "trang.png")
    assert Image.open(tmp_path / "trang.png").size == (1920, 1080)
    with page.expect_download() as download:
        page.locator(".st-key-briefing_pictures_2").get_by_role("button", name="Ảnh SVG").click()
    download.value.save_as(tmp_path / "trang.svg")
    assert "Đối thoại định kỳ theo cấp" in (tmp_path / "trang.svg").read_text("utf-8")
