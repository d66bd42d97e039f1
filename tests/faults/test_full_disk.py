"""No room: while importing, at the checkpoint, while copying. Nothing half, the reader is told, and it goes on after.

Two ways to run out of room: a limit on the size of files (everywhere), and a small disk of its own (as root, where a
tmpfs can be mounted; elsewhere the first way alone stands for both).
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from danvan import workspace
from danvan.backup import make, restore
from danvan.backup.store import Store
from danvan.database import Database
from danvan.errors import DanVanError
from tests.faults import lived
from tests.faults.lived import NAME, PROGRAMS

MB = 2**20
SMALL = 64 * MB


def _in_a_program(act: Callable[[str], Any], data: Path) -> Any:
    """What `act` tells, run in a program of its own: a limit once set cannot be taken back."""
    with PROGRAMS.Pool(1) as pool:
        return pool.apply(act, (str(data),))


def _tell(act: Callable[[], Any]) -> str:
    try:
        return f"done {act()}"
    except DanVanError as error:
        return f"refused {error}"


def _log_full(data: str) -> list[str]:
    database = workspace.open_workspace(NAME, Path(data))
    lived.no_file_beyond(60_000)
    told = [_tell(lambda: lived.commit(database, 5, count=3000))]
    told += [str(lived.batches(database))]
    return told


def _checkpoint_full(data: str) -> list[str]:
    database = workspace.open_workspace(NAME, Path(data))
    lived.no_file_beyond(workspace.path_of(NAME, Path(data)).stat().st_size)
    told = [_tell(lambda value=value: lived.commit(database, value, count=1000)) for value in (5, 6)]
    return [*told, str(lived.batches(database)), str(lived.is_whole(database))]


def _copy_full(data: str) -> list[str]:
    database = workspace.open_workspace(NAME, Path(data))
    before = lived.figures(database)
    lived.no_file_beyond(2 * MB)
    told = [_tell(lambda: make.make(database, NAME, "commit", "hệ thống").number)]
    store, inbox = Store(Path(data), NAME), Path(data) / "inbox"
    return [*told, str(store.all()), str(list(inbox.glob("sao-luu-*"))), str(lived.figures(database) == before)]


def test_a_log_that_cannot_grow_refuses_the_batch_whole(data: Path, start: Callable[[], Database]) -> None:
    told, held = _in_a_program(_log_full, data)
    assert told.startswith("refused") and "chưa được ghi" in told and "dung lượng" in told
    assert held == "['D00001']"
    database = start()
    assert lived.batches(database) == ["D00001"]
    assert lived.is_whole(database)


def test_a_checkpoint_that_cannot_be_written_loses_nothing_and_work_goes_on(
    data: Path, start: Callable[[], Database]
) -> None:
    first, second, held, whole = _in_a_program(_checkpoint_full, data)
    assert (first, second) == ("done D00002", "done D00003"), "the batches are safe in the log: they were not refused"
    assert held == "['D00001', 'D00002', 'D00003']" and whole == "True"
    database = start()
    assert lived.batches(database) == ["D00001", "D00002", "D00003"]
    assert lived.is_whole(database)


def test_a_copy_that_does_not_fit_is_told_and_leaves_nothing_behind(data: Path) -> None:
    told, kept, left, same = _in_a_program(_copy_full, data)
    assert told.startswith("refused Chưa sao lưu được")
    assert (kept, left, same) == ("[]", "[]", "True")


def _restore_full(data: str) -> list[str]:
    database = workspace.open_workspace(NAME, Path(data))
    kept = lived.back_up(database)
    lived.commit(database, 5)
    before, store = lived.figures(database), Store(Path(data), NAME)
    lived.no_file_beyond(2 * MB)
    told = [_tell(lambda: restore.into_open(database, store, kept, "Minh", "thử", lambda _: None))]
    told += [str(lived.figures(database) == before), str(lived.batches(database))]
    database.close()
    return [*told, _tell(lambda: lived.put_back(Path(data), kept))]


def test_a_copy_that_cannot_be_put_back_for_want_of_room_leaves_all_as_it_was(
    data: Path, start: Callable[[], Database]
) -> None:
    open_one, same, held, in_place = _in_a_program(_restore_full, data)
    assert open_one.startswith("refused") and in_place.startswith("refused Chưa khôi phục được")
    assert (same, held) == ("True", "['D00001', 'D00002']")
    database = start()
    assert lived.batches(database) == ["D00001", "D00002"] and lived.is_whole(database)


def test_with_little_room_left_nothing_is_begun(
    data: Path, start: Callable[[], Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    database = start()
    monkeypatch.setenv("DANVAN_LEAST_FREE_MB", str(10**9))
    with pytest.raises(DanVanError, match="MB trống nên chưa ghi"):
        lived.commit(database, 5)
    with pytest.raises(DanVanError, match="Không đủ chỗ để sao lưu"):
        make.make(database, NAME, "commit", "hệ thống")
    monkeypatch.delenv("DANVAN_LEAST_FREE_MB")
    assert lived.commit(database, 5) == "D00002"


@pytest.fixture
def small_disk(made: Path, tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 MB with the data on it."""
    disk = tmp_path / "dia-nho"
    disk.mkdir()
    mounted = os.geteuid() == 0 and shutil.which("mount")
    done = mounted and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(disk)], capture_output=True
    )
    if not done or done.returncode:
        pytest.skip("mounting a small disk needs root; the limit on the size of files stands for it")
    shutil.copy(made, disk)
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.mark.parametrize("left", [20_000, 150_000, 1_000_000])
def test_a_full_disk_at_any_moment_of_an_import(small_disk: Path, left: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANVAN_LEAST_FREE_MB", "0")
    database = workspace.open_workspace(NAME, small_disk)
    ball = small_disk / "day"
    ball.write_bytes(bytes(shutil.disk_usage(small_disk).free - left))
    told = [_tell(lambda value=value: lived.commit(database, value, count=800)) for value in (5, 6, 7)]
    copied = _tell(lambda: make.make(database, NAME, "commit", "hệ thống").number)
    ball.unlink()
    done = [words.removeprefix("done ") for words in told if words.startswith("done")]
    assert copied.startswith("refused")
    assert [found for found in lived.batches(database) if found != "D00001"] == done
    assert lived.commit(database, 8) and lived.is_whole(database)
    database.close()
    database = workspace.open_workspace(NAME, small_disk)
    assert lived.batches(database)[1:-1] == done and lived.is_whole(database)
    lived.back_up(database)
    database.close()
