"""What docs/deploy.md shows works: its commands run in their order, its files and folders are those of the units."""

import re
import shlex
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from danvan import workspace
from danvan.backup import make
from danvan.backup.store import BEFORE_UPGRADE
from danvan.cli import _parser, main
from danvan.people import accounts
from danvan.people.book import Book
from danvan.rights import ADMINISTRATOR, VIEWER

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
SHIPPED = sorted(path for path in (ROOT / "docs" / "deploy").iterdir() if path.is_file())
CARRIED = "/srv/danvan-mang-di"


def blocks() -> str:
    """What stands between fences: the commands to type."""
    return "\n".join(re.findall(r"^```\n(.*?)^```", GUIDE, re.M | re.S))


def ours() -> list[list[str]]:
    """The words of every `danvan …` of the guide, in order."""
    found = re.findall(r"^sudo danvan (.*)$", blocks(), re.M) + re.findall(r"`sudo danvan ([^`]*)`", GUIDE)
    return [shlex.split(line) for line in found]


def test_every_command_of_ours_is_understood() -> None:
    assert len(ours()) >= 8
    for words in ours():
        assert callable(_parser().parse_args(words).command), words


def test_the_commands_run_in_the_order_of_the_guide(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data, copies, carried = (tmp_path / name for name in ("data", "copies", "carried"))
    for folder in (data, copies, carried):
        folder.mkdir(mode=0o700)
    monkeypatch.setenv("DANVAN_DATA", str(data))
    monkeypatch.setenv("DANVAN_BACKUPS", str(copies))
    # The first start of the service, and the copy before the update that is gone back on.
    database = workspace.open_workspace(workspace.OFFICIAL, data)
    kept = make.make(database, workspace.OFFICIAL, BEFORE_UPGRADE, "kiểm thử")
    database.close()
    accounts.add(Book(data), "lan-cu", "Người quản trị trước", ADMINISTRATOR, "ba-con-meo-den")
    accounts.add(Book(data), "hoa", "Ngô Thị Hoa", VIEWER, "ba-con-meo-den")
    ran = []
    for words in ours():
        words = [{"TÊN": "hoa", "12": str(kept.number)}.get(word, word) for word in words]
        code = main([word.replace(CARRIED, str(carried)) for word in words])
        said = capsys.readouterr()
        assert code == 0 and said.out.strip(), (words, said)
        ran.append(words[0])
    assert set(ran) == {"user", "doctor", "backup", "restore"}
    assert sorted(path.name for path in carried.iterdir()) == ["thu.zip", "truoc-cap-nhat.zip"]
    assert [path for path in data.glob("*.sqlite") if stat.S_IMODE(path.stat().st_mode) != 0o600] == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_shipped_file_has_its_place_in_the_guide(path: Path) -> None:
    assert re.search(rf"\b{re.escape(path.name)}\b", blocks())


@pytest.mark.parametrize("named", sorted(set(re.findall(r"`(docs/[a-z./-]+|tests/[a-z_/.]+)`", GUIDE))))
def test_a_file_that_the_guide_names_exists(named: str) -> None:
    assert (ROOT / named).exists()


def test_every_folder_that_the_shipped_files_need_is_made_in_the_guide() -> None:
    needed = set()
    for path in SHIPPED:
        words = re.sub(r"^\s*#.*$", "", path.read_text(encoding="utf-8"), flags=re.M)
        needed |= set(re.findall(r"/(?:opt|srv|var/lib|etc/danvan|etc/ssl)/?[a-z.-]*(?:/danvan\.[a-z]+)?", words))
    needed = {word.rstrip("/.") for word in needed}
    assert {"/opt/danvan", "/var/lib/danvan", "/srv/danvan-sao-luu", "/etc/danvan/danvan.env"} <= needed
    assert sorted(word for word in needed if word not in GUIDE) == []


@pytest.mark.parametrize("module", sorted(set(re.findall(r"python -m (danvan\.\w+|compileall|pip|venv)", blocks()))))
def test_a_module_that_the_guide_runs_is_there(module: str) -> None:
    done = subprocess.run([sys.executable, "-c", f"import {module}"], cwd=ROOT, capture_output=True)
    assert done.returncode == 0
