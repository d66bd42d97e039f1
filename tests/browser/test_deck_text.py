"""Texts of a deck as the browser draws them at 1920 × 1080: none smaller than 28 pixels, none outside its slide or over
another of a drawing."""

import itertools
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from danvan import units
from danvan.briefing import occasions
from danvan.briefing.compose import compose
from danvan.briefing.contents import (
    BARS,
    COLUMNS,
    LINE,
    STACKED,
    Card,
    Cell,
    Chart,
    Class,
    Deck,
    Key,
    Map,
    Point,
    Series,
    Table,
    Tile,
)
from danvan.briefing.contents import Page as Contents
from danvan.briefing.office import Office
from danvan.charts import hexgrid, palette
from danvan.export.html import html_file
from danvan.workspace import OFFICIAL, open_workspace

DAY = date(2026, 11, 21)
LEAST = 28
SOURCE = "Nguồn: " + "; ".join(f"Báo cáo năm của tỉnh thứ {at}, số {at}-BC/BTGDVTU" for at in range(20))
CLOSED = " Số liệu chốt đến 15/7/2020."
# What is drawn, as large as the eye sees it: the font's size times what the drawing and the stage are scaled by.
MEASURED = """() => [...document.querySelectorAll(".dv-stage > .dv-slide")].flatMap((slide, at) => {
  const found = [], edge = slide.getBoundingClientRect(), foot = slide.querySelector("footer").getBoundingClientRect();
  const walk = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const own = walk.currentNode.parentElement, told = walk.currentNode.textContent.trim();
    if (!told || own.closest("title, desc, caption, .dv-mark")) continue;
    const drawing = own.closest("svg") ? own.getScreenCTM() : null;
    const scale = drawing ? Math.hypot(drawing.a, drawing.b) : edge.width / slide.offsetWidth;
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    const box = own.closest("svg") ? own.getBoundingClientRect() : range.getBoundingClientRect();
    found.push({ slide: at + 1, told: told.slice(0, 60), size: parseFloat(getComputedStyle(own).fontSize) * scale,
      outside: box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 1,
      box: own.closest("svg") ? [box.left, box.top, box.right, box.bottom] : null,
      low: box.bottom > (own.closest(".dv-body") ? foot.top + 6 : edge.bottom) });
  }
  return found;
})"""


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Deck]]:
    database = open_workspace(OFFICIAL, tmp_path_factory.mktemp("bai"))
    yield {
        name: compose(database, occasions.load(name), Office(), made=DAY, illustrative=False, lineage=False)
        for name in occasions.shipped()
    }
    database.close()


def texts(browser: Browser, deck: Deck, folder: Path) -> list[dict]:
    path = folder / "bai.html"
    path.write_bytes(html_file(deck))
    page: Page = browser.new_page(viewport={"width": 1920, "height": 1080})
    page.goto(path.as_uri())
    page.evaluate("document.fonts.ready")
    found = page.evaluate(MEASURED)
    page.close()
    assert found
    return found


def over_each_other(found: list[dict]) -> list[tuple]:
    """Texts of drawings that touch by more than a hair, pair by pair."""
    hits = []
    for one, two in itertools.combinations([each for each in found if each["box"]], 2):
        (left, top, right, bottom), (l2, t2, r2, b2) = one["box"], two["box"]
        wide, high = min(right, r2) - max(left, l2), min(bottom, b2) - max(top, t2)
        if one["slide"] == two["slide"] and one["told"] != two["told"] and wide > 3 and high > 12:
            hits.append((one["slide"], one["told"], two["told"], round(wide), round(high)))
    return hits


def wrong(found: list[dict]) -> list[tuple]:
    return [
        (each["slide"], each["told"], round(each["size"], 1))
        for each in found
        if each["size"] < LEAST - 0.05 or each["outside"] or each["low"]
    ]


@pytest.mark.parametrize("name", occasions.shipped())
def test_the_shipped_decks_can_be_read_from_the_back(
    name: str, shipped: dict[str, Deck], browser: Browser, tmp_path: Path
) -> None:
    found = texts(browser, shipped[name], tmp_path)
    assert wrong(found) == []
    assert over_each_other(found) == []


