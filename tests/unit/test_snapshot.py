"""The workspace as of a past day holds what was known then: figures, warnings and batches, whatever came later."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest

from danvan import snapshot, workspace
from danvan.database import Database, connect
from danvan.database.migrate import migrate
from danvan.errors import DanVanError
from danvan.figures import reference, rule
from danvan.ingest import batches, load, undo
from danvan.ingest.load import Batch
from tests.unit.ready_workspace import report

DERIVED = ("figure", "figure_conflict")
DAYS = [date(2026, 3, day) for day in range(1, 9)]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A workspace with a commit, an undo or an undo of an undo a day, from 1/3 to 7/3/2026."""
    database = connect(tmp_path_factory.mktemp("du-lieu") / "chinh-thuc.duckdb", threads=1)
    migrate(database)
    reference.load(database)
    steps = _steps(database)
    with pytest.MonkeyPatch.context() as patch:
        for day in DAYS[:7]:
            patch.setattr(batches, "now", lambda day=day: datetime(day.year, day.month, day.day, 9))
            next(steps)
    yield database
    database.close()


def _steps(database: Database) -> Iterator[str]:
    yield _commit(database, report("QC05", "42-2008", "2024", 7), report("DT02", "42-2008", "2024-Q1", 3))
    second = _commit(database, report("QC05", "42-2008", "2024", 9), report("DT02", "42-2008", "2024-Q2", 4))
    yield second
    yield _commit(database, *(report("DT02", unit, "2024", 5) for unit in ("42-2008", "44-2008")))
    first_undo = undo.undo(database, second, "kiểm thử")
    yield first_undo
    again = undo.undo(database, first_undo, "kiểm thử")
    yield again
    yield _commit(database, report("QC05", "44-2008", "2024", 1, source="bao-chi"))
    yield undo.undo(database, again, "kiểm thử")


def _commit(database: Database, *rows: dict) -> str:
    return load.commit(database, Batch("import", "thử", "kiểm thử"), pd.DataFrame(list(rows)))


def _rows(database: Database, table: str) -> list[tuple]:
    with database.cursor() as cursor:
        return cursor.execute(f"select * from {table} order by all").fetchall()


def _rebuilt(database: Database, day: date) -> dict[str, list[tuple]]:
    """The derived tables of a rebuild from the batches known at the end of a day; nothing is kept of it."""
    with database.cursor() as cursor:
        cursor.execute("begin transaction")
        rule.rebuild(cursor, snapshot.moment(day))
        found = {table: cursor.execute(f"select * from {table} order by all").fetchall() for table in DERIVED}
        cursor.execute("rollback")
    return found


@pytest.mark.parametrize("much", [0.0, 1.0], ids=["computed anew", "brought back cell by cell"])
@pytest.mark.parametrize("day", [DAYS[at] for at in (0, 2, 3, 4, 6)], ids=str)
def test_figures_equal_a_rebuild_from_the_batches_known_then(
    lived: Database, tmp_path: Path, day: date, much: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "MOVED_MUCH", much)
    then = workspace.open_as_of("chinh-thuc", day, lived, tmp_path)
    assert {table: _rows(then, table) for table in DERIVED} == _rebuilt(lived, day)
    then.close()


def test_the_last_day_is_the_workspace_itself(lived: Database, tmp_path: Path) -> None:
    then = workspace.open_as_of("chinh-thuc", DAYS[-1], lived, tmp_path)
    for table in (*DERIVED, "batch", "observation", "warning", "unit", "indicator"):
        assert _rows(then, table) == _rows(lived, table), table
    then.close()


def test_a_batch_undone_later_still_counts_and_names_no_undo(lived: Database, tmp_path: Path) -> None:
    then = workspace.open_as_of("chinh-thuc", DAYS[2], lived, tmp_path)
    assert [(row[0], row[10], row[11]) for row in _rows(then, "batch")] == [
        ("D00001", "committed", None),
        ("D00002", "committed", None),
        ("D00003", "committed", None),
    ]
    then.close()


def test_a_past_day_is_read_only_and_says_so(lived: Database, tmp_path: Path) -> None:
    then = workspace.open_as_of("chinh-thuc", DAYS[3], lived, tmp_path)
    with pytest.raises(DanVanError, match="ngày đã qua"):
        _commit(then, report("QC05", "42-2008", "2023", 1))
    then.close()


def test_copies_are_made_once_and_few_are_kept(lived: Database, tmp_path: Path) -> None:
    for day in DAYS:
        workspace.open_as_of("chinh-thuc", day, lived, tmp_path).close()
    kept = sorted((tmp_path / "snapshots").glob("*.duckdb"))
    assert len(kept) == snapshot.KEPT
    made = {path: path.stat().st_ino for path in kept}
    workspace.open_as_of("chinh-thuc", DAYS[-1], lived, tmp_path).close()
    assert {path: path.stat().st_ino for path in kept} == made


def test_a_batch_of_later_does_not_make_a_past_day_anew(lived: Database) -> None:
    before = snapshot.mark(lived, DAYS[5])
    assert snapshot.mark(lived, DAYS[5]) == before
    assert snapshot.mark(lived, DAYS[6]) != before
