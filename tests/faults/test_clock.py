"""The clock set back by days in the middle of work: order, figures, copies and their rotation do not go by it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from danvan import doctor
from danvan.backup import compare, files, journal, keeper, make
from danvan.backup.store import Store
from danvan.database import Database
from danvan.doctor import data as doctor_data
from danvan.ingest import batches, load
from tests.faults import lived
from tests.faults.lived import NAME


@pytest.fixture
def set_back(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets the clock of the program so many days back (or on)."""

    def _set(days: int) -> None:
        def now() -> datetime:
            return datetime.now(batches.VIETNAM).replace(tzinfo=None) - timedelta(days=days)

        for module in (batches, compare, files, journal, keeper, make, doctor_data):
            monkeypatch.setattr(module, "now", now)

    return _set


def test_what_is_written_later_counts_though_the_clock_says_earlier(
    data: Path, start: Callable[[], Database], set_back: Callable[[int], None]
) -> None:
    database = start()
    lived.commit(database, 5)
    first = lived.back_up(database)
    set_back(3)
    lived.commit(database, 6)
    undone = lived.commit(database, 7)
    load.undo(database, undone, "Lan", "nhầm")
    second = lived.back_up(database)
    values = {
        row[5] for row in lived.figures(database) if row[0] == "DT01" and row[10] == "reported" and row[5] in (5, 6, 7)
    }
    assert values == {6.0}
    assert lived.is_whole(database)
    store = Store(data, NAME)
    assert second.moment < first.moment and second.number > first.number
    assert store.newest_good().number == second.number
    told = {line["check"]: line for line in doctor.report(data, opened={NAME: database})}
    assert told["clock"]["state"] == doctor.FAIL and "chậm hơn" in told["clock"]["words"]
    database.close()
    assert lived.batches(start()) == ["D00001", "D00002", "D00003", "D00004", "D00005"]


def test_rotation_never_takes_the_newest_copies_for_old_ones(
    data: Path, start: Callable[[], Database], set_back: Callable[[int], None]
) -> None:
    database = start()
    made = []
    for day in range(14):
        set_back(day * 40)
        made.append(lived.back_up(database).number)
    kept = {one.number for one in Store(data, NAME).all()}
    assert set(made[-10:]) <= kept
    assert max(kept) == made[-1]
