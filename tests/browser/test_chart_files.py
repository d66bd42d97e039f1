"""A chart as a file, from the page: what is drawn, with source and day, as text in SVG and sharp in PNG."""

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Page

Open = Callable[..., Page]
DEMO = "/doi-thoai?kg=minh-hoa&lk=year&ky=2024&xem=bieu-do"
TEXT = "{http://www.w3.org/2000/svg}text"


def saved(page: Page, kind: str, folder: Path, at: int = 0) -> Path:
    with page.expect_download() as download:
        page.locator(f"[data-chart-file={kind}]").nth(at).click()
    found = folder / download.value.suggested_filename
    download.value.save_as(found)
    return found


def drawn(page: Page) -> None:
    page.wait_for_selector(".js-plotly-plot .main-svg .gtitle", state="attached")


def test_the_svg_of_a_chart_holds_its_words_its_source_and_the_day(
    server: str, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(server, DEMO)
    drawn(page)
    title = page.locator(".js-plotly-plot .gtitle").first.text_content()
    names = page.locator(".js-plotly-plot").first.locator(".xtick text, .ytick text").all_text_contents()
    source = page.locator('[class*="st-key-source_"] .source-line').first.inner_text()
    file = saved(page, "svg", tmp_path)
    assert re.fullmatch(r"minh-hoa-[a-z0-9-]+\.svg", file.name)
    root = ElementTree.fromstring(file.read_bytes())
    said = " ".join("".join(each.itertext()) for each in root.iter(TEXT)).replace("\u00a0", " ")
    assert title[:20] in said and "MINH HỌA" in said
    assert names and all(name in said for name in names if name)
    assert set(source.split()) <= set(said.split())
    assert re.search(r"Lập ngày \d{1,2}/\d{1,2}/\d{4}", said)


def test_the_png_of_a_chart_is_twice_as_sharp_as_the_screen(server: str, open_page: Open, tmp_path: Path) -> None:
    page = open_page(server, DEMO)
    drawn(page)
    box = page.locator(".js-plotly-plot .main-svg").first.bounding_box()
    picture = Image.open(saved(page, "png", tmp_path))
    assert abs(picture.width - 2 * box["width"]) <= 2 and picture.height > 2 * box["height"]
    foot = picture.convert("L").crop((0, round(2 * box["height"]), picture.width, picture.height))
    assert foot.getextrema()[0] < 140, "nothing is written under the chart"


@pytest.mark.parametrize(
    "path", ["/doi-thoai?kg=minh-hoa&lk=year&ky=2024&xem=ban-do", "/so-sanh?kg=minh-hoa&lk=year&ky=2024"]
)
def test_maps_and_comparisons_are_saved_too(path: str, server: str, open_page: Open, tmp_path: Path) -> None:
    page = open_page(server, path)
    drawn(page)
    root = ElementTree.fromstring(saved(page, "svg", tmp_path).read_bytes())
    assert sum(1 for _ in root.iter(TEXT)) > 10
    # Clips and patterns are named inside the picture itself: nothing is looked for on this server.
    assert "http://127.0.0.1" not in ElementTree.tostring(root, "unicode")
