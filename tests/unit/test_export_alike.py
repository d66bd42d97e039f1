"""What holds for every paper format alike: zero and missing told apart, no name taken for markup or a formula, no NaN,
any number of rows, the same bytes for the same contents."""

import html
import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pypdf
import pytest
from docx import Document
from lxml import etree

from danvan.briefing import occasions
from danvan.briefing.compose import compose
from danvan.briefing.contents import BARS, COLUMNS, LINE, STACKED, Card, Cell, Deck, Page, Table
from danvan.briefing.office import Office
from danvan.export.formats import WRITERS
from danvan.texts import text
from danvan.workspace import OFFICIAL, open_workspace
from tests.unit.test_export_pptx import EVIL, KEY, LONG, chart, deck, hexes

FORMATS = [name for name in WRITERS if name not in ("pptx", "csv")]
ZIPPED = ("docx", "docx-nd30", "xlsx")


def told(name: str, data: bytes) -> str:
    """Every text of a file, without white space."""
    if name.startswith("pdf"):
        found = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    elif name in ZIPPED:
        packed = zipfile.ZipFile(io.BytesIO(data))
        parts = [etree.fromstring(packed.read(each)) for each in packed.namelist() if each.endswith(".xml")]
        found = " ".join("".join(part.itertext()) for part in parts)
    else:
        shown = re.sub(r"<(style|script)\b.*?</\1>", " ", data.decode(), flags=re.DOTALL)
        found = html.unescape(re.sub(r"<[^>]*>", " ", shown))
    return re.sub(r"\s", "", found)


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


def table(rows: int) -> Table:
    lines = tuple(
        (Cell(f"Đơn vị {at}"), Cell("0", 0.0, KEY) if at % 2 else Cell("chưa báo cáo", None, KEY)) for at in range(rows)
    )
    return Table("Bảng", ("Đơn vị", "Số cuộc (cuộc)"), (False, True), (0, 0), lines)


@pytest.mark.parametrize("rows", [0, 1, 34, 63, 166])
@pytest.mark.parametrize("name", FORMATS)
def test_a_table_of_any_length_is_told_whole(name: str, rows: int) -> None:
    said = told(name, WRITERS[name](deck(Page("children", "Bảng", table=table(rows)))))
    assert all(f"Đơnvị{at}" in said for at in range(rows))
    assert "Sốcuộc(cuộc)" in said
    assert ("chưabáocáo" in said) == (rows > 0)
    assert not re.search(r"\bnan\b|None", said, re.IGNORECASE)


@pytest.mark.parametrize("kind", [BARS, COLUMNS, LINE, STACKED])
@pytest.mark.parametrize("values", [[0.0, None], [None, 5.0], [0.0], [3.0, 0.0, None, 7.0]])
@pytest.mark.parametrize("name", FORMATS)
def test_zero_and_missing_are_told_apart_in_every_kind_of_chart(name: str, values: list, kind: str) -> None:
    made = deck(Page("bars", "A", chart=chart(values, kind=kind)))
    data = WRITERS[name](made)
    assert not re.search(r"(?<![a-zà-ỹ])nan(?![a-zà-ỹ])", told(name, data), re.IGNORECASE)
    if name in ZIPPED:
        packed = zipfile.ZipFile(io.BytesIO(data))
        (drawn,) = (each for each in packed.namelist() if re.search(r"charts/chart\d*\.xml$", each))
        points = etree.fromstring(packed.read(drawn)).findall(".//{*}val//{*}pt")
        known = {at: value for at, value in enumerate(values) if value is not None}
        assert {int(point.get("idx")): float(point[0].text) for point in points} == known


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_names_are_texts_wherever_they_stand(name: str) -> None:
    evil = f"{EVIL} & <b>\"'</b> #let $x$ =1+1"
    card = Card(evil, evil, 1.0, evil, evil, KEY)
    lines = Table(evil, (evil, evil), (False, True), (0, 0), ((Cell(evil), Cell("1", 1.0, KEY)),))
    pages = (
        Page("title", evil, evil),
        Page("figures", evil, evil, (evil,), cards=(card,), source=evil),
        Page("bars", evil, chart=chart([1, 2], names=[evil, evil])),
        Page("table", evil, table=lines),
    )
    data = WRITERS[name](replace(deck(*pages), title=evil, office=evil, above=evil, place=evil))
    assert squeezed(evil) in told(name, data) or name.startswith("pdf")
    if name == "xlsx":
        cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(data)) for row in sheet for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f"]
    if name == "html":
        assert "<b>\"'" not in data.decode()


@pytest.mark.parametrize("name", ["docx", "docx-nd30"])
def test_drawings_have_numbers_of_their_own_and_alternative_texts(name: str) -> None:
    pages = [Page("bars", f"A{at}", chart=chart([1, None, at])) for at in range(3)]
    pages += [Page("map", f"B{at}", map=hexes()) for at in range(2)]
    body = Document(io.BytesIO(WRITERS[name](deck(*pages)))).element.body
    shapes = [each for each in body.iter() if str(each.tag).endswith(("}docPr", "}cNvPr"))]
    ids = [each.get("id") for each in shapes]
    assert len(ids) > 5 and len(set(ids)) == len(ids)
    assert all(each.get("descr") for each in shapes)
    assert not body.findall(".//{*}pic")


@pytest.mark.parametrize("name", FORMATS)
def test_a_deck_without_pages_and_one_with_the_longest_words_are_written(name: str) -> None:
    assert WRITERS[name](deck())
    pages = (
        Page("title", LONG, LONG),
        Page("figures", LONG, LONG, (LONG,) * 9, cards=tuple(Card(LONG, LONG, 1.0, LONG, LONG, KEY) for _ in range(9))),
        Page("lacking", LONG, paragraphs=(LONG,) * 40),
    )
    assert squeezed(LONG) in told(name, WRITERS[name](deck(*pages))) or name.startswith("pdf")


@pytest.mark.parametrize("name", FORMATS)
def test_made_up_figures_are_told_and_the_same_contents_give_the_same_bytes(name: str) -> None:
    made = deck(Page("title", "A"), Page("bars", "A", chart=chart([1, 2])), illustrative=True)
    data = WRITERS[name](made)
    assert data == WRITERS[name](made)
    assert squeezed(text("common.demo_banner")) in told(name, data)
    assert data != WRITERS[name](replace(made, made=date(2027, 1, 2)))


@pytest.fixture(scope="module")
def ha_noi(tmp_path_factory: pytest.TempPathFactory) -> Deck:
    database = open_workspace(OFFICIAL, tmp_path_factory.mktemp("giong"))
    found = compose(database, occasions.load("ha-noi-2020"), Office(), made=date(2026, 11, 21), illustrative=False)
    database.close()
    return found


@pytest.mark.parametrize("name", FORMATS)
def test_what_was_only_expected_stands_beside_what_was_done_and_not_in_its_place(name: str, ha_noi: Deck) -> None:
    said = told(name, WRITERS[name](ha_noi))
    assert "dựkiến50%" in said
    table_ = next(page.table for page in ha_noi.pages if page.table and "bầu trực tiếp" in page.table.rows[-1][0].text)
    assert table_.rows[-1][2].value == 14 and "dự kiến 50%" in table_.rows[-1][3].text


def test_twelve_slides_weigh_less_than_two_megabytes(ha_noi: Deck) -> None:
    assert len(ha_noi.pages) >= 12
    full = replace(ha_noi, pages=(*ha_noi.pages, *(Page("map", "B", map=hexes()) for _ in range(6))))
    assert len(WRITERS["html"](full)) < 2_000_000
