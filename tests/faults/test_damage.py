"""Damaged, cut off or missing: database, log, journal, copies. The start says so, deletes nothing, and can go back."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from danvan import workspace
from danvan.backup import compare, in_place, journal, make, recovery, restore
from danvan.backup.store import Store
from danvan.database import Database
from danvan.errors import DanVanError
from tests.faults import lived
from tests.faults.lived import NAME

Start = Callable[[], Database]


@pytest.fixture
def told(data: Path, start: Start) -> list[tuple]:
    """Two batches and a copy of them; closed. The figures as they were."""
    database = start()
    lived.commit(database, 5)
    lived.commit(database, 6, count=30)
    lived.back_up(database)
    before = lived.figures(database)
    database.close()
    return before


def _path(data: Path) -> Path:
    return workspace.path_of(NAME, data)


def _flip(path: Path, at: float, length: int = 64) -> None:
    """Other bytes in the place of some, from that share of the file on."""
    held = bytearray(path.read_bytes())
    first = min(int(len(held) * at), len(held) - length)
    held[first : first + length] = random.Random(7).randbytes(length)
    path.write_bytes(held)


def _restored(data: Path, start: Start, before: list[tuple]) -> None:
    """Putting the newest copy back brings the figures of before; the damaged file lies aside, byte for byte."""
    harmed = _path(data).read_bytes() if _path(data).exists() else None
    former = lived.put_back(data)
    assert lived.figures(start()) == before
    if harmed is not None:
        assert former.read_bytes() == harmed


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: _flip(path, 0.0, 8192),
        lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes("không phải tệp dữ liệu".encode() * 1000),
        lambda path: path.write_bytes(path.read_bytes()[:-4096]),
    ],
    ids=["header", "half of it", "empty", "something else", "without its end"],
)
def test_a_damaged_database_is_told_left_alone_and_replaced_by_the_copy(
    data: Path, start: Start, told: list[tuple], harm: Callable[[Path], object]
) -> None:
    harm(_path(data))
    harmed = _path(data).read_bytes()
    fault = lived.damaged(data)
    assert fault is not None and fault.kind == recovery.UNREADABLE
    assert fault.copy is not None and f"restore {fault.copy.number}" in fault.remedy
    assert "không xóa" in fault.message and str(_path(data)) in fault.message
    assert _path(data).read_bytes() == harmed
    _restored(data, start, told)


@pytest.mark.parametrize("at", [0.2, 0.4, 0.6, 0.8, 0.95])
def test_damage_inside_the_database_never_becomes_a_good_copy(
    data: Path, start: Start, told: list[tuple], at: float
) -> None:
    store = Store(data, NAME)
    good = store.newest_good()
    _flip(_path(data), at)
    fault = lived.damaged(data)
    if fault is None:
        # The start did not need the damaged part: the next copy reads everything, and either is equal or is not made.
        database = start()
        try:
            kept = make.make(database, NAME, "commit", "hệ thống")
            assert not kept.good or lived.figures(database) == told
        except DanVanError:
            assert store.newest_good().number == good.number
        database.close()
    else:
        assert fault.copy.number == good.number
    _restored(data, start, told)


def test_a_missing_database_is_not_begun_anew_in_silence(data: Path, start: Start, told: list[tuple]) -> None:
    _path(data).unlink()
    fault = lived.damaged(data)
    assert fault is not None and fault.kind == recovery.MISSING
    assert not _path(data).exists()
    assert {entry.batch for entry in fault.lost} == {"D00001", "D00002", "D00003"} and fault.beyond == []
    _restored(data, start, told)


def test_without_file_and_journal_the_copies_still_tell_that_there_was_data(
    data: Path, start: Start, told: list[tuple]
) -> None:
    _path(data).unlink()
    journal.path_of(data, NAME).unlink()
    fault = lived.damaged(data)
    assert fault is not None and fault.kind == recovery.MISSING
    _restored(data, start, told)


def test_beginning_anew_is_a_decision_that_is_written_down(data: Path, start: Start, told: list[tuple]) -> None:
    _path(data).unlink()
    in_place.keep_present(_path(data), NAME, "Minh", "máy mới", lambda: workspace.open_workspace(NAME, data))
    assert lived.batches(start()) == ["D00001"]
    assert "Minh" in recovery.notices(data)[0].words
    assert len(journal.read(journal.path_of(data, NAME)).entries) > 3, "the lines of before stay in the journal"


def test_an_older_file_put_there_by_hand_is_found_behind_its_journal(data: Path, start: Start) -> None:
    database = start()
    lived.commit(database, 5)
    database.close()
    older = _path(data).read_bytes()
    database = start()
    lived.commit(database, 6, count=30)
    lived.back_up(database)
    beyond = lived.commit(database, 7, year=2024)
    database.close()
    _path(data).write_bytes(older)
    fault = lived.damaged(data)
    assert fault is not None and fault.kind == recovery.BEHIND
    assert [entry.batch for entry in fault.lost] == ["D00003", beyond]
    assert [entry.batch for entry in fault.beyond] == [beyond], "what the copy does not hold either must be sent again"
    assert f"{beyond} “Đợt thử 7”" in fault.remedy
    assert _path(data).read_bytes() == older
    lived.put_back(data)
    assert lived.batches(start()) == ["D00001", "D00002", "D00003"]


@pytest.mark.parametrize("log", [b"", b"x" * 300, bytes(5000)], ids=["empty", "text", "zeros"])
def test_a_log_that_does_not_fit_is_set_aside_and_nothing_is_lost(
    data: Path, start: Start, told: list[tuple], log: bytes
) -> None:
    path = _path(data).with_name(f"{_path(data).name}.wal")
    path.write_bytes(log)
    database = start()
    assert lived.figures(database) == told
    aside = [found for found in data.rglob("*.wal*") if found.is_file() and found.read_bytes() == log]
    if log and not aside:
        pytest.fail("the log is gone")
    if aside and aside[0] != path:
        assert recovery.notices(data)[0].words.startswith("Nhật ký ghi dở không khớp")


def _with_log(data: Path) -> Path:
    """A program killed with a batch in the log that is not in the file yet: the file could not grow."""
    program = lived.PROGRAMS.Process(target=lived.commit_into_the_log_alone, args=(str(data),))
    program.start()
    program.join()
    log = _path(data).with_name(f"{_path(data).name}.wal")
    assert lived.acknowledged(data) and log.stat().st_size > 1000
    return log


def test_a_batch_in_the_log_alone_is_there_after_the_start(data: Path, start: Start) -> None:
    _with_log(data)
    database = start()
    assert set(lived.acknowledged(data)) <= set(lived.batches(database))
    assert lived.is_whole(database)


@pytest.mark.parametrize("harm", ["cut", "flip", "gone"])
def test_a_batch_lost_with_its_log_is_missed_by_the_journal(data: Path, start: Start, harm: str) -> None:
    log = _with_log(data)
    if harm == "cut":
        log.write_bytes(log.read_bytes()[: log.stat().st_size // 2])
    elif harm == "flip":
        _flip(log, 0.5)
    else:
        log.rename(log.with_name("cất-đi"))
    fault = lived.damaged(data)
    assert fault is not None, "an acknowledged batch is gone and nobody was told"
    assert [entry.batch for entry in fault.lost if entry.batch != "D00001"] == lived.acknowledged(data)
    assert "Đợt thử" in fault.message + fault.remedy


def test_a_journal_with_damaged_lines_still_guards_the_rest(data: Path, start: Start, told: list[tuple]) -> None:
    path = journal.path_of(data, NAME)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + b"\xff\x00rubbish\n" + lines[1].replace(b"Lan", b"Lam") + lines[2][:40])
    database = start()
    assert lived.figures(database) == told
    assert "dòng 2, 3, 4" in recovery.notices(data)[0].words
    lived.commit(database, 9)
    noted = journal.read(path)
    assert [noted.expected()[seq].batch for seq in sorted(noted.expected())] == lived.batches(database)


def test_a_journal_that_is_gone_is_written_anew_from_the_data(data: Path, start: Start, told: list[tuple]) -> None:
    path = journal.path_of(data, NAME)
    before = [entry.batch for entry in journal.read(path).entries]
    path.unlink()
    start()
    assert [entry.batch for entry in journal.read(path).entries] == before


def test_a_damaged_copy_is_never_put_back_and_an_older_good_one_is_offered(data: Path, start: Start) -> None:
    database = start()
    lived.commit(database, 5)
    first = lived.back_up(database)
    lived.commit(database, 6)
    second, store = lived.back_up(database), Store(data, NAME)
    before = lived.figures(database)
    _flip(store.path(second), 0.5)
    with pytest.raises(DanVanError, match="không dùng được|Không dùng được"):
        restore.into_open(database, store, second, "Minh", "thử", lambda _: None)
    assert lived.figures(database) == before
    assert store.newest_good().number == first.number
    database.close()
    _path(data).unlink()
    fault = lived.damaged(data)
    assert fault.copy.number == first.number and [entry.batch for entry in fault.beyond] == ["D00003"]


@pytest.mark.parametrize("harm", ["cut", "flip", "note"])
def test_every_kind_of_damage_to_a_copy_is_found(data: Path, start: Start, harm: str) -> None:
    database = start()
    kept, store = lived.back_up(database), Store(data, NAME)
    path = store.path(kept)
    if harm == "cut":
        path.write_bytes(path.read_bytes()[:-1])
    elif harm == "flip":
        _flip(path, 0.9, 1)
    else:
        note = path.with_suffix(".json")
        note.write_text(note.read_text("utf-8")[:-20], "utf-8")
        assert store.newest_good() is None and store.unreadable() == [note]
        store.rotate()
        assert path.is_file(), "a copy whose note cannot be read is left alone"
        return
    looked = compare.verify(store, kept)
    assert not looked.good and looked.fault
    assert json.loads(path.with_suffix(".json").read_text("utf-8"))["fault"] == looked.fault
