"""Every file that is handed out, made of attacks: it opens, nothing in it acts, and the attack stands there as text."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from danvan import formulas, workspace
from danvan.briefing import office, store
from danvan.briefing.compose import compose
from danvan.database import Database
from danvan.export import formats
from danvan.export.harmless import FORBIDDEN, harmless
from tests.hostile import poison

SEEN = "x-briefing <img src=x"
ACTS = {
    "f",
    "ddeLink",
    "oleLink",
    "externalBook",
    "oleObject",
    "control",
    "hlinkClick",
    "hyperlink",
    "attachedTemplate",
}
"""Elements of Office files that compute, run or lead somewhere; ours lead within the file only."""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    directory = tmp_path_factory.mktemp("doc-hai")
    poison.build(directory)
    opened = workspace.open_workspace(workspace.OFFICIAL, directory)
    yield opened
    opened.close()


def written(database: Database, name: str) -> bytes:
    briefing = store.load(database, "doc").briefing
    how = {"illustrative": False, "lineage": name in formats.PRINT_LINEAGE}
    deck = compose(database, briefing, office.office(database), made=date(2026, 11, 21), **how)
    return formats.written(name, deck)


def parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every part of an Office file, those of the workbooks inside it as well."""
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        for name in held.namelist():
            yield name, held.read(name)
            if name.endswith(".xlsx"):
                yield from ((f"{name}/{inner}", part) for inner, part in parts(held.read(name)))


@pytest.mark.parametrize("name", ["pptx", "docx", "docx-nd30", "xlsx"])
def test_an_office_file_is_well_formed_and_holds_nothing_that_acts(name: str, database: Database) -> None:
    told = ""
    for part, data in parts(written(database, name)):
        if part.endswith((".xml", ".rels", ".vml")):
            tree = ElementTree.fromstring(data)
            told += "".join(tree.itertext())
            for one in tree.iter():
                assert one.get("TargetMode") != "External", (part, one.attrib)
                assert one.tag.rpartition("}")[2] not in ACTS or _leads_within(one), (part, one.tag, one.attrib)
        assert not part.endswith((".bin", ".vbs", ".js", ".exe")) or "printerSettings" in part, part
    assert SEEN in told and not FORBIDDEN.search(told)


def _leads_within(one: ElementTree.Element) -> bool:
    """Whether a link goes to a place of the same file; a chart's c:f names the cells that it shows."""
    kind = one.tag.rpartition("}")[2]
    cells = re.fullmatch(r"[^\[]+!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?", one.text or "")
    is_reference = kind == "f" and "chart" in one.tag and bool(cells)
    return is_reference or kind in ("hyperlink", "hlinkClick") and not one.get("Target")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_html_deck_has_no_tag_and_no_address_of_an_attack(database: Database) -> None:
    read = _Tags()
    page = written(database, "html").decode()
    read.feed(page)
    assert "x-briefing &lt;img src=x" in page
    for tag, had in read.tags:
        assert tag not in ("iframe", "object", "embed", "base", "form", "link"), tag
        assert not any(name.startswith("on") for name in had), had
        assert not any((had.get(name) or "").startswith(("javascript:", "http", "//", "x")) for name in ("src", "href"))
    scripts = re.findall(r"<script[^>]*>(.*?)</script>", page, re.S)
    assert scripts and not any("__owned=" in one.replace("\\u003c", "<") and "<script" in one for one in scripts)


@pytest.mark.parametrize("name", ["pdf", "pdf-report", "pdf-report-nd30"])
def test_a_pdf_holds_text_and_no_action(name: str, database: Database) -> None:
    read = PdfReader(io.BytesIO(written(database, name)))
    told = "".join(page.extract_text() for page in read.pages)
    assert "x-briefing" in re.sub(r"\s", "", told)
    for one in range(1, len(read.xref_objStm) + sum(len(table) for table in read.xref.values()) + 1):
        held = read.get_object(one)
        if isinstance(held, dict):
            assert held.get("/S") not in ("/JavaScript", "/Launch", "/SubmitForm", "/URI"), held


def test_a_text_file_of_a_briefing_holds_no_formula(database: Database) -> None:
    rows = list(csv.reader(io.StringIO(written(database, "csv").decode("utf-8-sig")), delimiter=";"))
    assert rows and not [cell for row in rows for cell in row if formulas.STARTS.match(cell) and not _is_number(cell)]


def _is_number(cell: str) -> bool:
    return bool(re.fullmatch(r"-?[\d.,]+", cell))


BEFORE = ("", " ", "\t", "\r", "\n", "'", '"', '" ', "\u00a0", "\u200b", "\ufeff")
FORMULAS = [f"{before}{sign}1+1" for sign in "=+-@＝＋－＠" for before in BEFORE]
FORMULAS += ["\t", "\r\n=1", "a;=1+1", "a,=1+1", 'a,"=1+1', "a\t@SUM(1)", "a|=cmd|' /C calc'!A0", "a\n=1"]


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_of_a_text_file_begins_a_formula_whatever_sign_it_is_cut_at(words: str) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";").writerow(["Hà Tĩnh", formulas.guarded(words), "12"])
    for delimiter in ";,\t|":
        for line in csv.reader(io.StringIO(buffer.getvalue(), newline=""), delimiter=delimiter):
            for cell in line:
                assert not cell.lstrip(' "\u00a0\u200b\ufeff\r\n\t').startswith(("=", "@", "＝", "＠")), (
                    delimiter,
                    cell,
                )
                assert delimiter != ";" or not cell.startswith(("+", "-", "＋", "－", "\t", "\r")), cell


@pytest.mark.parametrize("words", ["Hà Tĩnh", "a-b", "5 = 5", "x@y", "1;2", "'tis", ""])
def test_a_text_that_is_no_formula_stays_as_it_is(words: str) -> None:
    assert formulas.guarded(words) == words


@pytest.mark.parametrize("words", ["=1+1", "-5", "@x", "+84", "＝1", " =1", "Hà Tĩnh", "'tis"])
def test_a_guarded_text_comes_back_as_it_was(words: str) -> None:
    assert formulas.bare(formulas.guarded(words)) == words


def test_signs_that_no_file_can_bear_are_left_out_wherever_they_stand() -> None:
    held = {"a": ("x\x00y\u202e", ["\ud800z"], 5, None, date(2026, 1, 1))}
    assert harmless(held) == {"a": ("xy", ["z"], 5, None, date(2026, 1, 1))}
