"""From the first released database to the present program, and back to an older one: nothing is lost on the way."""

import json
import lzma
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from danvan import workspace
from danvan.backup import make
from danvan.backup.store import BEFORE_UPGRADE, Kept, Store
from danvan.cli import DONE, REFUSED, main
from danvan.database import Database, migrate
from danvan.errors import DanVanError
from danvan.ingest import undo
from tests.fixtures.first_release.made_by import BATCHES, figures

FIRST = Path(__file__).resolve().parents[1] / "fixtures" / "first_release"
RECORDED = json.loads((FIRST / "recorded.json").read_text(encoding="utf-8"))
NAME = workspace.OFFICIAL
FILE = f"{NAME}.duckdb"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file as the first released program left it."""
    folder = tmp_path_factory.mktemp("ban-dau")
    (folder / FILE).write_bytes(lzma.decompress((FIRST / f"{FILE}.xz").read_bytes()))
    return folder


@pytest.fixture(scope="module")
def upgraded(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with that file, opened once by the present program."""
    folder = tmp_path_factory.mktemp("nang-cap")
    shutil.copy(first / FILE, folder)
    workspace.open_workspace(NAME, folder).close()
    return folder


@pytest.fixture
def data(upgraded: Path, tmp_path: Path) -> Path:
    """A copy of it, for a test that writes."""
    shutil.copytree(upgraded, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def opened(data: Path) -> Iterator[Database]:
    database = workspace.open_workspace(NAME, data)
    yield database
    database.close()


def former(folder: Path) -> list[Kept]:
    """The copies that were kept before a change of shape, the oldest first."""
    return [one for one in Store(folder, NAME).all() if one.why == BEFORE_UPGRADE][::-1]


def rows(path: Path, statement: str) -> list[list]:
    """Rows of a file as it lies there, with no program of ours in between."""
    with duckdb.connect(path, read_only=True) as connection:
        return [list(row) for row in connection.execute(statement).fetchall()]


def columns(path: Path) -> list[list]:
    told = "select table_name, column_name, data_type from duckdb_columns() where not internal order by all"
    return rows(path, told)


def test_every_figure_of_the_first_release_is_the_same(opened: Database) -> None:
    assert migrate.version(opened) == migrate.newest() > RECORDED["schema"]
    assert figures(opened) == RECORDED["figures"] and len(RECORDED["figures"]) > 1000


def test_every_batch_and_undo_of_it_is_there_as_it_was(opened: Database) -> None:
    with opened.cursor() as cursor:
        assert [list(row) for row in cursor.execute(BATCHES).fetchall()] == RECORDED["batches"]


def test_a_batch_of_it_is_undone_as_the_first_release_would_have(opened: Database) -> None:
    taken_back = undo.undo(opened, RECORDED["undo"], "Nguyễn Thị Hoa", "Diễn tập")
    gone = {tuple(key) for key in RECORDED["gone_by_undo"]}
    changed = {tuple(row[:5]): row for row in RECORDED["changed_by_undo"]}
    left = [changed.get(tuple(row[:5]), row) for row in RECORDED["figures"] if tuple(row[:5]) not in gone]
    assert gone and figures(opened) == left
    undo.undo(opened, taken_back, "Nguyễn Thị Hoa", "Diễn tập xong")
    assert figures(opened) == RECORDED["figures"]


def test_a_copy_that_the_first_release_can_open_was_kept_before(first: Path, upgraded: Path) -> None:
    (kept,) = former(upgraded)
    assert kept.good and kept.schema == RECORDED["schema"]
    copy = Store(upgraded, NAME).path(kept)
    assert columns(copy) == columns(first / FILE)
    tables = sorted({table for table, *_ in columns(copy)})
    for table in tables:
        assert rows(copy, f'select * from "{table}" order by all') == rows(
            first / FILE, f'select * from "{table}" order by all'
        )


def test_opening_again_keeps_no_further_copy(data: Path) -> None:
    workspace.open_workspace(NAME, data).close()
    assert len(former(data)) == 1


def test_without_a_good_copy_the_data_stays_as_it_is(
    first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(first / FILE, tmp_path)
    monkeypatch.setattr(make.compare, "compared", lambda *_: "thiếu dòng")
    with pytest.raises(DanVanError, match="Chưa nâng cấp dữ liệu") as told:
        workspace.open_workspace(NAME, tmp_path)
    assert "doctor" in told.value.remedy
    assert rows(tmp_path / FILE, "select value from setting where name = 'schema_version'") == [["1"]]
    monkeypatch.undo()
    monkeypatch.setattr(make.room, "free", lambda _: 1_000_000)
    with pytest.raises(DanVanError, match="Không đủ chỗ"):
        workspace.open_workspace(NAME, tmp_path)
    assert rows(tmp_path / FILE, "select value from setting where name = 'schema_version'") == [["1"]]


def test_starts_that_are_cut_off_during_an_upgrade_keep_one_copy(
    first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(first / FILE, tmp_path)
    monkeypatch.setattr(workspace, "make_ready", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            workspace.open_workspace(NAME, tmp_path)
    assert len(former(tmp_path)) == 1


@pytest.fixture
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The schema of a program to come: one table more, a column more."""
    folder = tmp_path_factory.mktemp("mai-sau") / "schema"
    shutil.copytree(migrate.SCHEMA, folder)
    words = "create table to_come (name varchar);\nalter table source add column to_come varchar;\n"
    (folder / f"{migrate.newest() + 1:04d}_to_come.sql").write_text(words, encoding="utf-8")
    return folder


def test_the_way_back_to_an_older_program(
    data: Path, newer: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The steps of docs/deploy.md: a newer program has been in use, the present one is the older one."""
    with monkeypatch.context() as newly:
        newly.setattr(migrate, "SCHEMA", newer)
        newly.setattr(make, "SCHEMA", newer)
        workspace.open_workspace(NAME, data).close()
    newer_file = (data / FILE).read_bytes()
    assert main(["--data", str(data), "batches"]) == REFUSED
    said = capsys.readouterr().err
    assert "thuộc phiên bản mới hơn" in said and f"đến số {migrate.newest()}" in said
    assert (data / FILE).read_bytes() == newer_file, "refused unchanged"
    kept = former(data)[-1]
    assert kept.schema == migrate.newest()
    assert main(["--data", str(data), "restore", str(kept.number), "--reason", "về phiên bản trước"]) == DONE
    told = capsys.readouterr().out
    (aside,) = [path for path in (data / "aside").iterdir() if path.read_bytes() == newer_file]
    assert aside.name in told
    database = workspace.open_workspace(NAME, data)
    assert figures(database) == RECORDED["figures"]
    database.close()
    # The same newer program again.
    with monkeypatch.context() as newly:
        newly.setattr(migrate, "SCHEMA", newer)
        newly.setattr(make, "SCHEMA", newer)
        database = workspace.open_workspace(NAME, data)
        assert figures(database) == RECORDED["figures"]
        database.close()
