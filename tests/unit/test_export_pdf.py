"""PDF of deck and report read back with poppler: pages, letters, embedded typefaces, archive standard, figures."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdf
import pytest

from danvan.briefing import occasions
from danvan.briefing.compose import compose
from danvan.briefing.contents import Deck, Page
from danvan.briefing.office import Office
from danvan.export.pdf import pdf_deck, pdf_report
from danvan.export.report.papers import STATE
from danvan.texts import text
from danvan.workspace import OFFICIAL, open_workspace
from tests.unit.test_export_docx import table_of
from tests.unit.test_export_pptx import EVIL, LONG, chart, deck, hexes

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")
LETTERS = "ẵ ặ ổ ỗ ở ữ ự ỵ Ẵ Ặ Đ đ"
FAMILIES = {"BeVietnamPro", "NotoSerif"}


def asked(data: bytes, folder: Path, tool: str, *more: str) -> str:
    path = folder / "made.pdf"
    path.write_bytes(data)
    end = ["-"] if tool == "pdftotext" else []
    return subprocess.run([tool, *more, str(path), *end], capture_output=True, text=True, check=True).stdout


def pages(data: bytes, folder: Path) -> int:
    return int(re.search(r"Pages:\s+(\d+)", asked(data, folder, "pdfinfo"))[1])


def squeezed(words: str) -> str:
    """Without spaces and line ends, which a PDF has where it likes."""
    return re.sub(r"\s", "", words)


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Deck]]:
    database = open_workspace(OFFICIAL, tmp_path_factory.mktemp("pdf"))
    day = date(2026, 11, 21)
    yield {
        name: compose(database, occasions.load(name), Office(), made=day, illustrative=False)
        for name in occasions.shipped()
    }
    database.close()


@pytest.mark.parametrize("name", occasions.shipped())
def test_the_deck_has_a_page_a_slide_with_its_title_sentences_and_source(
    name: str, decks: dict[str, Deck], tmp_path: Path
) -> None:
    data = pdf_deck(decks[name])
    assert pages(data, tmp_path) == len(decks[name].pages)
    for at, page in enumerate(decks[name].pages, start=1):
        said = squeezed(asked(data, tmp_path, "pdftotext", "-f", str(at), "-l", str(at)))
        for words in (page.title, *page.paragraphs, *(card.text for card in page.cards)):
            assert squeezed(words) in said
        points = [point for each in page.chart.series for point in each.points] if page.chart else []
        assert all(squeezed(point.text) in said for point in points)


@pytest.mark.parametrize("name", occasions.shipped())
def test_the_report_says_every_sentence_and_every_cell(name: str, decks: dict[str, Deck], tmp_path: Path) -> None:
    said = squeezed(asked(pdf_report(decks[name]), tmp_path, "pdftotext", "-layout"))
    for page in decks[name].pages:
        cells = [cell.text for row in page.table.rows for cell in row[2:3]] if page.table else []
        for words in (*(card.text for card in page.cards), *cells):
            assert squeezed(words) in said


@pytest.mark.parametrize("writer", [pdf_deck, pdf_report])
def test_only_our_typefaces_embedded_and_the_letters_can_be_searched(writer: object, tmp_path: Path) -> None:
    data = writer(
        deck(Page("bars", LETTERS, "b", (LETTERS,), chart=chart([1, 2], names=["Ẵ ẵ", "ỵ"])), illustrative=True)
    )
    lines = [line.split() for line in asked(data, tmp_path, "pdffonts").splitlines()[2:]]
    assert lines
    assert {line[0].partition("+")[2].partition("-")[0] for line in lines} <= FAMILIES
    assert all(line[-5] == "yes" for line in lines)
    said = asked(data, tmp_path, "pdftotext")
    assert all(letter in said for letter in LETTERS.split())


@pytest.mark.parametrize("writer", [pdf_deck, pdf_report])
def test_it_is_an_archive_file_that_says_what_it_is(writer: object, tmp_path: Path) -> None:
    data = writer(deck(Page("text", "A", paragraphs=("B",))))
    assert b"pdfaid:part>2<" in data and b"pdfaid:conformance>B<" in data
    told = asked(data, tmp_path, "pdfinfo")
    assert re.search(r"Title:\s+Tên bài", told) and re.search(r"Author:\s+Ban A", told)
    assert data == writer(deck(Page("text", "A", paragraphs=("B",))))


@pytest.mark.parametrize("writer", [pdf_deck, pdf_report])
def test_it_has_what_an_archive_file_must_have(writer: object) -> None:
    shown = (Page("bars", LETTERS, "b", (LETTERS,), chart=chart([1, None, 0])), Page("map", "B", map=hexes()))
    data = writer(deck(*shown, illustrative=True))
    read = pypdf.PdfReader(io.BytesIO(data))
    root = read.trailer["/Root"]
    assert data.startswith(b"%PDF-1.7") and data[9:10] == b"%" and min(data[10:14]) > 127
    assert "/ID" in read.trailer and not read.is_encrypted
    (intent,) = (each.get_object() for each in root["/OutputIntents"])
    assert intent["/S"] == "/GTS_PDFA1" and intent["/DestOutputProfile"].get_data()[36:40] == b"acsp"
    told = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in told and "<pdfaid:conformance>B</pdfaid:conformance>" in told
    assert read.metadata.title in told and root["/Lang"].startswith("vi")
    assert not {"/OpenAction", "/AA", "/AcroForm", "/Names"} & set(root)
    kinds = {
        name for page in read.pages for each in page.get("/Annots", []) for name in each.get_object().get("/A", {})
    }
    assert "/URI" not in kinds and "/JS" not in kinds


@pytest.mark.parametrize("name", ["ha-noi-2020", "tp-hcm-2024"])
@pytest.mark.parametrize("writer", [pdf_deck, pdf_report])
def test_every_typeface_is_in_the_file_and_told_in_letters(name: str, writer: object, decks: dict[str, Deck]) -> None:
    read = pypdf.PdfReader(io.BytesIO(writer(decks[name])))
    fonts = [each.get_object() for page in read.pages for each in page["/Resources"].get("/Font", {}).values()]
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        described = inner["/FontDescriptor"]
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(described)
        assert "/ToUnicode" in font


@pytest.mark.parametrize(("rows", "least", "most"), [(0, 1, 1), (1, 1, 1), (34, 3, 4), (63, 5, 6), (166, 12, 16)])
def test_a_long_table_goes_on_over_slides_and_loses_no_row(rows: int, least: int, most: int, tmp_path: Path) -> None:
    data = pdf_deck(deck(Page("children", "Bảng", table=table_of(rows))))
    assert least <= pages(data, tmp_path) <= most
    said = asked(data, tmp_path, "pdftotext")
    assert all(re.search(rf"Xã {at}\b", said) for at in range(rows))


def test_sentences_without_room_stand_on_a_slide_of_their_own(tmp_path: Path) -> None:
    told = tuple(f"Câu {at}: {LONG}." for at in range(12))
    data = pdf_deck(deck(Page("bars", LONG, paragraphs=told, chart=chart([1, 2]))))
    said = squeezed(asked(data, tmp_path, "pdftotext"))
    assert pages(data, tmp_path) > 1
    assert all(squeezed(words) in said for words in told)


@pytest.mark.parametrize("writer", [pdf_deck, pdf_report])
def test_names_with_signs_are_printed_as_they_are(writer: object, tmp_path: Path) -> None:
    signs = f"{EVIL} #let $x$ *_`@<l>"
    data = writer(deck(Page("bars", signs, paragraphs=(signs,), chart=chart([1], names=[signs]))))
    assert squeezed(signs) in squeezed(asked(data, tmp_path, "pdftotext"))


def test_made_up_figures_are_told_on_every_page(tmp_path: Path) -> None:
    said = deck(*(Page("text", f"A{at}", paragraphs=("B",)) for at in range(3)), illustrative=True)
    told = asked(pdf_deck(said), tmp_path, "pdftotext")
    assert told.count(text("common.demo_banner")) == 3
    # Slanting letters are told one by one: the banner's and the watermark's.
    assert told.count("Ọ") == 6
    report = asked(pdf_report(said), tmp_path, "pdftotext")
    assert squeezed(text("common.demo_banner")) in squeezed(report) and report.count("Ọ") == 2


def test_the_state_s_layout_has_its_own_head(tmp_path: Path) -> None:
    said = asked(pdf_report(deck(Page("map", "B", map=hexes())), STATE), tmp_path, "pdftotext")
    assert "Độc lập - Tự do - Hạnh phúc" in said
    assert "ĐẢNG CỘNG SẢN" not in said
