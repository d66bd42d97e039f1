"""Killed in the midst of a large commit: nothing of it is there after the start, and what was committed before is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from danvan import workspace
from danvan.backup import unfinished
from danvan.database import Database
from tests.faults import lived
from tests.faults.lived import NAME

Start = Callable[[], Database]


@pytest.fixture
def log(data: Path) -> Path:
    """The log of a large commit that is finished, and not in the file yet."""
    workspace.open_workspace(NAME, data).close()
    program = lived.PROGRAMS.Process(target=lived.commit_much_into_the_log_alone, args=(str(data),))
    program.start()
    program.join()
    found = workspace.path_of(NAME, data).with_suffix(".duckdb.wal")
    assert found.stat().st_size > 1000
    return found


def _ends(log: Path) -> list[tuple[int, int]]:
    held = log.read_bytes()
    return list(unfinished._entries(held, unfinished._first(held)))


def test_a_finished_commit_in_the_log_is_whole_after_the_start(log: Path, start: Start) -> None:
    assert unfinished.finished(log.read_bytes()) == log.stat().st_size
    database = start()
    assert lived.batches(database) == ["D00001", "D00002"]
    assert database.ask("backup.half_batches").empty


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.8, 1.0])
def test_a_commit_that_was_not_finished_leaves_nothing(data: Path, log: Path, start: Start, kept: float) -> None:
    ends = [end for end, kind in _ends(log) if kind != unfinished.FLUSH]
    held = log.read_bytes()[: ends[min(int(len(ends) * kept), len(ends) - 1)]]
    log.write_bytes(held)
    database = start()
    assert lived.batches(database) == ["D00001"] and database.ask("backup.half_batches").empty
    with database.cursor() as cursor:
        assert cursor.execute("select count(*) from observation").fetchone() == (121,)
    assert [path.read_bytes() for path in data.glob("aside/*.wal~*")] == [held], "the log as it was is kept"
    assert lived.commit(database, 5) == "D00002"


def test_what_was_finished_before_the_kill_stays(data: Path, log: Path, start: Start) -> None:
    held = log.read_bytes()
    first = unfinished._first(held)
    # The same commit begun once more, and cut off in the middle of an entry.
    log.write_bytes(held + held[first : first + (len(held) - first) // 2])
    database = start()
    assert lived.batches(database) == ["D00001", "D00002"] and database.ask("backup.half_batches").empty


@pytest.mark.parametrize(
    "log", [b"", b"x" * 300, bytes(5000), b"\x64\x00\x62"], ids=["empty", "text", "zeros", "short"]
)
def test_a_log_that_is_not_known_is_left_to_duckdb(log: bytes) -> None:
    assert unfinished.finished(log) is None
