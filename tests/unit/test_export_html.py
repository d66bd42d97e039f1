"""The HTML deck read back: every figure told, everything escaped, nothing fetched, small enough to send."""

import html
import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser

import pytest

from danvan.briefing import occasions
from danvan.briefing.compose import compose
from danvan.briefing.contents import BARS, Card, Cell, Chart, Deck, Key, Page, Point, Series, Table
from danvan.briefing.office import Office
from danvan.export.formats import WRITERS
from danvan.export.html import html_file, jumps, show
from danvan.export.html.slides import slides
from danvan.workspace import OFFICIAL, open_workspace

DAY = date(2026, 11, 21)
KEY = Key("DT01", "42-2008", "2024")
EVIL = '</script><script>alert(1)</script> & "Xã" <b onclick=x>'
MOST = 2_000_000


class Seen(HTMLParser):
    """The texts and tags of a document."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.words: list[str] = []
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Deck]]:
    database = open_workspace(OFFICIAL, tmp_path_factory.mktemp("html"))
    yield {
        name: compose(database, occasions.load(name), Office(), made=DAY, illustrative=False, lineage=False)
        for name in occasions.shipped()
    }
    database.close()


def deck(*pages: Page, illustrative: bool = False) -> Deck:
    return Deck("Tên bài", "Phạm vi", "Ban A", "Tỉnh ủy B", "Hà Tĩnh", "", DAY, illustrative, pages)


def figures(page: Page) -> list[str]:
    """Every figure as a page prints it."""
    told = [card.text for card in page.cards]
    told += [point.text for series in (page.chart.series if page.chart else ()) for point in series.points]
    return told + [cell.text for row in (page.table.rows if page.table else ()) for cell in row]


@pytest.mark.parametrize("name", occasions.shipped())
def test_every_figure_sentence_and_source_of_the_contents_is_told(name: str, decks: dict[str, Deck]) -> None:
    for page, slide in zip(decks[name].pages, slides(decks[name]), strict=True):
        seen = Seen(slide.html.encode()).text
        for words in (*figures(page), page.title, page.source):
            assert " ".join(words.split()) in seen, (page.title, words)
        assert all(words in seen or words in slide.notes for words in page.paragraphs)
        assert set(page.notes) <= set(slide.notes)


@pytest.mark.parametrize("name", occasions.shipped())
def test_the_file_is_small_and_asks_for_nothing(name: str, decks: dict[str, Deck]) -> None:
    data = html_file(decks[name])
    assert len(data) < MOST
    seen = Seen(data)
    assert not [tag for tag, _ in seen.tags if tag in ("link", "img", "iframe", "object", "base", "a")]
    assert not [attrs for _, attrs in seen.tags if {"src", "href", "xlink:href"} & set(attrs)]
    policy = next(attrs["content"] for tag, attrs in seen.tags if tag == "meta" and "http-equiv" in attrs)
    assert policy.startswith("default-src 'none'")
    fetched = set(re.findall(rb"url\(([a-z]+):", data)) | set(re.findall(rb"@import", data))
    assert fetched == {b"data"}


def test_names_are_escaped_wherever_they_stand() -> None:
    point = Point(1.0, "1", KEY)
    chart = Chart(BARS, EVIL, EVIL, EVIL, 0, (EVIL,), (Series(EVIL, (point,), "#2B6F95"),), EVIL)
    table = Table(EVIL, (EVIL,), (False,), (0,), ((Cell(EVIL),),))
    card = Card(EVIL, EVIL, 1.0, EVIL, EVIL, KEY)
    pages = [
        Page("title", EVIL, EVIL),
        Page("figures", EVIL, EVIL, (EVIL,), cards=(card,), source=EVIL, notes=(EVIL,)),
        Page("bars", EVIL, chart=chart),
        Page("table", EVIL, table=table),
        Page("lacking", EVIL, paragraphs=(EVIL,)),
    ]
    data = html_file(deck(*pages))
    seen = Seen(data)
    assert sum(tag == "script" for tag, _ in seen.tags) == 2
    assert not [tag for tag, _ in seen.tags if tag == "b"]
    assert not [attrs for _, attrs in seen.tags if "onclick" in attrs]
    assert html.escape(EVIL).encode() in data


def test_a_missing_figure_is_told_in_words_and_zero_as_zero() -> None:
    points = (Point(0.0, "0", KEY), Point(None, "chưa báo cáo", KEY))
    chart = Chart(BARS, "A", "", "cuộc", 0, ("Xã A", "Xã B"), (Series("S", points, "#2B6F95"),), "Lời thay thế")
    cards = (Card("Nhãn", "chưa báo cáo", None, "", "", KEY),)
    made = slides(deck(Page("bars", "A", chart=chart), Page("figures", "B", cards=cards)))
    assert {"0", "chưa báo cáo"} <= set(Seen(made[0].html.encode()).words)
    assert 'class="dv-figure dv-none"' in made[1].html and ">0<" not in made[1].html


@pytest.mark.parametrize("rows", [0, 1, 34, 63, 166])
def test_a_table_takes_as_many_slides_as_it_needs_and_loses_no_row(rows: int) -> None:
    lines = tuple((Cell(f"Xã số {at}"), Cell(f"{at}", float(at), KEY)) for at in range(rows))
    table = Table("Bảng", ("Đơn vị", "Số cuộc"), (False, True), (0, 0), lines)
    made = slides(deck(Page("children", "Bảng", table=table, source="Nguồn: báo cáo.")))
    told = [words for slide in made for words in re.findall(r"<td>(Xã số \d+)</td>", slide.html)]
    assert told == [line[0].text for line in lines]
    assert all("<th>Đơn vị</th>" in slide.html and "Nguồn: báo cáo." in slide.html for slide in made)
    assert (len(made) > 1) == (rows > 20)
    assert rows < 34 or f"{len(made)}/{len(made)}" in made[-1].html


def test_sentences_without_room_stand_in_the_notes() -> None:
    long = tuple(f"Câu thứ {at} nói dài về công tác dân vận của địa phương. " * 4 for at in range(30))
    (made,) = slides(deck(Page("text", "Nhiệm vụ", paragraphs=long)))
    shown = [words for words in long if html.escape(words) in made.html]
    assert 0 < len(shown) < len(long)
    assert made.notes == list(long[len(shown) :])


def test_illustrative_decks_say_so_on_every_slide() -> None:
    pages = (Page("title", "A"), Page("text", "B", paragraphs=("C",)))
    assert all("MINH HỌA" in made.html for made in slides(deck(*pages, illustrative=True)))
    assert not any("MINH HỌA" in made.html for made in slides(deck(*pages)))


def test_units_are_found_where_they_are_compared() -> None:
    points = tuple(Point(float(at), f"{at}", Key("DT01", unit, "2024")) for at, unit in enumerate(("a", "b")))
    chart = Chart(BARS, "Xếp hạng", "", "cuộc", 0, ("1. Hà Tĩnh", "2. Hà Nội"), (Series("S", points, "#2B6F95"),), "")
    found = jumps.places(slides(deck(Page("title", "A"), Page("ranking", "Xếp hạng", chart=chart))))
    assert found[2] == {"name": "Hà Tĩnh", "slide": 1, "said": "1. Hà Tĩnh: 0 cuộc", "mark": "1. Hà Tĩnh: "}


def test_the_same_deck_gives_the_same_bytes_and_another_another_stamp(decks: dict[str, Deck]) -> None:
    one = decks["ha-noi-2020"]
    assert WRITERS["html"](one) == html_file(one)
    assert show(one).stamp == show(one).stamp != show(decks["soc-son-2024"]).stamp
