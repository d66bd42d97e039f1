"""One chart as SVG and PNG: title, source and day around the drawing, every Vietnamese letter drawn as itself."""

import io
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops

from danvan.briefing.contents import BARS, Chart, Class, Deck, Key, Map, Page, Point, Series, Tile
from danvan.charts import hexgrid
from danvan.export.picture import HIGH, WIDE, picture_png, picture_svg

KEY = Key("DT01", "42-2008", "2024")
LETTERS = "ẵ ặ ổ ỗ ở ữ ự ỵ Ẵ Ặ Ổ Ỗ Ở Ữ Ự Ỵ đ Đ"
EVIL = '=cmd|" /C calc"!A1 <b>&amp;</text>'
TEXT = "{http://www.w3.org/2000/svg}text"


def chart(*names: str) -> Chart:
    points = tuple(Point(float(at), f"{at}.000", KEY) for at, _ in enumerate(names, start=1))
    return Chart(BARS, "Biểu đồ", "", "cuộc", 0, names, (Series("Số", points, "#2B6F95"),), "Lời thay thế")


def page(**more: object) -> Page:
    told = {"chart": chart("Hà Tĩnh", LETTERS), "source": "Nguồn: Báo cáo số 12-BC/BDV (Tỉnh ủy, 15/7/2020)."}
    return Page("ranking", "Số cuộc đối thoại", "Hà Tĩnh · Năm 2024", **(told | more))


def deck(*, illustrative: bool = False) -> Deck:
    return Deck("Bài", "Phạm vi", "Ban A", "Tỉnh ủy B", "Hà Tĩnh", "", date(2026, 11, 21), illustrative, ())


def said(drawn: str) -> str:
    return " ".join(each.text or "" for each in ElementTree.fromstring(drawn).iter(TEXT))


def hexes() -> Map:
    tiles = tuple(Tile(one.old_unit_id, one.label, one.x, one.y, "#12466A", one.label) for one in hexgrid.tiles())
    return Map("Bản đồ", "", tiles, (Class("#12466A", "1 – 2"),), "Bản đồ nói")


def test_the_words_of_the_picture_are_text_with_title_source_and_day() -> None:
    words = said(picture_svg(deck(), page()))
    for part in (
        "Số cuộc đối thoại",
        "Hà Tĩnh · Năm 2024",
        "Nguồn: Báo cáo số 12-BC/BDV",
        "1.000",
        "21/11/2026",
        LETTERS,
    ):
        assert part in words
    assert "MINH HỌA" not in words


def test_made_up_figures_are_marked_on_the_picture() -> None:
    words = said(picture_svg(deck(illustrative=True), page()))
    assert words.count("MINH HỌA") == 2


@pytest.mark.parametrize("more", [{}, {"chart": None, "map": hexes()}])
def test_the_picture_is_as_large_as_said_and_not_empty(more: dict) -> None:
    picture = Image.open(io.BytesIO(picture_png(deck(), page(**more))))
    assert (picture.format, picture.size) == ("PNG", (WIDE, HIGH))
    assert len(picture.convert("RGB").getcolors(1 << 20)) > 50


def test_each_letter_is_drawn_as_itself() -> None:
    drawn = {letter: _title(letter) for letter in LETTERS.split()}
    unknown = _title("\U000e0fff")
    for letter, picture in drawn.items():
        assert picture.getbbox() and ImageChops.difference(picture, unknown).getbbox(), letter
    pictures = [picture.tobytes() for picture in drawn.values()]
    assert len(set(pictures)) == len(pictures)


def _title(letter: str) -> Image.Image:
    """The part of the picture where a title of one letter stands, in grey upside down."""
    made = picture_png(deck(), replace(page(), title=letter))
    return ImageChops.invert(Image.open(io.BytesIO(made)).convert("L")).crop((70, 40, 200, 130))


def test_long_titles_and_sources_stay_inside() -> None:
    drawn = picture_svg(
        deck(illustrative=True), replace(page(source="Nguồn: " + "Báo cáo rất dài " * 40), subtitle="Phạm vi " * 40)
    )
    for each in ElementTree.fromstring(drawn).findall(TEXT):
        assert 0 < float(each.get("y")) < HIGH


def test_names_are_never_markup() -> None:
    assert EVIL in said(picture_svg(deck(), replace(page(chart=chart(EVIL)), title=EVIL)))
