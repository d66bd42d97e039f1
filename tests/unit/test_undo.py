"""A batch is undone exactly while an undo that still stands points at it, now and at every moment of the past."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pandas as pd
import pytest

from danvan.database import Database, connect
from danvan.database.migrate import migrate
from danvan.errors import DanVanError
from danvan.figures import reference, rule
from danvan.ingest import load, undo


@pytest.fixture(scope="module")
def ready() -> Iterator[Database]:
    opened = connect(None)
    migrate(opened)
    reference.load(opened)
    yield opened
    opened.close()


@pytest.fixture
def database(ready: Database) -> Database:
    with ready.writing() as cursor:
        for table in ("batch", "batch_detail", "observation", "figure", "figure_conflict", "warning"):
            cursor.execute(f"delete from {table}")
    return ready


def _commit(database: Database, value: float = 7) -> str:
    row = {"indicator": "QC05", "unit_id": "42-2008", "breakdown": "", "value": value}
    days = {"period_start": "2024-01-01", "period_end": "2024-12-31"}
    return load.commit(database, load.Batch("import", "thử", "kiểm thử"), pd.DataFrame([row | days]))


def _status(database: Database, batch: str) -> str:
    return _of_batch(database, batch, "status")


def _of_batch(database: Database, batch: str, column: str) -> object:
    with database.cursor() as cursor:
        return cursor.execute(f"select {column} from batch where batch_id = ?", [batch]).fetchone()[0]


def _tables(database: Database) -> list[list[tuple]]:
    with database.cursor() as cursor:
        return [
            cursor.execute(f"select * from {name} order by all").fetchall()
            for name in ("batch", "observation", "figure", "figure_conflict", "warning")
        ]


def _known(database: Database, moment: datetime | None) -> float | None:
    """What a rebuild as known at a moment says of the one cell; nothing is kept of it."""
    with database.cursor() as cursor:
        cursor.execute("begin transaction")
        rule.rebuild(cursor, moment)
        found = cursor.execute("select value from figure where unit_id = '42-2008' and indicator = 'QC05'").fetchone()
        cursor.execute("rollback")
    return found[0] if found else None


def test_taking_back_one_undo_leaves_the_other_in_force(database: Database) -> None:
    batch = _commit(database)
    first = load.undo(database, batch, "kiểm thử")
    back = load.undo(database, first, "kiểm thử")
    load.undo(database, batch, "kiểm thử")
    load.undo(database, back, "kiểm thử")
    assert _status(database, batch) == "undone"
    assert database.value("figure.count") == 0


def test_an_undone_batch_cannot_be_undone_again(database: Database) -> None:
    batch = _commit(database)
    load.undo(database, batch, "kiểm thử")
    with pytest.raises(DanVanError, match="đã được hoàn tác"):
        load.undo(database, batch, "kiểm thử")


def test_an_unknown_batch_cannot_be_undone(database: Database) -> None:
    with pytest.raises(DanVanError, match="D09999"):
        load.undo(database, "D09999", "kiểm thử")


def test_an_undone_batch_names_the_undo_that_holds_it_down(database: Database) -> None:
    batch = _commit(database)
    first = load.undo(database, batch, "kiểm thử")
    back = load.undo(database, first, "kiểm thử")
    second = load.undo(database, batch, "kiểm thử")
    assert _of_batch(database, batch, "undone_by") == second
    assert _of_batch(database, batch, "undone_at") == _of_batch(database, second, "created_at")
    load.undo(database, second, "kiểm thử")
    assert (_status(database, batch), _of_batch(database, batch, "undone_by")) == ("committed", None)
    assert _of_batch(database, first, "undone_by") == back


def test_what_was_known_between_an_undo_and_its_undo_stays_known(database: Database) -> None:
    """Imported, taken back, brought back, taken back again by its own undo's undo's undo: each moment has its truth."""
    steps = [_commit(database)]
    for _ in range(4):
        steps.append(load.undo(database, steps[-1], "kiểm thử"))
    moments = [_of_batch(database, step, "created_at") for step in steps]
    between = [moment + (after - moment) / 2 for moment, after in zip(moments, moments[1:], strict=False)]
    assert [_known(database, moment) for moment in between] == [7, None, 7, None]
    assert _known(database, moments[0] - timedelta(seconds=1)) is None
    assert _known(database, moments[-1] + timedelta(seconds=1)) == _known(database, None) == 7


def test_two_batches_of_the_same_moment_count_in_the_order_of_their_numbers(database: Database) -> None:
    moment = datetime(2026, 1, 5, 8)
    row = {"indicator": "QC05", "unit_id": "42-2008", "period_start": "2024-01-01", "period_end": "2024-12-31"}
    for value in (3, 4):
        batch = load.Batch("import", "thử", "kiểm thử", created_at=moment)
        load.commit(database, batch, pd.DataFrame([row | {"value": value}]))
    assert _known(database, moment) == _known(database, None) == 4


def test_the_preview_of_an_undo_tells_every_figure_and_writes_nothing(database: Database) -> None:
    _commit(database, 5)
    batch = _commit(database, 9)
    before = _tables(database)
    rows, count = undo.preview(database, batch)
    assert _tables(database) == before
    found = rows.set_index("unit_id")[["value", "after_value", "after_basis"]].to_dict("index")
    assert found["42-2008"] == {"value": 9, "after_value": 5, "after_basis": "reported"}
    assert count == len(rows)
    load.undo(database, batch, "kiểm thử")
    assert _known(database, None) == 5


def test_the_preview_of_the_undo_of_an_undo_tells_what_comes_back(database: Database) -> None:
    back = load.undo(database, _commit(database), "kiểm thử")
    rows, _ = undo.preview(database, back)
    told = rows.set_index("unit_id").loc["42-2008"]
    assert (told["basis"], told["after_basis"], told["after_value"]) == ("none", "reported", 7)


def test_the_preview_lists_no_more_than_asked_and_counts_all(database: Database) -> None:
    row = {"indicator": "DT02", "breakdown": "", "period_start": "2024-01-01", "period_end": "2024-01-31", "value": 1}
    units = ["436-2008", "437-2008", "42-2008"]
    batch = load.commit(
        database, load.Batch("import", "thử", "kiểm thử"), pd.DataFrame([row | {"unit_id": unit} for unit in units])
    )
    rows, count = undo.preview(database, batch, most=2)
    assert len(rows) == 2 and count > 3
    assert set(rows["basis"]) == {"reported"}, "reported numbers come before what is computed from them"
