"""Reports in Word read back: outline, native charts with their workbooks, tables, the layouts' sizes, the appendix."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from docx import Document
from docx.document import Document as Doc
from docx.oxml.ns import qn
from lxml import etree

from danvan.briefing import occasions
from danvan.briefing.compose import compose
from danvan.briefing.contents import Cell, Deck, Page, Table
from danvan.briefing.office import Office
from danvan.export.report import docx_file
from danvan.export.report.papers import PARTY, STATE, layouts, told
from danvan.texts import text
from danvan.workspace import OFFICIAL, open_workspace
from tests.unit.test_export_pptx import EVIL, KEY, chart, deck, hexes

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def read(made: Deck, layout: str = PARTY) -> Doc:
    return Document(io.BytesIO(docx_file(made, layout)))


def parts(data: bytes, folder: str) -> list[bytes]:
    packed = zipfile.ZipFile(io.BytesIO(data))
    return [packed.read(name) for name in sorted(packed.namelist()) if name.startswith(f"word/{folder}/")]


def table_of(rows: int) -> Table:
    lines = tuple((Cell(f"Xã {at}"), Cell("1", 1.0, KEY)) for at in range(rows))
    return Table("Bảng", ("Đơn vị", "Số cuộc (cuộc)"), (False, True), (0, 0), lines)


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Deck]]:
    database = open_workspace(OFFICIAL, tmp_path_factory.mktemp("docx"))
    day = date(2026, 11, 21)
    yield {
        name: compose(database, occasions.load(name), Office(), made=day, illustrative=False)
        for name in occasions.shipped()
    }
    database.close()


def test_sentences_of_a_page_run_on_and_what_the_author_wrote_stands_apart() -> None:
    assert told(Page("figures", "A", paragraphs=("Một.", "Hai."))) == ["Một. Hai."]
    assert told(Page("figures", "A", paragraphs=("Một.", "hai"))) == ["Một.", "hai"]
    assert told(Page("text", "A", paragraphs=("Một.", "Hai."))) == ["Một.", "Hai."]
    assert told(Page("lacking", "A", paragraphs=("Một.", "Hai."))) == ["Một.", "Hai."]
    assert told(Page("map", "A")) == []


@pytest.mark.parametrize("layout", [PARTY, STATE])
@pytest.mark.parametrize("name", occasions.shipped())
def test_headings_sentences_and_sources_are_those_of_the_deck(
    name: str, layout: str, decks: dict[str, Deck]
) -> None:  # fmt: skip
    made = read(decks[name], layout)
    headings = [each.text.partition(". ")[2] for each in made.paragraphs if each.style.name == "Heading 2"]
    pages = [page for page in decks[name].pages if page.kind != "title"]
    assert headings[: len(pages)] == [page.title for page in pages]
    said = [each.text for each in made.paragraphs]
    for page in pages:
        assert all(words in said for words in told(page))
        assert all(any(words in each for each in said) for words in page.paragraphs)
        assert page.source in said
    assert not made.element.xpath("//pic:pic")


@pytest.mark.parametrize("name", occasions.shipped())
def test_charts_and_their_workbooks_hold_the_figures_of_the_deck(name: str, decks: dict[str, Deck]) -> None:
    data = docx_file(decks[name])
    wanted = [page.chart for page in decks[name].pages if page.chart]
    drawn, books = parts(data, "charts"), parts(data, "embeddings")
    drawn = [blob for blob in drawn if b"chartSpace" in blob]
    assert len(drawn) == len(books) == len(wanted)
    for blob, book, chart_ in zip(drawn, books, wanted, strict=True):
        points = etree.fromstring(blob).findall(f".//{CHART}val//{CHART}pt")
        values = {int(point.get("idx")): float(point[0].text) for point in points}
        known = {at: point.value for at, point in enumerate(chart_.series[0].points) if point.value is not None}
        assert values == known
        rows = list(openpyxl.load_workbook(io.BytesIO(book)).active.iter_rows(values_only=True))
        assert [row[1] for row in rows[1:]] == [point.value for point in chart_.series[0].points]


def test_a_name_that_looks_like_a_formula_is_a_text_in_the_workbook() -> None:
    data = docx_file(deck(Page("bars", EVIL, paragraphs=(EVIL,), chart=chart([1, 0, None], names=[EVIL] * 3))))
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(parts(data, "embeddings")[0])).active for cell in row]
    assert [cell.data_type for cell in cells if str(cell.value).startswith("=")] == ["s"] * 3
    assert [cells[at].value for at in (3, 5, 7)] == [1, 0, None]
    assert EVIL in [each.text for each in Document(io.BytesIO(data)).paragraphs]


@pytest.mark.parametrize("rows", [0, 1, 34, 63, 166])
def test_a_table_has_set_widths_and_repeats_its_heads(rows: int) -> None:
    made = read(deck(Page("children", "Bảng", table=table_of(rows))))
    native = made.tables[1]
    assert len(native.rows) == rows + 1
    assert native._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader")
    widths = [int(each.get(qn("w:w"))) for each in native._tbl.xpath("./w:tblGrid/w:gridCol")]
    assert abs(sum(widths) - 165 / 25.4 * 1440) < 20
    assert all(cell.width is not None for cell in native.rows[0].cells)


@pytest.mark.parametrize("layout", [PARTY, STATE])
def test_the_paper_has_the_head_the_margins_and_the_sizes_of_its_layout(layout: str) -> None:
    looks = layouts()[layout]
    made = read(deck(Page("text", "A", paragraphs=("B",))), layout)
    section = made.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert {side: round(getattr(section, f"{side}_margin").mm) for side in looks.margins} == looks.margins
    left, right = made.tables[0].rows[0].cells
    runs = {run.text: run for cell in (left, right) for each in cell.paragraphs for run in each.runs}
    for words, size in zip(looks.national, looks.national_sizes, strict=True):
        assert runs[words].font.size.pt == size and runs[words].bold
    assert runs["BAN A"].bold and runs["TỈNH ỦY B"].font.size.pt == looks.sizes["above"]
    assert runs["Hà Tĩnh, ngày 21 tháng 11 năm 2026"].italic
    assert made.styles["Normal"].font.size.pt == looks.sizes["body"]


def test_pages_are_numbered_in_the_top_margin_but_not_the_first() -> None:
    section = read(deck(Page("text", "A", paragraphs=("B",)))).sections[0]
    assert section.different_first_page_header_footer
    assert section.header._element.xpath(".//w:instrText")[0].text == "PAGE"
    assert not section.first_page_header._element.xpath(".//w:instrText")


def test_made_up_figures_are_told_on_every_page() -> None:
    section = read(deck(Page("text", "A", paragraphs=("B",)), illustrative=True)).sections[0]
    for header in (section.header, section.first_page_header):
        assert text("common.demo_banner") in [each.text for each in header.paragraphs]
        assert "MINH HỌA" in etree.tostring(header._element, encoding="unicode")
    plain = read(deck(Page("text", "A", paragraphs=("B",)))).sections[0]
    assert "MINH HỌA" not in etree.tostring(plain.header._element, encoding="unicode")


def test_the_map_is_one_named_shape_a_tile_and_a_table_of_its_classes() -> None:
    shown = hexes()
    made = read(deck(Page("map", "B", map=shown)))
    body = made.element.body
    ids = [each.get("id") for each in body.iter() if each.tag.endswith(("}docPr", "}cNvPr"))]
    assert len(ids) == len(set(ids))
    names = [each.get("name") for each in body.iter() if each.tag.endswith("}cNvPr")]
    assert names == [f"Ô {tile.name}" for tile in shown.tiles]
    assert next(each for each in body.iter() if each.tag.endswith("}docPr")).get("descr") == shown.alt
    told = "; ".join(row.cells[2].text for row in made.tables[1].rows)
    assert all(tile.text in told for tile in shown.tiles)


@pytest.mark.parametrize("name", occasions.shipped())
def test_the_appendix_names_every_figure_under_its_documents(name: str, decks: dict[str, Deck]) -> None:
    made, lineage = read(decks[name]), decks[name].lineage
    headings = [each.text for each in made.paragraphs if each.style.name == "Heading 2"]
    rows = [[cell.text for cell in row.cells] for each in made.tables for row in each.rows]
    for line in lineage:
        assert any(heading.endswith(line.documents) for heading in headings)
        assert any(row[0].startswith(line.indicator) and row[-1] == line.as_of for row in rows if len(row) == 5)


def test_the_same_deck_gives_the_same_bytes_and_its_date_is_in_its_properties() -> None:
    said = deck(Page("bars", "A", chart=chart([1, 2])))
    assert docx_file(said) == docx_file(said)
    later = Document(io.BytesIO(docx_file(replace(said, made=date(2026, 12, 1))))).core_properties
    assert later.created.date() == date(2026, 12, 1)
    assert (later.title, later.author, later.language) == ("Tên bài", "Ban A", "vi-VN")
