"""The five shipped briefings say what their documents say; what is not there is named and never a zero."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from danvan import numbers
from danvan.briefing import occasions
from danvan.briefing.compose import compose
from danvan.briefing.contents import Deck
from danvan.briefing.model import Briefing, Slide, Wanted, from_json
from danvan.briefing.office import Office, keep, office
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.figures.ask import figure
from danvan.workspace import OFFICIAL, open_workspace

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = open_workspace(OFFICIAL, tmp_path_factory.mktemp("briefing"))
    yield database
    database.close()


@pytest.fixture(scope="module")
def decks(workspace: Database) -> dict[str, Deck]:
    return {
        name: compose(workspace, occasions.load(name), Office(), made=DAY, illustrative=False)
        for name in occasions.shipped()
    }


def points(deck: Deck) -> dict[tuple[str, str], float | None]:
    """(indicator, breakdown) → value of everything drawn, printed on a card or in a table."""
    found: dict[tuple[str, str], float | None] = {}
    for page in deck.pages:
        for card in page.cards:
            found[card.key.indicator, card.key.breakdown] = card.value
        for series in page.chart.series if page.chart else ():
            found |= {(each.key.indicator, each.key.breakdown): each.value for each in series.points}
        for row in page.table.rows if page.table else ():
            found |= {(cell.key.indicator, cell.key.breakdown): cell.value for cell in row if cell.key}
    return found


SAID = {
    "ha-noi-2020": {
        ("DT02", ""): 2214, ("DT02", "cap=xa"): 2048, ("DT02", "cap=huyen"): 144, ("DT02", "cap=tinh"): 22,
        ("DV05", ""): 39427, ("DV06", ""): 10272, ("NT02", ""): 356, ("NT01", ""): 382, ("NT10", ""): 6,
        ("GS01", ""): 27739, ("PB01", ""): 6889, ("SX01", ""): 7968, ("SX02", ""): 5260, ("SX03", ""): 2708,
        ("TC04", ""): 365847, ("KN13", ""): 1900, ("DH04", "cap_dang=tren_co_so"): 7, ("NT04", ""): None,
    },
    "hoang-mai-2018": {("QC07", ""): 100, ("DT01", "cap=huyen"): None, ("DT01", "cap=xa"): None},
    "soc-son-2024": {
        ("DT01", ""): 121, ("DT02", ""): 81, ("DT02", "cap=xa"): 78, ("DT03", ""): 40, ("YK01", ""): 1109,
        ("DV11", "cap=huyen"): 142, ("DV11", "cap=xa"): 1041, ("DV10", ""): 2,
    },
    "tp-hcm-2024": {("KN07", ""): None},
    "ha-tinh-2023": {("DV08", ""): 19340, ("DT01", ""): 2015, ("YK01", ""): 18087},
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_a_shipped_briefing_holds_the_figures_of_its_document(name: str, decks: dict[str, Deck]) -> None:
    found = points(decks[name])
    assert {key: found[key] for key in SAID[name]} == SAID[name]


def test_every_briefing_shipped_is_held_to_its_document() -> None:
    assert set(occasions.shipped()) == set(SAID)


@pytest.mark.parametrize("name", SAID)
def test_every_figure_of_a_deck_is_what_the_command_figure_says(
    name: str, decks: dict[str, Deck], workspace: Database
) -> None:
    for line in decks[name].lineage:
        key = line.key
        answer = figure(workspace, key.indicator, key.unit_id, key.period, breakdown=key.breakdown)
        assert line.value == answer.value, key
        assert line.documents or answer.value is None


@pytest.mark.parametrize("name", SAID)
def test_every_number_in_a_sentence_is_a_figure_or_comes_of_two(name: str, decks: dict[str, Deck]) -> None:
    deck = decks[name]
    known = {
        numbers.rounded(line.value, places) for line in deck.lineage if line.value is not None for places in (0, 1, 2)
    }
    for page in deck.pages:
        for words in page.paragraphs if page.kind != "lacking" else ():
            own = set(numbers.find(words))
            assert own & known or not own, words
            # The share, the yearly rate and the parts of a fraction stand beside a figure of the deck.
            assert len(own - known) <= 3, words


def test_words_of_the_reviews_that_may_not_change(decks: dict[str, Deck]) -> None:
    said = "\n".join(words for deck in decks.values() for page in deck.pages for words in page.paragraphs)
    for words in (
        "có 93,2% số xã đạt chuẩn nông thôn mới (356/382 xã)",
        "cấp xã 2.048 cuộc (chiếm 92,5%)",
        "bằng 26,1% số mô hình đăng ký lũy kế (10.272/39.427)",
        "hơn 121 cuộc đối thoại, trong đó có 81 cuộc đối thoại định kỳ và hơn 40 cuộc đối thoại đột xuất",
        "bình quân 9,0 ý kiến tại mỗi cuộc đối thoại (18.087/2.015)",
        "bình quân 12,9 ý kiến tại mỗi cuộc đối thoại cấp xã (1.009/78)",
        "giảm 2.708 thôn, tổ dân phố",
    ):
        assert words in said


def test_what_the_reviews_do_not_tell_is_named(decks: dict[str, Deck]) -> None:
    assert decks["tp-hcm-2024"].lacking == (
        "Đối thoại với Nhân dân: chưa có số liệu.",
        "Phong trào thi đua “Dân vận khéo”: chưa có số liệu.",
        "Giám sát, phản biện xã hội: chưa có số liệu.",
        "Báo cáo, sơ kết đúng hạn: chưa có số liệu.",
    )
    assert "Giải quyết ý kiến sau đối thoại: chưa có số liệu." in decks["ha-tinh-2023"].lacking
    assert decks["tp-hcm-2024"].pages[-1].paragraphs == decks["tp-hcm-2024"].lacking


def test_two_parts_without_their_whole_are_never_shares_of_one_another(decks: dict[str, Deck]) -> None:
    page = next(
        page for page in decks["soc-son-2024"].pages if page.chart and page.chart.categories == ("Cấp xã", "Cấp huyện")
    )
    assert not any("chiếm" in words for words in page.paragraphs)


def test_a_page_names_its_documents_and_their_day(decks: dict[str, Deck]) -> None:
    for deck in decks.values():
        for page in deck.pages:
            if page.kind not in ("title", "text", "lacking"):
                assert page.source.startswith("Nguồn: "), page.title


def test_a_briefing_is_written_down_and_read_back_whole() -> None:
    for name in occasions.shipped():
        briefing = occasions.load(name)
        assert from_json(briefing.to_json()) == briefing


@pytest.mark.parametrize("code", occasions.occasions())
def test_every_occasion_begins_a_briefing_of_at_least_eight_slides(code: str) -> None:
    briefing = occasions.begin(code, "42", "2024")
    assert briefing.slides[0].kind == "title" and briefing.slides[-1].kind == "lacking"
    assert len(briefing.slides) >= 8
    assert "năm 2024" in briefing.title or "2024" in briefing.title


def test_an_occasion_without_a_number_shows_only_what_was_held_and_names_the_rest(workspace: Database) -> None:
    deck = compose(
        workspace, occasions.begin("giao-ban-6-thang", "79", "2024-H1"), Office(), made=DAY, illustrative=False
    )
    assert [page.kind for page in deck.pages] == ["title", "figures", "lacking"]
    assert {card.value for card in deck.pages[1].cards} == {None}
    assert "chưa nêu số" in deck.pages[1].cards[-1].text
    assert len(deck.lacking) == len(set(deck.lacking)) == 10


def test_a_figure_asked_for_in_the_short_form() -> None:
    assert Wanted.parse("DT02 cap=xa @2013-01-01..2020-07-15 #01-2008") == Wanted(
        "DT02", "cap=xa", "2013-01-01..2020-07-15", "01-2008"
    )
    assert str(Wanted("DT02", "cap=xa", "2020", "01-2008")) == "DT02 cap=xa @2020 #01-2008"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Slide("pie"), "Không có loại trang “pie”"),
        (lambda: Slide("bars", figures=("XX99",)), "Không có chỉ tiêu “XX99”"),
        (lambda: Slide("bars", figures=("DT01 cap=xa cap=huyen",)), "Không hiểu số liệu"),
        (lambda: Briefing("Tên Dài", "A", "42", "2024", ()), "Tên ngắn"),
        (lambda: Briefing("a", " ", "42", "2024", ()), "chưa có tên"),
        (lambda: from_json("{"), "Không đọc được"),
        (lambda: from_json('{"slides": [{"kind": "title", "mau": 1}]}'), "Không đọc được"),
        (lambda: occasions.load("khong-co"), "Các bài có sẵn"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_the_remedy(make: object, said: str) -> None:
    with pytest.raises(DanVanError) as refused:
        make()
    assert said in f"{refused.value.message} {refused.value.remedy}"


def test_the_office_is_kept(workspace: Database) -> None:
    keep(workspace, Office("Ban Tuyên giáo và Dân vận Tỉnh ủy", "Tỉnh ủy Hà Tĩnh", "Hà Tĩnh"))
    assert office(workspace).above == "Tỉnh ủy Hà Tĩnh"


def test_numbers_are_parsed_as_they_are_printed() -> None:
    assert numbers.find("Cấp xã chiếm 92,5% (2.048/2.214 cuộc).") == [Decimal("92.5"), Decimal(2048), Decimal(2214)]