def names(count: int) -> list[str]:
    """As many real provinces, the longest names first."""
    known = [each.name for each in units.units("province", on=date(2024, 12, 31))]
    return sorted(known, key=len, reverse=True)[:count]


def chart(kind: str, count: int, series: int = 1) -> Chart:
    """Many categories, one of them without a figure, one partial, one zero."""
    points = [Point(None, "chưa báo cáo", Key("DT01", "x", "2024")), Point(0.0, "0", Key("DT01", "y", "2024"))]
    points += [
        Point(1234.0 + at, f"{1234 + at:,}".replace(",", "."), Key("DT01", f"{at}", "2024"), at == 3)
        for at in range(count - 2)
    ]
    labels = names(count) if kind == BARS else [f"{1990 + at}" for at in range(count)]
    several = tuple(Series(f"Cấp thứ {at}", tuple(points), palette.CATEGORICAL[at]) for at in range(series))
    breaks = ((2, "bộ tiêu chí mới"),) if kind == LINE else ()
    return Chart(kind, "Xếp hạng", "", "cuộc", 0, tuple(labels), several, "Lời thay thế", 4, breaks)


def country() -> Map:
    found = tuple(
        Tile(each.old_unit_id, each.label, each.x, each.y, palette.BLUE, f"{each.label}: 1 cuộc", each.is_island)
        for each in hexgrid.tiles()
    )
    legend = tuple(Class(palette.BLUE, f"{at}.000 – {at}.999") for at in range(7))
    return Map("Bản đồ", "", found, legend, "Lời thay thế", "42-2008")


def table(rows: int) -> Table:
    lines = tuple((Cell(f"Xã {name}"), *(Cell("1.234", 1234.0) for _ in range(4))) for name in (names(63) * 3)[:rows])
    heads = ("Đơn vị", *(f"Ý kiến, kiến nghị tiếp nhận trong kỳ thứ {at} (ý kiến)" for at in range(4)))
    return Table("Bảng", heads, (False, True, True, True, True), (0,) * 5, lines)


def card(at: int) -> Card:
    label = "Số đơn vị được kiểm tra việc thực hiện quy chế dân chủ ở cơ sở (xã, phường, thị trấn)"
    return Card(
        label,
        "hơn 365.847 người",
        365847.0,
        "+1.234 (+5,3%) so với cùng kỳ",
        "1.031/1.134 · tổng hợp",
        Key("DT01", f"{at}", "2024"),
    )


LINES = tuple(f"Câu thứ {at}: số cuộc đối thoại của Thành phố Hồ Chí Minh năm 2024 là 1.234 cuộc." for at in range(6))


@pytest.mark.parametrize("count", [20, 34, 63])
@pytest.mark.parametrize("told", [(), LINES], ids=["without sentences", "with sentences"])
def test_many_units_can_be_read_from_the_back(
    count: int, told: tuple[str, ...], browser: Browser, tmp_path: Path
) -> None:
    pages = (
        Contents("title", "Tổng kết công tác dân vận của hệ thống chính trị Thành phố Hồ Chí Minh", "Năm 2024"),
        Contents("ranking", "Xếp hạng", "Cả nước", told, chart=chart(BARS, count), source=SOURCE + CLOSED),
        Contents("trend", "Theo năm", "Cả nước", told, chart=chart(LINE, count), source=SOURCE + CLOSED),
        Contents("levels", "Theo cấp", "Cả nước", told, chart=chart(STACKED, count, 3), source=SOURCE),
        Contents("levels", "Theo cấp", "Cả nước", told, chart=chart(COLUMNS, count, 2), source=SOURCE),
        Contents("map", "Bản đồ", "Cả nước", told, map=country(), source=SOURCE),
        Contents("children", "Bảng", "Cả nước", told, table=table(count), source=SOURCE + CLOSED),
        Contents("figures", "Kết quả", "Cả nước", told, cards=tuple(card(at) for at in range(4)), source=SOURCE),
        Contents("lacking", "Số liệu còn thiếu", paragraphs=LINES * 2),
    )
    deck = Deck("Bài", "Phạm vi", "Ban A", "Tỉnh ủy B", "Hà Tĩnh", "", DAY, True, pages)
    found = texts(browser, deck, tmp_path)
    assert wrong(found) == []
    assert over_each_other(found) == []
