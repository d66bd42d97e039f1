"""PowerPoint files opened by LibreOffice, on our own page and on templates: every slide is there with its words."""

import io
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from pptx import Presentation

from danvan.briefing import occasions
from danvan.briefing.compose import compose
from danvan.briefing.contents import Deck, Page
from danvan.briefing.office import Office
from danvan.export.slides import office_template, pptx_file
from danvan.workspace import OFFICIAL, open_workspace
from tests.unit.test_export_docx import table_of
from tests.unit.test_export_pptx import EVIL, LONG, chart, deck, hexes
from tests.unit.test_office_template import dark, odd, old_format, saved

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
LETTERS = "ẵ ặ ổ ỗ ở ữ ự ỵ"
ON = {"own": None, "old": old_format, "odd": odd, "dark": dark}


def many() -> Deck:
    """Hostile names, every kind of drawing, a long table, an empty one, figures made up."""
    bars = chart([0, 1, None, 39427], names=[EVIL, LONG, "C", LETTERS])
    return deck(
        Page("title", LONG),
        Page("bars", EVIL, EVIL, (EVIL, LONG), chart=bars, source=LONG),
        Page("map", "B", paragraphs=(LONG,), map=hexes()),
        Page("trend", "T", chart=chart([float(at) for at in range(40)], kind="line")),
        Page("levels", "L", chart=chart([1.5, None, 2.5], kind="stacked", decimals=1)),
        Page("children", "C", table=table_of(166)),
        Page("table", "D", table=table_of(0)),
        Page("text", LETTERS, paragraphs=(LETTERS,)),
        illustrative=True,
    )


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each deck on each template, as a PDF made by LibreOffice in one go."""
    folder = tmp_path_factory.mktemp("trang")
    database = open_workspace(OFFICIAL, tmp_path_factory.mktemp("mo"))
    shipped = compose(database, occasions.load("ha-noi-2020"), Office(), made=date(2026, 11, 21), illustrative=False)
    database.close()
    for name, template in ON.items():
        kept = office_template(saved(template()), "mau.pptx") if template else None
        (folder / f"many_{name}.pptx").write_bytes(pptx_file(many(), kept))
        (folder / f"shipped_{name}.pptx").write_bytes(pptx_file(shipped, kept))
    profile = f"-env:UserInstallation=file://{folder}/lo"
    files = map(str, sorted(folder.glob("*.pptx")))
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=280)
    return folder


@pytest.mark.parametrize("name", [f"{deck}_{on}" for deck in ("many", "shipped") for on in ON])
def test_every_slide_is_a_page_with_its_title(name: str, opened: Path) -> None:
    slides = Presentation(io.BytesIO((opened / f"{name}.pptx").read_bytes())).slides
    told = subprocess.run(["pdftotext", "-layout", opened / f"{name}.pdf", "-"], capture_output=True, check=True)
    pages = told.stdout.decode("utf-8").split("\f")[:-1]
    assert len(pages) == len(slides)
    for slide, page in zip(slides, pages, strict=True):
        words = slide.shapes.title.text_frame.text.split()
        assert all(word.lower() in page.lower() for word in words[:3]), words


def test_every_vietnamese_letter_is_there(opened: Path) -> None:
    told = subprocess.run(["pdftotext", opened / "many_own.pdf", "-"], capture_output=True, check=True).stdout.decode()
    # The reader leaves out the blanks between single letters.
    assert told.replace(" ", "").count(LETTERS.replace(" ", "")) >= 3
