"""Files opened by LibreOffice, as a reader without Word or Excel would: no error, the pages expected, nothing lost."""

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from danvan.briefing import occasions
from danvan.briefing.compose import compose
from danvan.briefing.contents import Deck, Page
from danvan.briefing.office import Office
from danvan.export.formats import WRITERS
from danvan.workspace import OFFICIAL, open_workspace
from tests.unit.test_export_docx import table_of
from tests.unit.test_export_pptx import EVIL, LONG, chart, deck, hexes

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
MADE = {"docx": "docx", "docx-nd30": "docx", "xlsx": "xlsx"}


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Deck]:
    database = open_workspace(OFFICIAL, tmp_path_factory.mktemp("mo"))
    found = {
        name: compose(database, occasions.load(name), Office(), made=date(2026, 11, 21), illustrative=False)
        for name in ("ha-noi-2020", "tp-hcm-2024")
    }
    database.close()
    return found | {"many": _many(), "empty": deck(Page("title", "A"))}


def _many() -> Deck:
    """Hostile names, a table of every commune of a province, every kind of drawing, figures made up."""
    return deck(
        Page("title", LONG),
        Page(
            "bars",
            EVIL,
            EVIL,
            (EVIL, LONG),
            chart=chart([0, 1, None, 39427], names=[EVIL, LONG, "C", "D"]),
            source=LONG,
        ),
        Page("map", "B", map=hexes()),
        Page("children", "C", table=table_of(166)),
        illustrative=True,
    )


@pytest.fixture(scope="module")
def opened(decks: dict[str, Deck], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every file as a PDF made by LibreOffice, in one go and with a profile of its own."""
    folder = tmp_path_factory.mktemp("tep")
    files = []
    for name, made in decks.items():
        for kind, ending in MADE.items():
            files.append(folder / f"{name}_{kind}.{ending}")
            files[-1].write_bytes(WRITERS[kind](made))
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    done = subprocess.run(
        [*command, "--outdir", str(folder), *map(str, files)], capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0 and "rror" not in done.stdout + done.stderr, done.stdout + done.stderr
    return folder


def said(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, check=True)
    return re.sub(r"\s", "", done.stdout)


def pages(path: Path) -> int:
    done = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True)
    return int(re.search(r"Pages:\s+(\d+)", done.stdout)[1])


@pytest.mark.parametrize(
    ("name", "kind", "least", "most"),
    [
        ("ha-noi-2020", "docx", 7, 11), ("ha-noi-2020", "docx-nd30", 7, 11), ("ha-noi-2020", "xlsx", 12, 16),
        ("tp-hcm-2024", "docx", 1, 2), ("tp-hcm-2024", "docx-nd30", 1, 2), ("tp-hcm-2024", "xlsx", 2, 4),
        ("many", "docx", 7, 12), ("many", "docx-nd30", 7, 12), ("many", "xlsx", 7, 14),
        ("empty", "docx", 1, 1), ("empty", "docx-nd30", 1, 1), ("empty", "xlsx", 1, 1),
    ],
)  # fmt: skip
def test_each_file_opens_with_the_pages_expected(name: str, kind: str, least: int, most: int, opened: Path) -> None:
    assert least <= pages(opened / f"{name}_{kind}.pdf") <= most


@pytest.mark.parametrize("kind", list(MADE))
@pytest.mark.parametrize("name", ["ha-noi-2020", "tp-hcm-2024", "many"])
def test_titles_sentences_and_figures_are_told_when_it_is_opened(
    name: str, kind: str, decks: dict[str, Deck], opened: Path
) -> None:
    told = said(opened / f"{name}_{kind}.pdf")
    assert "#####" not in told, "a column too narrow for its number"
    for page in decks[name].pages[1:]:
        figures = [card.text for card in page.cards]
        figures += [cell.text for row in (page.table.rows if page.table else ()) for cell in row[:1]]
        for words in (page.title, *page.paragraphs, *figures):
            assert re.sub(r"\s", "", words) in told or kind == "xlsx" and page.table


def test_a_reader_without_the_typeface_still_sees_one_head_on_each_page_of_a_long_table(opened: Path) -> None:
    told = said(opened / "many_docx.pdf")
    assert told.count("Sốcuộc(cuộc)") >= 3
