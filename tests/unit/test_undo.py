"""A batch is undone exactly while an undo that still stands points at it."""

from collections.abc import Iterator

import pandas as pd
import pytest

from danvan.database import Database, connect
from danvan.database.migrate import migrate
from danvan.errors import DanVanError
from danvan.figures import reference
from danvan.ingest import load


@pytest.fixture
def database() -> Iterator[Database]:
    opened = connect(None)
    migrate(opened)
    reference.load(opened)
    yield opened
    opened.close()


def _commit(database: Database) -> str:
    row = {"indicator": "QC05", "unit_id": "42-2008", "breakdown": "", "value": 7}
    days = {"period_start": "2024-01-01", "period_end": "2024-12-31"}
    return load.commit(database, load.Batch("import", "thử", "kiểm thử"), pd.DataFrame([row | days]))


def _status(database: Database, batch: str) -> str:
    with database.cursor() as cursor:
        return cursor.execute("select status from batch where batch_id = ?", [batch]).fetchone()[0]


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
