"""Names that lead out of their place: of files, sheets, briefings, copies, workspaces, questions."""

import io
import re
from pathlib import Path

import pytest
import xlsxwriter

from danvan import cli, workspace
from danvan.backup.store import Store
from danvan.briefing.model import Briefing, Slide
from danvan.errors import DanVanError
from danvan.ingest import originals
from danvan.ingest.read import read
from danvan.ui.plain import LONGEST_NAME, file_name

PATHS = (
    "../../etc/passwd", "..\\..\\windows\\x", "/etc/passwd", "C:\\x", "\\\\may\\chung", "a/../../b", "....//x",
    "x\x00.csv", "%2e%2e%2fx", "~root/x", "con", "nul.csv", ".", "..", "", " ", "a\nb", "\u202ecsv.exe", "x" * 5000, "file:///etc",
    "|ls", "$(id)", "`id`", "-rf", "a;b", "'; drop table x", "<img src=x onerror=1>", "\ud800", "Tệp có dấu.csv",
)  # fmt: skip


def everything(directory: Path) -> set[str]:
    return {path.relative_to(directory).as_posix() for path in directory.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", PATHS)
def test_a_sent_file_lies_under_its_digest_whatever_it_is_called(name: str, tmp_path: Path) -> None:
    inside = tmp_path / "du-lieu"
    found = originals.put_aside(inside, name, b"a,b\n1,2\n")
    kept = originals.keep(inside, b"a,b\n1,2\n")
    assert re.fullmatch("files/[0-9a-f]{2}/[0-9a-f]{64}", kept)
    held = everything(tmp_path)
    assert {
        one for one in held if not re.fullmatch("du-lieu/(files/../[0-9a-f]{64}|inbox/[0-9a-f]{64}/\\w+)", one)
    } == set()
    assert originals.draft(inside, found) is not None


@pytest.mark.parametrize("asked", [*PATHS[:8], "a" * 64 + "/../x", "A" * 64, "g" * 64])
def test_a_draft_is_found_by_a_digest_only(asked: str, tmp_path: Path) -> None:
    (tmp_path / "mat").write_text("bí mật")
    assert originals.draft(tmp_path / "du-lieu", asked) is None


@pytest.mark.parametrize("relative", [*PATHS[:8], "files/../../mat", "files/ab/" + "a" * 64, "inbox/x/data"])
def test_an_original_is_found_below_its_folder_only(relative: str, tmp_path: Path) -> None:
    (tmp_path / "mat").write_text("bí mật")
    with pytest.raises((DanVanError, ValueError)):
        originals.original(tmp_path / "du-lieu", relative)


@pytest.mark.parametrize("name", PATHS)
def test_a_file_is_handed_out_under_a_name_that_is_only_a_name(name: str) -> None:
    made = file_name(name)
    assert made and len(made) <= LONGEST_NAME + 1
    assert not re.search(r'[\\/:*?"<>|\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]', made)
    assert made not in (".", "..") and not made.startswith(".")


def test_a_name_keeps_its_true_ending() -> None:
    assert file_name("báo cáo\u202egpj.exe") == "báo cáogpj.exe"
    assert file_name("x" * 300 + ".xlsx").endswith("x.xlsx") and file_name("Tệp có dấu.csv") == "Tệp có dấu.csv"


@pytest.mark.parametrize("name", [one for one in PATHS if one not in ("con",)])
def test_a_briefing_has_a_short_plain_name(name: str) -> None:
    with pytest.raises(DanVanError):
        Briefing(name, "Thử", "42-2008", "2024", (Slide("title"),))


@pytest.mark.parametrize("name", [one for one in PATHS if one.strip() and "\x00" not in one and "\ud800" not in one])
def test_a_sheet_s_name_is_a_word_not_a_place(name: str) -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("Biểu")
    sheet.write_row(0, 0, ["Tỉnh", "Số cuộc đối thoại năm 2024"])
    sheet.write_row(1, 0, ["Hà Tĩnh", 5])
    sheet.name = name[:31]
    book.close()
    document = read(buffer.getvalue(), name)
    assert len(document.grids) == 1 or document.findings


@pytest.mark.parametrize("name", PATHS[:12])
def test_a_workspace_is_one_of_those_there_are(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises((KeyError, DanVanError)):
        workspace.path_of(name, tmp_path)
    with pytest.raises(SystemExit) as ended:
        cli.main(["--data", str(tmp_path), "--workspace", name, "check"])
    assert ended.value.code == 2 and everything(tmp_path) == set()


@pytest.mark.parametrize("name", PATHS[:12])
def test_a_copy_is_asked_for_by_its_number(name: str, tmp_path: Path) -> None:
    before = everything(tmp_path)
    try:
        assert cli.main(["--data", str(tmp_path), "restore", name]) in (1, 2)
    except SystemExit as ended:
        assert ended.code == 2
    assert everything(tmp_path) - before <= {"tai-khoan.sqlite"}


def test_a_note_of_a_copy_that_names_a_file_elsewhere_leads_nowhere(tmp_path: Path) -> None:
    store = Store(tmp_path, "chinh-thuc")

    class Note:
        file = "../../../etc/passwd"

    assert store.path(Note()) == store.own / "passwd"
